import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { storedBody, type TypedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { hearPeers, settleCopy } from '../local/copies.ts'
import type { ImportedBundle, ImportOutcome, ImportRequest } from '../season-store.ts'
import type { WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { LedgerChange, StoreCore } from '../store-core.ts'
import { admitWaiting, keepWithin, letWait } from './antechamber.ts'
import { readStranger } from './antechamber-table.ts'
import { blobOf } from './ids.ts'
import { writeHolds } from './known-holds.ts'
import { insertBody, insertRecord, lastPosition, presenceOf, seasonOf } from './ledger-table.ts'

/**
 * Stores verified records, whole or not at all. Importing the same again changes nothing. Records of strangers go
 * into the antechamber; those that waited there and are introduced now come into the ledger.
 */
export function importRecords(core: StoreCore, request: ImportRequest): Result<ImportOutcome, StoreError> {
  let firstNew: RecordId | undefined
  let settled = false
  const outcome = core.change<ImportOutcome, never>(
    (change) => {
      const { db } = change
      const news = whatIsNew(change, core.season, request.records)
      const all = [...news.absent, ...news.unfilled, ...news.completed]
      firstNew = all[0]?.id
      if (firstNew === undefined) {
        settled = noteHolds(core, change, request.bundles, [])
        return ok({ importId: null, stored: [], filled: [], admitted: [], waiting: [], dropped: [] })
      }
      const importId = insertImport(db, core.clock.now())
      for (const bundle of request.bundles) insertBundle(db, importId, bundle)
      const addition = change.judge(all.map(factOf), bodiesIn(all))
      const strange = new Set(addition.strange.map((fact) => fact.id))
      const own = (records: readonly SignedRecord[]): readonly SignedRecord[] =>
        records.filter(({ id }) => !strange.has(id) || change.ledger.has(id))
      const [stored, filled] = [own(news.absent), own(news.unfilled)]
      for (const record of stored) insertRecord(db, record, importId)
      for (const { id, bodyBytes } of filled) if (bodyBytes !== null) insertBody(db, id, bodyBytes, importId)
      for (const record of [...stored, ...filled]) change.store(factOf(record))
      const waiting = all.filter(({ id }) => strange.has(id) && !change.ledger.has(id))
      letWait(change, [...waiting, ...news.completed], importId)
      const admitted = admitWaiting(change, addition.counted)
      const dropped = keepWithin(change, core.antechamber)
      endImport(db, importId)
      change.project(addition)
      settled = noteHolds(core, change, request.bundles, stored)
      return ok({
        importId,
        stored: stored.map(idOf),
        filled: filled.map(idOf),
        admitted,
        waiting: waiting.map(idOf),
        dropped,
      })
    },
    (db) =>
      firstNew !== undefined &&
      (presenceOf(db, firstNew) !== 'absent' || readStranger(db, firstNew) !== null),
  )
  if (outcome.ok && settled) settleCopy(core)
  return outcome
}

/** Only who takes part is believed about what it holds. True: it ends a doubt about this copy. */
function noteHolds(
  core: StoreCore,
  { db, held }: LedgerChange,
  bundles: readonly ImportedBundle[],
  stored: readonly SignedRecord[],
): boolean {
  const believed = bundles.filter(({ exporter }) => held.isIntroduced(exporter))
  for (const { exporter, holds } of believed) writeHolds(db, exporter, holds)
  return hearPeers(
    core,
    db,
    believed,
    stored.map((record) => record.envelope.author),
  )
}

interface News {
  readonly absent: readonly SignedRecord[]
  /** In the ledger without the body that comes now. */
  readonly unfilled: readonly SignedRecord[]
  /** In the antechamber without the body that comes now. */
  readonly completed: readonly SignedRecord[]
}

/** What is not here yet, or not whole; each record once. */
function whatIsNew({ db, waiting }: LedgerChange, season: SeasonId, records: readonly SignedRecord[]): News {
  const completed = new Map<RecordId, SignedRecord>()
  const absent = new Map<RecordId, SignedRecord>()
  const unfilled = new Map<RecordId, SignedRecord>()
  for (const record of records) {
    if (seasonOf(record) !== season) continue
    const waits = waiting.get(record.id)
    if (waits !== undefined) {
      const bodyCame = waits.fact.claim.kind === 'withheld' && record.bodyBytes !== null
      if (bodyCame && !waits.setAside) completed.set(record.id, record)
      continue
    }
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
  return {
    absent: [...absent.values()],
    unfilled: [...unfilled.values()],
    completed: [...completed.values()],
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

function endImport(db: WriteDb, importId: number): void {
  db.run(sql`update import set ledger_position = ${lastPosition(db)} where id = ${importId}`)
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
