import type { RecordId } from '../../shared/domain/ids.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import type { Addition } from '../../shared/ledger/held-set.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { readDevices } from '../local/device-keys.ts'
import { deleteProjected } from '../projections/projection-tables.ts'
import type { Antechamber, AntechamberBound } from '../season-store.ts'
import type { LedgerChange } from '../store-core.ts'
import {
  deleteStranger,
  insertStranger,
  readStranger,
  type StrangerOrigin,
  type StrangerRow,
} from './antechamber-table.ts'
import { insertRecord, readLedgerRecord, readOrigin, removeRecord } from './ledger-table.ts'

/**
 * Lets ledger and antechamber follow who takes part now: first those come in that waited and count now, then those go
 * out that count no longer, and only then the oldest of what waits go as far as there is no room: nobody has to go for
 * records that do not wait any more.
 */
export function settleStrangers(
  change: LedgerChange,
  { counted, judged }: Addition,
  bound: AntechamberBound,
): Settled {
  const admitted = admitWaiting(change, counted)
  const expelled = judged === null ? sendOut(change) : []
  return { admitted, expelled, dropped: keepWithin(change, bound) }
}

export interface Settled {
  /** From the antechamber into the ledger. */
  readonly admitted: readonly RecordId[]
  /** From the ledger into the antechamber; some of them may be dropped. */
  readonly expelled: readonly RecordId[]
  /** The oldest first. */
  readonly dropped: readonly Fact[]
}

/** Lets strangers' records wait, or the bodies of such as wait without. */
export function letWait(change: LedgerChange, records: readonly SignedRecord[], importId: number): void {
  for (const record of records) {
    const brought = change.waiting.get(record.id)?.importId ?? importId
    putIn(change, record, { importId: brought, bodyImportId: record.bodyBytes === null ? null : importId })
  }
}

/** They stay part of the imports that brought them: set aside and taken back with those, and with no others. */
export function admitWaiting(change: LedgerChange, counted: readonly Fact[]): readonly RecordId[] {
  const { db, waiting } = change
  const admitted: RecordId[] = []
  for (const { id } of counted) {
    if (!waiting.has(id)) continue
    const { record, ...origin } = expectDefined(readStranger(db, id), 'what waits has a row')
    insertRecord(db, record, origin)
    change.store(factOf(record))
    deleteStranger(db, id)
    change.leave(id, false)
    admitted.push(id)
  }
  return admitted
}

/**
 * This machine's own records stay in the ledger even where nothing introduces it any more: the numbers it has used
 * must never be given again.
 */
function sendOut(change: LedgerChange): readonly RecordId[] {
  const { db, ledger } = change
  const own = new Set(readDevices(db))
  const gone = [...change.held.strangers()].filter(({ id, author }) => ledger.has(id) && !own.has(author))
  for (const { id } of gone) {
    const record = expectDefined(readLedgerRecord(db, id), 'a record in the ledger has a row')
    const { importId, bodyImportId } = expectDefined(readOrigin(db, id), 'a record in the ledger has a row')
    const brought = expectDefined(importId, 'what others wrote was imported')
    putIn(change, record, { importId: brought, bodyImportId })
    deleteProjected(db, id)
    removeRecord(db, id)
  }
  change.remove(gone)
  return gone.map(({ id }) => id)
}

function putIn({ db, wait }: LedgerChange, record: SignedRecord, origin: StrangerOrigin): void {
  const row = { ...origin, fact: factOf(record), bytes: strangerBytes(record) }
  insertStranger(db, record, row)
  wait(row)
}

function keepWithin(change: LedgerChange, bound: AntechamberBound): readonly Fact[] {
  const dropped = beyond(bound, [...change.waiting.values()])
  for (const { fact } of dropped) {
    deleteStranger(change.db, fact.id)
    change.leave(fact.id, true)
  }
  return dropped.map(({ fact }) => fact)
}

/** What waits, and what an import would leave no room for; the same steps as the import's, on a copy. */
export function antechamberOf(
  waiting: ReadonlyMap<RecordId, StrangerRow>,
  bound: AntechamberBound,
): Antechamber {
  return {
    records: waiting.size,
    bytes: bytesOf([...waiting.values()]),
    droppedFor({ arriving, admitted }) {
      const after = new Map<RecordId, Pick<Fact, 'author' | 'seq'> & Waiting>()
      for (const [id, { fact, importId, bytes }] of waiting) {
        after.set(id, { author: fact.author, seq: fact.seq, importId, bytes })
      }
      for (const id of admitted) after.delete(id)
      for (const record of arriving) {
        const importId = waiting.get(record.id)?.importId ?? Number.POSITIVE_INFINITY
        after.set(record.id, { ...record.envelope, importId, bytes: strangerBytes(record) })
      }
      return beyond(bound, [...after.values()]).map(({ author, seq }) => ({ author, seq }))
    },
  }
}

type Waiting = Pick<StrangerRow, 'importId' | 'bytes'>

function strangerBytes({ recordBytes, bodyBytes, signature }: SignedRecord): number {
  return recordBytes.length + (bodyBytes?.length ?? 0) + signature.length
}

/** The oldest of these that have to go so that the rest is within the bound: those of the earliest imports. */
function beyond<Row extends Waiting>(bound: AntechamberBound, rows: readonly Row[]): readonly Row[] {
  let bytes = bytesOf(rows)
  let records = rows.length
  const isWithin = (): boolean => bytes <= bound.bytes && records <= bound.records
  if (isWithin()) return []
  const dropped: Row[] = []
  for (const row of rows.toSorted(byAge)) {
    if (isWithin()) break
    dropped.push(row)
    bytes -= row.bytes
    records--
  }
  return dropped
}

function byAge(left: Waiting, right: Waiting): number {
  return left.importId === right.importId ? 0 : left.importId - right.importId
}

function bytesOf(rows: readonly { readonly bytes: number }[]): number {
  return rows.reduce((sum, row) => sum + row.bytes, 0)
}
