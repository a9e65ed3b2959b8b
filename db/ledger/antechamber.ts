import type { RecordId } from '../../shared/domain/ids.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { Antechamber, AntechamberBound } from '../season-store.ts'
import type { LedgerChange } from '../store-core.ts'
import { deleteStranger, insertStranger, readStranger, type StrangerRow } from './antechamber-table.ts'
import { insertRecord } from './ledger-table.ts'

/**
 * Takes those that waited and count now into the ledger, as part of the import that brought them: setting aside
 * the season record that introduced them makes them strangers again, and leaves what else came with them alone.
 */
export function admitWaiting(change: LedgerChange, counted: readonly Fact[]): readonly RecordId[] {
  const { db, waiting } = change
  const admitted: RecordId[] = []
  for (const { id } of counted) {
    if (!waiting.has(id) || change.ledger.has(id)) continue
    const { record, importId } = expectDefined(readStranger(db, id), 'what waits has a row')
    insertRecord(db, record, importId)
    change.store(factOf(record))
    deleteStranger(db, id)
    change.leave(id, false)
    admitted.push(id)
  }
  return admitted
}

/** Lets strangers' records wait. */
export function letWait(
  { db, wait, waiting }: LedgerChange,
  records: readonly SignedRecord[],
  importId: number,
): void {
  for (const record of records) {
    const fact = factOf(record)
    insertStranger(db, record, fact, importId)
    // A body that comes late belongs to the import that brought its record.
    const broughtBy = waiting.get(fact.id)?.importId ?? importId
    wait({ fact, importId: broughtBy, setAside: false, bytes: strangerBytes(record) })
  }
}

/**
 * Gives up the oldest of what waits as far as there is no room for all of it. Only after whoever is introduced now
 * was let in: nobody has to go for records that do not wait any more.
 */
export function keepWithin(change: LedgerChange, bound: AntechamberBound): readonly Fact[] {
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
      const after = new Map<RecordId, Pick<Fact, 'author' | 'seq'> & { readonly bytes: number }>()
      for (const [id, { fact, bytes }] of waiting)
        after.set(id, { author: fact.author, seq: fact.seq, bytes })
      for (const id of admitted) after.delete(id)
      for (const record of arriving)
        after.set(record.id, { ...record.envelope, bytes: strangerBytes(record) })
      return beyond(bound, [...after.values()]).map(({ author, seq }) => ({ author, seq }))
    },
  }
}

function strangerBytes({ recordBytes, bodyBytes, signature }: SignedRecord): number {
  return recordBytes.length + (bodyBytes?.length ?? 0) + signature.length
}

/** The first of these that have to go so that the rest is within the bound. */
function beyond<Row extends { readonly bytes: number }>(
  bound: AntechamberBound,
  rows: readonly Row[],
): readonly Row[] {
  let bytes = bytesOf(rows)
  let records = rows.length
  const dropped: Row[] = []
  for (const row of rows) {
    if (bytes <= bound.bytes && records <= bound.records) break
    dropped.push(row)
    bytes -= row.bytes
    records--
  }
  return dropped
}

function bytesOf(rows: readonly { readonly bytes: number }[]): number {
  return rows.reduce((sum, row) => sum + row.bytes, 0)
}
