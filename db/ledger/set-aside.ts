import type { RecordId } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type { SetAsideRefusal, StoreError } from '../../shared/ledger/storage-errors.ts'
import { readDevices } from '../local/device-keys.ts'
import type { ReadDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { LedgerChange, StoreCore } from '../store-core.ts'
import { admitWaiting } from './antechamber.ts'
import { markStrangers, type StrangerRow } from './antechamber-table.ts'
import { blobOf, recordIdOfBlob } from './ids.ts'

/** Leaves an import's records out of everything; the rows stay. Undone by `takeBack`. */
export function setAside(
  core: StoreCore,
  importId: number,
): Result<{ readonly records: number }, SetAsideRefusal | StoreError> {
  return core.change<{ readonly records: number }, SetAsideRefusal>(
    (change) => {
      const { db } = change
      const ids = recordsOf(db, importId)
      const refusal = setAsideRefusal(db, importId, change)
      if (refusal !== null) return err(refusal)
      for (const id of ids) {
        db.run(sql`insert into set_aside (record_id, import_id) values (${blobOf(id)}, ${importId})`)
      }
      db.run(sql`update import set set_aside = 1 where id = ${importId}`)
      const strangers = strangersOf(change, importId)
      markStrangers(db, importId, true)
      change.project(change.setAside(ids, strangers))
      return ok({ records: ids.length + strangers.length })
    },
    (db) => isSetAside(db, importId),
  )
}

/** Brings an import's records back: they are judged again like any others. */
export function takeBack(
  core: StoreCore,
  importId: number,
): Result<{ readonly records: number }, SetAsideRefusal | StoreError> {
  return core.change<{ readonly records: number }, SetAsideRefusal>(
    (change: LedgerChange) => {
      const { db } = change
      if (!importExists(db, importId)) return err({ code: 'importUnknown' })
      if (!isSetAside(db, importId)) return err({ code: 'notSetAside' })
      const ids = recordsOf(db, importId)
      db.run(sql`delete from set_aside where import_id = ${importId}`)
      db.run(sql`update import set set_aside = 0 where id = ${importId}`)
      const strangers = strangersOf(change, importId)
      markStrangers(db, importId, false)
      const addition = change.takeBack(ids, strangers)
      admitWaiting(change, addition.counted)
      change.project(addition)
      return ok({ records: ids.length + strangers.length })
    },
    (db) => !isSetAside(db, importId),
  )
}

/** Why this import cannot be set aside now; null: it can. */
export function setAsideRefusal(
  db: ReadDb,
  importId: number,
  stored: Pick<LedgerChange, 'ledger' | 'waiting'>,
): SetAsideRefusal | null {
  if (!importExists(db, importId)) return { code: 'importUnknown' }
  if (isSetAside(db, importId)) return { code: 'alreadySetAside' }
  if (importId !== newestImport(db)) return { code: 'importNotNewest' }
  if (somethingSince(db, importId)) return { code: 'writtenSince' }
  const ids = recordsOf(db, importId)
  const nothing = ids.length === 0 && strangersOf(stored, importId).length === 0
  return nothing || holdsProof(db, new Set(ids), [...stored.ledger.values()]) ? { code: 'holdsProof' } : null
}

function strangersOf({ waiting }: Pick<LedgerChange, 'waiting'>, importId: number): readonly StrangerRow[] {
  return [...waiting.values()].filter((row) => row.importId === importId)
}

function recordsOf(db: ReadDb, importId: number): readonly RecordId[] {
  return db.all(sql`select id from ledger where import_id = ${importId} order by position`, (row) =>
    recordIdOfBlob(row.blob('id')),
  )
}

export function isSetAside(db: ReadDb, importId: number): boolean {
  return db.first(sql`select 1 from import where id = ${importId} and set_aside = 1`, () => true) ?? false
}

export function importExists(db: ReadDb, importId: number): boolean {
  return db.first(sql`select 1 from import where id = ${importId}`, () => true) ?? false
}

/** Imports already set aside are out of the way: then the one before is the newest. */
function newestImport(db: ReadDb): number | null {
  return db.first(sql`select max(id) as id from import where set_aside = 0`, (row) => row.integerOrNull('id'))
}

/** Whatever was written or sent on may rest on the import, and cannot be called back from others. */
function somethingSince(db: ReadDb, importId: number): boolean {
  return (
    db.first(
      sql`select exists (
            select 1 from ledger, import
            where import.id = ${importId} and ledger.import_id is null and position > ledger_position
          ) or exists (select 1 from export where import_id >= ${importId}) as since`,
      (row) => row.integer('since'),
    ) === 1
  )
}

function holdsProof(db: ReadDb, imported: ReadonlySet<RecordId>, facts: readonly Fact[]): boolean {
  const own = new Set(readDevices(db))
  const idByNumber = new Map<string, RecordId>()
  const knownCuts = new Set<string>()
  for (const fact of facts) {
    const number = `${fact.author} ${fact.seq}`
    const other = idByNumber.get(number)
    if (other !== undefined && (imported.has(other) || imported.has(fact.id))) return true
    idByNumber.set(number, fact.id)
    if (!imported.has(fact.id)) for (const cut of cutsOf(fact)) knownCuts.add(cut)
  }
  return facts.some(
    (fact) =>
      imported.has(fact.id) && (own.has(fact.author) || cutsOf(fact).some((cut) => !knownCuts.has(cut))),
  )
}

/** The cuts a revision makes or repeats, as texts to compare. */
function cutsOf({ claim }: Fact): readonly string[] {
  if (claim.kind !== 'season.revised/1') return []
  return claim.seats.flatMap(({ seat, holders }) =>
    holders.flatMap(({ device, upTo }) =>
      upTo === null ? [] : [`${seat} ${device} ${upTo.seq} ${upTo.id}`],
    ),
  )
}
