import type { DeviceId, RecordId, SeasonId } from '../shared/domain/ids.ts'
import type { Clock, Verification } from '../shared/kernel/ports.ts'
import type { Result } from '../shared/kernel/result.ts'
import { type KeptChecks, keptChecks } from '../shared/ledger/checks.ts'
import { type Fact, withoutBody } from '../shared/ledger/fact.ts'
import { type Addition, type HeldSet, holdFacts } from '../shared/ledger/held-set.ts'
import { type Journal, newJournal } from '../shared/ledger/journal.ts'
import type { TypedBody } from '../shared/ledger/read-record.ts'
import type { StoreError } from '../shared/ledger/storage-errors.ts'
import type { BodyReader } from '../shared/ledger/valid-facts.ts'
import { readStrangerBody, readStrangers, type StrangerRow } from './ledger/antechamber-table.ts'
import { type FeedNumbers, feedNumbers, isNumberTaken, readLedgerBody } from './ledger/ledger-table.ts'
import { readSetAside, type SetAside } from './ledger/set-aside-table.ts'
import type { OwnHeadKeeper } from './own-head.ts'
import { type BodyCache, createBodyCache } from './projections/body-cache.ts'
import {
  clearProjections,
  isProjected,
  readAnswers,
  readFacts,
  writeAnswers,
  writeFact,
  writeVerdict,
  writeVerdicts,
} from './projections/projection-tables.ts'
import type { AntechamberBound, SeasonSnapshot } from './season-store.ts'
import type { Database, ReadDb, WriteDb } from './sqlite/database.ts'

/** What is stored and what it says, in memory: equal to the tables after each commit and each rollback. */
interface View {
  /** Of all records in the ledger, set aside or not. */
  readonly ledger: Map<RecordId, Fact>
  /** Replaced as a whole where an import is set aside or taken back. */
  setAside: SetAside
  /** The numbers that each author's records in the ledger have. */
  readonly numbers: Map<DeviceId, FeedNumbers>
  /** The antechamber. */
  readonly waiting: Map<RecordId, StrangerRow>
  readonly checks: KeptChecks
  held: HeldSet
  snapshot: SeasonSnapshot
}

/** A change of what is held, inside one write transaction. Nothing of it is seen outside before the commit. */
export interface LedgerChange {
  readonly db: WriteDb
  readonly held: HeldSet
  readonly ledger: ReadonlyMap<RecordId, Fact>
  readonly waiting: ReadonlyMap<RecordId, StrangerRow>
  isSetAside(id: RecordId): boolean
  /** Judges records with what is held. `store` and `wait` follow for what it says of them, then `project`. */
  judge(facts: readonly Fact[], bodyOf?: BodyReader): Addition
  /** The ledger has this record's row now, or its body. */
  store(fact: Fact): void
  /** The antechamber has this record's row now. */
  wait(row: StrangerRow): void
  /** The antechamber's row of this record is gone; `forgotten`: the ledger did not take it. */
  leave(id: RecordId, forgotten: boolean): void
  /** The ledger's rows of these records are gone. */
  remove(facts: readonly Fact[]): void
  /** Writes the verdicts that an addition changed. */
  project(addition: Addition): void
  /** Reads what is set aside again, and judges the whole set anew; what was read of bodies is forgotten. */
  judgeAnew(): Addition
}

/** What the parts of the store share: the database and the view of what is held. */
export interface StoreCore {
  readonly season: SeasonId
  readonly crypto: Verification
  readonly clock: Clock
  readonly ownHead: OwnHeadKeeper | null
  readonly antechamber: AntechamberBound
  readonly reader: ReadDb
  snapshot(): SeasonSnapshot
  held(): HeldSet
  /** Of all records in the ledger, set aside or not. */
  ledger(): ReadonlyMap<RecordId, Fact>
  waiting(): ReadonlyMap<RecordId, StrangerRow>
  numbersOf(author: DeviceId): FeedNumbers
  setAside(): ReadonlyMap<RecordId, 'record' | 'body'>
  bodyOf(id: RecordId): TypedBody | null
  /** Holds facts beside what is held here, with the same answers of dear questions. */
  holdApart(facts: readonly Fact[], bodyOf: BodyReader): HeldSet
  /** A transaction that changes the ledger or what is set aside. */
  change<Value, Failure>(
    work: (change: LedgerChange) => Result<Value, Failure>,
    happened: (db: ReadDb) => boolean,
  ): Result<Value, Failure | StoreError>
  /** A transaction on the tables beside the ledger. */
  write<Value, Failure>(
    work: (db: WriteDb) => Result<Value, Failure>,
    happened: (db: ReadDb) => boolean,
  ): Result<Value, Failure | StoreError>
  /** Makes all facts and projections anew; `facts` are those of every record in the ledger. */
  replaceProjections(change: WriteDb, facts: ReadonlyMap<RecordId, Fact>): HeldSet
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
  readonly antechamber: AntechamberBound
}

/** Parsed bodies kept in memory, by their stored size: a season of 40 units fits. */
const bodyCacheBytes = 6 * 1024 * 1024

export function createStoreCore(database: Database, parts: CoreParts): StoreCore {
  const bodies = createBodyCache(bodyCacheBytes)
  const { season, crypto } = parts
  let dataVersion = 0
  let view: View | null = null

  const bodyOf = (id: RecordId): TypedBody | null =>
    bodies.get(id, () => readLedgerBody(database.reader, id) ?? readStrangerBody(database.reader, id))

  const current = (): View => {
    if (view !== null) return view
    const ledger = readFacts(database.reader)
    const setAside = readSetAside(database.reader)
    const waiting = new Map(readStrangers(database.reader).map((row) => [row.fact.id, row]))
    const checks = keptChecks(crypto, readAnswers(database.reader))
    const held = holdFacts({ season, facts: inForce({ ledger, setAside, waiting }), checks, bodyOf })
    const numbers = numbersIn(ledger.values())
    view = { ledger, numbers, setAside, waiting, checks, held, snapshot: snapshotOf(held, ++dataVersion) }
    return view
  }

  /** Whatever a defect left behind in memory is not trusted. */
  const writeOrReload: Database['write'] = (work, happened) => {
    try {
      return database.write(work, happened)
    } catch (thrown) {
      core.reload()
      throw thrown
    }
  }

  const core: StoreCore = {
    ...parts,
    reader: database.reader,
    snapshot: () => current().snapshot,
    held: () => current().held,
    ledger: () => current().ledger,
    waiting: () => current().waiting,
    numbersOf: (author) => current().numbers.get(author) ?? noNumbers,
    setAside: () => current().setAside,
    bodyOf,
    holdApart: (facts, bodies) => holdFacts({ season, facts, checks: current().checks, bodyOf: bodies }),
    change(work, happened) {
      const journal = newJournal()
      const now = current()
      const outcome = writeOrReload((db) => {
        const done = work(ledgerChange(db, now, { season, bodyOf, bodies, journal }))
        if (done.ok) writeAnswers(db, now.checks.freshAnswers())
        return done
      }, happened)
      // After a disk failure there is another view already, read from what the disk has.
      if (view !== now) return outcome
      if (outcome.ok && journal.isEmpty()) return outcome
      if (outcome.ok) now.snapshot = snapshotOf(now.held, ++dataVersion)
      else {
        journal.undo()
        bodies.clear() // it may hold bodies of records that were rolled back
      }
      return outcome
    },
    write: (work, happened) => database.write(work, happened),
    replaceProjections(db, facts) {
      clearProjections(db)
      for (const fact of facts.values()) writeFact(db, fact)
      const waiting = new Map(readStrangers(db).map((row) => [row.fact.id, row]))
      const ledger = new Map(facts)
      const checks = keptChecks(crypto, [])
      const setAside = readSetAside(db)
      const held = holdFacts({ season, facts: inForce({ ledger, setAside, waiting }), checks, bodyOf })
      writeVerdicts(db, new Map(), held.judgement.verdicts)
      writeAnswers(db, checks.freshAnswers())
      return held
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

function snapshotOf(held: HeldSet, dataVersion: number): SeasonSnapshot {
  const { judgement, state } = held
  let facts: readonly Fact[] | null = null
  return {
    get facts() {
      facts ??= [...held.facts()]
      return facts
    },
    verdicts: judgement.verdicts,
    judgement,
    state,
    dataVersion,
  }
}

/** What is judged: everything that was not set aside, strangers' records included. */
function inForce({
  ledger,
  setAside,
  waiting,
}: Pick<View, 'ledger' | 'setAside' | 'waiting'>): readonly Fact[] {
  const stored = [...ledger.values(), ...[...waiting.values()].map((row) => row.fact)]
  if (setAside.size === 0) return stored
  return stored.flatMap((fact) => {
    const aside = setAside.get(fact.id)
    return aside === 'record' ? [] : [aside === 'body' ? withoutBody(fact) : fact]
  })
}

interface ChangeParts {
  readonly season: SeasonId
  readonly bodyOf: BodyReader
  readonly bodies: BodyCache
  readonly journal: Journal
}

const noNumbers: FeedNumbers = { count: 0, highest: 0 }

/** Of two records with one number (a fork) the number counts once. */
function numbersIn(facts: Iterable<Fact>): Map<DeviceId, FeedNumbers> {
  const seqs = new Map<DeviceId, Set<number>>()
  for (const { author, seq } of facts) {
    const known = seqs.get(author)
    if (known === undefined) seqs.set(author, new Set([seq]))
    else known.add(seq)
  }
  return new Map(
    [...seqs].map(([author, each]) => {
      let highest = 0
      for (const seq of each) highest = Math.max(highest, seq)
      return [author, { count: each.size, highest }]
    }),
  )
}

function ledgerChange(db: WriteDb, view: View, parts: ChangeParts): LedgerChange {
  const { season, bodyOf, bodies, journal } = parts
  const { ledger, numbers, waiting, checks } = view
  /** As they were before the newest judging; where everything was judged anew this is another map. */
  let before = view.held.judgement.verdicts
  return {
    db,
    get held() {
      return view.held
    },
    ledger,
    waiting,
    isSetAside: (id) => view.setAside.has(id),
    judge(facts, incoming) {
      before = view.held.judgement.verdicts
      const addition = view.held.add(facts, incoming)
      journal.note(addition.undo)
      return addition
    },
    store(fact) {
      if (!ledger.has(fact.id)) {
        const { count, highest } = numbers.get(fact.author) ?? noNumbers
        // Beyond the highest it is a number of its own; below, it fills a gap unless another record has it.
        const isNew = fact.seq > highest || !isNumberTaken(db, fact)
        const grown = { count: isNew ? count + 1 : count, highest: Math.max(highest, fact.seq) }
        journal.set(numbers, fact.author, grown)
      }
      journal.set(ledger, fact.id, fact)
      writeFact(db, fact)
    },
    wait(row) {
      journal.set(waiting, row.fact.id, row)
    },
    leave(id, forgotten) {
      journal.delete(waiting, id)
      if (!forgotten) return
      journal.delete(view.setAside, id)
      journal.note(view.held.forget([id]).undo)
    },
    remove(facts) {
      for (const { id } of facts) journal.delete(ledger, id)
      for (const author of new Set(facts.map((fact) => fact.author))) {
        journal.set(numbers, author, feedNumbers(db, author))
      }
    },
    project({ judged }) {
      const { verdicts } = view.held.judgement
      if (judged === null) {
        writeVerdicts(db, before, verdicts)
        return
      }
      for (const id of judged) {
        const verdict = verdicts.get(id)
        if (verdict !== undefined) writeVerdict(db, id, verdict)
      }
    },
    judgeAnew() {
      const { held: known, setAside } = view
      const undo = (): void => {
        view.setAside = setAside
        view.held = known
      }
      journal.note(undo)
      bodies.clear() // some are set aside now, or were damaged
      before = known.judgement.verdicts
      view.setAside = readSetAside(db)
      view.held = holdFacts({ season, facts: inForce(view), checks, bodyOf })
      const counted = [...view.held.facts()].filter((fact) => known.get(fact.id) === undefined)
      return { counted, strange: [], judged: null, undo }
    },
  }
}
