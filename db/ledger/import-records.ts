import type { RecordId } from '../../shared/domain/ids.ts'
import { expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { storedBody, type TypedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { endIfHome, settleCopy } from '../local/copies.ts'
import { readCurrentDevice } from '../local/device-keys.ts'
import type { ImportedBundle, ImportOutcome, ImportRequest } from '../season-store.ts'
import type { WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { LedgerChange, StoreCore } from '../store-core.ts'
import { admitWaiting, letWait, settleStrangers } from './antechamber.ts'
import { compareStored, heal } from './heal.ts'
import { blobOf } from './ids.ts'
import { writeHolds } from './known-holds.ts'
import { insertBody, insertRecord, lastPosition, seasonOf } from './ledger-table.ts'
import { copyDoubts } from './own-feed.ts'
import { importExists } from './set-aside.ts'

/**
 * Stores verified records, whole or not at all. Importing the same again changes nothing. Records of strangers go
 * into the antechamber; those that waited there and are introduced now come into the ledger.
 */
export function importRecords(core: StoreCore, request: ImportRequest): Result<ImportOutcome, StoreError> {
  let importId: number | null = null
  let settled = false
  const outcome = core.change<ImportOutcome, never>(
    (change) => {
      const { db } = change
      const news = whatIsNew(core, change, request.records)
      const all = [...news.absent, ...news.unfilled, ...news.completed]
      if (all.length === 0 && news.damaged.length === 0) {
        noteHolds(change, request.bundles)
        return ok({ importId, stored: [], filled: [], healed: [], admitted: [], waiting: [], dropped: [] })
      }
      importId = insertImport(db, core.clock.now())
      for (const bundle of request.bundles) insertBundle(db, importId, bundle)
      const welcomed = healAll(change, news.damaged, importId)
      const addition = change.judge(all.map(factOf), bodiesIn(all))
      const strange = new Set(addition.strange.map((fact) => fact.id))
      const own = (records: readonly SignedRecord[]): readonly SignedRecord[] =>
        records.filter(({ id }) => !strange.has(id) || change.ledger.has(id))
      const [stored, filled] = [own(news.absent), own(news.unfilled)]
      for (const record of stored) insertRecord(db, record, { importId, bodyImportId: importId })
      for (const { id, bodyBytes } of filled) if (bodyBytes !== null) insertBody(db, id, bodyBytes, importId)
      for (const record of [...stored, ...filled]) change.store(factOf(record))
      const waiting = all.filter(({ id }) => strange.has(id) && !change.ledger.has(id))
      letWait(change, [...waiting, ...news.completed], importId)
      const judged = news.damaged.length === 0 ? addition.judged : null
      const settling = settleStrangers(change, { ...addition, judged }, core.antechamber)
      const admitted = [...welcomed, ...settling.admitted]
      endImport(db, importId, news.damaged.length)
      change.project(addition)
      noteHolds(change, request.bundles)
      settled = endIfHome(core, db) || isOwnHealed(core, change, news.damaged)
      return ok({
        importId,
        stored: stored.map(idOf),
        filled: filled.map(idOf),
        healed: news.damaged.map(idOf),
        admitted,
        waiting: waiting.map(idOf),
        dropped: settling.dropped,
      })
    },
    (db) => importId !== null && importExists(db, importId),
  )
  if (outcome.ok && settled) settleCopy(core)
  return outcome
}

/** Before anything else is judged, since judging reads what is stored. Gives who was let in by what it says now. */
function healAll(
  change: LedgerChange,
  damaged: readonly SignedRecord[],
  importId: number,
): readonly RecordId[] {
  if (damaged.length === 0) return []
  for (const record of damaged) heal(change, record, importId)
  const addition = change.judgeAnew()
  const admitted = admitWaiting(change, addition.counted)
  change.project(addition)
  return admitted
}

/** What was noted of where this machine's feed ends may have been read from a damaged row. */
function isOwnHealed(core: StoreCore, { db }: LedgerChange, damaged: readonly SignedRecord[]): boolean {
  const device = readCurrentDevice(db)?.device
  if (device === undefined || damaged.every(({ envelope }) => envelope.author !== device)) return false
  return copyDoubts(core, db, device).length === 0
}

/** Only who takes part is believed about what it holds. */
function noteHolds({ db, held }: LedgerChange, bundles: readonly ImportedBundle[]): void {
  for (const { exporter, holds } of bundles) if (held.isIntroduced(exporter)) writeHolds(db, exporter, holds)
}

interface News {
  readonly absent: readonly SignedRecord[]
  /** In the ledger without the body that comes now. */
  readonly unfilled: readonly SignedRecord[]
  /** In the antechamber without the body that comes now. */
  readonly completed: readonly SignedRecord[]
  /** Here, but not as it was stored. */
  readonly damaged: readonly SignedRecord[]
}

/**
 * What is not here yet, or not whole, or not sound; each record once. What was set aside, whole or its body, comes back
 * only with the import that brought it.
 */
function whatIsNew(core: StoreCore, change: LedgerChange, records: readonly SignedRecord[]): News {
  const { ledger, waiting } = change
  const completed = new Map<RecordId, SignedRecord>()
  const absent = new Map<RecordId, SignedRecord>()
  const unfilled = new Map<RecordId, SignedRecord>()
  const damaged = new Map<RecordId, SignedRecord>()
  // Of the same record with and without its body in one set, the whole one counts.
  const note = (some: Map<RecordId, SignedRecord>, record: SignedRecord): void => {
    if (record.bodyBytes !== null || !some.has(record.id)) some.set(record.id, record)
  }
  for (const record of records) {
    if (seasonOf(record) !== core.season) continue
    const known = ledger.get(record.id)
    const fact = known ?? waiting.get(record.id)?.fact
    if (fact === undefined) note(absent, record)
    else if (fact.claim.kind === 'withheld' && record.bodyBytes !== null && !change.isSetAside(record.id)) {
      note(known === undefined ? completed : unfilled, record)
    }
    if (compareStored(change, record, core.crypto) === 'damaged') note(damaged, record)
  }
  return {
    absent: [...absent.values()],
    unfilled: [...unfilled.values()],
    completed: [...completed.values()],
    damaged: [...damaged.values()],
  }
}

function bodiesIn(records: readonly SignedRecord[]): (id: RecordId) => TypedBody | null {
  const recordById = new Map(records.map((record) => [record.id, record]))
  return (id) => {
    const record = recordById.get(id)
    return record === undefined ? null : storedBody(record.envelope.kind, record.bodyBytes)
  }
}

function insertImport(db: WriteDb, at: string): number {
  db.run(sql`insert into import (at, ledger_position) values (${at}, 0)`)
  return expectDefined(
    db.first(sql`select max(id) as id from import`, (row) => row.integer('id')),
    'an import was just noted',
  )
}

function endImport(db: WriteDb, importId: number, healed: number): void {
  db.run(
    sql`update import set ledger_position = ${lastPosition(db)}, healed = ${healed} where id = ${importId}`,
  )
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
