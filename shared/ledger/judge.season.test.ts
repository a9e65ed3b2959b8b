import { describe, expect, test } from 'vitest'
import { Device } from '../../tests/support/ledger/device.ts'
import {
  outcomeOf,
  publicKeyOf,
  recoverySecret,
  seasonWith,
  sheetOf,
  valid,
  World,
} from '../../tests/support/ledger/world.ts'
import { authoritySeat, type UnitCode, unitSeat } from '../domain/ids.ts'
import type { ReadRecord } from './read-record.ts'

/** A device that was let in with the printed recovery key. */
function recoverer(world: World, name = 'recovery device'): Device {
  const device = world.stranger(name)
  device.enrol(authoritySeat, recoverySecret)
  return device
}

function takeOver(world: World, by: Device, replaces: ReadRecord, old: Device[]): ReadRecord {
  const holders = old.map((device) => ({ device: device.id, upTo: endAt(device, replaces) }))
  return world.revise({ [authoritySeat]: [...holders, { device: by.id, upTo: null }] }, by, replaces.id)
}

function endAt(device: Device, record: ReadRecord): { seq: number; id: ReadRecord['id'] } {
  const own = device.feed.includes(record) ? record : device.feed[0]
  if (own === undefined) throw new Error('nothing written')
  return { seq: own.envelope.seq, id: own.id }
}

describe('the founding', () => {
  test('is valid by its own form', () => {
    const { founding, records, founder } = new World()
    const outcome = outcomeOf(records)
    expect(outcome.of(founding)).toEqual(valid)
    expect(outcome.state).toMatchObject({ basis: founding.id, founder: founder.id, founderFrozen: false })
  })

  test.each([
    ['a key that is not its author’s', { key: publicKeyOf('somebody') }, 'keyMismatch'],
    ['an unsafe recovery key', { recoveryKey: 'ff'.repeat(32) }, 'unsafeKey'],
    ['an encryption key of zero', { encryptionKey: '0'.repeat(64) }, 'unsafeKey'],
    ['a unit as founder', { seat: 'unit:A1' }, 'unknownPlace'],
    ['a lead of no cluster as founder', { seat: 'lead:9' }, 'unknownPlace'],
    ['an unsafe invitation', { invitation: 'ff'.repeat(32) }, 'unsafeKey'],
  ])('is quarantined for %s', (_what, changes: { [field: string]: string }, reason) => {
    const founder = new Device('founder', '', null)
    const world = new World()
    const founding = founder.write('season.founded/1', {
      founder: {
        key: (changes['key'] ?? founder.key) as typeof founder.key,
        encryptionKey: (changes['encryptionKey'] ?? founder.encryptionKey) as typeof founder.key,
        seat: (changes['seat'] ?? authoritySeat) as typeof authoritySeat,
      },
      recoveryKey: (changes['recoveryKey'] ?? publicKeyOf(recoverySecret)) as typeof founder.key,
      season: seasonWith(),
      seats: world
        .seats()
        .map((entry) =>
          entry.seat === authoritySeat && changes['invitation'] !== undefined
            ? { ...entry, invitations: [changes['invitation'] as typeof founder.key] }
            : entry,
        ),
    })
    const outcome = outcomeOf([founding])
    expect(outcome.of(founding)).toMatchObject({ status: 'quarantined', why: { reason } })
    expect(outcome.state).toBeNull()
  })

  test('is quarantined when a cluster is led from elsewhere', () => {
    const season = seasonWith()
    const [first, second] = season.clusters
    if (first === undefined || second === undefined) throw new Error('two clusters')
    const world = new World({ ...season, clusters: [{ ...first, lead: 'B1' as UnitCode }, second] })
    expect(outcomeOf(world.records).of(world.founding)).toEqual({
      status: 'quarantined',
      why: { reason: 'unknownPlace', field: 'season.clusters' },
    })
  })
})

describe('revisions', () => {
  test('form a chain by `replaces`, in the founder’s hand', () => {
    const world = new World()
    const revisions = [world.revise(), world.revise(), world.revise()]
    const outcome = outcomeOf(world.records)
    expect(revisions.map((each) => outcome.of(each))).toEqual([valid, valid, valid])
    expect(outcome.state?.basis).toBe(revisions[2]?.id)
  })

  test('wait for the one they replace', () => {
    const world = new World()
    const first = world.revise()
    const copy = world.founder.copyAt(1)
    const second = world.revise()
    const unchained = copy.compose('season.revised/1', {
      replaces: first.id,
      season: world.season,
      seats: [...world.seats()],
      reason: '',
    })
    expect(outcomeOf([world.founding, unchained]).of(unchained)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: first.id, role: 'replaces' }],
    })
    expect(outcomeOf([world.founding, second]).of(second).status).toBe('waiting')
  })

  test('by anybody else are not the owner’s', () => {
    const world = new World()
    const unit = world.join('unit', unitSeat('A3' as UnitCode))
    const revision = unit.write('season.revised/1', {
      replaces: world.founding.id,
      season: world.season,
      seats: [...world.seats()],
      reason: '',
    })
    const outcome = outcomeOf(world.records)
    expect(outcome.of(revision)).toEqual({
      status: 'quarantined',
      why: { reason: 'notOwner', seats: [authoritySeat] },
    })
    expect(outcome.state?.basis).toBe(world.founding.id)
  })

  test('two replacing the same one freeze the founder for everybody, and what follows', () => {
    const world = new World()
    const before = world.publishScale()
    const left = world.revise()
    const right = world.revise({}, world.founder, world.founding.id)
    const after = world.revise({}, world.founder, right.id)
    const outcome = outcomeOf(world.records)
    const fork = { status: 'fork', author: world.founder.id, at: left.envelope.seq }
    expect([before, left, right, after].map((each) => outcome.of(each))).toEqual([valid, fork, fork, fork])
    expect(outcome.state).toMatchObject({ basis: world.founding.id, founderFrozen: true })
  })

  test('that name nothing of a season are out of place', () => {
    const world = new World()
    const scale = world.publishScale()
    const revision = world.revise({}, world.founder, scale.id)
    expect(outcomeOf(world.records).of(revision)).toEqual({
      status: 'quarantined',
      why: { reason: 'unknownPlace', field: 'replaces' },
    })
  })

  test('that rest on an older season record than before went back', () => {
    const world = new World()
    const first = world.revise()
    const second = world.revise()
    world.publishScale()
    world.founder.basis = world.founding.id
    const third = world.founder.write('season.revised/1', {
      replaces: second.id,
      season: world.season,
      seats: [...world.seats()],
      reason: '',
    })
    const outcome = outcomeOf(world.records)
    expect([first, second].map((each) => outcome.of(each))).toEqual([valid, valid])
    expect(outcome.of(third)).toEqual({ status: 'quarantined', why: { reason: 'basisWentBack' } })
  })
})

describe('recovery', () => {
  test('the recovery device’s revision wins, and what followed the other falls with it', () => {
    const world = new World()
    const good = world.revise()
    const stolen = world.revise()
    const stolenNext = world.revise()
    const device = recoverer(world)
    const takeover = takeOver(world, device, good, [world.founder])
    const next = world.revise({ [authoritySeat]: [{ device: device.id, upTo: null }] }, device)
    const outcome = outcomeOf(world.records)
    const overturned = { status: 'quarantined', why: { reason: 'recoveryWon', by: takeover.id } }
    expect([good, stolen, stolenNext, takeover, next].map((each) => outcome.of(each))).toEqual([
      valid,
      overturned,
      overturned,
      valid,
      valid,
    ])
    expect(outcome.state).toMatchObject({ founder: device.id, founderFrozen: false, basis: next.id })
    // It enrolled under the very revision that it overturned.
    const [enrolment] = device.feed
    expect(enrolment?.envelope.basis).toBe(stolenNext.id)
    expect(outcome.state?.devices.map((each) => each.device)).toContain(device.id)
  })

  test('needs the recovery key itself, not only its name', () => {
    const world = new World()
    const thief = world.stranger('thief')
    const { invitation } = thief.enrolment(authoritySeat, recoverySecret)
    thief.enrol(authoritySeat, 'guessed', { invitation })
    const takeover = takeOver(world, thief, world.founding, [world.founder])
    const outcome = outcomeOf(world.records)
    expect(outcome.of(takeover)).toEqual({
      status: 'waiting',
      for: [{ what: 'introduction', author: thief.id }],
    })
    expect(outcome.state?.founder).toBe(world.founder.id)
  })

  test('heals a frozen founder', () => {
    const world = new World()
    const left = world.revise()
    world.revise({}, world.founder, world.founding.id)
    const device = recoverer(world)
    device.basis = world.founding.id
    takeOver(world, device, world.founding, [world.founder])
    const outcome = outcomeOf(world.records)
    expect(outcome.of(left)).toMatchObject({ status: 'quarantined', why: { reason: 'recoveryWon' } })
    expect(outcome.state).toMatchObject({ founder: device.id, founderFrozen: false })
  })

  test('keeps the branch of a forked founder that its cut names', () => {
    const world = new World()
    const copy = world.founder.copyAt(1)
    const kept = world.revise()
    const lost = copy.write('season.revised/1', {
      replaces: world.founding.id,
      season: world.season,
      seats: [...world.seats()],
      reason: 'khác',
    })
    const device = recoverer(world)
    const takeover = takeOver(world, device, kept, [world.founder])
    const outcome = outcomeOf([...world.records, lost])
    expect([kept, takeover].map((each) => outcome.of(each))).toEqual([valid, valid])
    expect(outcome.of(lost)).toEqual({ status: 'fork', author: world.founder.id, at: 2 })
    expect(outcome.state?.basis).toBe(takeover.id)
  })

  test('without cutting the old founder takes nothing over', () => {
    const world = new World()
    const device = recoverer(world)
    const revision = world.revise({ [authoritySeat]: [{ device: device.id, upTo: null }] }, device)
    const outcome = outcomeOf(world.records)
    expect(outcome.of(revision)).toEqual({ status: 'quarantined', why: { reason: 'notSuccessor' } })
    expect(outcome.state?.founder).toBe(world.founder.id)
  })

  test('only the first revision of a recovery device may go back', () => {
    const world = new World()
    const good = world.revise()
    const device = recoverer(world)
    const takeover = takeOver(world, device, good, [world.founder])
    const second = takeOver(world, device, world.founding, [world.founder])
    const outcome = outcomeOf(world.records)
    expect([good, takeover].map((each) => outcome.of(each))).toEqual([valid, valid])
    expect(outcome.of(second)).toEqual({ status: 'quarantined', why: { reason: 'notSuccessor' } })
  })

  test('of two recovery devices the one that cuts the other wins; otherwise both are frozen', () => {
    const world = new World()
    const first = recoverer(world, 'first')
    const second = recoverer(world, 'second')
    const lost = takeOver(world, first, world.founding, [world.founder])
    const unsettled = takeOver(world, second, world.founding, [world.founder])
    const frozen = outcomeOf(world.records)
    expect([lost, unsettled].map((each) => frozen.of(each).status)).toEqual(['fork', 'fork'])
    expect(frozen.state).toMatchObject({ basis: world.founding.id, founderFrozen: true })
    const third = recoverer(world, 'third')
    const settled = takeOver(world, third, world.founding, [world.founder, first, second])
    const outcome = outcomeOf(world.records)
    expect(outcome.of(settled)).toEqual(valid)
    expect(outcome.of(lost)).toEqual({
      status: 'quarantined',
      why: { reason: 'recoveryWon', by: settled.id },
    })
    expect(outcome.state?.founder).toBe(third.id)
  })

  test('two recovery devices that cut each other are both frozen, in either order', () => {
    const world = new World()
    const first = recoverer(world, 'first')
    const second = recoverer(world, 'second')
    const contenders = [
      takeOver(world, first, world.founding, [world.founder, second]),
      takeOver(world, second, world.founding, [world.founder, first]),
    ]
    for (const records of [world.records, [...world.records].reverse()]) {
      const outcome = outcomeOf(records)
      expect(contenders.map((each) => outcome.of(each).status)).toEqual(['fork', 'fork'])
      expect(outcome.state?.basis).toBe(world.founding.id)
    }
  })

  test('a founder that was replaced never comes back', () => {
    const world = new World()
    const first = recoverer(world, 'first')
    const one = takeOver(world, first, world.founding, [world.founder])
    const second = recoverer(world, 'second')
    const two = takeOver(world, second, one, [world.founder, first])
    const back = world.revise({}, first, two.id)
    const outcome = outcomeOf(world.records)
    expect([one, two].map((each) => outcome.of(each))).toEqual([valid, valid])
    expect(outcome.of(back).status).toBe('quarantined')
    expect(outcome.state?.founder).toBe(second.id)
  })

  test('not even with the recovery key in its own hand', () => {
    const world = new World()
    const device = recoverer(world)
    const takeover = takeOver(world, device, world.founding, [world.founder])
    world.founder.enrol(authoritySeat, recoverySecret)
    const back = takeOver(world, world.founder, takeover, [device])
    const outcome = outcomeOf(world.records)
    expect(outcome.of(back).status).toBe('quarantined')
    expect(outcome.state?.founder).toBe(device.id)
  })

  test('what rested on an overturned revision falls with it', () => {
    const world = new World()
    const scale = world.publishScale()
    world.revise()
    const unit = world.join('unit', unitSeat('A3' as UnitCode))
    const sheet = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const device = recoverer(world)
    const takeover = takeOver(world, device, world.founding, [world.founder])
    expect(outcomeOf(world.records).of(sheet)).toEqual({
      status: 'quarantined',
      why: { reason: 'recoveryWon', by: takeover.id },
    })
  })
})
