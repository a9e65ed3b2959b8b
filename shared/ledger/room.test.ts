import { describe, expect, test } from 'vitest'
import { castOf, closingOf } from '../../tests/support/ledger/cast.ts'
import { type Device, factsOf } from '../../tests/support/ledger/device.ts'
import { quickCrypto } from '../../tests/support/ledger/quick-crypto.ts'
import { invitationOf, sheetOf, type World } from '../../tests/support/ledger/world.ts'
import { type RecordId, type SeasonId, type UnitCode, unitSeat } from '../domain/ids.ts'
import { checksBy } from './checks.ts'
import { type HeldSet, holdFacts } from './held-set.ts'
import type { ReadRecord } from './read-record.ts'
import { roomFor } from './room-limits.ts'

function held(world: World, records: readonly ReadRecord[] = []): HeldSet {
  const all = [...world.records, ...records]
  const bodies = new Map(all.map(({ id, typed }) => [id, typed]))
  const season = world.id as SeasonId
  return holdFacts({
    season,
    facts: factsOf(all),
    checks: checksBy(quickCrypto),
    bodyOf: (id) => bodies.get(id) ?? null,
  })
}

/** Further records under the number after `at`. */
function branches(device: Device, at: number, count: number, scale: RecordId): readonly ReadRecord[] {
  return Array.from({ length: count }, (_, index) =>
    device.copyAt(at).write('sheet.submitted/1', sheetOf(scale), { salt: `branch ${index}` }),
  )
}

const idsOf = (records: readonly ReadRecord[]): readonly RecordId[] => records.map(({ id }) => id).sort()
const keptOf = (set: HeldSet, records: readonly ReadRecord[]): readonly RecordId[] =>
  idsOf(records).filter((id) => set.get(id) !== undefined)
const tooMany = (what: string, most: number) => ({
  status: 'quarantined',
  why: { reason: 'tooMany', what, most },
})

describe('branches of a feed', () => {
  test('beyond the bound wait outside: the lowest ids stay, in whatever order they come', () => {
    const { world, unit, scale } = castOf()
    const many = branches(unit('A3'), 1, 60, scale.id)
    const lowest = idsOf(many).slice(0, roomFor.branchesOfFeed)
    const whole = held(world, many)
    expect(keptOf(whole, many)).toEqual(lowest)
    for (const order of [many, many.toReversed()]) {
      const set = held(world)
      for (const record of order) set.add(factsOf([record]))
      expect(keptOf(set, many)).toEqual(lowest)
      expect(set.state).toEqual(whole.state)
    }
    const [outside] = factsOf(many).filter(({ id }) => !lowest.includes(id))
    if (outside === undefined) throw new Error('there are some')
    expect(whole.verdictOutside(outside)).toEqual(tooMany('branchesOfFeed', roomFor.branchesOfFeed))
    expect(whole.judgement.forks.get(unit('A3').id)).toBe(2)
  })

  test('that begin after gaps are bounded as well', () => {
    const { world, unit, scale } = castOf()
    const device = unit('A3')
    const strays = Array.from({ length: 40 }, (_, index) => {
      const copy = device.copyAt(1)
      for (let count = 0; count <= index; count++) {
        copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: `${index} ${count}` })
      }
      return copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: `${index}` })
    })
    expect(keptOf(held(world, strays), strays)).toHaveLength(roomFor.branchesOfFeed - 1)
  })

  test('do not crowd out what somebody else relies on: a closed round stays closed', () => {
    const { world, unit, lead, scale } = castOf()
    const device = unit('A3')
    const sheet = device.write('sheet.submitted/1', sheetOf(scale.id))
    const closing = lead.write('round.closed/1', closingOf(scale.id, [sheet]))
    const many = branches(device, 1, 60, scale.id)
    for (const set of [held(world, many), grown(world, many)]) {
      expect(set.get(sheet.id)).toBeDefined()
      expect(set.judgement.verdicts.get(closing.id)).toEqual({ status: 'valid' })
      expect(keptOf(set, many)).toHaveLength(roomFor.branchesOfFeed - 1)
    }
  })

  test('that a cut names stay, and what it cut off stays bounded', () => {
    const { world, unit, scale } = castOf()
    const device = unit('A3')
    const many = branches(device, 1, 60, scale.id)
    const last = many.find(({ id }) => id === idsOf(many).at(-1))
    if (last === undefined) throw new Error('there are some')
    const upTo = { seq: 2, id: last.id }
    world.revise({ [unitSeat('A3' as UnitCode)]: [{ device: device.id, upTo }] })
    const set = grown(world, many)
    expect(set.judgement.verdicts.get(last.id)).toEqual({ status: 'valid' })
    expect(keptOf(set, many)).toHaveLength(roomFor.branchesOfFeed)
  })
})

describe('devices of an invitation', () => {
  const seat = unitSeat('A3' as UnitCode)
  const crowd = (world: World): readonly ReadRecord[] =>
    Array.from({ length: 40 }, (_, index) =>
      world.stranger(`found the slip ${index}`).enrol(seat, invitationOf(seat)),
    )

  test('beyond the bound are strangers, chosen by their ids; the seat is contested', () => {
    const { world } = castOf()
    const many = crowd(world)
    const whole = held(world, many)
    const devices = factsOf(many).map((fact) => fact.author)
    expect(devices.filter(whole.isIntroduced).length).toBeLessThanOrEqual(roomFor.devicesOfInvitation)
    expect(grown(world, many).state).toEqual(whole.state)
    expect(whole.state?.heldSeats.find((each) => each.seat === seat)?.contested).toBe(true)
    const outside = factsOf(many).find((fact) => !whole.isIntroduced(fact.author))
    if (outside === undefined) throw new Error('there are some')
    expect(whole.verdictOutside(outside)).toEqual(tooMany('devicesOfInvitation', roomFor.devicesOfInvitation))
  })

  test('do not crowd out one that others relied on, nor one that the founder lists', () => {
    const { world, unit, lead, scale } = castOf()
    const sheet = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const closing = lead.write('round.closed/1', closingOf(scale.id, [sheet]))
    const many = crowd(world)
    const set = grown(world, many)
    expect(set.isIntroduced(unit('A3').id)).toBe(true)
    expect(set.judgement.verdicts.get(closing.id)).toEqual({ status: 'valid' })
    const last = factsOf(many)
      .map((fact) => fact.author)
      .sort()
      .at(-1)
    if (last === undefined) throw new Error('there are some')
    expect(set.isIntroduced(last)).toBe(false)
    const listing = world.revise({ [seat]: [{ device: last, upTo: null }] })
    set.add(factsOf([listing]), (id) => (id === listing.id ? listing.typed : null))
    expect(set.isIntroduced(last)).toBe(true)
    expect(set.isIntroduced(unit('A3').id)).toBe(true)
  })
})

test('the founder stays, whatever slip it used for a further seat', () => {
  const { world } = castOf()
  const seat = unitSeat('A3' as UnitCode)
  world.founder.enrol(seat, invitationOf(seat))
  const many = Array.from({ length: 40 }, (_, index) =>
    world.stranger(`found the slip ${index}`).enrol(seat, invitationOf(seat)),
  )
  const set = grown(world, many)
  expect(set.isIntroduced(world.founder.id)).toBe(true)
  expect(set.state).not.toBeNull()
})

function grown(world: World, records: readonly ReadRecord[]): HeldSet {
  const set = held(world)
  for (const record of records) set.add(factsOf([record]))
  return set
}
