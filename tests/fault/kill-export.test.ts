import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { createFileTargets } from '../../electron/platform/node/file-targets.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { removeFolders, temporaryFolder } from '../support/season-stores.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld } from '../support/world.ts'
import { killedAt, slowKills as kills, moments, seed } from './killed.ts'
import { stickBytes, stickName, stickOwner } from './stick-writer.ts'

afterAll(removeFolders)

const program = join(import.meta.dirname, 'stick-writer.ts')
const machine = join(import.meta.dirname, 'export-writer.ts')

/** Without hard links an empty file may hold the name at the moment of the kill; never half a file. */
test.each([
  { drive: 'links', held: [stickBytes.length] },
  { drive: 'noLinks', held: [0, stickBytes.length] },
])('killed at every step of an export to a drive with $drive, the stick is whole and clean the next time', ({
  drive,
  held,
}) => {
  let killed = 0
  for (let last = 1; ; last++) {
    const folder = temporaryFolder()
    const run = spawnSync(process.execPath, [program, folder, String(last), drive], {
      encoding: 'utf8',
      // Most of such a short life would be compiling.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'giao-uoc-compiled') },
    })
    if (run.stdout === 'done') break
    expect(run.signal).toBe('SIGKILL')
    killed += 1
    for (const left of readdirSync(folder)) {
      if (left === stickName) expect(held).toContain(readFileSync(join(folder, left)).length)
      else expect(left).toBe(`.${stickName}.${stickOwner.slice(0, 12)}.part`)
    }

    const targets = createFileTargets({
      hasher: createCrypto(),
      places: { platform: process.platform, mountRoots: [], home: folder },
    })
    if (killed % 2 === 0) targets.removeLeftovers(folder, stickOwner)
    const again = targets.writeFile({ folder, name: stickName, bytes: stickBytes, owner: stickOwner })
    expect(again).toMatchObject({ ok: true, value: { name: stickName } })
    expect(readdirSync(folder)).toEqual([stickName])
    expect(new Uint8Array(readFileSync(join(folder, stickName)))).toEqual(stickBytes)
  }
  expect(killed).toBeGreaterThan(15)
}, 300_000)

test(
  `killed ${kills} times while exporting, every answered bundle is whole and counted (seed ${seed})`,
  async () => {
    const world = createWorld({ on: 'folders' })
    try {
      const founder = world.at('authority')
      const input = { preset: smallPreset.id, year: 2026, name: 'Năm thi đua 2026', account: 'Cán bộ' }
      await founder.call('founding.prepare', { ...input, passphrase: world.passphrase })
      await founder.call('founding.commit', { slipKept: 'saved' })
      await founder.app.dispose()
      const stick = join(world.root, 'usb')
      mkdirSync(stick)
      const passphraseFile = join(world.root, 'passphrase')
      writeFileSync(passphraseFile, world.passphrase)
      const env = { GIAOUOC_PASSPHRASE_FILE: passphraseFile }
      const moment = moments(6, 40)
      const crypto = createCrypto()
      const answered = new Map<string, string>()
      for (let kill = 0; kill < kills; kill++) {
        for (const line of await killedAt(moment(), [machine, founder.dataFolder, stick], env)) {
          const [what, name = '', sha256 = ''] = line.split(' ')
          if (what !== 'exported') continue
          // A number is never given out twice, whatever became of the run that had it.
          expect(answered.has(name)).toBe(false)
          answered.set(name, sha256)
        }
      }
      const left = readdirSync(stick)
      const bundles = left.filter((name) => name.endsWith('.giaouoc'))
      for (const [name, sha256] of answered) {
        expect([name, hexOf(crypto.sha256(new Uint8Array(readFileSync(join(stick, name)))))]).toEqual([
          name,
          sha256,
        ])
      }
      // Killed between the file and the answer: at most one a time. What was begun is gone but for the last time.
      expect(bundles.length - answered.size).toBeLessThanOrEqual(kills)
      expect(left.length - bundles.length).toBeLessThanOrEqual(1)
      expect(answered.size).toBeGreaterThan(kills)

      const again = world.inFolder(founder.dataFolder, 'again')
      await again.call('workspace.unlock', { account: 'Cán bộ', passphrase: world.passphrase })
      const { exports } = await again.call('exchange.history', {})
      const noted = new Set(exports.map(({ name }) => name))
      expect([...answered.keys()].filter((name) => !noted.has(name))).toEqual([])
      await again.app.dispose()
    } finally {
      await world.close()
    }
  },
  60_000 + kills * 6_000,
)
