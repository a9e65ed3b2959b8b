import type { DeviceId, PublicKeyHex, RecordId, SeasonId, Seat, Sha256Hex } from '../shared/domain/ids.ts'
import type { FeedHead } from '../shared/exchange/bundle-header.ts'
import type { StoredLikeness } from '../shared/exchange/import-preview.ts'
import type { Clock, Verification } from '../shared/kernel/ports.ts'
import type { Result } from '../shared/kernel/result.ts'
import type { Position } from '../shared/ledger/compose.ts'
import type { CopyDoubt, UnkeptNote } from '../shared/ledger/copy-doubt.ts'
import type { Fact } from '../shared/ledger/fact.ts'
import type { HeldSet } from '../shared/ledger/held-set.ts'
import type { Judgement } from '../shared/ledger/judgement.ts'
import type { TypedBody } from '../shared/ledger/read-record.ts'
import type { SignedRecord } from '../shared/ledger/record.ts'
import type { SeasonState } from '../shared/ledger/state.ts'
import type {
  AppendRefusal,
  SetAsideRefusal,
  StoreError,
  TakeBackRefusal,
} from '../shared/ledger/storage-errors.ts'
import type { BodyReader } from '../shared/ledger/valid-facts.ts'
import type { Verdict } from '../shared/ledger/verdict.ts'
import type { FeedEnd, OwnHeadKeeper } from './own-head.ts'
import type { DatabaseLocation } from './sqlite/connection.ts'

/** Everything the records held (and not set aside) say. Replaced as a whole by every write to the ledger. */
export interface SeasonSnapshot {
  readonly facts: readonly Fact[]
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  readonly judgement: Judgement
  /** Null: the founding record is not held yet, or not valid. */
  readonly state: SeasonState | null
  /** Grows with every write to the ledger while the store is open. */
  readonly dataVersion: number
}

/**
 * One season on one machine: the ledger and what is kept beside it, synchronous, in one encrypted file.
 * Writes give a `Result`; reads give plain values and throw `StoreFault` (with its `StoreError`) where the disk
 * fails, since no caller could go on without them.
 */
export interface SeasonStore {
  readonly season: SeasonId
  snapshot(): SeasonSnapshot
  /** The exact bytes as they came, set aside or not. */
  record(id: RecordId): SignedRecord | undefined
  /** Null: unknown record, a body withheld or set aside, or a kind this version does not know. */
  body(id: RecordId): TypedBody | null
  /** The records that count, and what they say; for asking what others would add. */
  readonly held: HeldSet
  /** Holds facts in a set of its own, which grows without anybody seeing it. */
  holdApart(facts: readonly Fact[], bodyOf: BodyReader): HeldSet
  /** Held, not set aside, and no stranger's. */
  isHeld(id: RecordId): boolean
  /** Compares a record with what is stored under its id; `damaged`: an import heals it. */
  compare(record: SignedRecord): StoredLikeness
  /** The key of a device, whether or not it takes part. Undefined: never heard of. */
  keyOf(device: DeviceId): PublicKeyHex | undefined
  /** Strangers' records: what waits, and what would have to go if so much more came. */
  readonly antechamber: Antechamber
  /** The highest number held of this author's feed and its record (of a fork, the lowest id). */
  head(author: DeviceId): FeedEnd | null
  /** Records numbered `from`…`to` (inclusive), with nothing in them that was set aside; all branches of a fork. */
  feed(author: DeviceId, from: number, to: number): readonly SignedRecord[]
  /** The newest record of every feed and branch, sorted by author and number. */
  heads(): readonly FeedHead[]
  fingerprint(): Sha256Hex

  /** Whether this machine may write, as far as its own feed is concerned. */
  writing(): { readonly allowed: true } | { readonly allowed: false; readonly refusal: AppendRefusal }
  /**
   * Writes one record of this machine's own feed. `compose` runs inside the write transaction with the position
   * read from the table. A record that would not be valid is rolled back.
   */
  append<Failure>(compose: Compose<Failure>): Result<SignedRecord, Failure | AppendRefusal | StoreError>
  /** Several records in one transaction: all or none. Each `compose` sees the position after the one before. */
  appendMany<Failure>(
    compose: readonly Compose<Failure>[],
  ): Result<readonly SignedRecord[], Failure | AppendRefusal | StoreError>
  /**
   * Stores verified records in one transaction: new ones are inserted, withheld bodies filled, damaged ones healed,
   * present ones left alone, records of another season left out. With nothing to store no import is written (but
   * holds are noted).
   */
  importRecords(request: ImportRequest): Result<ImportOutcome, StoreError>
  setAside(importId: number): Result<{ readonly records: number }, SetAsideRefusal | StoreError>
  takeBack(importId: number): Result<{ readonly records: number }, TakeBackRefusal | StoreError>
  /** What is stored but set aside: whole records, and late bodies of records that count. */
  setAsideRecords(): ReadonlyMap<RecordId, 'record' | 'body'>

  readonly copies: Copies
  readonly history: ExchangeHistory
  readonly device: DeviceKeys
  readonly signatories: SignatoryKeys
  readonly invitations: InvitationSecrets
  readonly drafts: Drafts
  readonly settings: Settings

  /** Drops every projection, replays the ledger and compares with what was there. The replayed ones stay. */
  rebuild(): Result<RebuildReport, StoreError>
  /** SQLite's own check, then every record hashed and chained again. Empty: nothing found. */
  verifyIntegrity(): Result<readonly IntegrityProblem[], StoreError>
  close(): void
}

/** Where records of devices wait that no season record held here introduces. */
export interface Antechamber {
  readonly records: number
  readonly bytes: number
  /** The oldest first; may include some of those arriving, which count as the newest. */
  droppedFor(change: {
    /** Records of strangers, or bodies of such as wait without. */
    readonly arriving: readonly SignedRecord[]
    /** What waits now and would be let into the ledger. */
    readonly admitted: readonly RecordId[]
  }): readonly Pick<Fact, 'author' | 'seq'>[]
}

/** How much may wait at most. */
export interface AntechamberBound {
  readonly bytes: number
  readonly records: number
}

export type Compose<Failure> = (position: Position) => Result<SignedRecord, Failure>

export interface ImportRequest {
  readonly bundles: readonly ImportedBundle[]
  readonly records: readonly SignedRecord[]
}

export interface ImportedBundle {
  readonly name: string
  readonly sha256: Sha256Hex
  readonly bytes: number
  readonly exporter: DeviceId
  readonly number: number
  readonly purpose: string
  /** As its exporter's clock said. */
  readonly createdAt: string
  readonly records: number
  /** What the exporter says it holds. */
  readonly holds: readonly FeedHead[]
}

export interface ImportOutcome {
  /** Null: nothing was new. */
  readonly importId: number | null
  readonly stored: readonly RecordId[]
  /** Records that were held without a body and have one now. */
  readonly filled: readonly RecordId[]
  /** Records whose stored bytes were damaged and are right again. */
  readonly healed: readonly RecordId[]
  /** Records that waited in the antechamber and are part of the ledger now. */
  readonly admitted: readonly RecordId[]
  /** Records of strangers, which wait in the antechamber now. */
  readonly waiting: readonly RecordId[]
  /** What the antechamber had no room for any more, the oldest first. */
  readonly dropped: readonly Fact[]
}

export interface ImportEntry {
  readonly importId: number
  readonly at: string
  readonly bundles: readonly Omit<ImportedBundle, 'holds'>[]
  readonly stored: number
  /** Records of strangers that it brought and that still wait. */
  readonly waiting: number
  readonly filled: number
  readonly healed: number
  readonly setAside: boolean
  readonly mayBeSetAside: boolean
}

export interface NewExport {
  readonly number: number
  readonly name: string
  readonly purpose: string
  readonly recipients: readonly Seat[]
  readonly records: number
  readonly bytes: number
  readonly sha256: Sha256Hex
  /** What this machine held when it made the bundle. */
  readonly holds: readonly FeedHead[]
}

export interface ExportEntry extends Omit<NewExport, 'holds'> {
  readonly at: string
}

/** What was brought in and what was sent to whom. */
export interface ExchangeHistory {
  /** Newest first. */
  imports(): readonly ImportEntry[]
  exports(): readonly ExportEntry[]
  /** 1 more than the highest number used. */
  nextExportNumber(): number
  /** Of a bundle that was written; it also fixes how far this machine has written. */
  noteExport(entry: NewExport): Result<null, StoreError>
  /** What a device is known to hold, from the newest bundle of its that was seen here. */
  knownHolds(device: DeviceId): readonly FeedHead[]
  /** Receipts count even when there is nothing to import. */
  noteHolds(bundle: Pick<ImportedBundle, 'exporter' | 'holds'>): Result<null, StoreError>
}

/** Whether this folder is the newest and only copy of its machine. */
export interface Copies {
  /** Why this machine does not write now. Empty: it may. */
  doubts(): readonly CopyDoubt[]
  /** Places where it could not be noted how far this machine has written. */
  unkept(): readonly UnkeptNote[]
  /** Doubts of earlier, and how each was ended; oldest first. */
  ended(): readonly EndedDoubt[]
  /**
   * A person says that no other copy of this machine is in use or will be: whatever was noted or claimed to be
   * further is given up. Said wrongly, the next two records with one number freeze this machine for good.
   */
  declareOnly(account: string): Result<null, StoreError>
}

export interface EndedDoubt {
  readonly since: string
  readonly at: string
  /** Null: own records came home. */
  readonly declaredBy: string | null
  readonly doubts: readonly CopyDoubt[]
}

export interface OwnDevice {
  readonly device: DeviceId
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array
  /** X25519 secret, 32 bytes. */
  readonly encryptionSecret: Uint8Array
}

export interface DeviceKeys {
  /** The device this machine writes as; the newest one put. */
  current(): OwnDevice | null
  put(keys: OwnDevice): Result<null, StoreError>
}

export interface SignatoryKey {
  readonly publicKey: PublicKeyHex
  /** The secret as `SecretWrapper` made it. */
  readonly wrapped: string
  /** The account of this machine it belongs to; for finding it again. */
  readonly account: string
}

export interface SignatoryKeys {
  list(): readonly SignatoryKey[]
  get(publicKey: PublicKeyHex): SignatoryKey | null
  put(key: SignatoryKey): Result<null, StoreError>
}

export interface InvitationSecret {
  readonly publicKey: PublicKeyHex
  readonly seat: Seat
  /** The 28 characters, without separators. */
  readonly secret: string
}

export interface InvitationSecrets {
  list(): readonly InvitationSecret[]
  putMany(secrets: readonly InvitationSecret[]): Result<null, StoreError>
}

/** What is being typed under one name. */
export interface Draft {
  /** Grows with every change of what stands, its removal included; 0: nothing was ever kept under this name. */
  readonly version: number
  readonly current: { readonly text: string; readonly savedAt: string } | null
  /** What was written on a version that no longer stood, oldest first; each by another writer. */
  readonly aside: readonly DraftAside[]
}

export interface DraftAside {
  readonly version: number
  readonly text: string
  readonly savedAt: string
}

export interface DraftChange {
  /** The version the writer saw. */
  readonly basedOn: number
  /** One open form in one window; it follows its own changes without being told of them. */
  readonly writer: string
  /** JSON of the caller's own shape; null: nothing is to stand any more. */
  readonly text: string | null
  /** Versions put aside that this change has taken account of. */
  readonly settles: readonly number[]
}

export type DraftOutcome =
  | { readonly outcome: 'kept'; readonly version: number; readonly savedAt: string }
  /** Another version stands; a text was put aside. */
  | { readonly outcome: 'changed'; readonly version: number }

/** Drafts of forms. They stay on this machine until they are submitted; the names are the caller's. */
export interface Drafts {
  /** Names under which something stands or was put aside. */
  names(): readonly string[]
  get(name: string): Draft
  change(name: string, change: DraftChange): Result<DraftOutcome, StoreError>
}

export interface Settings {
  get(name: string): string | null
  put(name: string, value: string): Result<null, StoreError>
}

export interface RebuildReport {
  readonly records: number
  readonly equal: boolean
  /** Which projected rows differed: the table and the row's key. */
  readonly differences: readonly { readonly table: ProjectionTable; readonly key: string }[]
}
/** `state`: what is kept in memory only, by topic. */
export type ProjectionTable = 'projected_fact' | 'projected_verdict' | 'state'

export type IntegrityProblem =
  | { readonly problem: 'database'; readonly message: string }
  | {
      readonly problem: 'recordUnreadable' | 'wrongId' | 'wrongColumns' | 'brokenChain'
      readonly record: RecordId
    }

export interface SeasonStoreOptions {
  readonly season: SeasonId
  /** `create` makes the file when it is missing; `open` refuses with `missing`. */
  readonly location: DatabaseLocation
  readonly crypto: Verification
  readonly clock: Clock
  /** Left out where nothing outlives the store: memory, tests. */
  readonly ownHead?: OwnHeadKeeper
  /** Left out everywhere but in tests. */
  readonly antechamber?: AntechamberBound
}
export type OpenSeasonStore = (options: SeasonStoreOptions) => Result<SeasonStore, StoreError>
