import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receive, send } from '../../electron/services/practice/carry.ts'
import type { PublicKeyHex, SignatureHex } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { insider, outsider } from '../support/insider.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
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

async function importOn(seat: string, ...bundles: readonly Uint8Array[]) {
  const machine = world.at(seat)
  const paths = bundles.map((bytes, index) => world.put(`poison-${index}.giaouoc`, bytes))
  const preview = await machine.call('exchange.preview', { files: paths.map((path) => machine.handle(path)) })
  expect(preview.bundles.map((bundle) => bundle.refused)).toEqual(bundles.map(() => null))
  if (preview.stored > 0) await machine.call('exchange.commit', { token: preview.token })
  return preview
}

async function heldBy(seat: string) {
  const { fingerprint, heldSeats } = await world.at(seat).call('season.get', {})
  return { fingerprint: fingerprint.full, heldSeats }
}

/** An enrolment in the device's feed that names a key of somebody else, for a seat of somebody else. */
function foreignEnrolment(device: Machine, key: string): SignedRecord {
  const hex = key as PublicKeyHex // 32 bytes in hex
  return device.write('device.enrolled/1', {
    key: hex,
    encryptionKey: hex,
    seat: code.seat('lead:1'),
    invitation: hex,
    invitationSignature: '00'.repeat(64) as SignatureHex,
  })
}

describe('what is quarantined has no effect', () => {
  it('an enrolment that names a foreign key: nothing else is refused, and everything goes on', async () => {
    const device = await insider(world, 'insider', code.seat('unit:B3'))
    const before = await heldBy('lead:1')
    foreignEnrolment(device, hexOf(new Uint8Array(32).fill(5)))
    await importOn('lead:1', bundleOf(device, device.feed))
    const after = await heldBy('lead:1')
    expect(after.heldSeats).toEqual(before.heldSeats)
    // Further records of that device are still read under its own key.
    foreignEnrolment(device, hexOf(new Uint8Array(32).fill(7)))
    await importOn('lead:1', bundleOf(device, device.feed.slice(2)))
    await expectLeadStillWorks(world)
  })

  it('a machine that joins from a season bundle repacked with it can export', async () => {
    const device = await insider(world, 'insider', code.seat('unit:B3'))
    foreignEnrolment(device, hexOf(new Uint8Array(32).fill(9)))
    await importOn('authority', bundleOf(device, device.feed))
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(900, '66'))
    const repacked = await send(world, code.seat('authority'), [], 'full')
    expect(await receive(world.at('unit:A3'), [repacked])).toBeGreaterThan(0)
    const path = await send(world, code.seat('unit:A3'), [], 'full')
    expect(await receive(world.at('lead:2'), [path])).toBeGreaterThan(0)
    await receive(world.at('lead:1'), [path])
    await expectLeadStillWorks(world)
  })
})

describe('records of strangers', () => {
  it('are not in the ledger: not in the fingerprint, not exported, and without effect on an honest bundle', async () => {
    const stranger = await outsider(world, 'stranger')
    foreignEnrolment(stranger, hexOf(stranger.signer.publicKey))
    stranger.write('exclusion.recorded/1', {
      round: code.round('Q1'),
      subject: code.subject('A3'),
      reason: 'bịa đặt',
      from: null,
      until: null,
    })
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(900, '66'))
    const honest = world.read(await send(world, code.seat('unit:A3'), [code.seat('lead:1')], 'full'))
    await importOn('lead:2', honest)
    const preview = await importOn('lead:1', bundleOf(stranger, stranger.feed), honest)
    expect(preview.antechamber).toMatchObject({ waiting: 2, admitted: 0, dropped: [] })
    await receive(world.at('lead:1'), [await send(world, code.seat('lead:2'), [], 'full')])
    await receive(world.at('lead:2'), [await send(world, code.seat('lead:1'), [], 'full')])
    expect(await heldBy('lead:1')).toEqual(await heldBy('lead:2'))
    const exported = partsOf(world.read(await send(world, code.seat('lead:1'), [], 'full'))).header
    const named = [...exported.slices, ...exported.holds].map(({ author }) => author)
    expect(named).not.toContain(stranger.device)
    await expectLeadStillWorks(world)
  })
})
