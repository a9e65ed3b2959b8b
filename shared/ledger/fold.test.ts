import { describe, expect, test } from 'vitest'
import { agreementOf, castOf, enrolSignatory, planOf, signOff } from '../../tests/support/ledger/cast.ts'
import type { Device } from '../../tests/support/ledger/device.ts'
import {
  one,
  outcomeOf,
  seasonWith,
  sheetOf,
  subject,
  valid,
  World,
  within,
} from '../../tests/support/ledger/world.ts'
import { leadSeat, type UnitCode, unitSeat } from '../domain/ids.ts'
import type { ReadRecord } from './read-record.ts'
import { seatsHeldBy } from './seats.ts'

const enteredFor = { reason: 'đơn vị chưa dùng phần mềm', scan: 'ab'.repeat(32) as never }

function standings(records: readonly ReadRecord[], of: readonly ReadRecord[]) {
  const sheets = outcomeOf(records).state?.sheets ?? []
  return of.map((record) => sheets.find((sheet) => sheet.record === record.id)?.standing)
}

describe('the current sheet', () => {
  test('is the highest number of the holder', () => {
    const { world, scale, unit } = castOf()
    const write = () => unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const sheets = [write(), write(), write()]
    expect(standings(world.records, sheets)).toEqual(['superseded', 'superseded', 'current'])
  })

  test('is the unit’s own, whenever it comes, before what was entered for it', () => {
    const { world, scale, lead, unit } = castOf()
    const own = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const entered = lead.write('sheet.submitted/1', sheetOf(scale.id, { enteredFor }))
    expect(standings(world.records, [own, entered])).toEqual(['current', 'outranked'])
    const without = world.records.filter((record) => record !== own)
    expect(standings(without, [entered])).toEqual(['current'])
  })

  test('is the latest holder’s before a higher number of an earlier one', () => {
    const { world, scale, unit } = castOf()
    const old = unit('A3')
    const seat = unitSeat('A3' as UnitCode)
    for (let count = 0; count < 3; count++) old.write('sheet.submitted/1', sheetOf(scale.id))
    const last = old.feed.at(-1) as ReadRecord
    const next = world.join('next', seat)
    const holders = [
      { device: old.id, upTo: old.end },
      { device: next.id, upTo: null },
    ]
    world.revise({ [seat]: holders })
    world.inform(next)
    const sheet = next.write('sheet.submitted/1', sheetOf(scale.id))
    expect(standings(world.records, [last, sheet])).toEqual(['superseded', 'current'])
  })

  test('of the cross layer is made under the newest plan, by the seat that enters by it', () => {
    const { world, scale, lead, unit } = castOf()
    const seats = [unitSeat('A2' as UnitCode), unitSeat('A4' as UnitCode)]
    const old = lead.write('inspection.planned/1', planOf({ teams: [{ seats, subjects: [subject('A3')] }] }))
    const cross = (device: Device, plan: ReadRecord) =>
      device.write('sheet.submitted/1', sheetOf(scale.id, { layer: 'cross', plan: plan.id }))
    const outdated = cross(unit('A2'), old)
    const teams = [{ seats: seats.toReversed(), subjects: [subject('A3')] }]
    const plan = lead.write('inspection.planned/1', planOf({ teams }))
    const ofMember = cross(unit('A2'), plan)
    const ofFirst = cross(unit('A4'), plan)
    expect(standings(world.records, [outdated, ofFirst])).toEqual(['planOutdated', 'current'])
    expect(outcomeOf(world.records).of(ofMember)).toEqual({
      status: 'quarantined',
      why: { reason: 'notOwner', seats: [unitSeat('A4' as UnitCode)] },
    })
  })

  test('is a present owner’s before an owner’s under an earlier policy', () => {
    const { world, scale, unit } = castOf()
    const lead = { layer: 'appraisal', subject: subject('A1') } as const
    for (let count = 0; count < 5; count++) unit('A2').write('sheet.submitted/1', sheetOf(scale.id, lead))
    const byDeputy = unit('A2').write('sheet.submitted/1', sheetOf(scale.id, lead))
    world.revise({}, world.founder, world.newest, seasonWith({ leadAppraisedBy: 'authority' }))
    const byAuthority = world.founder.write('sheet.submitted/1', sheetOf(scale.id, lead))
    const outcome = outcomeOf(world.records)
    expect([byDeputy, byAuthority].map((each) => outcome.of(each))).toEqual([valid, valid])
    expect(byDeputy.envelope.seq).toBeGreaterThan(byAuthority.envelope.seq)
    expect(standings(world.records, [byDeputy, byAuthority])).toEqual(['outranked', 'current'])
  })
})

describe('versions', () => {
  test('of a scale or an agreement: the newest of each cluster is current, the others are kept', () => {
    const { world, scale, lead } = castOf()
    const next = world.publishScale()
    const own = world.publishScale(world.founder, one)
    const draft = lead.write('agreement.drafted/1', agreementOf(one))
    const redraft = lead.write('agreement.drafted/1', { ...agreementOf(one), replaces: draft.id })
    const { state } = outcomeOf(world.records)
    expect(state?.scales.map(({ record, current }) => ({ record, current }))).toEqual([
      { record: next.id, current: true },
      { record: scale.id, current: false },
      { record: own.id, current: true },
    ])
    expect(state?.agreements.map(({ record, current }) => ({ record, current }))).toEqual([
      { record: redraft.id, current: true },
      { record: draft.id, current: false },
    ])
  })

  test('a signature belongs to the version it names', () => {
    const { world, lead } = castOf()
    const first = world.founder.write('agreement.drafted/1', agreementOf(null))
    signOff(lead, first, leadSeat(one), enrolSignatory(lead))
    world.founder.write('agreement.drafted/1', { ...agreementOf(null), replaces: first.id })
    const { state } = outcomeOf(world.records)
    expect(state?.agreements.map(({ current, signatures }) => [current, signatures.length])).toEqual([
      [true, 0],
      [false, 1],
    ])
    expect(state?.signatories.map(({ author }) => author)).toEqual([lead.id])
  })

  test('exclusions all stay, and the newest speaks', () => {
    const { world, lead } = castOf()
    const exclude = (reason: string) =>
      lead.write('exclusion.recorded/1', {
        round: within,
        subject: subject('A3'),
        reason,
        from: null,
        until: null,
      })
    exclude('một')
    exclude('hai')
    const { state } = outcomeOf(world.records)
    expect(state?.exclusions.map(({ body }) => body.reason)).toEqual(['hai', 'một'])
    expect(state?.exclusions.map(({ current }) => current)).toEqual([true, false])
  })
})

describe('seats', () => {
  test('show their holders, with cuts, and which a device holds now', () => {
    const world = new World()
    const seat = unitSeat('A3' as UnitCode)
    const old = world.join('old', seat)
    const next = world.join('next', seat)
    const holders = [
      { device: old.id, upTo: old.end },
      { device: next.id, upTo: null },
    ]
    world.revise({ [seat]: holders })
    const { state } = outcomeOf(world.records)
    if (state === null) throw new Error('founded')
    expect(state.heldSeats.find((held) => held.seat === seat)).toEqual({
      seat,
      contested: false,
      holders: [
        { device: old.id, upTo: 1 },
        { device: next.id, upTo: null },
      ],
    })
    expect([old, next, world.founder].map((device) => seatsHeldBy(state, device.id))).toEqual([
      [],
      [seat],
      ['authority'],
    ])
  })

  test('the newest revision’s season is the season', () => {
    const { world } = castOf()
    const season = { ...seasonWith(), motto: 'Đoàn kết, dân chủ, kỷ cương' }
    const revision = world.revise({}, world.founder, world.newest, season)
    expect(outcomeOf(world.records).state).toMatchObject({ basis: revision.id, season })
  })
})
