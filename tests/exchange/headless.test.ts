import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../build/scripts/support/project-root.ts'
import { runExport } from '../../electron/cli/export.ts'
import { runImport } from '../../electron/cli/import.ts'
import type { Output } from '../../electron/cli/output.ts'
import { runVerify } from '../../electron/cli/verify.ts'
import { runVerb as run } from '../support/run-verb.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

// Two data folders, founded and joined as people do; then everything between them goes through the command line.
let world: World
let authority = ''
let lead = ''
let season = ''
let stick = ''
const account = 'Cán bộ'

/** The folder, opened by a screen for as long as `act` takes. */
async function onScreen<Value>(
  folder: string,
  act: (machine: TestMachine) => Promise<Value>,
): Promise<Value> {
  const machine = world.inFolder(folder, `${folder}/${Math.random()}`)
  try {
    await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
    return await act(machine)
  } finally {
    await machine.app.dispose()
  }
}

async function exported(folder: string, ...options: readonly string[]): Promise<string> {
  const { status, json, out } = await run(runExport, folder, '--to', stick, ...options, '--json')
  expect(status, out).toBe(0)
  return join(stick, (json as { readonly name: string }).name) // the shape of `export --json`
}

/** Runs `import` at a terminal where the person answers so. */
function importAnswering(answer: boolean, ...args: readonly string[]) {
  return run((each, io: Output) => runImport(each, io, () => Promise.resolve(answer)), ...args)
}

function fingerprintOf(folder: string): Promise<string> {
  return onScreen(folder, async (machine) => (await machine.call('season.get', {})).fingerprint.full)
}

beforeAll(async () => {
  world = createWorld({ on: 'folders' })
  // Screens and the command line run on one computer here.
  process.env['GIAOUOC_STATE'] = join(world.root, 'state')
  stick = join(world.root, 'usb')
  mkdirSync(stick)
  const founder = world.at('authority')
  const input = { preset: smallPreset.id, year: 2026, name: 'Năm thi đua 2026', account }
  await founder.call('founding.prepare', { ...input, passphrase: world.passphrase })
  await founder.call('founding.commit', { slipKept: 'saved' })
  const rows = await founder.call('season.invitations', {})
  const slip = rows.find((row) => row.seat === 'lead:1')?.slip
  authority = founder.dataFolder
  await founder.app.dispose()
  const bundle = await exported(authority, '--season')
  const joiner = world.at('lead:1')
  const code = `${slip?.code} ${slip?.checkGroup}`
  const file = joiner.handle(bundle)
  await joiner.call('joining.commit', { files: [file], code, account, passphrase: world.passphrase })
  const status = await joiner.call('workspace.status', {})
  season = status.state === 'open' ? (status.season?.id ?? '') : ''
  lead = joiner.dataFolder
  await joiner.app.dispose()
})
afterAll(() => world.close())

describe('import', () => {
  it('previews, asks, and imports only what was agreed to; a screen can set it aside', async () => {
    const bundle = await exported(lead, '--for', 'authority')
    const before = await fingerprintOf(authority)

    const preview = await run(runImport, authority, bundle)
    expect([preview.status, preview.err]).toEqual([3, ''])
    expect(preview.out).toContain('Mới: 1')
    expect(preview.out).toContain('Chưa nhập gì. Dùng --yes để nhập 1 bản ghi.')
    const english = await importAnswering(false, authority, bundle, '--language', 'en')
    expect([english.status, english.out]).toEqual([3, expect.stringContaining('New: 1')])
    expect(english.out).toContain('Nothing was imported.')
    expect(await fingerprintOf(authority)).toBe(before)

    const agreed = await importAnswering(true, authority, bundle)
    expect([agreed.status, agreed.out]).toEqual([0, expect.stringContaining('Đã nhập 1 bản ghi')])
    expect(await fingerprintOf(authority)).toBe(await fingerprintOf(lead))

    const again = await run(runImport, authority, bundle, '--yes')
    expect([again.status, again.out]).toEqual([0, expect.stringContaining('Không có gì mới để nhập.')])
    expect(again.out).toContain('gói cũ')

    await onScreen(authority, async (machine) => {
      const { imports } = await machine.call('exchange.history', {})
      const [newest] = imports.filter((row) => row.mayBeSetAside)
      await machine.call('exchange.setAside', { importId: newest?.importId ?? 0 })
      await machine.call('exchange.takeBack', { importId: newest?.importId ?? 0 })
    })
  })

  it('gives programs the whole preview and what came of it', async () => {
    // A receipt has nothing to import; from then on the lead knows what need not be sent again.
    const receipt = await run(runImport, lead, await exported(authority, '--receipt'))
    expect([receipt.status, receipt.out]).toEqual([0, expect.stringContaining('Không có gì mới')])
    await onScreen(lead, (machine) =>
      machine.call('signatory.enrol', {
        name: 'Trần Văn B',
        rank: 'Trung tá',
        position: 'Trưởng phòng',
        passphrase: world.passphrase,
      }),
    )
    const bundle = await exported(lead, '--for', 'authority', '--delta')
    const looked = await run(runImport, authority, bundle, '--json')
    const preview = {
      season,
      bundles: [{ refused: null, purpose: 'submission', records: 1, message: null }],
      counts: { new: 1, present: 0 },
      stored: 1,
      items: [
        {
          class: 'new',
          kind: 'signatory.enrolled/1',
          message: { vi: expect.stringContaining('Mới'), en: expect.stringContaining('New') },
        },
      ],
    }
    expect(looked).toMatchObject({ status: 3, json: { ...preview, imported: null } })
    const done = await run(runImport, authority, bundle, '--yes', '--season', season, '--json')
    expect(done).toMatchObject({ status: 0, json: { ...preview, imported: { stored: 1, moved: [] } } })
  })

  it('takes several bundles as one set, names those it refuses, and imports the others', async () => {
    await onScreen(lead, async (machine) => {
      const proposal = (await machine.call('agreement.list', {})).proposal
      if (proposal === null) throw new Error('a lead may draft')
      await machine.call('agreement.draft', proposal)
    })
    await run(runImport, lead, await exported(authority, '--receipt'))
    const good = await exported(lead, '--for', 'authority')
    const bad = join(stick, 'cut.giaouoc')
    writeFileSync(bad, readFileSync(good).subarray(0, 200))
    const mixed = await run(runImport, authority, bad, good, '--yes', '--json')
    expect(mixed).toMatchObject({
      status: 1,
      json: {
        bundles: [
          { refused: { code: expect.any(String) }, message: { vi: expect.any(String) } },
          { refused: null },
        ],
        imported: { stored: 1 },
      },
    })
    const alone = await run(runImport, authority, bad, '--yes')
    expect([alone.status, alone.out]).toEqual([1, expect.stringContaining('BỊ TỪ CHỐI')])
  })

  it('refuses in words what it cannot do', async () => {
    const bundle = await exported(lead, '--full')
    const code = async (...args: readonly string[]): Promise<readonly [number, unknown]> => {
      const { status, json } = await run(runImport, ...args, '--json')
      return [status, (json as { readonly error?: { readonly code: string } }).error?.code] // a refusal's shape
    }
    expect(await code()).toEqual([2, 'usage'])
    expect(await code(authority)).toEqual([2, 'usage'])
    expect(await code(authority, bundle, '--now')).toEqual([2, 'usage'])
    expect(await code(authority, bundle, '--season', 'PX03')).toEqual([2, 'usage'])
    expect(await code(authority, ...Array.from({ length: 501 }, () => bundle))).toEqual([2, 'usage'])
    expect(await code(join(world.root, 'nowhere'), bundle)).toEqual([1, 'folderMissing'])
    expect(await code(authority, join(stick, 'none.giaouoc'))).toEqual([1, 'fileUnreadable'])
    expect(await code(authority, stick)).toEqual([1, 'fileUnreadable'])
    expect(await code(authority, bundle, '--account', 'ai đó')).toEqual([1, 'accountUnknown'])
    expect(await code(authority, bundle, '--season', 'ab'.repeat(32))).toEqual([1, 'verification'])
  })

  it('leaves a folder alone that is open on a screen', async () => {
    const bundle = await exported(lead, '--full')
    await onScreen(authority, async () => {
      const refused = await run(runImport, authority, bundle, '--yes')
      expect([refused.status, refused.err]).toEqual([
        1,
        expect.stringMatching(/đang mở[\s\S]*open elsewhere/),
      ])
      expect((await run(runExport, authority, '--to', stick, '--full', '--json')).json).toMatchObject({
        error: { code: 'failure', failure: { code: 'folderInUse' } },
      })
    })
  })
})

describe('export', () => {
  it('writes each kind of bundle, good for any verifier, and says what it is', async () => {
    for (const [option, purpose] of [
      ['--full', 'full'],
      ['--season', 'season'],
      ['--receipt', 'receipt'],
    ] as const) {
      const answer = await run(runExport, authority, '--to', stick, option, '--json')
      expect(answer, option).toMatchObject({
        status: 0,
        json: { folder: stick, content: purpose, recipients: [], encrypted: false, name: expect.any(String) },
      })
      const { name } = answer.json as { readonly name: string } // just looked at
      expect(readdirSync(stick)).toContain(name)
      if (option === '--full') {
        const verified = await run(runVerify, join(stick, name), '--season', season)
        expect(verified.status, verified.out).toBe(0)
      }
    }
    const text = await run(runExport, authority, '--to', stick, '--full', '--language', 'en')
    expect([text.status, text.out]).toEqual([0, expect.stringContaining('signed, not encrypted')])
  })

  it('takes several seats, in whatever way they are listed', async () => {
    const lists = [
      ['--for', 'lead:1', '--for', 'unit:A1'],
      ['--for', 'lead:1', 'unit:A1'],
      ['--for', 'lead:1,unit:A1'],
    ]
    for (const list of lists) {
      expect(await run(runExport, authority, '--to', stick, ...list, '--json'), list.join(' ')).toMatchObject(
        {
          status: 0,
          json: { content: 'delta', recipients: ['lead:1', 'unit:A1'] },
        },
      )
    }
  })

  it('refuses in words what it cannot do', async () => {
    const code = async (...args: readonly string[]): Promise<readonly [number, unknown]> => {
      const { status, json } = await run(runExport, ...args, '--json')
      return [status, (json as { readonly error?: { readonly code: string } }).error?.code] // a refusal's shape
    }
    expect(await code()).toEqual([2, 'usage'])
    expect(await code(authority)).toEqual([2, 'usage'])
    expect(await code(authority, '--to', stick, '--full', '--delta')).toEqual([2, 'usage'])
    expect(await code(authority, 'lead:1', '--to', stick)).toEqual([2, 'usage'])
    expect(await code(authority, '--to', join(world.root, 'nowhere'))).toEqual([1, 'targetMissing'])
    expect(await code(authority, '--to', stick, '--for', 'unit:XX')).toEqual([1, 'seatUnknown'])
    expect(await code(join(world.root, 'nowhere'), '--to', stick)).toEqual([1, 'folderMissing'])
  })
})

describe.skipIf(process.platform === 'win32')('as a program of its own', () => {
  const program = (passphrase: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'electron', 'cli', 'main.ts'), ...args], {
      encoding: 'utf8',
      input: passphrase,
      env: { ...process.env, GIAOUOC_PASSPHRASE_FILE: '' },
    })

  it('closes a data folder to others, whoever opened it, and what it writes is its owner’s alone', async () => {
    execFileSync('chmod', ['-R', 'u=rwX,go=rwX', authority])
    const { status, stdout } = program('', 'export', authority, '--to', stick, '--full', '--json')
    expect(status).toBe(0)
    const { name } = JSON.parse(stdout)
    const open = execFileSync('find', [authority, join(stick, name), '-perm', '/077'], { encoding: 'utf8' })
    expect(open).toBe('')
  })

  it('says that the machine may only read for now', async () => {
    const env = process.env['GIAOUOC_STATE']
    process.env['GIAOUOC_STATE'] = join(world.root, 'another computer')
    const written = await run(runExport, authority, '--to', stick, '--full')
    process.env['GIAOUOC_STATE'] = env
    expect(written.status).toBe(0)
    expect(written.err).toMatch(/^Máy này tạm thời chỉ đọc\.\n {2}Mất tệp ghi chú/)
    // Whoever looks from the usual computer is not told so for ever.
    expect((await run(runExport, authority, '--to', stick, '--full')).status).toBe(0)
  })

  it('takes the passphrase from standard input, and only previews where nobody can be asked', async () => {
    const machine = world.extra('piped', { practice: false })
    const passphrase = 'mot hai ba bon nam'
    const input = { preset: smallPreset.id, year: 2026, name: 'Thật', account, passphrase }
    await machine.call('founding.prepare', input)
    await machine.call('founding.commit', { slipKept: 'printed' })
    await machine.app.dispose()
    const { dataFolder } = machine
    const written = program(`${passphrase}\n`, 'export', dataFolder, '--to', stick, '--full', '--json')
    expect([written.status, written.stderr]).toEqual([0, ''])
    const bundle = join(stick, JSON.parse(written.stdout).name)
    expect(program(`${passphrase}\n`, 'import', dataFolder, bundle).status).toBe(0)
    expect(program('', 'import', dataFolder, bundle).status).toBe(1)
  })
})

describe('the passphrase of a real machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-real-'))
  const passphrase = 'mot hai ba bon nam'
  const file = join(folder, 'passphrase.txt')
  afterAll(() => {
    delete process.env['GIAOUOC_PASSPHRASE_FILE']
    rmSync(folder, { recursive: true, force: true })
  })

  it('comes from the file that the environment names, and a wrong one makes the next command wait', async () => {
    const machine = world.extra('real', { practice: false })
    const input = { preset: smallPreset.id, year: 2026, name: 'Thật', account, passphrase }
    await machine.call('founding.prepare', input)
    await machine.call('founding.commit', { slipKept: 'printed' })
    await machine.app.dispose()
    process.env['GIAOUOC_PASSPHRASE_FILE'] = file
    const attempt = async (content: string | Uint8Array) => {
      writeFileSync(file, content)
      return run(runExport, machine.dataFolder, '--to', stick, '--full', '--json')
    }
    expect(await attempt('wrong\n')).toMatchObject({
      status: 1,
      json: { error: { failure: { code: 'wrongPassphrase' } } },
    })
    const started = performance.now()
    // As PowerShell writes a line of text.
    const asWindows = Buffer.from(`\ufeff${passphrase}\r\n`, 'utf16le')
    expect(await attempt(asWindows)).toMatchObject({ status: 0 })
    expect(performance.now() - started).toBeGreaterThan(1900)
    writeFileSync(file, passphrase)
    process.env['GIAOUOC_PASSPHRASE_FILE'] = file
    const foreign = await run(runImport, machine.dataFolder, await exported(authority, '--full'), '--yes')
    expect([foreign.status, foreign.out]).toEqual([1, expect.stringContaining('thuộc năm thi đua khác')])
    process.env['GIAOUOC_PASSPHRASE_FILE'] = join(folder, 'none')
    const missing = await run(runExport, machine.dataFolder, '--to', stick, '--json')
    expect(missing).toMatchObject({ status: 1, json: { error: { code: 'fileUnreadable', why: 'missing' } } })
  })
})
