import { afterAll, describe, expect, test } from 'vitest'
import { utf8Bytes } from '../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import { damageRows } from '../tests/support/damaged-rows.ts'
import {
  clock,
  composing,
  crypto,
  fileIn,
  idsOf,
  importOf,
  noteSheet,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  twinOf,
  writeAs,
} from '../tests/support/season-stores.ts'
import { blobOf } from './ledger/ids.ts'
import { openSeasonStore } from './open-season-store.ts'
import type { SeasonStore } from './season-store.ts'
import type { Connection } from './sqlite/connection.ts'
import { sql } from './sqlite/sql.ts'

afterAll(removeFolders)

const season = testSeason(3, 2)
const founding = expectDefined(season.records[0], 'the founding')
const enrolment = expectDefined(season.feeds[1]?.[0], 'an enrolment')
const sheet = expectDefined(season.feeds[1]?.[1], 'a sheet')
const last = expectDefined(season.feeds[1]?.at(-1), 'the last record of U001')
const other = new Uint8Array(32).fill(7)

type Damage = (db: Connection, id: Uint8Array) => void
const damages: readonly (readonly [what: string, act: Damage])[] = [
  ['no JSON', (db, id) => db.run(sql`update ledger set record = ${utf8Bytes('{{{')} where id = ${id}`)],
  [
    'one letter of the record',
    (db, id) =>
      db.run(sql`update ledger set record = cast(replace(cast(record as text), '"actor":"', '"actor":"x') as blob)
        where id = ${id}`),
  ],
  [
    'the signature',
    (db, id) => db.run(sql`update ledger set signature = ${new Uint8Array(64)} where id = ${id}`),
  ],
  ['the body', (db, id) => db.run(sql`update ledger_body set body = ${utf8Bytes('{}')} where id = ${id}`)],
  ['a body that is gone', (db, id) => db.run(sql`delete from ledger_body where id = ${id}`)],
  ['the id', (db, id) => db.run(sql`update ledger set id = ${other} where id = ${id}`)],
  ['the number', (db, id) => db.run(sql`update ledger set seq = 77, prev = ${other} where id = ${id}`)],
  ['the author', (db, id) => db.run(sql`update ledger set author = ${other.subarray(16)} where id = ${id}`)],
  ['the kind', (db, id) => db.run(sql`update ledger set kind = 'something/1' where id = ${id}`)],
]

/** A store of unit U001 in a real file that was damaged while it was closed. */
function damagedStore(record: SignedRecord, act: Damage, records = season.records) {
  const location = fileIn(temporaryFolder())
  const whole = openStore({ season: season.id, location })
  writeAs(whole, 'unit U001')
  expectOk(whole.importRecords(importOf('gói', records)), 'imported')
  const before = shown(whole)
  whole.close()
  damageRows(location, (db) => act(db, blobOf(record.id)))
  return { before, store: openStore({ season: season.id, location }), location }
}

function shown(store: SeasonStore) {
  const { state, verdicts } = store.snapshot()
  return structuredClone({
    state,
    verdicts: [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)),
    fingerprint: store.fingerprint(),
    heads: store.heads(),
    feeds: season.feeds.map(([first]) => store.feed(expectDefined(first, 'a feed').envelope.author, 1, 99)),
    bodies: season.records.map(({ id }) => store.body(id)),
    stored: season.records.map(({ id }) => store.record(id)),
  })
}

const targets: readonly (readonly [name: string, record: SignedRecord])[] = [
  ['the founding', founding],
  ['an enrolment', enrolment],
  ['a sheet', sheet],
  ['the last record of its own', last],
]

/** Without the season's own words a store does not open at all. */
const opens = (what: string, record: SignedRecord): boolean =>
  record !== founding || !['the body', 'a body that is gone', 'the id', 'the kind'].includes(what)

const cases = damages.flatMap(([what, act]) =>
  targets.flatMap(([name, record]) => (opens(what, record) ? [{ what, act, name, record }] : [])),
)

describe('a damaged row', () => {
  test.each(cases)('of $name ($what) is known as such, and heals when its record comes in again', ({
    act,
    record,
  }) => {
    const { before, store, location } = damagedStore(record, act)
    expect(idsOf(season.records.filter((each) => store.compare(each) === 'damaged'))).toEqual([record.id])
    expect(store.importRecords(importOf('lại', season.records))).toMatchObject({
      value: { importId: 2, stored: [], filled: [], healed: [record.id], admitted: [], waiting: [] },
    })
    expect(shown(store)).toEqual(before)
    expect(store.compare(record)).toBe('same')
    expect(store.verifyIntegrity()).toEqual({ ok: true, value: [] })
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })
    expect(store.history.imports()[0]).toMatchObject({ stored: 0, filled: 0, healed: 1 })
    // Once is enough.
    expect(store.importRecords(importOf('nữa', season.records))).toMatchObject({
      value: { importId: null, healed: [] },
    })
    // Its own feed goes on where it ended.
    const written = store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'tiếp')))
    expect(written).toMatchObject({ value: { envelope: { seq: last.envelope.seq + 1, prev: last.id } } })
    store.close()
    const again = openStore({ season: season.id, location })
    expect(again.verifyIntegrity()).toEqual({ ok: true, value: [] })
    again.close()
  })

  test('set aside heals and stays aside', () => {
    const location = fileIn(temporaryFolder())
    const store = openStore({ season: season.id, location })
    expectOk(store.importRecords(importOf('gói', season.records.slice(0, -1))), 'imported')
    const aside = expectDefined(season.records.at(-1), 'a record')
    expectOk(store.importRecords(importOf('sau', [aside])), 'imported')
    expectOk(store.setAside(2), 'set aside')
    store.close()
    damageRows(location, (db) =>
      db.run(sql`update ledger_body set body = ${utf8Bytes('{}')} where id = ${blobOf(aside.id)}`),
    )
    const again = openStore({ season: season.id, location })
    expect(again.compare(aside)).toBe('damaged')
    expect(again.importRecords(importOf('lại', [aside]))).toMatchObject({ value: { healed: [aside.id] } })
    expect([...again.setAsideRecords().keys()]).toEqual([aside.id])
    expect(again.record(aside.id)).toEqual(aside)
    again.close()
  })

  test('without its body, which was withheld, heals and is filled in one go', () => {
    const withheld = season.records.map((each) => (each === sheet ? { ...each, bodyBytes: null } : each))
    const { store } = damagedStore(
      sheet,
      (db, id) => db.run(sql`update ledger set record = ${utf8Bytes('{}')} where id = ${id}`),
      withheld,
    )
    expect(store.importRecords(importOf('lại', [sheet]))).toMatchObject({
      value: { stored: [], filled: [sheet.id], healed: [sheet.id] },
    })
    expect(store.record(sheet.id)).toEqual(sheet)
    expect(store.verifyIntegrity()).toEqual({ ok: true, value: [] })
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })
    store.close()
  })

  test('that waits outside the ledger heals there', () => {
    const stranger = expectDefined(season.feeds[3]?.[0], 'an enrolment')
    const known = season.feeds.slice(1, 3).flat()
    const location = fileIn(temporaryFolder())
    const store = openStore({ season: season.id, location })
    // Without the founding everybody is a stranger.
    expectOk(store.importRecords(importOf('gói', [...known, stranger])), 'imported')
    store.close()
    damageRows(location, (db) =>
      db.run(sql`update antechamber set record = ${utf8Bytes('{{')} where id = ${blobOf(stranger.id)}`),
    )
    const again = openStore({ season: season.id, location })
    expect(again.compare(stranger)).toBe('damaged')
    expect(again.importRecords(importOf('lại', [stranger]))).toMatchObject({
      value: { healed: [stranger.id] },
    })
    expect(again.importRecords(importOf('năm', season.feeds[0] ?? []))).toMatchObject({
      value: { stored: idsOf(season.feeds[0] ?? []) },
    })
    expect(again.record(stranger.id)).toEqual(stranger)
    expect(again.verifyIntegrity()).toEqual({ ok: true, value: [] })
    again.close()
  })
})

describe('a sound row', () => {
  test('is not damaged by a body that is withheld, here or there', () => {
    const store = openStore({ season: season.id })
    const withheld = { ...sheet, bodyBytes: null }
    expectOk(store.importRecords(importOf('gói', [founding, enrolment, withheld])), 'imported')
    expect([store.compare(sheet), store.compare(withheld)]).toEqual(['same', 'same'])
    expectOk(store.importRecords(importOf('đủ', [sheet])), 'imported')
    expect([store.compare(sheet), store.compare(withheld)]).toEqual(['same', 'same'])
    store.close()
  })

  test('stays when its author signed the same record in another way', () => {
    const twice = { ...sheet, signature: new Uint8Array(64).fill(1) }
    const lenient = { ...crypto, verify: () => true }
    const store = expectOk(
      openSeasonStore({ season: season.id, location: { kind: 'memory' }, crypto: lenient, clock }),
      'the store opens',
    )
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    expect(store.compare(twice)).toBe('otherwiseSigned')
    expect(store.importRecords(importOf('lại', [twice]))).toMatchObject({ value: { importId: null } })
    expect(store.record(sheet.id)).toEqual(sheet)
    store.close()
  })

  test('of a fork is another record, not a damaged one', () => {
    const store = openStore({ season: season.id })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    expect(store.compare(twinOf(season, 'U001', sheet))).toBe('none')
    store.close()
  })
})
