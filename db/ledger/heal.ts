import type { RecordId } from '../../shared/domain/ids.ts'
import type { StoredLikeness } from '../../shared/exchange/import-preview.ts'
import { bytesOfHex, equalBytes } from '../../shared/kernel/bytes.ts'
import type { SignatureVerifier } from '../../shared/kernel/ports.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { checkSignature } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { LedgerChange } from '../store-core.ts'
import { readStrangerBytes, replaceStranger } from './antechamber-table.ts'
import { blobOf } from './ids.ts'
import { insertRecord } from './ledger-table.ts'

/** What is stored, and what is known of it in memory. */
export type Stored = Pick<LedgerChange, 'held' | 'ledger' | 'waiting'> & { readonly db: ReadDb }

/**
 * Compares a record with what is stored under its id. A right record can be stored in one way only, so equal bytes
 * tell without hashing anything that a row is sound. Only a signature may rightly be another, since whoever has the
 * key can make several. A body that was withheld, here or there, says nothing.
 */
export function compareStored(
  { db, held, ledger, waiting }: Stored,
  record: SignedRecord,
  verifier: SignatureVerifier,
): StoredLikeness {
  const fact = ledger.get(record.id) ?? waiting.get(record.id)?.fact
  if (fact === undefined) return 'none'
  const row = ledger.has(record.id) ? ledgerRow(db, record) : strangerRow(db, record)
  if (row === null || !row.sameRecord) return 'damaged'
  const isBodyLost = row.bodyMissing && fact.claim.kind !== 'withheld'
  if (record.bodyBytes !== null && !row.sameBody && (isBodyLost || !row.bodyMissing)) return 'damaged'
  if (row.sameSignature) return 'same'
  const key = held.keyOf(record.envelope.author)
  // Without a key nobody can tell, so what is here stays.
  if (key === undefined) return 'otherwiseSigned'
  const stored = { ...record, signature: row.signature() }
  const keyBytes = expectOk(bytesOfHex(key), 'keys are hex')
  return checkSignature(stored, keyBytes, verifier) ? 'otherwiseSigned' : 'damaged'
}

/** Puts the right bytes in the place of a damaged row; the row's import and its place in the ledger stay. */
export function heal({ db, ledger }: LedgerChange, record: SignedRecord, importId: number): void {
  if (!ledger.has(record.id)) {
    replaceStranger(db, record)
    return
  }
  const { author, seq, prev, basis, kind } = record.envelope
  db.run(sql`insert into healing (record_id) values (${blobOf(record.id)})`)
  const position = positionOf(db, record)
  if (position === null) insertRecord(db, { ...record, bodyBytes: null }, { importId, bodyImportId: null })
  else {
    db.run(sql`
      update ledger set id = ${blobOf(record.id)}, author = ${blobOf(author)}, seq = ${seq},
        prev = ${blobOrNull(prev)}, basis = ${blobOrNull(basis)}, kind = ${kind},
        record = ${record.recordBytes}, signature = ${record.signature}
      where position = ${position}`)
  }
  // A body that was withheld until now is new, and judged as such.
  const isWithheld = ledger.get(record.id)?.claim.kind === 'withheld'
  if (record.bodyBytes !== null && !isWithheld) healBody(db, record.id, record.bodyBytes)
  db.run(sql`delete from healing`)
}

function healBody(db: WriteDb, id: RecordId, body: Uint8Array): void {
  const replaced = db.run(sql`update ledger_body set body = ${body} where id = ${blobOf(id)}`)
  if (replaced > 0) return
  db.run(sql`
    insert into ledger_body (id, body, import_id) select id, ${body}, import_id from ledger where id = ${blobOf(id)}`)
}

/** Of the row under this id or, where the id is what changed, of the row with these bytes. */
function positionOf(db: ReadDb, { id, envelope, recordBytes }: SignedRecord): number | null {
  const { author, seq } = envelope
  return db.first(
    sql`select position from ledger where id = ${blobOf(id)}
        union all
        select position from ledger
        where author = ${blobOf(author)} and seq = ${seq} and record = ${recordBytes} and id <> ${blobOf(id)}
        limit 1`,
    (row) => row.integer('position'),
  )
}

interface Likeness {
  readonly sameRecord: boolean
  readonly sameSignature: boolean
  readonly sameBody: boolean
  readonly bodyMissing: boolean
  /** Read again, since it hardly ever is another. */
  signature(): Uint8Array
}

/** Compared where the rows are: a large import asks this of every record that is here already. */
function ledgerRow(db: ReadDb, record: SignedRecord): Likeness | null {
  const { author, seq, prev, basis, kind } = record.envelope
  const id = blobOf(record.id)
  return db.first(
    sql`select record = ${record.recordBytes} and author = ${blobOf(author)} and seq = ${seq}
          and prev is ${blobOrNull(prev)} and basis is ${blobOrNull(basis)} and kind = ${kind} as same_record,
          signature = ${record.signature} as same_signature, body is ${record.bodyBytes} as same_body,
          body is null as body_missing
        from ledger left join ledger_body using (id) where ledger.id = ${id}`,
    (row) => ({
      sameRecord: row.integer('same_record') === 1,
      sameSignature: row.integer('same_signature') === 1,
      sameBody: row.integer('same_body') === 1,
      bodyMissing: row.integer('body_missing') === 1,
      signature: () =>
        db.first(sql`select signature from ledger where id = ${id}`, (found) => found.blob('signature')) ??
        new Uint8Array(),
    }),
  )
}

function strangerRow(db: ReadDb, record: SignedRecord): Likeness | null {
  const row = readStrangerBytes(db, record.id)
  if (row === null) return null
  const { bodyBytes } = row
  return {
    sameRecord: equalBytes(row.recordBytes, record.recordBytes),
    sameSignature: equalBytes(row.signature, record.signature),
    sameBody:
      bodyBytes === null || record.bodyBytes === null
        ? bodyBytes === record.bodyBytes
        : equalBytes(bodyBytes, record.bodyBytes),
    bodyMissing: bodyBytes === null,
    signature: () => row.signature,
  }
}

function blobOrNull(id: RecordId | null): Uint8Array | null {
  return id === null ? null : blobOf(id)
}
