import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { castOf } from '../../tests/support/ledger/cast.ts'
import { factsOf, withheld } from '../../tests/support/ledger/device.ts'
import { partOf, playHistory, steps } from '../../tests/support/ledger/history.ts'
import { quickCrypto } from '../../tests/support/ledger/quick-crypto.ts'
import { invitationOf, publicKeyOf, sheetOf, valid } from '../../tests/support/ledger/world.ts'
import { type DeviceId, type RecordId, type SeasonId, type UnitCode, unitSeat } from '../domain/ids.ts'
import { expectDefined } from '../kernel/result.ts'
import { checksBy } from './checks.ts'
import type { Fact } from './fact.ts'
import { type HeldSet, holdFacts } from './held-set.ts'
import type { ReadRecord } from './read-record.ts'

const runs = Number(process.env['CONVERGENCE_RUNS'] ?? 150)
const order = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 })

function setOf(records: readonly ReadRecord[], facts: readonly Fact[] = []): HeldSet {
  const bodies = new Map(records.map(({ id, typed }) => [id, typed]))
  const season = records[0]?.id as string as SeasonId // the founding is the first that was written
  return holdFacts({ season, facts, checks: checksBy(quickCrypto), bodyOf: (id) => bodies.get(id) ?? null })
}

/** Each record once, in an order of its own. */
function shuffledFacts(records: readonly ReadRecord[], keys: readonly number[]): readonly Fact[] {
  const unique = [...new Map(factsOf(records).map((fact) => [fact.id, fact])).values()]
  const keyOf = (index: number): number => ((keys[index % keys.length] ?? 0) * 7919 + index * 104_729) % 1009
  return unique
    .map((fact, index) => ({ fact, key: keys[0] === 0 ? index : keyOf(index) }))
    .sort((left, right) => left.key - right.key)
    .map(({ fact }) => fact)
}

function shown(set: HeldSet): unknown {
  const { verdicts, forks, ...rest } = set.judgement
  return structuredClone({
    ...rest,
    forks: [...forks].sort(),
    verdicts: [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)),
    state: set.state,
    facts: [...set.facts()].map((fact) => fact.id).sort(),
    strangers: [...set.strangers()].map((fact) => fact.id).sort(),
  })
}

/** What does not depend on what else was ever heard of. */
function kept(set: HeldSet): unknown {
  const { strangers, ...rest } = shown(set) as { readonly strangers: unknown }
  return rest
}

describe('a set that grows record by record', () => {
  test('says after each one what it would say had everything come at once, in whatever order', () => {
    let cheap = 0
    fc.assert(
      fc.property(steps, order, (history, keys) => {
        const records = playHistory(history)
        const facts = shuffledFacts(records, keys)
        const set = setOf(records)
        for (const [index, fact] of facts.entries()) {
          if (set.add([fact]).judged !== null) cheap++
          if (index % 4 > 0 && index < facts.length - 1) continue
          expect(shown(set)).toEqual(shown(setOf(records, facts.slice(0, index + 1))))
        }
      }),
      { numRuns: runs },
    )
    // Were everything judged anew each time, this would prove nothing.
    expect(cheap).toBeGreaterThan(runs)
  })

  test('bodies that come late included, several at a time; and what is taken back leaves nothing', () => {
    fc.assert(
      fc.property(steps, order, order, (history, missing, keys) => {
        const records = playHistory(history)
        const part = factsOf(partOf(records, missing))
        const start = [...new Map(part.map((fact) => [fact.id, fact])).values()]
        const known = new Map(start.map((fact) => [fact.id, fact]))
        const later = shuffledFacts(records, keys).filter((fact) => {
          const before = known.get(fact.id)
          return before === undefined || before.claim.kind !== fact.claim.kind
        })
        const set = setOf(records, start)
        const before = shown(set)
        const middle = Math.floor(later.length / 2)
        const first = set.add(later.slice(0, middle))
        const between = shown(set)
        const second = set.add(later.slice(middle))
        expect(shown(set)).toEqual(shown(setOf(records, shuffledFacts(records, [0]))))
        second.undo()
        expect(shown(set)).toEqual(between)
        first.undo()
        expect(shown(set)).toEqual(before)
      }),
      { numRuns: runs },
    )
  })
})

describe('one record that comes late', () => {
  /** Holds all of these but one, then that one as well. */
  function lately(records: readonly ReadRecord[], late: ReadRecord, before: readonly ReadRecord[]): void {
    const set = setOf(records, factsOf(before))
    set.add(factsOf([late]))
    expect(shown(set)).toEqual(shown(setOf(records, factsOf(records))))
  }

  test('a withheld sheet whose body comes counts among those of its round: the last is one too many', () => {
    const { world, scale, unit } = castOf()
    const sheets = Array.from({ length: 3001 }, (_, index) =>
      unit('A3').write('sheet.submitted/1', sheetOf(scale.id, { note: `${index}` })),
    )
    const [first] = sheets
    if (first === undefined) throw new Error('3001 sheets')
    const { records } = world
    lately(
      records,
      first,
      records.map((record) => (record === first ? withheld(record) : record)),
    )
  })

  test('the record of somebody else that a cut names', () => {
    const { world, scale, unit } = castOf()
    unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    unit('A4').write('sheet.submitted/1', sheetOf(scale.id, { subject: 'A4' as never }))
    const other = unit('A4').write(
      'sheet.submitted/1',
      sheetOf(scale.id, { subject: 'A4' as never, note: 'x' }),
    )
    const upTo = { seq: other.envelope.seq, id: other.id }
    world.revise({ [unitSeat('A3' as UnitCode)]: [{ device: unit('A3').id, upTo }] })
    const { records } = world
    lately(
      records,
      other,
      records.filter((record) => record !== other),
    )
  })

  test('a record named as basis that is no season record', () => {
    const { world, scale, unit } = castOf()
    const other = unit('A4').write('sheet.submitted/1', sheetOf(scale.id, { subject: 'A4' as never }))
    unit('A3').basis = other.id
    unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const { records } = world
    lately(
      records,
      other,
      records.filter((record) => record !== other),
    )
  })
})

describe('machines that send each other what they keep', () => {
  test('end up with the same, and the same again when somebody begins from it', () => {
    fc.assert(
      fc.property(steps, order, order, (history, shares, keys) => {
        const records = playHistory(history)
        const facts = shuffledFacts(records, keys)
        const choice = (index: number): number => shares[index % shares.length] ?? 0
        // Both have the founding: else nothing counts for either.
        const [here, there] = [0, 1].map((side) =>
          setOf(
            records,
            facts.filter((fact, index) => fact.season === (fact.id as string) || choice(index) % 3 !== side),
          ),
        )
        if (here === undefined || there === undefined) return
        for (let round = 0; round < 6; round++) {
          there.add(
            [...here.facts()].filter((fact) => there.get(fact.id) === undefined && !there.stranger(fact.id)),
          )
          here.add(
            [...there.facts()].filter((fact) => here.get(fact.id) === undefined && !here.stranger(fact.id)),
          )
        }
        expect(kept(here)).toEqual(kept(there))
        expect(kept(setOf(records, [...here.facts()]))).toEqual(kept(here))
      }),
      { numRuns: runs },
    )
  })
})

describe('strangers', () => {
  test('count as if they were not there, until a season record introduces them; then as if they always had', () => {
    const { world, scale } = castOf()
    const seat = unitSeat('A4' as UnitCode)
    const before = world.records
    const late = world.stranger('late')
    const enrolment = late.enrol(seat, 'fresh')
    const sheet = late.write('sheet.submitted/1', sheetOf(scale.id, { subject: 'A4' as never }))
    const plain = setOf(before, factsOf(before))
    const set = setOf([...before, enrolment, sheet], factsOf(before))
    expect(set.add(factsOf([enrolment, sheet])).counted).toEqual([])
    expect([set.state, [...set.judgement.verdicts]]).toEqual([plain.state, [...plain.judgement.verdicts]])
    expect(set.get(sheet.id)).toBeUndefined()
    const revision = world.founder.write('season.revised/1', {
      replaces: world.newest,
      season: world.season,
      seats: world
        .seats()
        .map((entry) =>
          entry.seat === seat
            ? { ...entry, invitations: [publicKeyOf(invitationOf(seat)), publicKeyOf('fresh')] }
            : entry,
        ),
      reason: 'mời thêm máy',
    })
    const all = [...before, enrolment, sheet, revision]
    const other = setOf(all, factsOf([...before, enrolment, sheet]))
    const { counted } = other.add(factsOf([revision]))
    expect(counted.map((fact) => fact.id).sort()).toEqual([enrolment.id, sheet.id, revision.id].sort())
    expect(other.judgement.verdicts.get(enrolment.id)).toEqual(valid)
    expect(shown(other)).toEqual(shown(setOf(all, factsOf(all))))
  })
  test('tell their keys, as long as an enrolment of theirs is here and no longer', () => {
    const { world } = castOf()
    const set = setOf(world.records, factsOf(world.records))
    const late = world.stranger('late')
    const first = late.enrol(unitSeat('A4' as UnitCode), 'nobody gave this')
    const second = late.enrol(unitSeat('A4' as UnitCode), 'nor this')
    const foreign = { ...expectDefined(factsOf([first])[0], 'a fact'), author: 'ee'.repeat(16) as DeviceId }
    const addition = set.add(factsOf([first, second]))
    expect(set.keyOf(late.id)).toBe(late.key)
    addition.undo()
    expect(set.keyOf(late.id)).toBeUndefined()
    set.add([...factsOf([first, second]), { ...foreign, id: 'ab'.repeat(32) as RecordId }])
    expect(set.keyOf(foreign.author)).toBeUndefined() // somebody else's key names nobody
    const forgotten = set.forget([first.id])
    expect(set.keyOf(late.id)).toBe(late.key)
    forgotten.undo()
    set.forget([first.id, second.id])
    expect(set.keyOf(late.id)).toBeUndefined()
  })

  test('do not make a look-up dearer, however many there are', () => {
    const { world } = castOf()
    const [enrolment] = factsOf([
      world.stranger('late').enrol(unitSeat('A4' as UnitCode), 'nobody gave this'),
    ])
    const base = expectDefined(enrolment, 'a fact')
    const numbered = (length: number, index: number): string => index.toString(16).padStart(length, '0')
    const strangers = Array.from({ length: 20_000 }, (_, index) => ({
      ...base,
      id: numbered(64, index) as RecordId,
      author: numbered(32, index) as DeviceId,
    }))
    const set = setOf(world.records, [...factsOf(world.records), ...strangers])
    const before = process.cpuUsage()
    for (let index = 0; index < 4000; index++) set.keyOf(numbered(32, 1_000_000 + index) as DeviceId)
    // Looking through them all took 7 s of CPU.
    expect(process.cpuUsage(before).user).toBeLessThan(500_000)
  })
})
