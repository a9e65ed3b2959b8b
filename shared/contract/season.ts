import { z } from 'zod'
import { assignmentSchema } from '../domain/assignment.ts'
import {
  type ClusterCode,
  clusterCodeSchema,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  type Seat,
  type SubjectCode,
} from '../domain/ids.ts'
import { type Scale, scaleSchema } from '../domain/scale.ts'
import type { Season } from '../domain/season.ts'
import type { Layer } from '../domain/sheet.ts'
import { text } from '../domain/values.ts'
import type { HeldSeat } from '../ledger/state.ts'
import { command, query } from './define.ts'
import type { Failure, WriteFailure } from './failures.ts'
import type { Slip } from './workspace.ts'

export interface SeasonView {
  readonly season: Season
  readonly basis: RecordId
  readonly ownSeats: readonly Seat[]
  readonly heldSeats: readonly HeldSeat[]
  readonly founderFrozen: boolean
  /** Short form of the state fingerprint, in groups, and in full. */
  readonly fingerprint: { readonly short: string; readonly full: string }
  readonly records: {
    readonly held: number
    readonly waiting: number
    readonly quarantined: number
    readonly forked: number
    readonly unknownKind: number
    readonly withheld: number
    readonly setAside: number
  }
}

/** One thing that waits for this machine. The screen turns it into a sentence and a link. */
export type Todo =
  /** This machine does not write: it may be an older copy, or not the only one. */
  | { readonly todo: 'copyInDoubt' }
  | { readonly todo: 'confirmHolders'; readonly enrolled: number }
  | { readonly todo: 'contestedSeat'; readonly seat: Seat }
  /** A forked machine that is not cut yet, and a seat whose last holder was cut. */
  | { readonly todo: 'settleFork' | 'vacantSeat'; readonly seat: Seat }
  | { readonly todo: 'signAgreement'; readonly agreement: RecordId; readonly seat: Seat }
  | { readonly todo: 'draftAgreement' }
  | {
      readonly todo: 'submitSheet'
      readonly round: RoundCode
      readonly subject: SubjectCode
      readonly layer: Layer
      readonly drafted: boolean
    }
  | { readonly todo: 'planInspection'; readonly round: RoundCode; readonly cluster: ClusterCode | null }
  /** Members of inspecting teams differ: the lead chooses which sheet counts. */
  | {
      readonly todo: 'chooseSheets'
      readonly round: RoundCode
      readonly cluster: ClusterCode | null
      readonly sheets: number
    }
  | { readonly todo: 'closeRound'; readonly round: RoundCode; readonly cluster: ClusterCode | null }
  | { readonly todo: 'export'; readonly records: number }

export interface RoundProgress {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  readonly subjects: number
  /** Number of subjects with a current sheet, per layer. */
  readonly sheets: { readonly [Each in Layer]: number }
  readonly missing: readonly { readonly subject: SubjectCode; readonly layer: Layer }[]
  readonly closed: boolean
  /** Closed before, open again. */
  readonly reopened: boolean
}

export interface Overview {
  readonly todos: readonly Todo[]
  readonly rounds: readonly RoundProgress[]
  readonly exchanges: readonly {
    readonly seat: Seat
    readonly lastImportAt: string | null
    readonly lastExportAt: string | null
  }[]
}

export interface InvitationRow {
  readonly seat: Seat
  readonly state: 'open' | 'enrolled' | 'contested' | 'listed'
  /** Only on the founder's machine. */
  readonly slip: Slip | null
}

export const seasonCalls = {
  'season.get': query<SeasonView, Failure<'noSeason'>>()('unlocked', z.strictObject({})),
  'season.overview': query<Overview, Failure<'noSeason'>>()('unlocked', z.strictObject({})),
  'season.invitations': query<readonly InvitationRow[], Failure<'noSeason'>>()(
    'unlocked',
    z.strictObject({}),
  ),
  /** A revision that lists every enrolment seen: from then on later enrolments on the same slips count for nothing. */
  'season.confirmHolders': command<{ readonly record: RecordId }, WriteFailure>()(
    'unlocked',
    z.strictObject({ reason: text(500) }),
  ),
  'scale.current': query<
    { readonly record: RecordId; readonly scale: Scale },
    Failure<'noSeason' | 'noScale'>
  >()('unlocked', z.strictObject({ cluster: clusterCodeSchema.nullable() })),
  'scale.publish': command<{ readonly record: RecordId }, WriteFailure | Failure<'scaleInvalid'>>()(
    'unlocked',
    z.strictObject({ cluster: clusterCodeSchema.nullable(), scale: scaleSchema }),
  ),
  'assignments.publish': command<
    { readonly record: RecordId },
    WriteFailure | Failure<'noScale' | 'subjectUnknown'>
  >()(
    'unlocked',
    z.strictObject({
      cluster: clusterCodeSchema.nullable(),
      scale: recordIdSchema,
      items: z.array(assignmentSchema).max(50_000),
    }),
  ),
} as const
