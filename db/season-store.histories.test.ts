import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { SeasonId } from '../shared/domain/ids.ts'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import { playHistory, steps } from '../tests/support/ledger/history.ts'
import { quickCrypto } from '../tests/support/ledger/quick-crypto.ts'
import { clock, fileIn, importOf, removeFolders, temporaryFolder } from '../tests/support/season-stores.ts'
import { openSeasonStore } from './open-season-store.ts'
import type { AntechamberBound, SeasonStore } from './season-store.ts'
import type { DatabaseLocation } from './sqlite/connection.ts'

afterAll(removeFolders)

const runs = Number(process.env['CONVERGENCE_RUNS'] ?? 12)

/** Where a history goes: each call gives the next number of a list that fast-check can shrink. */
type Choose = (below: number) => number
const choices = fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 })

function choosing(numbers: readonly number[]): Choose {
  let asked = 0
  return (below) => ((numbers[asked++ % numbers.length] ?? 0) * 31 + asked) % below
}

/** One season on one machine, closed and opened again now and then. */
class Kept {
  readonly #season: SeasonId
  readonly #folder = temporaryFolder()
  readonly #antechamber: AntechamberBound
  store: SeasonStore

  constructor(season: SeasonId, antechamber: AntechamberBound) {
    this.#season = season
    this.#antechamber = antechamber
    this.store = this.#open('create')
  }

  reopen(): void {
    this.store.close()
    this.store = this.#open('open')
  }

  #open(mode: 'create' | 'open'): SeasonStore {
    return openIn(this.#season, fileIn(this.#folder, mode), this.#antechamber)
  }
}

function openIn(season: SeasonId, location: DatabaseLocation, antechamber: AntechamberBound): SeasonStore {
  const input = { season, location, crypto: quickCrypto, clock, antechamber }
  return expectOk(openSeasonStore(input), 'the store opens')
}

function shown(store: SeasonStore): unknown {
  const { state, verdicts } = store.snapshot()
  return structuredClone({
    state,
    verdicts: [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)),
    fingerprint: store.fingerprint(),
    heads: store.heads(),
  })
}

/** What only this machine knows: it must survive closing, and says how full the antechamber is. */
function kept(store: SeasonStore): unknown {
  const imports = store.history.imports()
  const { records, bytes } = store.antechamber
  return structuredClone({
    ...(shown(store) as object),
    setAside: [...store.setAsideRecords()].sort(),
    waiting: { records, bytes },
    imports,
  })
}

/** Sets an import aside, or takes one back, or does neither. What may be done is said beforehand. */
function changeMind(store: SeasonStore, choose: Choose): 'aside' | 'back' | 'full' | null {
  const imports = store.history.imports()
  switch (choose(4)) {
    case 0:
    case 1: {
      const may = imports.find((entry) => entry.mayBeSetAside)
      if (may === undefined) return null
      const done = store.setAside(may.importId)
      if (done.ok) return 'aside'
      expect(done.error).toEqual({ code: 'antechamberFull' })
      return 'full'
    }
    case 2: {
      const aside = imports.filter((entry) => entry.setAside)
      if (aside.length === 0) return null
      const done = store.takeBack(expectDefined(aside[choose(aside.length)], 'an import').importId)
      if (done.ok) return 'back'
      expect(done.error).toEqual({ code: 'antechamberFull' })
      return 'full'
    }
    default:
      return null
  }
}

/**
 * Takes everything back that was set aside, each import as soon as there is room for whom it does not introduce itself.
 * False: no order is left in which there is room; then nothing was lost.
 */
function takeAllBack(store: SeasonStore): boolean {
  for (let left = Number.POSITIVE_INFINITY; ; ) {
    const aside = store.history.imports().filter((entry) => entry.setAside)
    if (aside.length === 0) return true
    if (aside.length === left) return false
    left = aside.length
    for (const { importId } of aside.toReversed()) {
      const taken = store.takeBack(importId)
      if (!taken.ok) expect(taken.error).toEqual({ code: 'antechamberFull' })
    }
  }
}

/** Each once, without what was read from it: a record withheld here must not know its body any more. */
function signed(records: readonly SignedRecord[]): readonly SignedRecord[] {
  const plain = records.map(({ id, envelope, recordBytes, bodyBytes, signature }) => {
    return { id, envelope, recordBytes, bodyBytes, signature }
  })
  return [...new Map(plain.map((record) => [record.id, record])).values()]
}

function withheldSometimes(record: SignedRecord, choose: Choose): SignedRecord {
  return choose(4) === 0 ? { ...record, bodyBytes: null } : record
}

describe('whatever the order, the parts, the bodies withheld and the imports set aside', () => {
  test.each([
    ['with room for all strangers', { bytes: 64 * 1024 * 1024, records: 50_000 }],
    ['with room for few', { bytes: 64 * 1024 * 1024, records: 3 }],
  ])('the same set gives the same state, and so do rebuilding and opening again: %s', (_, antechamber) => {
    const seen = { aside: 0, back: 0, full: 0, dropped: 0, filled: 0, stuck: 0 }
    fc.assert(
      fc.property(steps, choices, (history, numbers) => {
        const choose = choosing(numbers)
        const records = signed(playHistory(history))
        const season = expectDefined(records[0], 'the founding').id as string as SeasonId
        const order = records
          .map((record) => ({ record, key: choose(997) }))
          .sort((left, right) => left.key - right.key)
          .map(({ record }) => record)
        const machine = new Kept(season, antechamber)
        const import_ = (name: string, part: readonly SignedRecord[]): void => {
          const outcome = expectOk(machine.store.importRecords(importOf(name, part)), 'imported')
          seen.dropped += outcome.dropped.length
          seen.filled += outcome.filled.length
        }
        for (let from = 0; from < order.length; ) {
          const size = 1 + choose(6)
          const part = order.slice(from, from + size).map((record) => withheldSometimes(record, choose))
          import_(`gói ${from}`, part)
          // Some of what was sent before comes again, now with its bodies.
          if (choose(3) === 0) import_(`lại ${from}`, order.slice(Math.max(0, from - 4), from + size))
          from += size
          const done = changeMind(machine.store, choose)
          if (done !== null) seen[done]++
          expect(machine.store.antechamber.records).toBeLessThanOrEqual(antechamber.records)
          if (choose(5) > 0) continue
          const live = kept(machine.store)
          expect(machine.store.rebuild()).toMatchObject({ value: { equal: true, differences: [] } })
          expect(kept(machine.store)).toEqual(live)
          machine.reopen()
          expect(kept(machine.store)).toEqual(live)
        }
        const allBack = takeAllBack(machine.store)
        import_('tất cả', records)
        const whole = openIn(season, { kind: 'memory' }, antechamber)
        expectOk(whole.importRecords(importOf('tất cả', records)), 'imported')
        if (allBack) expect(shown(machine.store)).toEqual(shown(whole))
        else seen.stuck++
        expect(machine.store.verifyIntegrity()).toEqual({ ok: true, value: [] })
        machine.store.close()
        whole.close()
      }),
      { numRuns: runs, endOnFailure: true }, // shrinking would take an hour
    )
    // Were nothing of this met, this would prove nothing.
    expect(Math.min(seen.aside, seen.back, seen.filled)).toBeGreaterThan(runs / 10)
    if (antechamber.records < 10) expect(seen.dropped).toBeGreaterThan(0)
    expect(seen.stuck).toBeLessThanOrEqual(antechamber.records < 10 ? runs / 2 : 0)
  })
})
