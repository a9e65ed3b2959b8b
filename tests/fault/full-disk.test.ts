import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { smallDisk } from '../support/small-disk.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

/** Only who may mount disks can make a full one; elsewhere these tests are reported as left out. */
const disk = smallDisk(8)
afterAll(() => disk?.remove())

let world: World
let machine: TestMachine
beforeEach(async () => {
  if (disk === null) return
  world = createWorld({ on: 'folders' })
  const folder = join(disk.folder, `data-${Math.random()}`)
  mkdirSync(folder, { mode: 0o700 })
  machine = world.inFolder(folder)
  const { account, passphrase } = world
  const named = { preset: smallPreset.id, year: 2026, name: 'Đĩa đầy', account, passphrase }
  await machine.call('founding.prepare', named)
  await machine.call('founding.commit', { slipKept: 'saved' })
}, 60_000)
afterEach(async () => {
  disk?.empty()
  await world?.close()
})

async function exported(): Promise<{ readonly name: string; readonly notRecorded: object | null }> {
  const input = { recipients: [], content: 'full' as const, folder: machine.handle(world.stick) }
  const answer = await machine.call('exchange.export', input)
  const file = readFileSync(join(world.stick, answer.name))
  expect(hexOf(createCrypto().sha256(file))).toBe(answer.sha256)
  return answer
}

describe.skipIf(disk === null)('a full data disk', () => {
  test('keeps no export from an empty stick, and what was not noted is said', async () => {
    disk?.fill()
    const first = await exported()
    expect(first.notRecorded).toMatchObject({ code: 'storeFailed', what: 'full' })
    const second = await exported()
    expect(second.notRecorded).toMatchObject({ code: 'storeFailed' })
    disk?.empty()
    expect((await exported()).notRecorded).toBeNull()
  })

  test('keeps no machine that was locked from opening and exporting', async () => {
    await machine.call('workspace.lock', {})
    disk?.fill()
    const { account, passphrase } = world
    await machine.call('workspace.unlock', { account, passphrase })
    expect((await exported()).notRecorded).toMatchObject({ code: 'storeFailed', what: 'full' })
  })
})
