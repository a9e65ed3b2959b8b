import type { SeasonId } from '../shared/domain/ids.ts'
import type { FeedHead } from '../shared/exchange/bundle-header.ts'
import { compareText } from '../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../shared/kernel/result.ts'
import type { Fact } from '../shared/ledger/fact.ts'
import { stateFingerprint } from '../shared/ledger/fingerprint.ts'
import type { StoreError } from '../shared/ledger/storage-errors.ts'
import { antechamberOf } from './ledger/antechamber.ts'
import { antechamberBound } from './ledger/antechamber-table.ts'
import { appendRecords } from './ledger/append.ts'
import { exchangeHistory } from './ledger/exchange-history.ts'
import { compareStored } from './ledger/heal.ts'
import { blobOf } from './ledger/ids.ts'
import { importRecords } from './ledger/import-records.ts'
import { readFeed, readLedgerRecord } from './ledger/ledger-table.ts'
import { writingDevice } from './ledger/own-feed.ts'
import { setAside, takeBack } from './ledger/set-aside.ts'
import { copies, noteDoubts } from './local/copies.ts'
import { deviceKeys } from './local/device-keys.ts'
import { drafts } from './local/drafts.ts'
import { invitationSecrets } from './local/invitation-secrets.ts'
import { settings } from './local/settings.ts'
import { signatoryKeys } from './local/signatory-keys.ts'
import { rebuild } from './maintenance/rebuild.ts'
import { verifyIntegrity } from './maintenance/verify-integrity.ts'
import { migrate, versionOf } from './migrations/migrate.ts'
import type { FeedEnd } from './own-head.ts'
import type { OpenSeasonStore, SeasonStore } from './season-store.ts'
import type { DatabaseLocation } from './sqlite/connection.ts'
import { type Database, openDatabase } from './sqlite/database.ts'
import { StoreFault } from './sqlite/failure.ts'
import { sql } from './sqlite/sql.ts'
import { createStoreCore, needsProjecting, type StoreCore } from './store-core.ts'

/**
 * Opens the store of one season (`create`: makes it): exclusive, migrated, its projections those of this program.
 * On any error, and whatever is thrown, the file is closed again and left as it was, but for finished migrations.
 */
export const openSeasonStore: OpenSeasonStore = (options) => {
  const { season, location, crypto, clock, ownHead = null, antechamber = antechamberBound } = options
  let core: StoreCore | null = null
  const opened = openDatabase(location, () => core?.reload())
  if (!opened.ok) return opened
  const database = opened.value
  const ready = closingUnlessOk(database, () => {
    const prepared = prepare(database, season, location)
    if (!prepared.ok) return prepared
    core = createStoreCore(database, { season, crypto, clock, ownHead, antechamber })
    const projected = readyProjections(core)
    if (!projected.ok) return projected
    const noted = noteDoubts(core)
    return noted.ok ? ok(core) : noted
  })
  return ready.ok ? ok(seasonStore(ready.value)) : ready
}

function closingUnlessOk<Value>(
  database: Database,
  act: () => Result<Value, StoreError>,
): Result<Value, StoreError> {
  let done = false
  try {
    const outcome = act()
    done = outcome.ok
    return outcome
  } finally {
    if (!done) database.close()
  }
}

/** Only `create` makes tables: a file without them that should be a season's is damage, and stays as it was found. */
function prepare(database: Database, season: SeasonId, location: DatabaseLocation): Result<null, StoreError> {
  const file = location.kind === 'file' ? location.file : ''
  const opening = location.kind === 'file' && location.mode === 'open'
  if (opening && versionOf(database) === 0) return err({ code: 'wrongKeyOrDamaged', file })
  const migrated = migrate(database)
  if (!migrated.ok) return migrated
  return database.write<null, StoreError>(
    (db) => {
      const found = db.first(sql`select id = ${blobOf(season)} as same from season`, (row) =>
        row.integer('same'),
      )
      if (found === null && opening) return err({ code: 'wrongKeyOrDamaged', file })
      if (found === null) db.run(sql`insert into season (one, id) values (1, ${blobOf(season)})`)
      return found === 0 ? err({ code: 'otherSeason', file }) : ok(null)
    },
    () => false,
  )
}

/** Reads the projections once, so that damage shows while opening; makes them anew for a new program. */
function readyProjections(core: StoreCore): Result<null, StoreError> {
  try {
    if (needsProjecting(core)) {
      const rebuilt = rebuild(core)
      if (!rebuilt.ok) return rebuilt
    }
    core.snapshot()
    return ok(null)
  } catch (thrown) {
    if (!(thrown instanceof StoreFault)) throw thrown
    return err(thrown.error)
  }
}

function seasonStore(core: StoreCore): SeasonStore {
  return {
    season: core.season,
    snapshot: core.snapshot,
    record: (id) => readLedgerRecord(core.reader, id) ?? undefined,
    body: core.bodyOf,
    get held() {
      return core.held()
    },
    holdApart: core.holdApart,
    isHeld: (id) => core.held().get(id) !== undefined,
    compare: (record) =>
      compareStored(
        { db: core.reader, held: core.held(), ledger: core.ledger(), waiting: core.waiting() },
        record,
        core.crypto,
      ),
    keyOf: (device) => core.held().keyOf(device),
    get antechamber() {
      return antechamberOf(core.waiting(), core.antechamber)
    },
    head: (author) => headOf(core.snapshot().facts.filter((fact) => fact.author === author)),
    feed: (author, from, to) =>
      readFeed(core.reader, author, from, to).filter(({ id }) => core.held().get(id) !== undefined),
    heads: () => headsOf(core.snapshot().facts),
    fingerprint: () =>
      stateFingerprint(
        core.snapshot().facts.map((fact) => fact.id),
        core.crypto,
      ),
    writing() {
      const device = writingDevice(core)
      return device.ok ? { allowed: true } : { allowed: false, refusal: device.error }
    },
    append(compose) {
      const written = appendRecords(core, [compose])
      if (!written.ok) return written
      const [record] = written.value
      if (record === undefined) throw new Error('one composer writes one record')
      return ok(record)
    },
    appendMany: (compose) => appendRecords(core, compose),
    importRecords: (request) => importRecords(core, request),
    setAside: (importId) => setAside(core, importId),
    takeBack: (importId) => takeBack(core, importId),
    setAsideRecords: core.setAside,
    copies: copies(core),
    history: exchangeHistory(core),
    device: deviceKeys(core),
    signatories: signatoryKeys(core),
    invitations: invitationSecrets(core),
    drafts: drafts(core),
    settings: settings(core),
    rebuild: () => rebuild(core),
    verifyIntegrity: () => verifyIntegrity(core),
    close: core.close,
  }
}

function headOf(feed: readonly Fact[]): FeedEnd | null {
  const [first] = feed.toSorted((left, right) => right.seq - left.seq || compareText(left.id, right.id))
  return first === undefined ? null : { seq: first.seq, id: first.id }
}

/** Records that no other held record follows. */
function headsOf(facts: readonly Fact[]): readonly FeedHead[] {
  const followed = new Set(facts.map((fact) => fact.prev))
  return facts
    .filter((fact) => !followed.has(fact.id))
    .map(({ author, seq, id }) => ({ author, seq, head: id }))
    .sort(
      (left, right) =>
        compareText(left.author, right.author) || left.seq - right.seq || compareText(left.head, right.head),
    )
}
