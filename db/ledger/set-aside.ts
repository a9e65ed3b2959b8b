import type { DeviceId, RecordId } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type {
  NoRoomToWait,
  SetAsideRefusal,
  StoreError,
  TakeBackRefusal,
} from '../../shared/ledger/storage-errors.ts'
import { readDevices } from '../local/device-keys.ts'
import type { ReadDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import type { LedgerChange, StoreCore } from '../store-core.ts'
import { settleStrangers } from './antechamber.ts'
import { recordIdOfBlob } from './ids.ts'

/**
 * Leaves an import out of everything: its records, and the bodies it brought for records held before. The rows stay.
 * Undone by `takeBack`.
 */
export function setAside(
  core: StoreCore,
  importId: number,
): Result<{ readonly records: number }, SetAsideRefusal | StoreError> {
  return core.change<{ readonly records: number }, SetAsideRefusal>(
    (change) => {
      const refusal = setAsideRefusal(change.db, importId, change)
      return refusal === null ? mark(core, change, importId, true) : err(refusal)
    },
    (db) => isSetAside(db, importId),
  )
}

/** Brings an import back: its records are judged again like any others. */
export function takeBack(
  core: StoreCore,
  importId: number,
): Result<{ readonly records: number }, TakeBackRefusal | StoreError> {
  return core.change<{ readonly records: number }, TakeBackRefusal>(
    (change) => {
      if (!importExists(change.db, importId)) return err({ code: 'importUnknown' })
      if (!isSetAside(change.db, importId)) return err({ code: 'notSetAside' })
      return mark(core, change, importId, false)
    },
    (db) => !isSetAside(db, importId),
  )
}

/** Nothing is lost by an act that can be undone: what has to wait then must find room, or the act is refused. */
function mark(
  core: StoreCore,
  change: LedgerChange,
  importId: number,
  aside: boolean,
): Result<{ readonly records: number }, NoRoomToWait> {
  const { db } = change
  const { records, bodies } = broughtBy(db, importId)
  db.run(sql`update import set set_aside = ${aside ? 1 : 0} where id = ${importId}`)
  const addition = change.judgeAnew()
  const { expelled, dropped } = settleStrangers(change, addition, core.antechamber)
  const out = new Set(expelled)
  if (dropped.some(({ id }) => out.has(id))) return err({ code: 'antechamberFull' })
  change.project(addition)
  return ok({ records: records.size + bodies.size })
}

/** Why this import cannot be set aside now; null: it can, unless there is no room for whom it alone introduced. */
export function setAsideRefusal(
  db: ReadDb,
  importId: number,
  stored: Pick<LedgerChange, 'ledger' | 'waiting'>,
): SetAsideRefusal | null {
  if (!importExists(db, importId)) return { code: 'importUnknown' }
  if (isSetAside(db, importId)) return { code: 'alreadySetAside' }
  if (importId !== newestImport(db)) return { code: 'importNotNewest' }
  if (somethingSince(db, importId)) return { code: 'writtenSince' }
  const brought = broughtBy(db, importId)
  if (brought.records.size + brought.bodies.size === 0) return { code: 'holdsNothing' }
  const own = new Set(readDevices(db))
  const factOf = (id: RecordId): Fact | undefined => stored.ledger.get(id) ?? stored.waiting.get(id)?.fact
  const isOwn = (id: RecordId): boolean => own.has(factOf(id)?.author ?? ('' as DeviceId))
  if ([...brought.records].some(isOwn)) return { code: 'holdsOwn' }
  return holdsProof(brought, [...stored.ledger.values()]) ? { code: 'holdsProof' } : null
}

interface Brought {
  readonly records: ReadonlySet<RecordId>
  /** Records held before, of which only the body came. */
  readonly bodies: ReadonlySet<RecordId>
}

/** What an import brought and is still here, in the ledger or waiting. */
function broughtBy(db: ReadDb, importId: number): Brought {
  const idOf = (row: Row): RecordId => recordIdOfBlob(row.blob('id'))
  const records = db.all(
    sql`select id from ledger where import_id = ${importId}
        union all select id from antechamber where import_id = ${importId}`,
    idOf,
  )
  const bodies = db.all(
    sql`select body.id as id from ledger_body body join ledger using (id)
          where body.import_id = ${importId} and ledger.import_id is not ${importId}
        union all select id from antechamber
          where body_import_id = ${importId} and import_id is not ${importId}`,
    idOf,
  )
  return { records: new Set(records), bodies: new Set(bodies) }
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

/** Proof of a fork is a record; a cut is known only from the body that makes it. */
function holdsProof({ records, bodies }: Brought, facts: readonly Fact[]): boolean {
  const idByNumber = new Map<string, RecordId>()
  const brought: Fact[] = []
  const knownCuts = new Set<string>()
  for (const fact of facts) {
    const number = `${fact.author} ${fact.seq}`
    const other = idByNumber.get(number)
    if (other !== undefined && (records.has(other) || records.has(fact.id))) return true
    idByNumber.set(number, fact.id)
    if (records.has(fact.id) || bodies.has(fact.id)) brought.push(fact)
    else for (const cut of cutsOf(fact)) knownCuts.add(cut)
  }
  return brought.some((fact) => cutsOf(fact).some((cut) => !knownCuts.has(cut)))
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
