import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import type { ImportedBundle, ImportOutcome, ImportRequest } from '../season-store.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'
import { blobOf } from './ids.ts'
import { writeHolds } from './known-holds.ts'
import { insertBody, insertRecord, lastPosition, presenceOf, seasonOf } from './ledger-table.ts'

/** Stores verified records, whole or not at all. Importing the same again changes nothing. */
export function importRecords(core: StoreCore, request: ImportRequest): Result<ImportOutcome, StoreError> {
  let firstNew: SignedRecord | undefined
  return core.change<ImportOutcome, never>(
    (change) => {
      const { db } = change
      for (const bundle of request.bundles) writeHolds(db, bundle.exporter, bundle.holds)
      const { absent, unfilled } = whatIsNew(db, core.season, request.records)
      firstNew = absent[0] ?? unfilled[0]
      if (firstNew === undefined) return ok({ importId: null, stored: [], filled: [] })
      const importId = insertImport(db, core.clock.now(), lastPosition(db) + absent.length)
      for (const bundle of request.bundles) insertBundle(db, importId, bundle)
      for (const record of absent) insertRecord(db, record, importId)
      for (const record of unfilled) {
        if (record.bodyBytes !== null) insertBody(db, record.id, record.bodyBytes, importId)
      }
      for (const record of [...absent, ...unfilled]) change.putFact(factOf(record))
      change.project()
      return ok({ importId, stored: absent.map(idOf), filled: unfilled.map(idOf) })
    },
    (db) =>
      firstNew !== undefined &&
      presenceOf(db, firstNew.id) === (firstNew.bodyBytes === null ? 'withoutBody' : 'whole'),
  )
}

/** Records that are not held, and those held without the body that came now; each once. */
function whatIsNew(
  db: ReadDb,
  season: SeasonId,
  records: readonly SignedRecord[],
): { readonly absent: readonly SignedRecord[]; readonly unfilled: readonly SignedRecord[] } {
  const absent = new Map<RecordId, SignedRecord>()
  const unfilled = new Map<RecordId, SignedRecord>()
  for (const record of records) {
    if (seasonOf(record) !== season) continue
    switch (presenceOf(db, record.id)) {
      case 'absent':
        // Of the same record with and without its body in one set, the whole one counts.
        if (record.bodyBytes !== null || !absent.has(record.id)) absent.set(record.id, record)
        break
      case 'withoutBody':
        if (record.bodyBytes !== null) unfilled.set(record.id, record)
        break
      case 'whole':
        break
    }
  }
  return { absent: [...absent.values()], unfilled: [...unfilled.values()] }
}

function insertImport(db: WriteDb, at: string, ledgerPosition: number): number {
  db.run(sql`insert into import (at, ledger_position) values (${at}, ${ledgerPosition})`)
  return db.first(sql`select max(id) as id from import`, (row) => row.integer('id')) ?? 0
}

function insertBundle(db: WriteDb, importId: number, bundle: ImportedBundle): void {
  // The same file chosen twice is one bundle.
  db.run(sql`
    insert into import_bundle (import_id, sha256, name, bytes, exporter, number, purpose, created_at, records)
    values (${importId}, ${blobOf(bundle.sha256)}, ${bundle.name}, ${bundle.bytes}, ${blobOf(bundle.exporter)},
      ${bundle.number}, ${bundle.purpose}, ${bundle.createdAt}, ${bundle.records})
    on conflict (import_id, sha256) do nothing`)
}

function idOf(record: SignedRecord): RecordId {
  return record.id
}
