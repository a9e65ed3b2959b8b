import type { RecordId } from '../../shared/domain/ids.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { LedgerChange } from '../store-core.ts'
import {
  antechamberLimits,
  deleteStranger,
  insertStranger,
  readStranger,
  type StrangerRow,
} from './antechamber-table.ts'
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

/** Lets strangers' records wait. Gives those that had to go for them, the oldest first, perhaps some of these. */
export function letWait(
  change: LedgerChange,
  records: readonly SignedRecord[],
  importId: number,
): readonly Fact[] {
  const { db, waiting } = change
  for (const record of records) {
    const fact = factOf(record)
    insertStranger(db, record, fact, importId)
    // A body that comes late belongs to the import that brought its record.
    const broughtBy = waiting.get(fact.id)?.importId ?? importId
    change.wait({ fact, importId: broughtBy, setAside: false, bytes: strangerBytes(record) })
  }
  const dropped = beyondLimits([...waiting.values()])
  for (const { fact } of dropped) {
    deleteStranger(db, fact.id)
    change.leave(fact.id, true)
  }
  return dropped.map(({ fact }) => fact)
}

export function strangerBytes({ recordBytes, bodyBytes, signature }: SignedRecord): number {
  return recordBytes.length + (bodyBytes?.length ?? 0) + signature.length
}

/** The oldest of these that have to go so that the rest is within the limits. */
export function beyondLimits<Row extends Pick<StrangerRow, 'bytes'>>(rows: readonly Row[]): readonly Row[] {
  let bytes = rows.reduce((sum, row) => sum + row.bytes, 0)
  let records = rows.length
  const dropped: Row[] = []
  for (const row of rows) {
    if (bytes <= antechamberLimits.bytes && records <= antechamberLimits.records) break
    dropped.push(row)
    bytes -= row.bytes
    records--
  }
  return dropped
}
