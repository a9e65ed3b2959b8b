import { afterAll, describe, expect, test } from 'vitest'
import { err, expectDefined, expectOk, ok } from '../shared/kernel/result.ts'
import type { Position } from '../shared/ledger/compose.ts'
import {
  composing,
  fileIn,
  importOf,
  noteSheet,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  writeAs,
} from '../tests/support/season-stores.ts'
import type { FeedEnd, OwnHeadKeeper } from './own-head.ts'

afterAll(removeFolders)

const season = testSeason(2, 1)
const founding = expectDefined(season.records[0], 'the founding')
const unitEnd = expectDefined(season.feeds[1]?.at(-1), 'the last record of U001')

function unitStore(ownHead?: OwnHeadKeeper) {
  const folder = temporaryFolder()
  const location = fileIn(folder)
  const store = openStore({ season: season.id, location, ...(ownHead && { ownHead }) })
  writeAs(store, 'unit U001')
  expectOk(store.importRecords(importOf('gói năm', season.records)), 'imported')
  return { store, location }
}

describe('writing a record', () => {
  test('takes its position from the ledger and survives reopening byte by byte', () => {
    const { store, location } = unitStore()
    const positions: Position[] = []
    const compose = composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'nộp lại'))
    const written = expectOk(
      store.append((position) => {
        positions.push(position)
        return compose(position)
      }),
      'written',
    )
    expect(positions).toEqual([{ seq: unitEnd.envelope.seq + 1, prev: unitEnd.id, basis: founding.id }])
    const { state, dataVersion } = store.snapshot()
    expect(state?.sheets.find((sheet) => sheet.record === written.id)?.standing).toBe('current')
    store.close()
    const again = openStore({ season: season.id, location })
    expect(again.record(written.id)).toEqual(written)
    expect(again.snapshot().state).toEqual(state)
    expect(again.snapshot().dataVersion).toBeLessThan(dataVersion)
    again.close()
  })

  test('founds a season: the first record has no basis', () => {
    const store = openStore({ season: season.id })
    writeAs(store, 'founder')
    const written = store.append((position) => {
      expect(position).toEqual({ seq: 1, prev: null, basis: null })
      return ok(founding)
    })
    expect(written).toEqual({ ok: true, value: founding })
    expect(store.snapshot().state?.basis).toBe(founding.id)
    store.close()
  })

  test('several records are one step: none is kept when the last is refused', () => {
    const { store } = unitStore()
    const before = store.snapshot()
    const good = composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'một'))
    const refusal = { code: 'shape', path: 'note', fault: 'shape' } as const
    expect(store.appendMany([good, () => err(refusal)])).toEqual({ ok: false, error: refusal })
    expect(store.snapshot()).toBe(before)
    const both = expectOk(
      store.appendMany([good, composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'hai'))]),
      'both written',
    )
    expect(both.map((record) => record.envelope.prev)).toEqual([unitEnd.id, both[0]?.id])
    expect(store.rebuild()).toMatchObject({ ok: true, value: { equal: true, differences: [] } })
    store.close()
  })

  test('that would not be valid is rolled back and named', () => {
    const { store } = unitStore()
    const before = store.fingerprint()
    expect(
      store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U002', 'phiếu của người khác'))),
    ).toMatchObject({
      ok: false,
      error: { code: 'notValid', verdict: { status: 'quarantined', why: { reason: 'notOwner' } } },
    })
    expect([store.fingerprint(), store.head(unitEnd.envelope.author)]).toEqual([
      before,
      { seq: unitEnd.envelope.seq, id: unitEnd.id },
    ])
    store.close()
  })

  test('composed for another place is a defect, and nothing is written', () => {
    const { store } = unitStore()
    const before = store.snapshot()
    const compose = composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'sai chỗ'))
    expect(() => store.append((position) => compose({ ...position, seq: position.seq + 1 }))).toThrow(
      'another place',
    )
    const other = testSeason(3, 1)
    const foreign = composing(store, 'sheet.submitted/1', noteSheet(other, 'U001', 'nhầm năm'), other.id)
    expect(() => store.append(foreign)).toThrow('another season')
    const { dataVersion: _version, ...after } = store.snapshot()
    expect(before).toMatchObject(after)
    store.close()
  })

  test('needs a device', () => {
    const store = openStore({ season: season.id })
    const refused = { code: 'noDevice' }
    expect(store.append(() => err('not asked'))).toEqual({ ok: false, error: refused })
    expect(store.writing()).toEqual({ allowed: false, refusal: refused })
    store.close()
  })
})

describe('an older copy of the database', () => {
  test('is read-only until the records written since came home, then writes on without a fork', () => {
    const ownHead = memoryKeeper()
    const { store } = unitStore(ownHead)
    const lost = [
      expectOk(
        store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'một'))),
        'written',
      ),
      expectOk(
        store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'hai'))),
        'written',
      ),
    ]
    store.close()
    const { store: older } = unitStore(ownHead)
    const held = unitEnd.envelope.seq
    const behind = { doubt: 'behind', where: 'folder', seq: held + 2 }
    const refusal = { code: 'awaitingOwnRecords', doubts: [behind] }
    expect(older.writing()).toEqual({ allowed: false, refusal })
    const third = composing(older, 'sheet.submitted/1', noteSheet(season, 'U001', 'ba'))
    expect(older.append(third)).toEqual({ ok: false, error: refusal })
    // The last one alone leaves a gap: still not.
    expectOk(older.importRecords(importOf('một phần', lost.slice(1))), 'imported')
    const gap = { doubt: 'gap', highest: held + 2 }
    expect(older.writing()).toEqual({ allowed: false, refusal: { ...refusal, doubts: [gap] } })
    expectOk(older.importRecords(importOf('phần còn lại', lost)), 'imported')
    expect(older.writing()).toEqual({ allowed: true })
    expect(expectOk(older.append(third), 'written').envelope).toMatchObject({
      seq: held + 3,
      prev: lost[1]?.id,
    })
    older.close()
  })

  test('stays read-only without the keeper too while its own feed has a gap', () => {
    const { store } = unitStore()
    const first = expectOk(
      store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'một'))),
      'written',
    )
    const second = expectOk(
      store.append(composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', 'hai'))),
      'written',
    )
    store.close()
    const { store: older } = unitStore()
    expectOk(older.importRecords(importOf('bản sau', [second])), 'imported')
    expect(older.writing()).toMatchObject({ allowed: false, refusal: { code: 'awaitingOwnRecords' } })
    expectOk(older.importRecords(importOf('bản trước', [first])), 'imported')
    expect(older.writing()).toEqual({ allowed: true })
    older.close()
  })
})

function memoryKeeper(): OwnHeadKeeper {
  const ends = new Map<string, FeedEnd>()
  return {
    unkept: () => [],
    doubts: () => [],
    ends: (device) => [...ends].flatMap(([each, end]) => (each === device ? [{ where: 'folder', end }] : [])),
    remember: (device, end) => void ends.set(device, end),
    settle: (device, end) => ends.set(device, end).has(device),
  }
}
