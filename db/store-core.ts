import type { RecordId, SeasonId } from '../shared/domain/ids.ts'
import type { Clock, Verification } from '../shared/kernel/ports.ts'
import { Defect, type Result } from '../shared/kernel/result.ts'
import type { Fact } from '../shared/ledger/fact.ts'
import type { TypedBody } from '../shared/ledger/read-record.ts'
import type { StoreError } from '../shared/ledger/storage-errors.ts'
import { readLedgerBody } from './ledger/ledger-table.ts'
import { readSetAside } from './ledger/set-aside-table.ts'
import type { OwnHeadKeeper } from './own-head.ts'
import { createBodyCache } from './projections/body-cache.ts'
import { type Projection, project } from './projections/projection.ts'
import {
  clearProjections,
  isProjected,
  readFacts,
  readProjection,
  writeFact,
  writeProjection,
} from './projections/projection-tables.ts'
import type { SeasonSnapshot } from './season-store.ts'
import type { Database, ReadDb, WriteDb } from './sqlite/database.ts'

/** What is held, in memory: always equal to the tables, replaced as a whole after each commit. */
interface View {
  /** Of all stored records, set aside or not. */
  readonly facts: ReadonlyMap<RecordId, Fact>
  readonly setAside: ReadonlySet<RecordId>
  readonly projection: Projection
  readonly snapshot: SeasonSnapshot
}

/** A change of what is held, inside one write transaction. Nothing of it is seen outside before the commit. */
export interface LedgerChange {
  readonly db: WriteDb
  fact(id: RecordId): Fact | undefined
  facts(): IterableIterator<Fact>
  isSetAside(id: RecordId): boolean
  /** The record is new, or its body has come. */
  putFact(fact: Fact): void
  setAside(ids: readonly RecordId[]): void
  takeBack(ids: readonly RecordId[]): void
  /** Judges and folds what is held now, and writes the rows that changed. */
  project(): Projection
}

/** What the parts of the store share: the database and the view of what is held. */
export interface StoreCore {
  readonly season: SeasonId
  readonly crypto: Verification
  readonly clock: Clock
  readonly ownHead: OwnHeadKeeper | null
  readonly reader: ReadDb
  snapshot(): SeasonSnapshot
  isStored(id: RecordId): boolean
  /** Of all stored records, set aside or not. */
  allFacts(): readonly Fact[]
  setAsideRecords(): ReadonlySet<RecordId>
  bodyOf(id: RecordId): TypedBody | null
  /** A transaction that changes the ledger or what is set aside. It must end with `project`. */
  change<Value, Failure>(
    work: (change: LedgerChange) => Result<Value, Failure>,
    happened: (db: ReadDb) => boolean,
  ): Result<Value, Failure | StoreError>
  /** A transaction on the tables beside the ledger. */
  write<Value, Failure>(
    work: (db: WriteDb) => Result<Value, Failure>,
    happened: (db: ReadDb) => boolean,
  ): Result<Value, Failure | StoreError>
  /** Makes all facts and projections anew; `facts` are those of every stored record. */
  replaceProjections(change: WriteDb, facts: ReadonlyMap<RecordId, Fact>): Projection
  /** After a disk failure, or when the tables were changed below: read everything again. */
  reload(): void
  pragma(name: string): unknown
  close(): void
}

export interface CoreParts {
  readonly season: SeasonId
  readonly crypto: Verification
  readonly clock: Clock
  readonly ownHead: OwnHeadKeeper | null
}

/** Parsed bodies kept in memory, by their stored size: a season of 40 units fits. */
const bodyCacheBytes = 6 * 1024 * 1024

export function createStoreCore(database: Database, parts: CoreParts): StoreCore {
  const bodies = createBodyCache(bodyCacheBytes)
  let dataVersion = 0
  let view: View | null = null

  const bodyOf = (id: RecordId): TypedBody | null => bodies.get(id, () => readLedgerBody(database.reader, id))

  const viewOf = (
    facts: ReadonlyMap<RecordId, Fact>,
    setAside: ReadonlySet<RecordId>,
    projection: Projection,
  ): View => {
    const { judgement, state } = projection
    dataVersion++
    return {
      facts,
      setAside,
      projection,
      snapshot: { facts: projection.facts, verdicts: judgement.verdicts, judgement, state, dataVersion },
    }
  }

  const current = (): View => {
    if (view !== null) return view
    const facts = readFacts(database.reader)
    const setAside = readSetAside(database.reader)
    const projection = readProjection(database.reader, heldFacts(facts, setAside), bodyOf)
    view = viewOf(facts, setAside, projection)
    return view
  }

  const core: StoreCore = {
    ...parts,
    reader: database.reader,
    snapshot: () => current().snapshot,
    isStored: (id) => current().facts.has(id),
    allFacts: () => [...current().facts.values()],
    setAsideRecords: () => current().setAside,
    bodyOf,
    change(work, happened) {
      const before = current()
      let after: View | null = null
      const outcome = database.write((db) => {
        const change = ledgerChange(db, before, (facts) => project(facts, bodyOf, parts.crypto))
        const done = work(change)
        after = done.ok ? change.finished(viewOf) : null
        return done
      }, happened)
      if (outcome.ok) view = after
      else bodies.clear() // it may hold bodies of records that were rolled back
      return outcome
    },
    write: (work, happened) => database.write(work, happened),
    replaceProjections(db, facts) {
      clearProjections(db)
      for (const fact of facts.values()) writeFact(db, fact)
      const setAside = readSetAside(db)
      const projection = project(heldFacts(facts, setAside), bodyOf, parts.crypto)
      writeProjection(db, { verdictTexts: new Map(), topicTexts: new Map() }, projection)
      return projection
    },
    reload() {
      bodies.clear()
      view = null
    },
    pragma: (name) => database.pragma(name),
    close() {
      core.reload()
      database.close()
    },
  }
  return core
}

/** Whether the tables can be used as they are, or must be made again from the ledger first. */
export function needsProjecting(core: StoreCore): boolean {
  return !isProjected(core.reader)
}

function heldFacts(facts: ReadonlyMap<RecordId, Fact>, setAside: ReadonlySet<RecordId>): readonly Fact[] {
  return setAside.size === 0
    ? [...facts.values()]
    : [...facts.values()].filter((fact) => !setAside.has(fact.id))
}

function ledgerChange(
  db: WriteDb,
  before: View,
  projectFacts: (facts: readonly Fact[]) => Projection,
): LedgerChange & {
  finished(
    viewOf: (
      facts: ReadonlyMap<RecordId, Fact>,
      setAside: ReadonlySet<RecordId>,
      projection: Projection,
    ) => View,
  ): View
} {
  const facts = new Map(before.facts)
  const setAside = new Set(before.setAside)
  let projection = before.projection
  let changed = false
  return {
    db,
    fact: (id) => facts.get(id),
    facts: () => facts.values(),
    isSetAside: (id) => setAside.has(id),
    putFact(fact) {
      facts.set(fact.id, fact)
      writeFact(db, fact)
      changed = true
    },
    setAside(ids) {
      for (const id of ids) setAside.add(id)
      changed = true
    },
    takeBack(ids) {
      for (const id of ids) setAside.delete(id)
      changed = true
    },
    project() {
      const next = projectFacts(heldFacts(facts, setAside))
      writeProjection(db, projection, next)
      projection = next
      changed = false
      return next
    },
    finished(viewOf) {
      if (changed) throw new Defect('a change of the ledger was not projected')
      return projection === before.projection ? before : viewOf(facts, setAside, projection)
    },
  }
}
