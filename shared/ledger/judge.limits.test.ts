import { expect, test } from 'vitest'
import { castOf, closingOf, planOf } from '../../tests/support/ledger/cast.ts'
import { factsOf } from '../../tests/support/ledger/device.ts'
import { quickCrypto } from '../../tests/support/ledger/quick-crypto.ts'
import { outcomeOf, sheetOf, valid } from '../../tests/support/ledger/world.ts'
import { type RecordId, type Seat, type SubjectCode, type UnitCode, unitSeat } from '../domain/ids.ts'
import { judge } from './judge.ts'
import type { ReadRecord } from './read-record.ts'

test('more sheets of one round than one machine may write are kept and do not count, in whatever order they came', () => {
  const { world, scale, unit } = castOf()
  const sheets = Array.from({ length: 3002 }, (_, index) =>
    unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { note: `${index}` })),
  )
  const tooMany = {
    status: 'quarantined',
    why: { reason: 'tooMany', what: 'sheetsOfRound', most: 3000 },
  }
  for (const records of [world.records, [...world.records].reverse()]) {
    const outcome = outcomeOf(records)
    expect(sheets.slice(2998).map((sheet) => outcome.of(sheet))).toEqual([valid, valid, tooMany, tooMany])
    expect(outcome.state?.sheets).toHaveLength(3000)
  }
})

test('a round closed and reopened without end: a hundred closings of one machine count', () => {
  const { world, scale, lead, unit } = castOf()
  const sheet = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
  let reopening: RecordId | null = null
  const closings: ReadRecord[] = []
  for (let count = 0; count < 101; count++) {
    const closing: ReadRecord = lead.write('round.closed/1', closingOf(scale.id, [sheet], { reopening }))
    reopening = lead.write('round.reopened/1', { closing: closing.id, reason: 'chốt lại' }).id
    closings.push(closing)
  }
  unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { note: 'sau khi chốt' }))
  const outcome = outcomeOf(world.records)
  expect(closings.slice(99).map((closing) => outcome.of(closing))).toEqual([
    valid,
    { status: 'quarantined', why: { reason: 'tooMany', what: 'closingsOfRound', most: 100 } },
  ])
  // Of closings that were lifted nobody asks what has changed since.
  expect(outcome.state?.closings.flatMap(({ changedSince }) => changedSince)).toEqual([])
})

test('a plan as wide as its shape admits is refused by its author’s right before anybody reads its lists', () => {
  const { world, unit } = castOf()
  const seats = Array.from({ length: 100 }, () => unitSeat('A4' as UnitCode))
  const subjects = Array.from({ length: 500 }, () => 'A4' as SubjectCode)
  let looks = 0
  const counted = <Item>(items: readonly Item[]): Item[] =>
    new Proxy([...items], {
      get(target, key, receiver) {
        looks++
        return Reflect.get(target, key, receiver)
      },
    })
  const plan = unit('A3').write(
    'inspection.planned/1',
    planOf({ teams: [{ seats: seats as Seat[], subjects }] }),
  )
  const facts = factsOf(world.records).map((fact) =>
    fact.id === plan.id && fact.claim.kind === 'inspection.planned/1'
      ? {
          ...fact,
          claim: {
            ...fact.claim,
            teams: fact.claim.teams.map((team) => ({
              seats: counted(team.seats),
              subjects: counted(team.subjects),
            })),
          },
        }
      : fact,
  )
  const verdict = judge(facts, quickCrypto).verdicts.get(plan.id)
  expect(verdict).toMatchObject({ status: 'quarantined', why: { reason: 'notOwner' } })
  expect(looks).toBe(0)
})

test('the same plan by its lead costs one look per seat and subject, and names the seat that would inspect itself', () => {
  const { world: cast, lead } = castOf()
  const subjects = Array.from({ length: 500 }, () => 'A4' as SubjectCode)
  const seats = Array.from({ length: 100 }, () => unitSeat('A4' as UnitCode))
  const plan = lead.write(
    'inspection.planned/1',
    planOf({ teams: Array.from({ length: 100 }, () => ({ seats, subjects })) }),
  )
  expect(outcomeOf(cast.records).of(plan)).toMatchObject({
    status: 'quarantined',
    why: { reason: 'ownUnit' },
  })
})
