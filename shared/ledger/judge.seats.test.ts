import { describe, expect, test } from 'vitest'
import { Device, quick } from '../../tests/support/ledger/device.ts'
import {
  invitationOf,
  one,
  outcomeOf,
  publicKeyOf,
  recoverySecret,
  seasonWith,
  sheetOf,
  two,
  valid,
  World,
} from '../../tests/support/ledger/world.ts'
import { authoritySeat, leadSeat, type PublicKeyHex, type UnitCode, unitSeat } from '../domain/ids.ts'
import type { Signer } from '../kernel/ports.ts'
import type { ReadRecord } from './read-record.ts'

const seat = unitSeat('A3' as UnitCode)
const notOwner = { status: 'quarantined', why: { reason: 'notOwner', seats: [seat] } }
const contested = { status: 'quarantined', why: { reason: 'seatContested', seat } }

function scene() {
  const world = new World()
  return { world, scale: world.publishScale() }
}

function submit(device: Device, scale: ReadRecord, salt = ''): ReadRecord {
  return device.write('sheet.submitted/1', sheetOf(scale.id), { salt })
}

describe('a new invitation', () => {
  /** The old holder is cut, then the seat has one new invitation and nobody. */
  function reinvited() {
    const { world, scale } = scene()
    const old = world.join('old', seat)
    const sheet = submit(old, scale)
    const upTo = { seq: sheet.envelope.seq, id: sheet.id }
    world.revise({ [seat]: [{ device: old.id, upTo }] })
    const seats = world
      .seats()
      .map((entry) => (entry.seat === seat ? { ...entry, invitations: [publicKeyOf('fresh')] } : entry))
    const revision = world.founder.write('season.revised/1', {
      replaces: world.newest,
      season: world.season,
      seats,
      reason: 'mời lại',
    })
    world.founder.basis = revision.id
    return { world, scale, old, sheet }
  }

  test('makes room: whoever joins on it holds the seat at once, and whoever was cut does not come back', () => {
    const { world, scale, old, sheet } = reinvited()
    world.inform(old)
    const late = submit(old, scale, 'late')
    const fresh = world.stranger('fresh')
    fresh.enrol(seat, 'fresh')
    const first = submit(fresh, scale)
    const outcome = outcomeOf(world.records)
    expect([sheet, first].map((record) => outcome.of(record))).toEqual([valid, valid])
    expect(outcome.of(late)).toEqual(notOwner)
    expect(outcome.state?.heldSeats.find((held) => held.seat === seat)).toEqual({
      seat,
      holders: [{ device: fresh.id, upTo: null }],
      contested: false,
    })
  })

  test('used twice is contested like any other', () => {
    const { world, scale } = reinvited()
    const sheets = ['left', 'right'].map((name) => {
      const device = world.stranger(name)
      device.enrol(seat, 'fresh')
      return submit(device, scale, name)
    })
    const outcome = outcomeOf(world.records)
    expect(sheets.map((record) => outcome.of(record))).toEqual([contested, contested])
  })
})

describe('holding a seat', () => {
  test('unlisted: the only enrolled device holds it; with a second one nobody does', () => {
    const { world, scale } = scene()
    const first = world.join('first', seat)
    const sheet = submit(first, scale)
    expect(outcomeOf(world.records).of(sheet)).toEqual(valid)
    const second = world.join('second', seat)
    const other = submit(second, scale)
    const outcome = outcomeOf(world.records)
    expect([outcome.of(sheet), outcome.of(other)]).toEqual([contested, contested])
    expect(outcome.state?.heldSeats.find((held) => held.seat === seat)).toEqual({
      seat,
      holders: [],
      contested: true,
    })
  })

  test('the next revision that lists somebody decides a double enrolment, for what came before, too', () => {
    const { world, scale } = scene()
    const first = world.join('first', seat)
    const second = world.join('second', seat)
    const sheets = [submit(first, scale), submit(second, scale)]
    world.revise()
    world.revise({ [seat]: [{ device: second.id, upTo: null }] })
    const outcome = outcomeOf(world.records)
    expect(sheets.map((sheet) => outcome.of(sheet))).toEqual([notOwner, valid])
  })

  test('listed: later enrolments change nothing', () => {
    const { world, scale } = scene()
    const first = world.join('first', seat)
    world.revise({ [seat]: [{ device: first.id, upTo: null }] })
    world.inform(first)
    const sheet = submit(first, scale)
    const late = world.join('late', seat)
    const other = submit(late, scale)
    const outcome = outcomeOf(world.records)
    expect([outcome.of(sheet), outcome.of(other)]).toEqual([valid, notOwner])
  })

  test('a seat that moves on: the old holder up to its cut, the new one after it', () => {
    const { world, scale } = scene()
    const old = world.join('old', seat)
    const kept = submit(old, scale)
    const cut = old.end
    const beyond = submit(old, scale)
    const next = world.join('next', seat)
    const holders = [
      { device: old.id, upTo: cut },
      { device: next.id, upTo: null },
    ]
    world.revise({ [seat]: holders })
    world.inform(next)
    const after = submit(next, scale)
    const outcome = outcomeOf(world.records)
    expect([kept, beyond, after].map((each) => outcome.of(each))).toEqual([
      valid,
      { status: 'quarantined', why: { reason: 'beyondCut', seat, seq: 2 } },
      valid,
    ])
  })

  test('the newest revision that lists a device decides its cut; a later one may admit what was cut off', () => {
    const { world, scale } = scene()
    const device = world.join('device', seat)
    const first = submit(device, scale)
    const cut = device.end
    const second = submit(device, scale)
    world.revise({ [seat]: [{ device: device.id, upTo: cut }] })
    expect(outcomeOf(world.records).of(second)).toMatchObject({ why: { reason: 'beyondCut' } })
    world.revise({ [seat]: [{ device: device.id, upTo: null }] })
    const outcome = outcomeOf(world.records)
    expect([first, second].map((each) => outcome.of(each))).toEqual([valid, valid])
  })

  test('a cut made before a record’s basis, and not kept up since, does not reach it', () => {
    const { world, scale } = scene()
    const device = world.join('device', seat)
    world.revise({ [seat]: [{ device: device.id, upTo: device.end }] })
    world.revise()
    const before = submit(device, scale)
    world.inform(device)
    const after = submit(device, scale)
    const outcome = outcomeOf(world.records)
    expect([before, after].map((each) => outcome.of(each))).toEqual([
      { status: 'quarantined', why: { reason: 'beyondCut', seat, seq: 1 } },
      valid,
    ])
  })

  test('a cut on one seat leaves the device’s other seat alone', () => {
    const { world, scale } = scene()
    const lead = leadSeat(one)
    const device = world.join('device', lead, unitSeat('A1' as UnitCode))
    world.revise({
      [lead]: [{ device: device.id, upTo: device.end }],
      [unitSeat('A1' as UnitCode)]: [{ device: device.id, upTo: null }],
    })
    world.inform(device)
    const self = device.write('sheet.submitted/1', sheetOf(scale.id, { subject: 'A1' as never }))
    const appraisal = device.write('sheet.submitted/1', sheetOf(scale.id, { layer: 'appraisal' }))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(self)).toEqual(valid)
    expect(outcome.of(appraisal)).toEqual({
      status: 'quarantined',
      why: { reason: 'beyondCut', seat: lead, seq: 2 },
    })
  })

  test('the founder holds its seat unlisted, until a revision lists somebody', () => {
    const { world, scale } = scene()
    expect(outcomeOf(world.records).of(scale)).toEqual(valid)
    const other = world.join('other', seat)
    world.revise({ [authoritySeat]: [{ device: other.id, upTo: null }] })
    const later = world.publishScale()
    expect(outcomeOf(world.records).of(later)).toEqual({
      status: 'quarantined',
      why: { reason: 'notOwner', seats: [authoritySeat] },
    })
  })

  test('a device may be listed for a seat it never enrolled for', () => {
    const { world, scale } = scene()
    const device = world.join('device', unitSeat('A4' as UnitCode))
    world.revise({ [seat]: [{ device: device.id, upTo: null }] })
    world.inform(device)
    const sheet = submit(device, scale)
    expect(outcomeOf(world.records).of(sheet)).toEqual(valid)
  })
})

describe('the basis', () => {
  test('never goes back within a feed', () => {
    const { world, scale } = scene()
    const device = world.join('device', seat)
    world.revise()
    world.inform(device)
    const first = submit(device, scale)
    device.basis = world.founding.id
    const second = submit(device, scale)
    device.basis = world.newest
    const third = submit(device, scale)
    const outcome = outcomeOf(world.records)
    expect([first, second, third].map((each) => outcome.of(each))).toEqual([
      valid,
      { status: 'quarantined', why: { reason: 'basisWentBack' } },
      valid,
    ])
  })

  test('that is not held is waited for; one that is no season record is out of place', () => {
    const { world, scale } = scene()
    const device = world.join('device', seat)
    const revision = world.revise()
    world.inform(device)
    const sheet = submit(device, scale)
    const without = outcomeOf(world.records.filter((record) => record !== revision))
    expect(without.of(sheet)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: revision.id, role: 'basis' }],
    })
    const odd = device.compose('sheet.submitted/1', sheetOf(scale.id), { basis: scale.id })
    expect(outcomeOf([...world.records, odd]).of(odd)).toEqual({
      status: 'quarantined',
      why: { reason: 'unknownPlace', field: 'basis' },
    })
  })

  test('a record is judged by the season at its basis, not by the newest one', () => {
    const { world, scale } = scene()
    const device = world.join('device', seat)
    const before = submit(device, scale)
    const season = seasonWith()
    const without = { ...season, units: season.units.filter((unit) => unit.code !== 'A3') }
    const revision = world.founder.write('season.revised/1', {
      replaces: world.newest,
      season: without,
      seats: world.seats().filter((entry) => entry.seat !== seat),
      reason: '',
    })
    world.founder.basis = revision.id
    world.inform(device)
    const after = submit(device, scale)
    const outcome = outcomeOf(world.records)
    expect([outcome.of(before), outcome.of(after)]).toEqual([
      valid,
      { status: 'quarantined', why: { reason: 'unknownPlace', field: 'subject' } },
    ])
  })
})

describe('enrolling', () => {
  const key = (hex: string): PublicKeyHex => hex as PublicKeyHex

  test.each([
    ['somebody else’s key', { key: publicKeyOf('somebody') }, 'keyMismatch'],
    ['an encryption key of zero', { encryptionKey: key('0'.repeat(64)) }, 'unsafeKey'],
    ['an invitation nobody issued', { invitation: publicKeyOf('forged') }, 'invitationUnknown'],
    ['another seat’s invitation', { seat: unitSeat('A4' as UnitCode) }, 'invitationUnknown'],
    [
      'a signature that is not the invitation’s',
      { invitationSignature: 'ab'.repeat(64) as never },
      'invitationSignature',
    ],
  ])('with %s is quarantined, and says nothing about anybody', (_what, changes, reason) => {
    const { world, scale } = scene()
    const device = world.join('device', leadSeat(two))
    const before = outcomeOf(world.records).state
    const enrolment = device.enrol(seat, invitationOf(seat), changes)
    const sheet = submit(device, scale)
    const outcome = outcomeOf(world.records)
    expect(outcome.of(enrolment)).toMatchObject({ status: 'quarantined', why: { reason } })
    expect(outcome.of(sheet)).toMatchObject({ status: 'quarantined', why: { reason: 'notOwner' } })
    expect([outcome.state?.devices, outcome.state?.heldSeats]).toEqual([before?.devices, before?.heldSeats])
  })

  test.each([
    ['somebody else’s key', { key: publicKeyOf('somebody') }],
    ['an invitation nobody issued', { invitation: publicKeyOf('forged') }],
    ['a signature that is not the invitation’s', { invitationSignature: 'ab'.repeat(64) as never }],
  ])('with %s alone makes nobody known: whoever wrote it stays a stranger', (_what, changes) => {
    const { world, scale } = scene()
    const device = world.stranger('device')
    const records = [device.enrol(seat, invitationOf(seat), changes), submit(device, scale)]
    const outcome = outcomeOf(world.records)
    const waiting = { status: 'waiting', for: [{ what: 'introduction', author: device.id }] }
    expect(records.map((record) => outcome.of(record))).toEqual([waiting, waiting])
  })

  test('with an unsafe key makes nobody known', () => {
    const { world } = scene()
    const unsafe: Signer = { publicKey: new Uint8Array(32).fill(0xff), sign: () => new Uint8Array(64) }
    const device = new Device('unsafe', world.id, world.newest, { ...quick, signer: () => unsafe })
    world.devices.push(device)
    const enrolment = device.enrol(seat, invitationOf(seat))
    expect(outcomeOf(world.records).of(enrolment)).toEqual({
      status: 'waiting',
      for: [{ what: 'introduction', author: device.id }],
    })
  })

  test('on an invitation that a later revision issued is fine; on a revoked one it is not', () => {
    const { world } = scene()
    const fresh = world
      .seats()
      .map((entry) => (entry.seat === seat ? { ...entry, invitations: [publicKeyOf('fresh')] } : entry))
    const early = world.stranger('early')
    const later = early.enrol(seat, 'fresh')
    const revision = world.founder.write('season.revised/1', {
      replaces: world.newest,
      season: world.season,
      seats: fresh,
      reason: '',
    })
    world.founder.basis = revision.id
    const revoked = world.stranger('revoked').enrol(seat, invitationOf(seat))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(later)).toEqual(valid)
    expect(outcome.of(revoked)).toEqual({
      status: 'quarantined',
      why: { reason: 'invitationUnknown' },
    })
  })

  test('the recovery key opens the founder’s place only', () => {
    const { world } = scene()
    const enrolment = world.stranger('device').enrol(seat, recoverySecret)
    expect(outcomeOf(world.records).of(enrolment)).toEqual({
      status: 'quarantined',
      why: { reason: 'invitationUnknown' },
    })
  })

  test('a device may hold several seats with one key', () => {
    const { world } = scene()
    const device = world.join('device', leadSeat(one), unitSeat('A1' as UnitCode))
    const outcome = outcomeOf(world.records)
    expect(outcome.state?.devices.find((each) => each.device === device.id)?.seats).toEqual([
      leadSeat(one),
      unitSeat('A1' as UnitCode),
    ])
  })

  test('makes the whole feed known, wherever in it it stands', () => {
    const { world, scale } = scene()
    const device = world.stranger('device')
    const sheet = submit(device, scale)
    expect(outcomeOf(world.records).of(sheet)).toEqual({
      status: 'waiting',
      for: [{ what: 'introduction', author: device.id }],
    })
    const enrolment = device.enrol(seat, invitationOf(seat))
    const outcome = outcomeOf(world.records)
    expect([outcome.of(sheet), outcome.of(enrolment)]).toEqual([valid, valid])
  })
})
