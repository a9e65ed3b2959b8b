import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runInspect } from '../../electron/cli/inspect.ts'
import { runRank } from '../../electron/cli/rank.ts'
import { runVerify } from '../../electron/cli/verify.ts'
import type { Slip } from '../../shared/contract/workspace.ts'
import { runVerb as run } from '../support/run-verb.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld, type World } from '../support/world.ts'

interface Founded {
  readonly season: string
  readonly bundle: string
  readonly slip: Slip
}

const worlds: World[] = []
let ours: Founded
let other: Founded
let folder = ''
const slips: { readonly [form: string]: string } = {
  typed: 'typed.txt',
  scanned: 'qr.txt',
  saved: 'saved.txt',
}
const slipFile = (form: string): string => join(folder, slips[form] ?? '')

beforeAll(async () => {
  ours = await found(1)
  other = await found(2)
  folder = worlds[0]?.root ?? ''
  const { code, checkGroup, qrText } = ours.slip
  writeFileSync(slipFile('typed'), `${code} ${checkGroup}\n`)
  writeFileSync(slipFile('scanned'), qrText)
  const saved = ['Phiếu khôi phục năm thi đua', 'PX03', '', code, `Nhóm kiểm tra: ${checkGroup}`, '']
  writeFileSync(slipFile('saved'), `\uFEFF${saved.join('\r\n')}`)
  writeFileSync(join(folder, 'wrong.txt'), 'không có mã nào')
})
afterAll(() => Promise.all(worlds.map((world) => world.close())))

/** A whole season of the same name that a forger could make as well: only its id is another. */
async function found(seed: number): Promise<Founded> {
  const world = createWorld({ on: 'folders', seed })
  worlds.push(world)
  const machine = world.at('authority')
  const input = { preset: smallPreset.id, year: 2026, name: 'Năm thi đua 2026', account: 'Cán bộ' }
  const { recovery } = await machine.call('founding.prepare', { ...input, passphrase: world.passphrase })
  await machine.call('founding.commit', { slipKept: 'saved' })
  const target = join(world.root, 'bundles')
  mkdirSync(target)
  await machine.call('exchange.export', { recipients: [], content: 'full', folder: machine.handle(target) })
  const [name = ''] = readdirSync(target)
  const status = await machine.call('workspace.status', {})
  const season = status.state === 'open' ? (status.season?.id ?? '') : ''
  return { season, bundle: join(target, name), slip: recovery }
}

describe('verify', () => {
  it('always prints the whole id, and says that the founder was not checked', async () => {
    const vietnamese = await run(runVerify, ours.bundle)
    expect([vietnamese.status, vietnamese.out]).toEqual([0, expect.stringContaining(ours.season)])
    expect(vietnamese.out).toContain('CHƯA KIỂM TRA người lập năm thi đua')
    expect((await run(runVerify, ours.bundle, '--language', 'en')).out).toContain('NOT CHECKED')
    const json = await run(runVerify, ours.bundle, '--json')
    expect(json.json).toMatchObject({ ok: true, founder: { checked: false, by: 'nothing', confirmed: [] } })
  })

  it('confirms the season that was named: by its id, a beginning of it, in any writing', async () => {
    const { season } = ours
    const writings = [
      season,
      season.slice(0, 16),
      season.toUpperCase(),
      season.match(/.{4}/g)?.join(' ') ?? '',
    ]
    for (const writing of writings) {
      const answer = await run(runVerify, ours.bundle, '--season', writing, '--json')
      expect(answer, writing).toMatchObject({
        status: 0,
        json: { ok: true, founder: { checked: true, by: 'season', confirmed: [season] } },
      })
    }
    expect((await run(runVerify, ours.bundle, '--season', season)).out).toContain(
      'Đúng mã năm thi đua đã nêu.',
    )
  })

  it.each(Object.keys(slips))('confirms it by a slip that was %s', async (form) => {
    expect(await run(runVerify, ours.bundle, '--slip', slipFile(form), '--json')).toMatchObject({
      status: 0,
      json: { founder: { checked: true, by: 'slip', confirmed: [ours.season] } },
    })
  })

  it('takes another season for an error, in both languages, however well it is signed', async () => {
    for (const told of [
      ['--season', ours.season],
      ...Object.keys(slips).map((form) => ['--slip', slipFile(form)]),
    ]) {
      const answer = await run(runVerify, other.bundle, ...told, '--json')
      expect(answer, told.join(' ')).toMatchObject({
        status: 1,
        json: {
          ok: false,
          founder: { confirmed: [] },
          problems: [
            {
              code: 'otherSeason',
              season: other.season,
              message: {
                vi: expect.stringContaining('Năm thi đua khác'),
                en: expect.stringContaining('Another season'),
              },
            },
            { code: 'seasonAbsent' },
          ],
        },
      })
    }
    const text = await run(runVerify, other.bundle, '--season', ours.season)
    expect([text.status, text.out]).toEqual([1, expect.stringContaining('KHÔNG PHẢI năm thi đua đã nêu')])
  })

  it('names each of several seasons, and which of them was meant', async () => {
    const both = await run(runVerify, ours.bundle, other.bundle)
    expect(both.status).toBe(0)
    for (const { season } of [ours, other]) expect(both.out).toContain(season)
    const told = await run(runVerify, ours.bundle, other.bundle, '--season', ours.season, '--json')
    expect(told).toMatchObject({
      status: 1,
      json: {
        founder: { confirmed: [ours.season] },
        problems: [{ code: 'otherSeason', season: other.season }],
      },
    })
  })

  it('does not understand half an id, two answers, or a file without a slip', async () => {
    const usage = { status: 2, json: { error: { code: 'usage' } } }
    for (const wrong of ['', 'PX03', ours.season.slice(0, 15), `${ours.season}00`]) {
      expect(await run(runVerify, ours.bundle, '--season', wrong, '--json'), wrong).toMatchObject(usage)
    }
    const twice = ['--season', ours.season, '--slip', slipFile('typed')]
    expect(await run(runVerify, ours.bundle, ...twice, '--json')).toMatchObject(usage)
    const noSlip = await run(runVerify, ours.bundle, '--slip', join(folder, 'wrong.txt'), '--json')
    expect(noSlip).toMatchObject({ status: 1, json: { error: { code: 'slipInvalid' } } })
    // The code is a secret and never stands in a command line, which others can read.
    const typed = await run(runVerify, ours.bundle, '--slip', ours.slip.code, '--json')
    expect(typed).toMatchObject({ status: 1, json: { error: { code: 'fileUnreadable' } } })
  })
})

describe('inspect and rank', () => {
  it('say of which season a bundle is, and whether that was checked', async () => {
    expect(await run(runInspect, ours.bundle, '--json')).toMatchObject({
      status: 0,
      json: { header: { season: ours.season }, founder: { checked: false } },
    })
    expect(await run(runInspect, ours.bundle, '--slip', slipFile('typed'), '--json')).toMatchObject({
      status: 0,
      json: { founder: { checked: true, confirmed: [ours.season] } },
    })
    expect(await run(runInspect, other.bundle, '--slip', slipFile('typed'), '--json')).toMatchObject({
      status: 1,
      json: { problems: [{ code: 'otherSeason', season: other.season }, { code: 'seasonAbsent' }] },
    })
    const ranked = await run(runRank, ours.bundle)
    expect([ranked.status, ranked.out]).toEqual([0, expect.stringContaining('CHƯA KIỂM TRA người lập')])
    expect(ranked.out).toContain(ours.season)
  })

  it('rank needs to be told which of several seasons is meant', async () => {
    const unclear = await run(runRank, ours.bundle, other.bundle, '--json')
    expect(unclear).toMatchObject({
      status: 1,
      json: { error: { code: 'bundlesDiffer', seasons: [ours.season, other.season] } },
    })
    const picked = await run(runRank, ours.bundle, other.bundle, '--season', other.season, '--json')
    expect(picked).toMatchObject({
      status: 0,
      json: { season: other.season, founder: { checked: true, by: 'season' } },
    })
    const foreign = await run(runRank, other.bundle, '--slip', slipFile('scanned'), '--json')
    expect(foreign).toMatchObject({
      status: 1,
      json: { error: { code: 'verification', problem: { code: 'otherSeason' } } },
    })
  })
})
