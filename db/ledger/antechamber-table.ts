import type { RecordId } from '../../shared/domain/ids.ts'
import { utf8Text } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type { RawRecord } from '../../shared/ledger/read-record.ts'
import { recordEnvelopeSchema, type SignedRecord } from '../../shared/ledger/record.ts'
import type { AntechamberBound } from '../season-store.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import { blobOf, recordIdOfBlob } from './ids.ts'

/** What may wait at most unless the store was opened with another bound; beyond it the oldest go. */
export const antechamberBound: AntechamberBound = { bytes: 64 * 1024 * 1024, records: 50_000 }

/** The imports that brought a record and its body. */
export interface StrangerOrigin {
  readonly importId: number
  /** Null: it waits without its body. */
  readonly bodyImportId: number | null
}

export interface StrangerRow extends StrangerOrigin {
  readonly fact: Fact
  /** Of record, body and signature. */
  readonly bytes: number
}

/** Puts a stranger's record in, or the body of one that waits without. */
export function insertStranger(db: WriteDb, record: SignedRecord, row: StrangerRow): void {
  db.run(sql`
    insert into antechamber (id, record, signature, body, fact, import_id, body_import_id)
    values (${blobOf(record.id)}, ${record.recordBytes}, ${record.signature}, ${record.bodyBytes},
      ${JSON.stringify(row.fact)}, ${row.importId}, ${row.bodyImportId})
    on conflict (id) do update
    set body = excluded.body, fact = excluded.fact, body_import_id = excluded.body_import_id`)
}

/** Everything that waits, set aside or not. */
export function readStrangers(db: ReadDb): readonly StrangerRow[] {
  return db.all(
    sql`select fact, import_id, body_import_id, length(record) + coalesce(length(body), 0) + 64 as bytes
        from antechamber order by position`,
    (row) => ({
      fact: JSON.parse(row.text('fact')) as Fact, // written by insertStranger
      ...originOf(row),
      bytes: row.integer('bytes'),
    }),
  )
}

/** A row's bytes as they are, sound or not. */
export function readStrangerBytes(db: ReadDb, id: RecordId): RawRecord | null {
  return db.first(sql`select record, signature, body from antechamber where id = ${blobOf(id)}`, (row) => ({
    recordBytes: row.blob('record'),
    bodyBytes: row.blobOrNull('body'),
    signature: row.blob('signature'),
  }))
}

/** Gives a damaged row its right bytes. A body that does not come along stays; one that was withheld is new. */
export function replaceStranger(db: WriteDb, { id, recordBytes, bodyBytes, signature }: SignedRecord): void {
  db.run(sql`
    update antechamber set record = ${recordBytes}, signature = ${signature},
      body = case when body_import_id is null then null else coalesce(${bodyBytes}, body) end
    where id = ${blobOf(id)}`)
}

export function readStranger(db: ReadDb, id: RecordId): (StrangerOrigin & StoredStranger) | null {
  return db.first(
    sql`select id, record, signature, body, import_id, body_import_id from antechamber where id = ${blobOf(id)}`,
    (row) => {
      const recordBytes = row.blob('record')
      const text = expectOk(utf8Text(recordBytes), 'a stored record is UTF-8')
      return {
        record: {
          id: recordIdOfBlob(row.blob('id')),
          envelope: recordEnvelopeSchema.parse(JSON.parse(text)),
          recordBytes,
          bodyBytes: row.blobOrNull('body'),
          signature: row.blob('signature'),
        },
        ...originOf(row),
      }
    },
  )
}

interface StoredStranger {
  readonly record: SignedRecord
}

/** Neither it nor its record set aside. */
export function readStrangerBody(
  db: ReadDb,
  id: RecordId,
): { readonly kind: string; readonly bodyBytes: Uint8Array } | null {
  return db.first(
    sql`select fact ->> '$.kind' as kind, body from antechamber where id = ${blobOf(id)} and body is not null
          and not exists (
            select 1 from import where id in (antechamber.import_id, body_import_id) and set_aside = 1)`,
    (row) => ({ kind: row.text('kind'), bodyBytes: row.blob('body') }),
  )
}

export function deleteStranger(db: WriteDb, id: RecordId): void {
  db.run(sql`delete from antechamber where id = ${blobOf(id)}`)
}

function originOf(row: Row): StrangerOrigin {
  return { importId: row.integer('import_id'), bodyImportId: row.integerOrNull('body_import_id') }
}
