import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { createFileTargets } from '../../electron/platform/node/file-targets.ts'
import { removeFolders, temporaryFolder } from '../support/season-stores.ts'
import { stickBytes, stickName, stickOwner } from './stick-writer.ts'

afterAll(removeFolders)

const program = join(import.meta.dirname, 'stick-writer.ts')

/** Without hard links an empty file may hold the name at the moment of the kill; never half a file. */
test.each([
  { drive: 'links', held: [stickBytes.length] },
  { drive: 'noLinks', held: [0, stickBytes.length] },
])('killed at every step of an export to a drive with $drive, the stick is whole and clean the next time', ({
  drive,
  held,
}) => {
  let kills = 0
  for (let last = 1; ; last++) {
    const folder = temporaryFolder()
    const run = spawnSync(process.execPath, [program, folder, String(last), drive], {
      encoding: 'utf8',
      // Most of such a short life would be compiling.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'giao-uoc-compiled') },
    })
    if (run.stdout === 'done') break
    expect(run.signal).toBe('SIGKILL')
    kills += 1
    for (const left of readdirSync(folder)) {
      if (left === stickName) expect(held).toContain(readFileSync(join(folder, left)).length)
      else expect(left).toBe(`.${stickName}.${stickOwner.slice(0, 12)}.part`)
    }

    const targets = createFileTargets({
      hasher: createCrypto(),
      places: { platform: process.platform, mountRoots: [], home: folder },
    })
    if (kills % 2 === 0) targets.removeLeftovers(folder, stickOwner)
    const again = targets.writeFile({ folder, name: stickName, bytes: stickBytes, owner: stickOwner })
    expect(again).toMatchObject({ ok: true, value: { name: stickName } })
    expect(readdirSync(folder)).toEqual([stickName])
    expect(new Uint8Array(readFileSync(join(folder, stickName)))).toEqual(stickBytes)
  }
  expect(kills).toBeGreaterThan(15)
}, 30_000 + kills * 6_000)
