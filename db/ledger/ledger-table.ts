import type { DeviceId, RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { utf8Text } from '../../shared/kernel/bytes.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import { recordEnvelopeSchema, type SignedRecord } from '../../shared/ledger/record.ts'
import type { FeedEnd } from '../own-head.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { StoreFault } from '../sqlite/failure.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import { blobOf, recordIdOfBlob } from './ids.ts'

/** The only functions that touch `ledger` and `ledger_body`. Rows come and never change; only strangers' go. */

/** The imports that brought a record and its body; null: written on this machine. Without a body, of no meaning. */
export interface Origin {
  readonly importId: number | null
  readonly bodyImportId: number | null
}

/** Writes one record, and its body unless it is withheld. */
export function insertRecord(db: WriteDb, record: SignedRecord, { importId, bodyImportId }: Origin): void {
  const { author, seq, prev, basis, kind } = record.envelope
  db.run(sql`
    insert into ledger (id, author, seq, prev, basis, kind, record, signature, import_id)
    values (${blobOf(record.id)}, ${blobOf(author)}, ${seq}, ${prev === null ? null : blobOf(prev)},
      ${basis === null ? null : blobOf(basis)}, ${kind}, ${record.recordBytes}, ${record.signature}, ${importId})`)
  if (record.bodyBytes !== null) insertBody(db, record.id, record.bodyBytes, bodyImportId)
}

/** Takes out a record that has just been put into the antechamber; the tables refuse any other. */
export function removeRecord(db: WriteDb, id: RecordId): void {
  db.run(sql`delete from ledger_body where id = ${blobOf(id)}`)
  db.run(sql`delete from ledger where id = ${blobOf(id)}`)
}

export function readOrigin(db: ReadDb, id: RecordId): Origin | null {
  return db.first(
    sql`select ledger.import_id as import_id, body.import_id as body_import_id
        from ledger left join ledger_body body using (id) where ledger.id = ${blobOf(id)}`,
    (row) => ({
      importId: row.integerOrNull('import_id'),
      bodyImportId: row.integerOrNull('body_import_id'),
    }),
  )
}

/** Fills the place of a body that was withheld when its record came. */
export function insertBody(db: WriteDb, id: RecordId, bodyBytes: Uint8Array, importId: number | null): void {
  db.run(sql`insert into ledger_body (id, body, import_id) values (${blobOf(id)}, ${bodyBytes}, ${importId})`)
}

export type Presence = 'absent' | 'withoutBody' | 'whole'

/** Held, and not written in this database: it came in a bundle. */
export function wasImported(db: ReadDb, id: RecordId): boolean {
  const query = sql`select 1 from ledger where id = ${blobOf(id)} and import_id is not null`
  return db.first(query, () => true) ?? false
}

export function presenceOf(db: ReadDb, id: RecordId): Presence {
  const found = db.first(
    sql`select body.id as body from ledger left join ledger_body body using (id) where ledger.id = ${blobOf(id)}`,
    (row) => row.blobOrNull('body') !== null,
  )
  return found === null ? 'absent' : found ? 'whole' : 'withoutBody'
}

export function readLedgerRecord(db: ReadDb, id: RecordId): SignedRecord | null {
  return db.first(
    sql`select ledger.id, record, signature, body from ledger left join ledger_body using (id)
        where ledger.id = ${blobOf(id)}`,
    recordOf,
  )
}

/** Body and kind alone, without reading the record around them; neither of them set aside. */
export function readLedgerBody(
  db: ReadDb,
  id: RecordId,
): { readonly kind: string; readonly bodyBytes: Uint8Array } | null {
  return db.first(
    sql`select kind, body from ledger_in_force where id = ${blobOf(id)} and body is not null`,
    (row) => ({ kind: row.text('kind'), bodyBytes: row.blob('body') }),
  )
}

/** Records of one feed numbered `from`…`to` and not set aside, branches of a fork side by side in the order of their ids. */
export function readFeed(db: ReadDb, author: DeviceId, from: number, to: number): readonly SignedRecord[] {
  return db.all(
    sql`select id, record, signature, body from ledger_in_force
        where author = ${blobOf(author)} and seq between ${from} and ${to}
        order by seq, id`,
    recordOf,
  )
}

/** In the order they came, a batch at a time: a ledger need not fit in memory. */
export function* allRecords(db: ReadDb): Generator<StoredRecord> {
  const batch = 200
  let after = 0
  for (;;) {
    const rows = db.all(
      sql`select position, ledger.id, author, seq, prev, basis, kind, record, signature, body
          from ledger left join ledger_body using (id)
          where position > ${after} order by position limit ${batch}`,
      storedRecordOf,
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.position
  }
}

/** A row as it lies in the table: its bytes beside the columns that repeat parts of them. */
export interface StoredRecord {
  readonly position: number
  readonly id: RecordId
  readonly columns: {
    readonly author: Uint8Array
    readonly seq: number
    readonly prev: Uint8Array | null
    readonly basis: Uint8Array | null
    readonly kind: string
  }
  readonly recordBytes: Uint8Array
  readonly signature: Uint8Array
  readonly bodyBytes: Uint8Array | null
}

/** The end of one feed by number, records set aside included: this is what may never be written twice. */
export function feedEnd(db: ReadDb, author: DeviceId): FeedEnd | null {
  return db.first(
    sql`select seq, id from ledger where author = ${blobOf(author)} order by seq desc, id limit 1`,
    feedEndOf,
  )
}

/** How far a feed is stored: all its numbers are there where `count` equals `highest`. */
export interface FeedNumbers {
  readonly count: number
  readonly highest: number
}

/** Of two records with one number (a fork) the number counts once. */
export function feedNumbers(db: ReadDb, author: DeviceId): FeedNumbers {
  const found = db.first(
    sql`select count(distinct seq) as count, coalesce(max(seq), 0) as highest
        from ledger where author = ${blobOf(author)}`,
    (row) => ({ count: row.integer('count'), highest: row.integer('highest') }),
  )
  return found ?? { count: 0, highest: 0 }
}

/** Whether another record of the same author has this number: a fork. */
export function isNumberTaken(db: ReadDb, { id, author, seq }: Pick<Fact, 'id' | 'author' | 'seq'>): boolean {
  return (
    db.first(
      sql`select 1 from ledger where author = ${blobOf(author)} and seq = ${seq} and id is not ${blobOf(id)}
          limit 1`,
      () => true,
    ) ?? false
  )
}

/** 0: the ledger is empty. */
export function lastPosition(db: ReadDb): number {
  return (
    db.first(sql`select coalesce(max(position), 0) as last from ledger`, (row) => row.integer('last')) ?? 0
  )
}

/** The founding record carries no season: its own id is the season. */
export function seasonOf({ id, envelope }: SignedRecord): SeasonId {
  return envelope.season === '' ? (id as string as SeasonId) : envelope.season // of a founding, the same thing
}

/** The envelope of bytes that were accepted when they came in; where they are others now, the disk changed them. */
function signedRecordOf(
  id: RecordId,
  recordBytes: Uint8Array,
  bodyBytes: Uint8Array | null,
  signature: Uint8Array,
): SignedRecord {
  const envelope = envelopeOf(recordBytes)
  if (envelope === null) throw new StoreFault({ code: 'ioFailed', what: 'corrupt', outcome: 'notStored' })
  return { id, envelope, recordBytes, bodyBytes, signature }
}

function envelopeOf(recordBytes: Uint8Array): SignedRecord['envelope'] | null {
  const text = utf8Text(recordBytes)
  if (!text.ok) return null
  try {
    return recordEnvelopeSchema.safeParse(JSON.parse(text.value)).data ?? null
  } catch {
    return null // not even JSON
  }
}

function recordOf(row: Row): SignedRecord {
  return signedRecordOf(
    recordIdOfBlob(row.blob('id')),
    row.blob('record'),
    row.blobOrNull('body'),
    row.blob('signature'),
  )
}

function storedRecordOf(row: Row): StoredRecord {
  return {
    position: row.integer('position'),
    id: recordIdOfBlob(row.blob('id')),
    columns: {
      author: row.blob('author'),
      seq: row.integer('seq'),
      prev: row.blobOrNull('prev'),
      basis: row.blobOrNull('basis'),
      kind: row.text('kind'),
    },
    recordBytes: row.blob('record'),
    signature: row.blob('signature'),
    bodyBytes: row.blobOrNull('body'),
  }
}

function feedEndOf(row: Row): FeedEnd {
  return { seq: row.integer('seq'), id: recordIdOfBlob(row.blob('id')) }
}
