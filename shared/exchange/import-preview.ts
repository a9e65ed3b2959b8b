import type { DeviceId, RecordId, RoundCode, SeasonId, Seat, SubjectCode } from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'
import type { Fact } from '../ledger/fact.ts'
import type { HeldSet } from '../ledger/held-set.ts'
import type { ReadRecord, TypedBody } from '../ledger/read-record.ts'
import type { SignedRecord } from '../ledger/record.ts'
import type { SeasonState } from '../ledger/state.ts'
import type { BodyReader } from '../ledger/valid-facts.ts'
import type { Verdict } from '../ledger/verdict.ts'
import type { BundleError } from './bundle-error.ts'
import type { DecodedBundle } from './decode-bundle.ts'
import type { EntryChange } from './entry-changes.ts'

/** In this order: each record of an import is the first of these that fits. */
export const importClasses = [
  'heals',
  'present',
  'foreignSeason',
  'setAside',
  'fork',
  'quarantined',
  'waiting',
  'adoptsOwn',
  'withdraws',
  'supersedes',
  'stale',
  'notCounted',
  'beside',
  'new',
] as const
export type ImportClass = (typeof importClasses)[number]

/** In the order a person looks at them: what is wrong, what waits, what changes, what is known. */
export const classesAsShown: readonly ImportClass[] = [
  'fork',
  'quarantined',
  'foreignSeason',
  'waiting',
  'supersedes',
  'beside',
  'new',
  'withdraws',
  'heals',
  'adoptsOwn',
  'notCounted',
  'stale',
  'setAside',
  'present',
]

/**
 * What is stored under the id of a record whose bytes hash to it. `none`: nothing; `same`: these very bytes and this
 * signature, so that whatever was checked when they came in holds; `otherwiseSigned`: sound, with another signature
 * of its author; `damaged`: not what was stored, so that an import puts it right.
 */
export type StoredLikeness = 'none' | 'same' | 'otherwiseSigned' | 'damaged'

/** What the database holds, as far as an import has to know it. */
export interface HeldRecords {
  /** What is held and not set aside, and what waits in the antechamber. */
  readonly set: HeldSet
  /** Stored, but left out by the user: whole records, and late bodies of records that are held. */
  readonly setAside: Pick<ReadonlyMap<RecordId, unknown>, 'has'>
  /** What a held record says; null: withheld, of an unknown kind, or not held. */
  bodyOf(record: RecordId): TypedBody | null
  compare(record: SignedRecord): StoredLikeness
  /** Holds these facts in a set of its own, which nobody else sees grow. */
  apart(facts: readonly Fact[], bodyOf: BodyReader): HeldSet
}

/** The sheet of another seat that stands beside one, neither of them older. */
export interface SheetBeside {
  readonly record: RecordId
  readonly device: DeviceId
  readonly seats: readonly Seat[]
  readonly actor: string
  readonly at: string
  /** Criteria on which the two differ: `before` is what this other sheet says, `after` what the incoming one says. */
  readonly differences: readonly EntryChange[]
}

/** One record of an import and what it would do. */
export interface ImportItem {
  readonly record: RecordId
  readonly class: ImportClass
  readonly kind: string
  /** Place, in the list given, of the first bundle it came in. */
  readonly bundle: number
  readonly author: { readonly device: DeviceId; readonly seats: readonly Seat[] }
  readonly actor: string
  readonly at: string
  readonly round: RoundCode | null
  readonly subject: SubjectCode | null
  readonly layer: Layer | null
  /** The record whose place it takes, where it supersedes one. */
  readonly supersedes: RecordId | null
  /** Criterion by criterion, where a sheet supersedes another. */
  readonly changes: readonly EntryChange[]
  /** Members of an inspecting team who enter the same sheet. */
  readonly beside: readonly SheetBeside[]
  /** Kept and cannot count, though not older: made under an older plan, or outranked (own before entered-for). */
  readonly notCounted: 'planOutdated' | 'outranked' | null
  /** How it would stand among everything held after the import. */
  readonly verdict: Verdict
}

/** One of the bundles given: refused as a whole, or part of the import. */
export type BundlePreview = {
  readonly name: string
  readonly bytes: number
} & (
  | { readonly refused: BundleError; readonly bundle: null }
  | {
      readonly refused: null
      readonly bundle: DecodedBundle
      readonly exporterSeats: readonly Seat[]
      /** "Gói cũ": it has records, and all of them are here already. */
      readonly old: boolean
    }
)

/** What importing all readable bundles together would do. Nothing has been written. */
export interface ImportPreview {
  readonly season: SeasonId
  readonly bundles: readonly BundlePreview[]
  /** Each record once, in the order in which the bundles bring them. */
  readonly items: readonly ImportItem[]
  readonly counts: { readonly [Each in ImportClass]: number }
  /** What a commit stores: everything new, proofs and waiting records included, bodies withheld until now, and what
   *  takes the place of damaged rows. */
  readonly stored: readonly ReadRecord[]
  /** Those of `stored` that do not come into the ledger: their authors are strangers, so they wait outside. */
  readonly strange: readonly ReadRecord[]
  /** Records that wait outside now and that this import brings into the ledger. */
  readonly admitted: readonly RecordId[]
  /** The state after a commit; null: there would still be no valid founding. */
  readonly stateAfter: SeasonState | null
  /** Reads what a record says after a commit. */
  bodyAfter(record: RecordId): TypedBody | null
}
