import type {
  ClusterCode,
  CriterionCode,
  DeviceId,
  RecordId,
  RoundCode,
  SeasonId,
  SubjectCode,
} from '../domain/ids.ts'
import type { Verdict } from '../ledger/verdict.ts'
import type { BundleError } from './bundle-error.ts'

/** Which closing of which round is spoken of. */
export interface ClosingPlace {
  readonly closing: RecordId
  readonly round: RoundCode
  /** Null: between the clusters. */
  readonly cluster: ClusterCode | null
}

/** A record among the files. */
export interface RecordPlace {
  readonly record: RecordId
  readonly author: DeviceId
  readonly seq: number
  readonly kind: string
}

/** What a verifier without a database finds wrong with a set of bundle files. */
export type VerificationProblem =
  | { readonly code: 'unreadable'; readonly file: string }
  | { readonly code: 'refused'; readonly file: string; readonly error: BundleError }
  /** The files are of another season than the one that was named from outside. */
  | { readonly code: 'otherSeason'; readonly season: SeasonId; readonly by: 'season' | 'slip' }
  /** Nothing of the season that was named is in the files. */
  | { readonly code: 'seasonAbsent'; readonly by: 'season' | 'slip' }
  /** The founding record is in none of the files, so nothing of this season can be judged. */
  | { readonly code: 'foundingMissing'; readonly season: SeasonId }
  | ({
      readonly code: 'notValid'
      readonly verdict: Extract<Verdict, { readonly status: 'waiting' | 'quarantined' | 'fork' }>
    } & RecordPlace)
  /** A valid sheet has an entry that the rule of its criterion cannot score. */
  | ({
      readonly code: 'entryUnscorable'
      readonly subject: SubjectCode
      readonly criterion: CriterionCode
      /** A code of the scoring engine. */
      readonly problem: string
    } & RecordPlace)
  /** Something the closing rests on is withheld or in none of the files: the seal cannot be checked. */
  | ({ readonly code: 'closingUnreadable'; readonly missing: readonly RecordId[] } & ClosingPlace)
  /** The closing names something of another round, or a round that its season does not have. */
  | ({ readonly code: 'closingMisplaced'; readonly records: readonly RecordId[] } & ClosingPlace)
  /** The alarm: the sealed digest is not what the listed records give. */
  | ({ readonly code: 'digestDiffers'; readonly sealed: string; readonly recomputed: string } & ClosingPlace)
  /** A lot of the closing names subjects that are not exactly those of one tie: it has no effect. */
  | ({ readonly code: 'tieIdle'; readonly subjects: readonly SubjectCode[] } & ClosingPlace)
  /** A subject was incomplete at closing and nobody accepted that. */
  | ({
      readonly code: 'gapNotAccepted'
      readonly subject: SubjectCode
      readonly missing: readonly CriterionCode[]
    } & ClosingPlace)
