import { afterAll, describe, expect, test } from 'vitest'
import type { DeviceId } from '../shared/domain/ids.ts'
import { expectDefined, expectOk } from '../shared/kernel/result.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import {
  bundleOf,
  fileIn,
  idsOf,
  importOf,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  twinOf,
} from '../tests/support/season-stores.ts'

afterAll(removeFolders)

const season = testSeason(3, 2)
const [founding, ...rest] = season.records
const nothing = { importId: null, stored: [], filled: [], healed: [], admitted: [], waiting: [], dropped: [] }
const withheldOf = (record: SignedRecord): SignedRecord => ({ ...record, bodyBytes: null })

describe('an import', () => {
  test('stores what is new once, and again is a no-op that says so', () => {
    const store = openStore({ season: season.id })
    expect(store.importRecords(importOf('gói', season.records))).toEqual({
      ok: true,
      value: { ...nothing, importId: 1, stored: idsOf(season.records) },
    })
    const before = store.snapshot()
    expect(store.importRecords(importOf('gói', season.records))).toEqual({
      ok: true,
      value: nothing,
    })
    expect(store.snapshot()).toBe(before)
    expect(store.history.imports().map((entry) => entry.importId)).toEqual([1])
    store.close()
  })

  test('in any order and split gives the same state and fingerprint', () => {
    const one = openStore({ season: season.id })
    const other = openStore({ season: season.id })
    expectOk(one.importRecords(importOf('cả gói', season.records)), 'imported')
    for (const [index, record] of season.records.toReversed().entries()) {
      expectOk(other.importRecords(importOf(`gói ${index}`, [record, record])), 'imported')
    }
    expect(other.snapshot().state).toEqual(one.snapshot().state)
    expect([other.fingerprint(), other.heads()]).toEqual([one.fingerprint(), one.heads()])
    expect(new Map([...other.snapshot().verdicts].sort())).toEqual(
      new Map([...one.snapshot().verdicts].sort()),
    )
    one.close()
    other.close()
  })

  test('fills a body withheld before, and only then the record counts', () => {
    const folder = temporaryFolder()
    const store = openStore({ season: season.id, location: fileIn(folder) })
    const last = expectDefined(rest.at(-1), 'a sheet')
    const others = season.records.filter((record) => record !== last)
    expectOk(store.importRecords(importOf('không nội dung', [...others, withheldOf(last)])), 'imported')
    expect([store.snapshot().verdicts.get(last.id), store.body(last.id)]).toEqual([
      { status: 'withheld' },
      null,
    ])
    expect(store.importRecords(importOf('đủ nội dung', [last]))).toEqual({
      ok: true,
      value: { ...nothing, importId: 2, filled: [last.id] },
    })
    expect([store.snapshot().verdicts.get(last.id), store.body(last.id)?.kind]).toEqual([
      { status: 'valid' },
      'sheet.submitted/1',
    ])
    expect(store.history.imports().map(({ stored, filled }) => [stored, filled])).toEqual([
      [0, 1],
      [season.records.length, 0],
    ])
    // And never the other way round.
    expectOk(store.importRecords(importOf('lại không nội dung', [withheldOf(last)])), 'imported')
    expect(store.record(last.id)).toEqual(last)
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })
    store.close()
  })

  test('takes the whole of a record that came with and without its body in one set', () => {
    const store = openStore({ season: season.id })
    const twice = [...season.records.map(withheldOf), ...season.records, ...season.records.map(withheldOf)]
    expectOk(store.importRecords(importOf('hai gói', twice)), 'imported')
    expect(store.snapshot().state?.withheld).toBe(0)
    store.close()
  })

  test('leaves records of another season out', () => {
    const other = testSeason(4, 1)
    const store = openStore({ season: season.id })
    expect(store.importRecords(importOf('nhầm', other.records))).toMatchObject({ value: { importId: null } })
    expect(store.snapshot().facts).toEqual([])
    store.close()
  })

  test('keeps two records of one number as proof, and freezes the feed from there', () => {
    const good = expectDefined(season.records.at(-1), 'a sheet of U003')
    const forked = twinOf(season, 'U003', good)
    const store = openStore({ season: season.id })
    expectOk(store.importRecords(importOf('gói', [...season.records, forked])), 'imported')
    const { author } = forked.envelope
    expect(store.snapshot().judgement.forks).toEqual(new Map([[author, forked.envelope.seq]]))
    expect(idsOf(store.feed(author, forked.envelope.seq, forked.envelope.seq))).toEqual(
      [forked.id, good.id].sort(),
    )
    expect(store.heads().filter((head) => head.author === author)).toHaveLength(2)
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true } })
    store.close()
  })

  test('remembers bundles, holds and exports', () => {
    const store = openStore({ season: season.id })
    const author = expectDefined(founding, 'a record').envelope.author
    const holds = [{ author, seq: 2, head: expectDefined(rest[0], 'a record').id }]
    const bundle = { ...bundleOf('gói.giaouoc', season.records), holds }
    expectOk(store.importRecords({ bundles: [bundle, bundle], records: season.records }), 'imported')
    const { holds: _holds, ...shown } = bundle
    expect(store.history.imports()).toEqual([
      {
        importId: 1,
        at: '2021-03-31T08:00:00.000Z',
        bundles: [shown],
        stored: season.records.length,
        waiting: 0,
        filled: 0,
        healed: 0,
        setAside: false,
        mayBeSetAside: true,
      },
    ])
    expect(store.history.knownHolds(bundle.exporter)).toEqual(holds)
    expectOk(store.history.noteHolds({ ...bundle, holds: [] }), 'noted')
    expect(store.history.knownHolds(bundle.exporter)).toEqual([])
    expect(store.history.knownHolds('00'.repeat(16) as DeviceId)).toEqual([])

    expect(store.history.nextExportNumber()).toBe(1)
    const entry = {
      number: 1,
      name: 'xuat.giaouoc',
      purpose: 'submission',
      recipients: ['authority' as const, 'unit:U001' as const] as never,
      records: 3,
      bytes: 4000,
      sha256: bundle.sha256,
    }
    expectOk(store.history.noteExport({ ...entry, holds: store.heads() }), 'noted')
    expect([store.history.exports(), store.history.nextExportNumber()]).toEqual([
      [{ ...entry, at: '2021-03-31T08:00:00.000Z' }],
      2,
    ])
    store.close()
  })
})

describe('the store', () => {
  test('belongs to one season', () => {
    const folder = temporaryFolder()
    openStore({ season: season.id, location: fileIn(folder) }).close()
    const other = testSeason(4, 1)
    expect(() => openStore({ season: other.id, location: fileIn(folder) })).toThrow('otherSeason')
  })

  test('gives feeds and heads without what is not held', () => {
    const store = openStore({ season: season.id })
    const feed = expectDefined(season.feeds[1], 'a feed')
    const { author } = expectDefined(feed[0], 'a record').envelope
    expectOk(
      store.importRecords(importOf('thiếu', [...season.records.filter((each) => each !== feed[1])])),
      'imported',
    )
    expect(idsOf(store.feed(author, 1, 100))).toEqual([feed[0]?.id, feed[2]?.id])
    expect(store.heads().filter((head) => head.author === author)).toEqual([
      { author, seq: 1, head: feed[0]?.id },
      { author, seq: 3, head: feed[2]?.id },
    ])
    expect(store.head(author)).toEqual({ seq: 3, id: feed[2]?.id })
    expect(feed[2] && store.snapshot().verdicts.get(feed[2].id)).toMatchObject({ status: 'waiting' })
    expect(store.isHeld(expectDefined(feed[1], 'a record').id)).toBe(false)
    store.close()
  })
})
