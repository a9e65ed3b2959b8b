import { describe, expect, test } from 'vitest'
import { agreementOf, castOf, enrolSignatory, planOf, signOff } from '../../tests/support/ledger/cast.ts'
import { withheld } from '../../tests/support/ledger/device.ts'
import {
  between,
  one,
  outcomeOf,
  sheetOf,
  subject,
  two,
  valid,
  within,
} from '../../tests/support/ledger/world.ts'
import { authoritySeat, leadSeat, type UnitCode, unitSeat } from '../domain/ids.ts'
import type { ReadRecord } from './read-record.ts'
import type { WaitingFor } from './verdict.ts'

type Role = Extract<WaitingFor, { what: 'record' }>['role']

function waitsFor(record: ReadRecord, role: Role) {
  return { status: 'waiting', for: [{ what: 'record', id: record.id, role }] }
}
function outOfPlace(field: string) {
  return { status: 'quarantined', why: { reason: 'unknownPlace', field } }
}

describe('what a record names must be held and valid', () => {
  test('a sheet waits for its scale, its assignments and what it replaces, all named at once', () => {
    const { world, scale, unit } = castOf()
    const assignments = world.founder.write('assignments.published/1', {
      scale: scale.id,
      cluster: null,
      items: [],
      replaces: null,
    })
    const first = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const second = unit('A3').write(
      'sheet.submitted/1',
      sheetOf(scale.id, { assignments: assignments.id, replaces: first.id }),
    )
    expect(outcomeOf(world.records).of(second)).toEqual(valid)
    const without = outcomeOf(world.records.filter((each) => each !== scale && each !== assignments))
    expect(without.of(second)).toEqual({
      status: 'waiting',
      for: [
        { what: 'record', id: scale.id, role: 'scale' },
        { what: 'record', id: assignments.id, role: 'assignments' },
        { what: 'record', id: first.id, role: 'replaces' },
      ],
    })
  })

  test('held is not enough: a scale by somebody who may not publish one is waited for', () => {
    const { world, lead, unit } = castOf()
    const false_ = world.publishScale(lead)
    const sheet = unit('A3').write('sheet.submitted/1', sheetOf(false_.id))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(false_)).toMatchObject({ why: { reason: 'notOwner' } })
    expect(outcome.of(sheet)).toEqual(waitsFor(false_, 'scale'))
  })

  test('a withheld scale is waited for, a withheld earlier sheet is not', () => {
    const { world, scale, unit } = castOf()
    const first = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const second = unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { replaces: first.id }))
    const hide = (hidden: ReadRecord) =>
      outcomeOf(world.records.map((each) => (each === hidden ? withheld(each) : each)))
    expect(hide(first).of(second)).toEqual(valid)
    expect(hide(scale).of(second)).toMatchObject({ status: 'waiting' })
  })

  test('of the right kind, cluster and slot', () => {
    const { world, scale, otherLead, unit } = castOf()
    const foreign = world.publishScale(world.founder, two)
    const plan = otherLead.write('inspection.planned/1', planOf({ cluster: two, teams: [] }))
    const other = unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { layer: 'self' }))
    const [onForeign, onPlan, ofAnother] = [
      unit('A4').write('sheet.submitted/1', sheetOf(foreign.id, { subject: subject('A4') })),
      unit('A4').write('sheet.submitted/1', sheetOf(plan.id, { subject: subject('A4') })),
      unit('A4').write(
        'sheet.submitted/1',
        sheetOf(scale.id, { subject: subject('A4'), replaces: other.id }),
      ),
    ]
    const outcome = outcomeOf(world.records)
    expect([onForeign, onPlan, ofAnother].map((each) => outcome.of(each))).toEqual([
      outOfPlace('scale'),
      outOfPlace('scale'),
      outOfPlace('replaces'),
    ])
  })

  test('chains of any length are judged without recursion', () => {
    const { world } = castOf()
    const draft = agreementOf(null)
    let last = world.founder.write('agreement.drafted/1', draft)
    for (let count = 0; count < 4000; count++) {
      last = world.founder.write('agreement.drafted/1', { ...draft, replaces: last.id })
    }
    // Newest first: everything it stands on is still to be judged.
    expect(outcomeOf([...world.records].reverse()).of(last)).toEqual(valid)
  })
})

describe('what is claimed must exist', () => {
  test.each([
    ['an unknown round', { round: 'Q9' as never }, 'round'],
    ['an unknown subject', { subject: subject('Z9') }, 'subject'],
    ['a cluster as subject within a cluster', { subject: subject('1') }, 'subject'],
    ['a unit as subject between clusters', { round: between }, 'subject'],
  ])('a sheet for %s', (_what, changes, field) => {
    const { world, scale, unit } = castOf()
    const sheet = unit('A3').write('sheet.submitted/1', sheetOf(scale.id, changes))
    expect(outcomeOf(world.records).of(sheet)).toEqual(outOfPlace(field))
  })

  test('a plan on a layer that needs none', () => {
    const { world, scale, lead, unit } = castOf()
    const plan = lead.write('inspection.planned/1', planOf())
    const sheet = unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { plan: plan.id }))
    expect(outcomeOf(world.records).of(sheet)).toEqual(outOfPlace('plan'))
  })

  test.each([
    ['a round within clusters planned for no cluster', { cluster: null }, 'cluster'],
    ['a round between clusters planned for one', { round: between }, 'cluster'],
    ['an unknown cluster', { cluster: '9' as never }, 'cluster'],
    ['a subject of another cluster', teams(['unit:A2'], ['B2']), 'teams.0.subjects'],
    ['a seat that is not there', teams(['unit:Z9'], ['A3']), 'teams.0.seats'],
  ])('a plan with %s', (_what, changes, field) => {
    const { world, lead } = castOf()
    const plan = lead.write('inspection.planned/1', planOf(changes as never))
    expect(outcomeOf(world.records).of(plan)).toEqual(outOfPlace(field))
  })

  test('a team never inspects its own unit, nor the lead its own', () => {
    const { world, lead } = castOf()
    const own = lead.write(
      'inspection.planned/1',
      planOf(teams(['unit:A2', 'unit:A3'], ['A4', 'A3']) as never),
    )
    const ofLead = lead.write('inspection.planned/1', planOf(teams(['lead:1'], ['A1']) as never))
    const outcome = outcomeOf(world.records)
    expect([own, ofLead].map((each) => outcome.of(each))).toEqual([
      { status: 'quarantined', why: { reason: 'ownUnit', seat: 'unit:A3', subject: 'A3' } },
      { status: 'quarantined', why: { reason: 'ownUnit', seat: 'lead:1', subject: 'A1' } },
    ])
  })

  test('assignments for somebody of another cluster', () => {
    const { world, scale } = castOf()
    const item = { criterion: 'c1' as never, assigned: true, target: '5', baseline: null }
    const write = (cluster: typeof one | null, code: string) =>
      world.founder.write('assignments.published/1', {
        scale: scale.id,
        cluster,
        items: [{ ...item, subject: subject(code) }],
        replaces: null,
      })
    const records = [
      write(one, 'A3'),
      write(null, 'B2'),
      write(null, '2'),
      write(one, 'B2'),
      write(null, 'Z9'),
    ]
    const outcome = outcomeOf(world.records)
    expect(records.map((each) => outcome.of(each))).toEqual([
      valid,
      valid,
      valid,
      outOfPlace('items'),
      outOfPlace('items'),
    ])
  })
})

describe('cross sheets', () => {
  const cross = { layer: 'cross' } as const

  test('stand under a plan that sends somebody to the subject', () => {
    const { world, scale, lead, unit } = castOf()
    const plan = lead.write('inspection.planned/1', planOf(teams(['unit:A2'], ['A4']) as never))
    const inspector = unit('A2')
    const planless = inspector.write('sheet.submitted/1', sheetOf(scale.id, cross))
    const unplanned = inspector.write('sheet.submitted/1', sheetOf(scale.id, { ...cross, plan: plan.id }))
    const planned = inspector.write(
      'sheet.submitted/1',
      sheetOf(scale.id, { ...cross, plan: plan.id, subject: subject('A4') }),
    )
    const outcome = outcomeOf(world.records)
    const notInPlan = { status: 'quarantined', why: { reason: 'notInPlan' } }
    expect([planless, unplanned, planned].map((each) => outcome.of(each))).toEqual([
      notInPlan,
      notInPlan,
      valid,
    ])
    const without = outcomeOf(world.records.filter((each) => each !== plan))
    expect(without.of(planned)).toEqual(waitsFor(plan, 'plan'))
  })
})

describe('a plan', () => {
  test('does not follow a unit into another cluster', () => {
    const { world, scale, lead, unit } = castOf()
    const plan = lead.write('inspection.planned/1', planOf(teams(['unit:A2'], ['A3']) as never))
    const season = {
      ...world.season,
      units: world.season.units.map((each) => (each.code === 'A3' ? { ...each, cluster: two } : each)),
    }
    world.revise({}, world.founder, world.newest, season)
    world.inform(unit('A2'))
    const sheet = unit('A2').write('sheet.submitted/1', sheetOf(scale.id, { layer: 'cross', plan: plan.id }))
    expect(outcomeOf(world.records).of(sheet)).toEqual({
      status: 'quarantined',
      why: { reason: 'notInPlan' },
    })
  })
})

describe('agreements', () => {
  function signing() {
    const { world, lead, otherLead, unit } = castOf()
    const agreement = world.founder.write('agreement.drafted/1', agreementOf(null))
    return { world, lead, otherLead, unit, agreement, signatory: enrolSignatory(lead) }
  }

  test('are signed by a party’s seat with a signatory of its own machine', () => {
    const { world, lead, agreement, signatory } = signing()
    const signature = signOff(lead, agreement, leadSeat(one), signatory)
    const outcome = outcomeOf(world.records)
    expect(outcome.of(signature)).toEqual(valid)
    expect(outcome.state?.agreements[0]?.signatures.map((each) => each.seat)).toEqual([leadSeat(one)])
  })

  test('not in somebody else’s name, not by somebody else’s key or signatory, not by one who is no party', () => {
    const { world, lead, otherLead, unit, agreement, signatory } = signing()
    const otherSignatory = enrolSignatory(otherLead)
    const records = [
      signOff(lead, agreement, leadSeat(two), signatory),
      signOff(lead, agreement, leadSeat(one), signatory, otherLead),
      signOff(lead, agreement, leadSeat(one), otherSignatory, otherLead),
      signOff(unit('A3'), agreement, unitSeat('A3' as UnitCode), enrolSignatory(unit('A3'))),
    ]
    const outcome = outcomeOf(world.records)
    expect(records.map((each) => outcome.of(each))).toEqual([
      { status: 'quarantined', why: { reason: 'notOwner', seats: [leadSeat(two)] } },
      { status: 'quarantined', why: { reason: 'signoffSignature' } },
      outOfPlace('signatory'),
      { status: 'quarantined', why: { reason: 'notParty', seat: 'unit:A3' } },
    ])
  })

  test('wait for the draft and the signatory', () => {
    const { world, lead, agreement, signatory } = signing()
    const signature = signOff(lead, agreement, leadSeat(one), signatory)
    const without = outcomeOf(world.records.filter((each) => each !== agreement))
    expect(without.of(signature)).toEqual(waitsFor(agreement, 'agreement'))
  })

  test('name parties and seats that exist', () => {
    const { world } = castOf()
    const parties = world.founder.write('agreement.drafted/1', agreementOf(null, [leadSeat('9' as never)]))
    const titles = world.founder.write('agreement.drafted/1', {
      ...agreementOf(null),
      titles: [{ seat: unitSeat('Z9' as UnitCode), title: 'cờ' }],
    })
    const scope = world.founder.write('agreement.drafted/1', agreementOf('9' as never, [authoritySeat]))
    const outcome = outcomeOf(world.records)
    expect([parties, titles, scope].map((each) => outcome.of(each))).toEqual([
      outOfPlace('parties'),
      outOfPlace('titles'),
      outOfPlace('scope'),
    ])
  })

  test('an unsafe key makes no signatory', () => {
    const { world, lead } = castOf()
    const signatory = lead.write('signatory.enrolled/1', {
      name: 'A',
      rank: 'B',
      position: 'C',
      key: 'ff'.repeat(32) as never,
    })
    expect(outcomeOf(world.records).of(signatory)).toMatchObject({ why: { reason: 'unsafeKey' } })
  })
})

function teams(seats: readonly string[], subjects: readonly string[]) {
  return { round: within, teams: [{ seats, subjects }] }
}
