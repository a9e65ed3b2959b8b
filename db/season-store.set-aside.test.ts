import { afterAll, describe, expect, test } from 'vitest'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import {
  bundleOf,
  composing,
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
import type { SeasonStore } from './season-store.ts'

afterAll(removeFolders)

const season = testSeason(3, 2)
/** The last sheet of U003 comes in an import of its own. */
const sheet = expectDefined(season.records.at(-1), 'a sheet')
const others = season.records.filter((record) => record !== sheet)

function storeWith(...imports: readonly (readonly SignedRecord[])[]): SeasonStore {
  const store = openStore({ season: season.id })
  writeAs(store, 'unit U001')
  for (const [index, records] of imports.entries()) {
    expectOk(store.importRecords(importOf(`gói ${index}`, records)), 'imported')
  }
  return store
}

function mayBeSetAside(store: SeasonStore): readonly number[] {
  return store.history
    .imports()
    .filter((entry) => entry.mayBeSetAside)
    .map((entry) => entry.importId)
}

function stateOf(store: SeasonStore) {
  const { state, verdicts } = store.snapshot()
  return structuredClone({ state, verdicts, fingerprint: store.fingerprint(), heads: store.heads() })
}

const refused = (code: string) => ({ ok: false, error: { code } })

describe('setting an import aside', () => {
  test('leaves its records out of everything but the ledger, and taking back brings all of it back', () => {
    const without = storeWith(others)
    const store = storeWith(others, [sheet])
    const before = store.snapshot()
    expect(mayBeSetAside(store)).toEqual([2])
    expect(store.setAside(2)).toEqual({ ok: true, value: { records: 1 } })
    expect([store.snapshot().state, store.fingerprint(), store.heads()]).toEqual([
      without.snapshot().state,
      without.fingerprint(),
      without.heads(),
    ])
    expect([store.isHeld(sheet.id), store.record(sheet.id), store.setAsideRecords()]).toEqual([
      false,
      sheet,
      new Map([[sheet.id, 'record']]),
    ])
    expect(idsOf(store.feed(sheet.envelope.author, sheet.envelope.seq, sheet.envelope.seq))).toEqual([])
    expect(store.history.imports()[0]).toMatchObject({ setAside: true, mayBeSetAside: false })
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })

    expect(store.importRecords(importOf('lại', [sheet]))).toMatchObject({ value: { importId: null } })
    expect(store.isHeld(sheet.id)).toBe(false)
    expect(store.takeBack(2)).toEqual({ ok: true, value: { records: 1 } })
    expect([store.snapshot().state, store.snapshot().verdicts]).toEqual([before.state, before.verdicts])
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })
    store.close()
    without.close()
  })

  test('is for the newest import; when that is aside, for the one before', () => {
    const store = storeWith(others.slice(0, 5), others, [sheet])
    expect(store.setAside(2)).toEqual(refused('importNotNewest'))
    expectOk(store.setAside(3), 'the newest')
    expect(store.setAside(3)).toEqual(refused('alreadySetAside'))
    expect(mayBeSetAside(store)).toEqual([2])
    expectOk(store.setAside(2), 'now the newest')
    expect([store.setAside(9), store.takeBack(9), store.takeBack(1)]).toEqual([
      refused('importUnknown'),
      refused('importUnknown'),
      refused('notSetAside'),
    ])
    expectOk(store.takeBack(3), 'in any order')
    // Its author's enrolment is still aside: a stranger's sheet counts as if it were not there.
    expect([store.isHeld(sheet.id), store.snapshot().verdicts.get(sheet.id)]).toEqual([false, undefined])
    expectOk(store.takeBack(2), 'in any order')
    expect(store.snapshot().verdicts.get(sheet.id)).toEqual({ status: 'valid' })
    store.close()
  })

  test('is refused once something was written here since', () => {
    const store = storeWith(others, [sheet])
    expectOk(store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'mới'))), 'written')
    expect([store.setAside(2), mayBeSetAside(store)]).toEqual([refused('writtenSince'), []])
    store.close()
  })

  test('is refused once something was exported since', () => {
    const store = storeWith(others, [sheet])
    const { sha256 } = bundleOf('x', [sheet])
    const entry = { name: 'x', purpose: 'full', recipients: [], records: 1, bytes: 1, sha256, holds: [] }
    expectOk(store.history.noteExport({ number: 1, ...entry }), 'noted')
    expect([store.setAside(2), mayBeSetAside(store)]).toEqual([refused('writtenSince'), []])
    store.close()
  })

  test('is refused for proof of a fork, whichever half came last', () => {
    const twin = twinOf(season, 'U003', sheet)
    for (const halves of [
      [sheet, twin],
      [twin, sheet],
    ] as const) {
      const store = storeWith(others, [halves[0]], [halves[1]])
      expect([store.setAside(3), store.snapshot().judgement.forks.size]).toEqual([refused('holdsProof'), 1])
      store.close()
    }
  })

  test('is refused for a new cut, and allowed for a revision that only repeats known ones', () => {
    const founder = openStore({ season: season.id })
    expectOk(founder.importRecords(importOf('gói', season.records)), 'imported')
    writeAs(founder, 'founder')
    const [cut, repeated] = [true, false].map((moved) => {
      const { season: body, seats } = expectDefined(founder.snapshot().state, 'a state')
      const revised = founder.append(
        composing(founder, 'season.revised/1', {
          replaces: expectDefined(founder.snapshot().state, 'a state').basis,
          season: body,
          seats: seats.map((entry) =>
            moved && entry.seat === 'unit:U003'
              ? {
                  ...entry,
                  holders: [
                    { device: sheet.envelope.author, upTo: { seq: sheet.envelope.seq, id: sheet.id } },
                  ],
                }
              : entry,
          ),
          reason: '',
        }),
      )
      return expectOk(revised, 'revised')
    })
    founder.close()
    const store = storeWith(season.records, [expectDefined(cut, 'a cut')])
    expect(store.setAside(2)).toEqual(refused('holdsProof'))
    expectOk(store.importRecords(importOf('sửa tên', [expectDefined(repeated, 'a revision')])), 'imported')
    expect(store.setAside(3)).toEqual({ ok: true, value: { records: 1 } })
    store.close()
  })

  test("is refused for this machine's own records, and where nothing of it is here any more", () => {
    const own = season.feeds[1] ?? []
    const store = storeWith(
      season.records.filter((record) => !own.includes(record)),
      own,
    )
    expect([store.setAside(2), mayBeSetAside(store)]).toEqual([refused('holdsOwn'), []])
    store.close()
    const small = openStore({ season: season.id, antechamber: { bytes: 1_000_000, records: 1 } })
    const [founding, ...rest] = season.records
    expectOk(small.importRecords(importOf('gói', [expectDefined(founding, 'the founding')])), 'imported')
    const strange = rest.filter(({ envelope }) => envelope.author !== founding?.envelope.author).slice(0, 2)
    const loud = strange.map((record) => twinOf(season, 'U009', record))
    expectOk(small.importRecords(importOf('lạ', loud.slice(0, 1))), 'imported')
    expectOk(small.importRecords(importOf('lạ hơn', loud.slice(1))), 'imported')
    expectOk(small.setAside(3), 'the newest')
    expect(small.setAside(2)).toEqual(refused('holdsNothing'))
    small.close()
  })
})

describe('a body that came late', () => {
  const withheld = { ...sheet, bodyBytes: null }

  test('goes with the import that brought it, and comes back with it', () => {
    const folder = temporaryFolder()
    let store = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(store.importRecords(importOf('gói', [...others, withheld])), 'imported')
    const without = stateOf(store)
    expectOk(store.importRecords(importOf('nội dung', [sheet])), 'imported')
    const whole = stateOf(store)
    expect(whole.state).not.toEqual(without.state)
    expect(store.history.imports()[0]).toMatchObject({ stored: 0, filled: 1, mayBeSetAside: true })
    const { author, seq } = sheet.envelope
    for (const [act, expected, body] of [
      ['setAside', without, null],
      ['takeBack', whole, sheet.bodyBytes],
    ] as const) {
      expect(store[act](2)).toEqual({ ok: true, value: { records: 1 } })
      expect([stateOf(store), store.isHeld(sheet.id)]).toEqual([expected, true])
      expect([store.body(sheet.id) === null, store.feed(author, seq, seq)]).toEqual([
        body === null,
        [{ ...sheet, bodyBytes: body }],
      ])
      // What was set aside comes back only by being taken back.
      expect(store.importRecords(importOf('lại', [sheet]))).toMatchObject({ value: { importId: null } })
      expect(store.rebuild()).toMatchObject({ value: { equal: true } })
      store.close()
      store = openStore({ season: season.id, location: fileIn(folder, 'open') })
      expect(stateOf(store)).toEqual(expected)
    }
    store.close()
  })

  test('does not bring in a record that was set aside', () => {
    const store = storeWith(others, [withheld])
    const expected = stateOf(storeWith(others))
    expectOk(store.setAside(2), 'aside')
    expect(store.importRecords(importOf('nội dung', [sheet]))).toMatchObject({ value: { importId: null } })
    expect(stateOf(store)).toEqual(expected)
    expect(store.rebuild()).toMatchObject({ value: { equal: true } })
    expectOk(store.takeBack(2), 'back')
    expect(store.importRecords(importOf('nội dung', [sheet]))).toMatchObject({
      value: { filled: [sheet.id] },
    })
    expect(stateOf(store)).toEqual(stateOf(storeWith(season.records)))
    store.close()
  })

  test('of a revision that cuts is proof, as the revision is', () => {
    const founder = storeWith(season.records)
    writeAs(founder, 'founder')
    const { season: body, seats, basis } = expectDefined(founder.snapshot().state, 'a state')
    const upTo = { seq: sheet.envelope.seq, id: sheet.id }
    const revised = founder.append(
      composing(founder, 'season.revised/1', {
        replaces: basis,
        season: body,
        seats: seats.map((entry) =>
          entry.seat === 'unit:U003'
            ? { ...entry, holders: [{ device: sheet.envelope.author, upTo }] }
            : entry,
        ),
        reason: '',
      }),
    )
    const cut = expectOk(revised, 'revised')
    founder.close()
    const store = storeWith([...season.records, { ...cut, bodyBytes: null }], [cut])
    expect(store.setAside(2)).toEqual(refused('holdsProof'))
    store.close()
  })
})
