import { z } from 'zod'
import {
  type ClusterCode,
  type CriterionCode,
  clusterCodeSchema,
  criterionCodeSchema,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  roundCodeSchema,
  type Seat,
  type SubjectCode,
  subjectCodeSchema,
} from '../domain/ids.ts'
import { exclusionRecordedSchema, inspectionPlannedSchema } from '../domain/round.ts'
import type { Scale } from '../domain/scale.ts'
import type { CountingLayer, CrossEntry } from '../domain/season.ts'
import { reasonSchema } from '../domain/values.ts'
import type { CriterionScore } from '../scoring/scores.ts'
import { command, query } from './define.ts'
import type { Failure, WriteFailure } from './failures.ts'
import type { SheetDifference } from './side-by-side.ts'

export interface PlanView {
  /** `oneSeat`: of each team the seat named first enters the sheet; `allMembers`: every member its own. */
  readonly crossEntry: CrossEntry
  readonly teams: readonly { readonly seats: readonly Seat[]; readonly subjects: readonly SubjectCode[] }[]
  readonly record: RecordId | null
  readonly mayPlan: boolean
  readonly members: readonly { readonly subject: SubjectCode; readonly name: string; readonly seat: Seat }[]
}

export interface Gap {
  readonly subject: SubjectCode
  /** Null: the whole sheet of the counting layer is missing. */
  readonly criterion: CriterionCode | null
}

export interface StandingRow {
  readonly subject: SubjectCode
  readonly name: string
  /** Hundredths. */
  readonly points: number
  readonly assignedMax: number
  /** Decimal string with 6 digits; null: nothing assigned. */
  readonly percent: string | null
  readonly rank: number | null
  readonly status: 'ranked' | 'incomplete' | 'excluded' | 'notRanked'
  readonly tied: boolean
  readonly excludedReason: string | null
  readonly missing: readonly CriterionCode[]
  /** Top-level groups of the scale, for the bars. */
  readonly groups: readonly {
    readonly code: string
    readonly title: string
    readonly points: number
    readonly assignedMax: number
  }[]
}

export type ProvisionalReason =
  | 'notClosed'
  | 'reopened'
  | 'incomplete'
  | 'withheld'
  | 'unknownKind'
  | 'waiting'
  | 'oldScale'
  /** Members of an inspecting team differ on a layer that counts, and nobody has chosen yet. */
  | 'membersDiffer'

export interface StandingsView {
  readonly round: RoundCode
  readonly roundName: string
  readonly cluster: ClusterCode | null
  readonly clusterName: string
  readonly countingLayer: CountingLayer
  readonly rows: readonly StandingRow[]
  readonly digest: string
  readonly official: {
    readonly closing: RecordId
    readonly at: string
    readonly actor: string
    /** False: the sealed digest does not match what the listed records give. An alarm. */
    readonly digestMatches: boolean
    readonly changedSince: readonly { readonly record: RecordId; readonly why: string }[]
    readonly gaps: readonly (Gap & { readonly reason: string })[]
  } | null
  /** Closed before and open again. */
  readonly reopened: Pick<Reopening, 'at' | 'actor' | 'reason'> | null
  readonly provisional: readonly ProvisionalReason[]
  /** Against the standings before the newest import: who moved. */
  readonly movements: readonly RankMove[]
}

export interface Reopening {
  readonly record: RecordId
  readonly at: string
  readonly actor: string
  readonly reason: string
}

/** One closing of a round, in force or reopened since, with what it sealed. */
export interface ClosingView {
  readonly closing: RecordId
  readonly at: string
  readonly actor: string
  readonly digest: string
  /** Null: something it rests on cannot be read here, so there are no rows either. */
  readonly digestMatches: boolean | null
  readonly rows: readonly StandingRow[]
  readonly gaps: readonly (Gap & { readonly reason: string })[]
  /** Empty: it is in force. */
  readonly reopenings: readonly Reopening[]
}

export interface RankMove {
  readonly subject: SubjectCode
  readonly name: string
  readonly rankBefore: number | null
  readonly rankAfter: number | null
  readonly pointsBefore: number
  readonly pointsAfter: number
}

/** Why one subject stands where it stands: its criteria on the counting layer with traces, and its neighbours. */
export interface ExplainView {
  readonly subject: SubjectCode
  readonly name: string
  readonly scale: Scale
  readonly criteria: readonly CriterionScore[]
  readonly row: StandingRow
  readonly neighbours: readonly {
    readonly subject: SubjectCode
    readonly name: string
    readonly rank: number | null
    /** Difference of percent to this subject, as a signed decimal string with 6 digits. */
    readonly percentDifference: string
    /** Biggest differences first; hundredths, this subject minus the neighbour. */
    readonly criteria: readonly {
      readonly criterion: CriterionCode
      readonly title: string
      readonly difference: number
    }[]
  }[]
}

const place = { round: roundCodeSchema, cluster: clusterCodeSchema.nullable() }

export const roundCalls = {
  'inspection.get': query<PlanView, Failure<'noSeason' | 'roundUnknown'>>()(
    'unlocked',
    z.strictObject(place),
  ),
  'inspection.plan': command<
    { readonly record: RecordId },
    WriteFailure | Failure<'roundUnknown' | 'planInvalid'>
  >()(
    'unlocked',
    z.strictObject({
      ...place,
      teams: inspectionPlannedSchema.shape.teams.min(1),
    }),
  ),
  'exclusions.record': command<
    { readonly record: RecordId },
    WriteFailure | Failure<'roundUnknown' | 'roundClosed' | 'subjectUnknown' | 'alreadyExcluded'>
  >()('unlocked', exclusionRecordedSchema),
  'rounds.gaps': query<
    {
      readonly gaps: readonly Gap[]
      /** Closing asks which sheet counts; gaps of these subjects follow from the choice. */
      readonly differences: readonly SheetDifference[]
      readonly mayClose: boolean
      readonly closed: boolean
    },
    Failure<'noSeason' | 'roundUnknown' | 'noScale'>
  >()('unlocked', z.strictObject(place)),
  /** Seals the round over exact records. Every gap must be accepted with a reason. */
  'rounds.close': command<
    { readonly record: RecordId; readonly digest: string },
    | WriteFailure
    | Failure<'roundUnknown' | 'roundClosed' | 'noScale' | 'gapsOpen' | 'differencesOpen' | 'tieInvalid'>
  >()(
    'unlocked',
    z.strictObject({
      ...place,
      gaps: z
        .array(
          z.strictObject({
            subject: subjectCodeSchema,
            criterion: criterionCodeSchema.nullable(),
            reason: reasonSchema,
          }),
        )
        .max(50_000),
      ties: z
        .array(z.strictObject({ subjects: z.array(subjectCodeSchema).min(2).max(500), reason: reasonSchema }))
        .max(500),
      /** Where members differ: the sheet that counts, and whether their own minutes or the lead settled it. */
      choices: z
        .array(
          z.strictObject({
            counts: recordIdSchema,
            by: z.enum(['minutes', 'lead']),
            reason: reasonSchema,
          }),
        )
        .max(2000)
        .default([]),
    }),
  ),
  /** Every closing of a place, the newest first, and whether this machine may reopen the one in force. */
  'rounds.closings': query<
    { readonly closings: readonly ClosingView[]; readonly mayReopen: boolean },
    Failure<'noSeason' | 'roundUnknown'>
  >()('unlocked', z.strictObject(place)),
  /** Opens a closed round again. What the closing sealed stays readable; standings are provisional until the next one. */
  'rounds.reopen': command<{ readonly record: RecordId }, WriteFailure | Failure<'closingNotInForce'>>()(
    'unlocked',
    z.strictObject({ closing: recordIdSchema, reason: reasonSchema }),
  ),
  'standings.get': query<StandingsView, Failure<'noSeason' | 'roundUnknown' | 'noScale'>>()(
    'unlocked',
    z.strictObject(place),
  ),
  'standings.explain': query<
    ExplainView,
    Failure<'noSeason' | 'roundUnknown' | 'noScale' | 'subjectUnknown'>
  >()('unlocked', z.strictObject({ ...place, subject: subjectCodeSchema })),
} as const
