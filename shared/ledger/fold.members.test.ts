import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { castOf, closingOf, planOf } from '../../tests/support/ledger/cast.ts'
import type { Device } from '../../tests/support/ledger/device.ts'
import { outcomeOf, seasonWith, sheetOf, subject, valid } from '../../tests/support/ledger/world.ts'
import { type UnitCode, unitSeat } from '../domain/ids.ts'
import type { ReadRecord } from './read-record.ts'
import type { SheetVersion } from './state.ts'

const seatOf = (code: string) => unitSeat(code as UnitCode)
const inspected = subject('A3')

/** Cluster 1 with a plan that sends these units to A3. */
function teamOf(members: readonly string[], crossEntry: 'oneSeat' | 'allMembers' = 'allMembers') {
  const cast = castOf(seasonWith({ crossEntry }))
  const teams = [{ seats: members.map(seatOf), subjects: [inspected] }]
  const plan = cast.lead.write('inspection.planned/1', planOf({ teams }))
  const enter = (device: Device, under: ReadRecord = plan) =>
    device.write('sheet.submitted/1', sheetOf(cast.scale.id, { layer: 'cross', plan: under.id }))
  return { ...cast, plan, enter }
}

function standingsOf(records: readonly ReadRecord[]): ReadonlyMap<string, SheetVersion> {
  return new Map((outcomeOf(records).state?.sheets ?? []).map((sheet) => [sheet.record, sheet]))
}

describe('members of an inspecting team', () => {
  test('who all enter stand side by side, whatever the numbers of their feeds', () => {
    const { world, enter, unit } = teamOf(['A2', 'A4'])
    const ofFirst = enter(unit('A2'))
    // The other machine has written far more by then: its numbers are no clock.
    for (let count = 0; count < 9; count++) enter(unit('A4'))
    const ofOther = enter(unit('A4'))
    const again = enter(unit('A2'))
    const sheets = standingsOf(world.records)
    const shown = [ofFirst, again, ofOther].map(({ id }) => [sheets.get(id)?.seat, sheets.get(id)?.standing])
    expect(shown).toEqual([
      [seatOf('A2'), 'superseded'],
      [seatOf('A2'), 'current'],
      [seatOf('A4'), 'current'],
    ])
  })

  test('enter by their first seat alone where the policy says so', () => {
    const { world, enter, unit } = teamOf(['A2', 'A4'], 'oneSeat')
    const [ofFirst, ofOther] = [enter(unit('A2')), enter(unit('A4'))]
    const { of } = outcomeOf(world.records)
    expect(of(ofFirst)).toEqual(valid)
    expect(of(ofOther)).toEqual({
      status: 'quarantined',
      why: { reason: 'notOwner', seats: [seatOf('A2')] },
    })
  })

  test('are replaced seat by seat: a new machine of one member leaves the other member’s sheet alone', () => {
    const { world, enter, unit } = teamOf(['A2', 'A4'])
    const [ofFirst, ofOther] = [enter(unit('A2')), enter(unit('A4'))]
    const next = world.join('next', seatOf('A2'))
    world.revise({
      [seatOf('A2')]: [
        { device: unit('A2').id, upTo: unit('A2').end },
        { device: next.id, upTo: null },
      ],
    })
    world.inform(next)
    const ofNext = enter(next)
    const sheets = standingsOf(world.records)
    expect([ofFirst, ofOther, ofNext].map(({ id }) => sheets.get(id)?.standing)).toEqual([
      'superseded',
      'current',
      'current',
    ])
  })

  test('are kept, not counted, under an older plan; who is no member any more, too', () => {
    const { world, enter, unit, lead } = teamOf(['A2', 'A4'])
    const [ofFirst, ofOther] = [enter(unit('A2')), enter(unit('A4'))]
    const teams = [{ seats: [seatOf('A4')], subjects: [inspected] }]
    const plan = lead.write('inspection.planned/1', planOf({ teams }))
    const anew = enter(unit('A4'), plan)
    const sheets = standingsOf(world.records)
    const shown = [ofFirst, ofOther, anew].map(({ id }) => [sheets.get(id)?.seat, sheets.get(id)?.standing])
    expect(shown).toEqual([
      [seatOf('A2'), 'planOutdated'],
      [seatOf('A4'), 'planOutdated'],
      [seatOf('A4'), 'current'],
    ])
  })

  test('of two or three, entering as often as they like, give one state in any order', () => {
    const members = fc.constantFrom(['A2', 'A4'], ['A4', 'A2'], ['A1', 'A2', 'A4'], ['A4', 'A1', 'A2'])
    const entries = fc.array(fc.nat(2), { minLength: 1, maxLength: 12 })
    const policy = fc.constantFrom('oneSeat' as const, 'allMembers' as const)
    fc.assert(
      fc.property(
        members,
        policy,
        entries,
        fc.infiniteStream(fc.nat(1000)),
        (team, crossEntry, who, dice) => {
          const { world, enter, unit } = teamOf(team, crossEntry)
          for (const index of who) enter(unit(team[index % team.length] ?? 'A2'))
          const records = world.records
          const keyed = records.map((record) => ({ record, key: dice.next().value ?? 0 }))
          const shuffled = keyed.sort((left, right) => left.key - right.key).map(({ record }) => record)
          const outcome = outcomeOf(records)
          expect(outcomeOf(shuffled).state).toEqual(outcome.state)
          expect(outcomeOf([...records, ...shuffled].reverse()).state).toEqual(outcome.state)
          const current = (outcome.state?.sheets ?? []).filter((sheet) => sheet.standing === 'current')
          // Every member who may enter has exactly its newest sheet in force, in the order of the plan.
          const mayEnter = crossEntry === 'oneSeat' ? team.slice(0, 1) : team
          const entered = mayEnter.filter((code) => who.some((index) => team[index % team.length] === code))
          expect(current.map(({ seat }) => seat)).toEqual(entered.map(seatOf))
          const newest = entered.map((code) => unit(code).feed.at(-1)?.id)
          expect(current.map(({ record }) => record)).toEqual(newest)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('between devices the season decides, never a number', () => {
  test('of two former owners the one whom a later season record relieved goes first', () => {
    const { world, scale, unit } = castOf()
    const lead = { layer: 'appraisal', subject: subject('A1') } as const
    const appraise = (device: Device) => device.write('sheet.submitted/1', sheetOf(scale.id, lead))
    for (let count = 0; count < 5; count++) appraise(unit('A2'))
    const deputies = (deputy: string) => {
      const season = seasonWith()
      const clusters = season.clusters.map((each) =>
        each.code === '1' ? { ...each, deputy: deputy as UnitCode } : each,
      )
      return { ...season, clusters }
    }
    world.revise({}, world.founder, world.newest, deputies('A4'))
    world.inform(unit('A4'))
    const bySecond = appraise(unit('A4'))
    world.revise({}, world.founder, world.newest, deputies('A3'))
    const standings = standingsOf(world.records)
    expect(standings.get(bySecond.id)?.standing).toBe('current')
    expect([...standings.values()].filter(({ standing }) => standing === 'current')).toHaveLength(1)
    expect(standings.get(unit('A2').end.id)?.standing).toBe('outranked')
  })

  test('a later holder’s exclusion speaks before an earlier one’s', () => {
    const { world, lead } = castOf()
    const exclude = (device: Device, reason: string) =>
      device.write('exclusion.recorded/1', {
        round: sheetOf(world.founding.id).round,
        subject: inspected,
        reason,
        from: null,
        until: null,
      })
    exclude(lead, 'trước')
    exclude(lead, 'máy cũ')
    const next = world.join('next lead', 'lead:1' as never)
    world.revise({
      'lead:1': [
        { device: lead.id, upTo: lead.end },
        { device: next.id, upTo: null },
      ],
    })
    world.inform(next)
    exclude(next, 'máy mới')
    const speaking = outcomeOf(world.records).state?.exclusions.filter(({ current }) => current)
    expect(speaking?.map(({ body }) => body.reason)).toEqual(['máy mới'])
  })
})

describe('a closing over sheets of several members', () => {
  const choice = (counts: ReadRecord, beside: ReadRecord) => ({
    subject: inspected,
    layer: 'cross' as const,
    counts: counts.id,
    beside: [beside.id],
    by: 'lead' as const,
    reason: 'Theo biên bản',
  })

  test('does not call changed what it weighed; a member it never saw is told apart from a newer sheet', () => {
    const { world, enter, unit, lead, scale } = teamOf(['A1', 'A2', 'A4'])
    const [ofFirst, ofOther] = [enter(unit('A2')), enter(unit('A4'))]
    const choices = [choice(ofOther, ofFirst)]
    lead.write('round.closed/1', closingOf(scale.id, [ofOther], { choices }))
    const changes = () => outcomeOf(world.records).state?.closings[0]?.changedSince
    expect(changes()).toEqual([])
    const third = enter(unit('A1'))
    expect(changes()).toEqual([{ record: third.id, why: 'otherSheet' }])
    const newer = enter(unit('A2'))
    expect(changes()).toContainEqual({ record: newer.id, why: 'newerSheet' })
  })

  test('lists what counts and leaves out what stands beside it', () => {
    const { world, enter, unit, lead, scale } = teamOf(['A2', 'A4'])
    const [ofFirst, ofOther] = [enter(unit('A2')), enter(unit('A4'))]
    const verdictOn = (records: readonly ReadRecord[]) => {
      const choices = [choice(ofOther, ofFirst)]
      const closing = lead.compose('round.closed/1', closingOf(scale.id, records, { choices }))
      return outcomeOf([...world.records, closing]).of(closing)
    }
    const unfit = { status: 'quarantined', why: { reason: 'unknownPlace', field: 'choices' } }
    expect(verdictOn([ofOther])).toEqual(valid)
    expect(verdictOn([ofFirst])).toEqual(unfit)
    expect(verdictOn([ofFirst, ofOther])).toEqual(unfit)
  })
})
