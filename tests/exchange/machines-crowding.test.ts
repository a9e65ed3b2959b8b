import { afterEach, beforeEach, expect, it } from 'vitest'
import { send } from '../../electron/services/practice/carry.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { roomFor } from '../../shared/ledger/room-limits.ts'
import { insider } from '../support/insider.ts'
import { code, foundSmallSeason } from '../support/seasons.ts'
import { expectLeadStillWorks } from '../support/still-works.ts'
import { createWorld, type World } from '../support/world.ts'
import { bundleOf, type Machine } from './bundle-fixture.ts'
import { partsOf } from './bundle-forge.ts'

let world: World
beforeEach(async () => {
  world = createWorld({ on: 'folders' })
  await foundSmallSeason(world)
})
afterEach(() => world.close())

async function importOn(seat: string, bytes: Uint8Array, name: string): Promise<void> {
  const machine = world.at(seat)
  const preview = await machine.call('exchange.preview', { files: [machine.handle(world.put(name, bytes))] })
  expect(preview.bundles.map((bundle) => bundle.refused)).toEqual([null])
  if (preview.stored > 0) await machine.call('exchange.commit', { token: preview.token })
}

async function fingerprintOf(seat: string): Promise<string> {
  return (await world.at(seat).call('season.get', {})).fingerprint.full
}

/** Branches of one feed under number 2. */
function branchesOf(device: Machine, count: number): readonly SignedRecord[] {
  const first = device.feed[0] ?? null
  return Array.from({ length: count }, (_, index) =>
    device.composeAt(2, first?.id ?? null, 'exclusion.recorded/1', {
      round: code.round('Q1'),
      subject: code.subject('B3'),
      reason: `nhánh ${index}`,
      from: null,
      until: null,
    }),
  )
}

it('one key with hundreds of branches: few are kept, the same everywhere, and everything goes on', async () => {
  const device = await insider(world, 'insider', code.seat('unit:B3'))
  const [first] = device.feed
  if (first === undefined) throw new Error('the device enrolled')
  const many = branchesOf(device, 300)
  const [left, right] = [many.slice(0, 150), many.slice(150)].map((half) =>
    bundleOf(device, [first, ...half]),
  )
  if (left === undefined || right === undefined) throw new Error('two halves')
  await importOn('lead:1', left, 'left-1.giaouoc')
  await importOn('lead:1', right, 'right-1.giaouoc')
  await importOn('lead:2', right, 'right-2.giaouoc')
  await importOn('lead:2', left, 'left-2.giaouoc')
  expect(await fingerprintOf('lead:2')).toBe(await fingerprintOf('lead:1'))
  const sent = await send(world, code.seat('lead:1'), [], 'full')
  const { header } = partsOf(world.read(sent))
  const holds = header.holds.filter((hold) => hold.author === device.device)
  expect(holds).toHaveLength(roomFor.branchesOfFeed)
  expect(header.slices.filter((slice) => slice.author === device.device)).toHaveLength(holds.length)
  // Restarted, the machine says the same.
  const before = await fingerprintOf('lead:1')
  const { account, passphrase } = world
  await world.at('lead:1').call('workspace.lock', {})
  await world.at('lead:1').call('workspace.unlock', { account, passphrase })
  expect(await fingerprintOf('lead:1')).toBe(before)
  await expectLeadStillWorks(world)
}, 120_000)

it('one slip with dozens of devices: few are kept, the same everywhere, and everything goes on', async () => {
  const devices: Machine[] = []
  for (let count = 0; count < 30; count++) {
    devices.push(await insider(world, `insider ${count}`, code.seat('unit:B3')))
  }
  for (const [index, device] of devices.entries()) {
    await importOn('lead:1', bundleOf(device, device.feed), `crowd-1-${index}.giaouoc`)
  }
  for (const [index, device] of devices.toReversed().entries()) {
    await importOn('lead:2', bundleOf(device, device.feed), `crowd-2-${index}.giaouoc`)
  }
  expect(await fingerprintOf('lead:2')).toBe(await fingerprintOf('lead:1'))
  const sent = await send(world, code.seat('lead:1'), [], 'full')
  const authors = new Set(devices.map((each) => each.device))
  const { header } = partsOf(world.read(sent))
  const kept = header.holds.filter((hold) => authors.has(hold.author)).length
  // The unit that the slip was for is among those kept, or it is not: its key is no better than theirs.
  expect([roomFor.devicesOfInvitation - 1, roomFor.devicesOfInvitation]).toContain(kept)
  await expectLeadStillWorks(world)
}, 120_000)
