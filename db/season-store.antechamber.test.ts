import { afterAll, describe, expect, test } from 'vitest'
import type { PublicKeyHex, Seat } from '../shared/domain/ids.ts'
import { hexOf, utf8Bytes } from '../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import { Machine } from '../tests/exchange/bundle-fixture.ts'
import {
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
  writeAs,
} from '../tests/support/season-stores.ts'
import type { SeasonStore } from './season-store.ts'

afterAll(removeFolders)

const season = testSeason(3, 2)
const founding = expectDefined(season.records[0], 'the founding')
const seat = 'unit:U003' as Seat

/** A device on an invitation that only a later revision gives out, with two sheets. */
function lateDevice(): Machine {
  const device = new Machine('late')
  device.season = season.id
  device.basis = founding.id
  device.enrol(seat, 'fresh')
  device.write('sheet.submitted/1', noteSheet(season, 'U003', 'một'))
  device.write('sheet.submitted/1', noteSheet(season, 'U003', 'hai'))
  return device
}

/** The founder's revision that gives the invitation out and makes the late device the seat's holder. */
function revisionFor(device: Machine): SignedRecord {
  const store = storeWith(season.records)
  writeAs(store, 'founder')
  const state = expectDefined(store.snapshot().state, 'a state')
  const fresh = hexOf(crypto.signerFromSeed(crypto.sha256(utf8Bytes('fresh'))).publicKey) as PublicKeyHex
  const revised = store.append(
    composing(store, 'season.revised/1', {
      replaces: state.basis,
      season: state.season,
      seats: state.seats.map((entry) =>
        entry.seat === seat
          ? {
              ...entry,
              invitations: [...entry.invitations, fresh],
              holders: [{ device: device.device, upTo: null }],
            }
          : entry,
      ),
      reason: 'mời thêm máy',
    }),
  )
  store.close()
  return expectOk(revised, 'revised')
}

function strangerWithSheets(name: string, sheets: number): readonly SignedRecord[] {
  const device = new Machine(name)
  device.season = season.id
  device.basis = founding.id
  for (let index = 0; index < sheets; index++) {
    device.write('sheet.submitted/1', noteSheet(season, 'U003', `${index}`))
  }
  return device.feed
}

function storeWith(...imports: readonly (readonly SignedRecord[])[]): SeasonStore {
  const store = openStore({ season: season.id })
  for (const [index, records] of imports.entries()) {
    expectOk(store.importRecords(importOf(`gói ${index}`, records)), 'imported')
  }
  return store
}

function shown(store: SeasonStore) {
  const { state, verdicts } = store.snapshot()
  const found = {
    state,
    verdicts: [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)),
    fingerprint: store.fingerprint(),
    heads: store.heads(),
    waiting: store.antechamber.records,
  }
  return structuredClone(found)
}

const late = lateDevice()
const revision = revisionFor(late)

describe('records of strangers', () => {
  test('wait beside the ledger: stored, known again, and without any effect', () => {
    const folder = temporaryFolder()
    let store = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    const before = shown(store)
    expect(store.importRecords(importOf('lạ', late.feed))).toMatchObject({
      value: { importId: 2, stored: [], waiting: idsOf(late.feed), dropped: [] },
    })
    const after = { ...before, waiting: 3 }
    expect(shown(store)).toEqual(after)
    expect(late.feed.map(({ id }) => [store.isHeld(id), store.record(id)])).toEqual(
      late.feed.map(() => [false, undefined]),
    )
    expect(store.feed(late.device, 1, 9)).toEqual([])
    // Its key is known all the same, so that what else it signed can be read.
    expect(store.keyOf(late.device)).toBe(hexOf(late.signer.publicKey))
    expect(store.importRecords(importOf('lại', late.feed))).toMatchObject({ value: { importId: null } })
    store.close()
    store = openStore({ season: season.id, location: fileIn(folder, 'open') })
    expect(shown(store)).toEqual(after)
    expect(store.rebuild()).toMatchObject({ value: { equal: true } })
    expect(shown(store)).toEqual(after)
    store.close()
  })

  test('count once their device is introduced, whatever came first; set aside and taken back is the same', () => {
    const [first, ...rest] = late.feed
    const orders = [
      [season.records, late.feed, [revision]],
      [season.records, [revision], late.feed],
      [season.records, [...late.feed, revision]],
      [late.feed, [revision], season.records],
      [season.records, rest, [revision], first === undefined ? [] : [first]],
      [rest.map((record) => ({ ...record, bodyBytes: null })), late.feed, [revision, ...season.records]],
    ]
    const stores = orders.map((imports) => storeWith(...imports))
    const [expected, ...others] = stores.map(shown)
    expect(expected?.waiting).toBe(0)
    expect(expected?.state?.sheets.filter((sheet) => sheet.author === late.device)).toHaveLength(2)
    for (const other of others) expect(other).toEqual(expected)

    const store = expectDefined(stores[0], 'the first order')
    expect(store.setAside(3)).toEqual({ ok: true, value: { records: 1 } })
    const without = storeWith(season.records)
    const { waiting: _waiting, ...counting } = shown(without)
    expect(shown(store)).toMatchObject(counting)
    expect(store.rebuild()).toMatchObject({ value: { equal: true } })
    expect(store.takeBack(3)).toEqual({ ok: true, value: { records: 1 } })
    expect(shown(store)).toEqual(expected)
    expect(store.rebuild()).toMatchObject({ value: { equal: true } })
    for (const each of [...stores, without]) each.close()
  })

  test('set aside while they wait, they do not come in with the invitation, and do when taken back', () => {
    const store = storeWith(season.records, late.feed)
    expect(store.setAside(2)).toEqual({ ok: true, value: { records: 3 } })
    expectOk(store.importRecords(importOf('mời', [revision])), 'imported')
    expect(late.feed.map(({ id }) => store.isHeld(id))).toEqual([false, false, false])
    expect(store.importRecords(importOf('lại', late.feed))).toMatchObject({ value: { importId: null } })
    expect(store.takeBack(2)).toEqual({ ok: true, value: { records: 3 } })
    const expected = storeWith(season.records, late.feed, [revision])
    expect(shown(store)).toEqual(shown(expected))
    store.close()
    expected.close()
  })

  test('an import set aside stays aside although the device is introduced by another way', () => {
    const store = storeWith(season.records, [...late.feed, revision])
    expectOk(store.setAside(2), 'aside')
    expect(late.feed.map(({ id }) => store.isHeld(id))).toEqual([false, false, false])
    expectOk(store.takeBack(2), 'back')
    expect(late.feed.map(({ id }) => store.isHeld(id))).toEqual([true, true, true])
    store.close()
  })

  test('beyond the bound the oldest go, and are named', () => {
    const loud = strangerWithSheets('loud', 20)
    const antechamber = { bytes: 10_000, records: 1000 }
    const store = openStore({ season: season.id, antechamber })
    for (const records of [season.records, loud.slice(0, 10)]) {
      expectOk(store.importRecords(importOf(`gói ${records.length}`, records)), 'imported')
    }
    const foretold = store.antechamber.droppedFor({ arriving: loud.slice(10), admitted: [] })
    expect(foretold.length).toBeGreaterThan(0)
    const outcome = expectOk(store.importRecords(importOf('nhiều', loud.slice(10))), 'imported')
    expect(outcome.dropped.map(({ author, seq }) => ({ author, seq }))).toEqual(foretold)
    expect(outcome.dropped.map(({ seq }) => seq)).toEqual(foretold.map((_, index) => index + 1))
    expect(store.antechamber.bytes).toBeLessThanOrEqual(antechamber.bytes)
    expect(store.antechamber.records).toBe(20 - foretold.length)
    // What had to go can come again.
    expect(store.importRecords(importOf('lại', loud.slice(0, 1)))).toMatchObject({
      value: { waiting: idsOf(loud.slice(0, 1)) },
    })
    store.close()
  })

  test('whoever is introduced comes in first: the bound drops none of them, and the preview says the same', () => {
    const folder = temporaryFolder()
    const antechamber = { bytes: 1_000_000, records: 4 }
    let store = openStore({ season: season.id, location: fileIn(folder), antechamber })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    expectOk(store.importRecords(importOf('trước', late.feed)), 'imported')
    const loud = strangerWithSheets('loud', 6)
    const admitted = idsOf(late.feed)
    const foretold = store.antechamber.droppedFor({ arriving: loud, admitted })
    const outcome = expectOk(store.importRecords(importOf('cùng lúc', [revision, ...loud])), 'imported')
    expect([outcome.admitted, outcome.waiting]).toEqual([admitted, idsOf(loud)])
    expect(outcome.dropped.map(({ id }) => id)).toEqual(idsOf(loud.slice(0, 2)))
    expect(outcome.dropped.map(({ author, seq }) => ({ author, seq }))).toEqual(foretold)
    expect(late.feed.map(({ id }) => store.isHeld(id))).toEqual([true, true, true])
    const live = shown(store)
    store.close()
    store = openStore({ season: season.id, location: fileIn(folder, 'open'), antechamber })
    expect(shown(store)).toEqual(live)
    expect(store.rebuild()).toMatchObject({ value: { equal: true } })
    store.close()
  })

  test('a body that comes for one that waits is no further record', () => {
    const loud = strangerWithSheets('loud', 4)
    const store = openStore({ season: season.id, antechamber: { bytes: 1_000_000, records: 4 } })
    expectOk(store.importRecords(importOf('gói', season.records)), 'imported')
    const withheld = loud.map((record) => ({ ...record, bodyBytes: null }))
    expectOk(store.importRecords(importOf('không nội dung', withheld)), 'imported')
    expect(store.antechamber.droppedFor({ arriving: loud, admitted: [] })).toEqual([])
    expect(store.importRecords(importOf('nội dung', loud))).toMatchObject({ value: { dropped: [] } })
    store.close()
  })

  test('what a revision alone introduced waits again when it is set aside, within the bound or not at all', () => {
    const folder = temporaryFolder()
    const wide = { bytes: 1_000_000, records: 3 }
    let store = openStore({ season: season.id, location: fileIn(folder), antechamber: wide })
    for (const [index, records] of [season.records, late.feed, [revision]].entries()) {
      expectOk(store.importRecords(importOf(`gói ${index}`, records)), 'imported')
    }
    const whole = shown(store)
    expect(store.setAside(3)).toEqual({ ok: true, value: { records: 1 } })
    const aside = shown(store)
    expect(aside).toEqual(shown(storeWith(season.records, late.feed)))
    expect(aside.waiting).toBe(3)
    expect(late.feed.map(({ id }) => store.record(id))).toEqual(late.feed.map(() => undefined))
    expect(store.rebuild()).toMatchObject({ value: { records: season.records.length + 1, equal: true } })
    store.close()
    store = openStore({ season: season.id, location: fileIn(folder, 'open'), antechamber: wide })
    expect(shown(store)).toEqual(aside)
    expectOk(store.takeBack(3), 'back')
    expect(shown(store)).toEqual(whole)
    store.close()
    // The same machine with less room: nothing is lost by an act that can be undone.
    const narrow = { bytes: 1_000_000, records: 2 }
    store = openStore({ season: season.id, location: fileIn(folder, 'open'), antechamber: narrow })
    expect(store.setAside(3)).toEqual({ ok: false, error: { code: 'antechamberFull' } })
    expect(shown(store)).toEqual(whole)
    store.close()
  })

  test('dropped while they are set aside, they are new when they come again', () => {
    const store = openStore({ season: season.id, antechamber: { bytes: 1_000_000, records: 3 } })
    for (const records of [season.records, late.feed]) {
      expectOk(store.importRecords(importOf(`gói ${records.length}`, records)), 'imported')
    }
    expectOk(store.setAside(2), 'aside')
    expect(store.setAsideRecords().size).toBe(3)
    const loud = strangerWithSheets('loud', 3)
    expect(store.importRecords(importOf('nhiều', loud))).toMatchObject({ value: { waiting: idsOf(loud) } })
    expect([store.antechamber.records, store.setAsideRecords().size]).toEqual([3, 0])
    expect(store.takeBack(2)).toEqual({ ok: true, value: { records: 0 } })
    expect(store.importRecords(importOf('lại', late.feed))).toMatchObject({
      value: { waiting: idsOf(late.feed) },
    })
    store.close()
  })
})
