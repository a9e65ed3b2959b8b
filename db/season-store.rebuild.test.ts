import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import {
  composing,
  fileIn,
  importOf,
  noteSheet,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  twinOf,
  writeAs,
} from '../tests/support/season-stores.ts'
import type { SeasonStore } from './season-store.ts'
import { openConnection } from './sqlite/connection.ts'

afterAll(removeFolders)

const season = testSeason(4, 2)
const twin = twinOf(season, 'U004', expectDefined(season.records.at(-1), 'a sheet'))
const records = [...season.records, twin]

/** What may happen to a store, in any order; what is refused changes nothing. */
type Step =
  | { readonly act: 'import'; readonly which: readonly number[]; readonly withheld: boolean }
  | { readonly act: 'submit'; readonly note: string }
  | { readonly act: 'setAside' | 'takeBack'; readonly importId: number }
  | { readonly act: 'reopen' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('import' as const),
      which: fc.array(fc.nat(records.length - 1), { minLength: 1, maxLength: 8 }),
      withheld: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('submit' as const), note: fc.string({ maxLength: 5 }) }),
  },
  fc.record({
    act: fc.constantFrom('setAside' as const, 'takeBack' as const),
    importId: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ act: fc.constant('reopen' as const) }),
)

function act(store: SeasonStore, step: Exclude<Step, { readonly act: 'reopen' }>): void {
  switch (step.act) {
    case 'import': {
      const chosen = step.which.map((index) => expectDefined(records[index], 'below length'))
      const parts = step.withheld ? chosen.map((record) => ({ ...record, bodyBytes: null })) : chosen
      expectOk(store.importRecords(importOf('gói', parts)), 'an import is never refused')
      break
    }
    case 'submit': {
      const written = store.append(
        composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', step.note)),
      )
      // Without a season there is no basis to compose on, and `shape` says so.
      if (!written.ok) expect(['notValid', 'awaitingOwnRecords', 'shape']).toContain(written.error.code)
      break
    }
    case 'setAside':
      expectAnswer(store.setAside(step.importId))
      break
    case 'takeBack':
      expectAnswer(store.takeBack(step.importId))
      break
  }
}

/** The act or a refusal of it; never a failure of the store. */
function expectAnswer(outcome: ReturnType<SeasonStore['setAside' | 'takeBack']>): void {
  const failures = ['ioFailed', 'closed', 'wrongKeyOrDamaged']
  if (!outcome.ok) expect(failures).not.toContain(outcome.error.code)
}

describe('projections', () => {
  test('kept up step by step equal those of a whole replay, and those read after reopening', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const folder = temporaryFolder()
        let store = openStore({ season: season.id, location: fileIn(folder) })
        writeAs(store, 'unit U001')
        for (const each of steps) {
          if (each.act === 'reopen') {
            store.close()
            store = openStore({ season: season.id, location: fileIn(folder, 'open') })
          } else act(store, each)
        }
        const kept = store.snapshot()
        expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true, differences: [] } })
        const replayed = store.snapshot()
        expect([replayed.state, replayed.verdicts]).toEqual([kept.state, kept.verdicts])
        expect(store.verifyIntegrity()).toEqual({ ok: true, value: [] })
        store.close()
      }),
      { numRuns: 60 },
    )
  })

  test('that differ are named and made right', () => {
    const folder = temporaryFolder()
    const store = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    const { state } = store.snapshot()
    store.close()
    const connection = expectOk(openConnection(fileIn(folder)), 'opens')
    connection.script(`
      delete from projected_verdict where rowid = 2;
      update projected_fact set fact = json_set(fact, '$.actor', 'Người khác') where rowid = 3`)
    connection.close()
    const spoilt = openStore({ season: season.id, location: fileIn(folder) })
    const report = expectOk(spoilt.rebuild(), 'rebuilt')
    expect([report.equal, report.differences.map((difference) => difference.table)]).toEqual([
      false,
      ['projected_fact', 'projected_verdict'],
    ])
    expect(spoilt.snapshot().state).toEqual(state)
    expect(spoilt.rebuild()).toMatchObject({ value: { equal: true } })
    spoilt.close()
  })

  test('of another program are made anew while opening', () => {
    const folder = temporaryFolder()
    const store = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    const { state } = store.snapshot()
    store.close()
    const connection = expectOk(openConnection(fileIn(folder)), 'opens')
    connection.script(`
      update projection set stamp = 'an earlier one';
      update projected_fact set fact = json_set(fact, '$.actor', 'Người khác')`)
    connection.close()
    const again = openStore({ season: season.id, location: fileIn(folder) })
    expect(again.snapshot().state).toEqual(state)
    again.close()
  })
})

describe('integrity', () => {
  test('names records whose columns or bytes do not fit', () => {
    const folder = temporaryFolder()
    const store = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    store.close()
    const connection = expectOk(openConnection(fileIn(folder)), 'opens')
    connection.script(`
      drop trigger ledger_no_update;
      drop trigger ledger_body_no_update;
      update ledger set kind = 'season.revised/1' where position = 8;
      update ledger set record = x'7b7d' where position = 3;
      update ledger_body set body = x'7b7d' where id = (select id from ledger where position = 4)`)
    connection.close()
    const damaged = openStore({ season: season.id, location: fileIn(folder) })
    const [, , third, fourth, , , , eighth] = season.records
    expect(damaged.verifyIntegrity()).toEqual({
      ok: true,
      value: [
        { problem: 'recordUnreadable', record: third?.id },
        { problem: 'recordUnreadable', record: fourth?.id },
        { problem: 'wrongColumns', record: eighth?.id },
      ],
    })
    damaged.close()
  })
})
