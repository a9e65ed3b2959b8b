import { z } from 'zod'
import {
  clusterCodeSchema,
  criterionCodeSchema,
  recordIdSchema,
  roundCodeSchema,
  seatSchema,
  sha256Schema,
  subjectCodeSchema,
} from './ids.ts'
import { layerSchema } from './sheet.ts'
import { daySchema, optionalTextSchema, reasonSchema } from './values.ts'

/** Where a round's subjects compete: inside one cluster, or (null) the clusters among themselves. */
const roundScopeSchema = clusterCodeSchema.nullable()

export const inspectionPlannedSchema = z.strictObject({
  round: roundCodeSchema,
  cluster: roundScopeSchema,
  /**
   * A team inspects one or more subjects, never its own unit. Under the policy `oneSeat` the seat named first enters
   * the sheet; a subject that another member enters stands in a team of its own, that member first.
   */
  teams: z
    .array(
      z.strictObject({
        seats: z.array(seatSchema).min(1).max(100),
        subjects: z.array(subjectCodeSchema).min(1).max(500),
      }),
    )
    .max(500),
})
export type InspectionPlanned = z.infer<typeof inspectionPlannedSchema>

export const exclusionRecordedSchema = z
  .strictObject({
    round: roundCodeSchema,
    subject: subjectCodeSchema,
    reason: reasonSchema,
    from: daySchema.nullable(),
    until: daySchema.nullable(),
  })
  .refine(({ from, until }) => !endsBefore(until, from), {
    path: ['until'],
    params: { fault: 'endsBeforeItBegins' },
  })
export type ExclusionRecorded = z.infer<typeof exclusionRecordedSchema>

export const roundClosedSchema = z.strictObject({
  round: roundCodeSchema,
  cluster: roundScopeSchema,
  scale: recordIdSchema,
  assignments: recordIdSchema.nullable(),
  /** Exactly the sheets and exclusions the standings rest on, sorted. */
  records: z.array(recordIdSchema).max(50_000),
  standings: sha256Schema,
  /** What is missing, accepted with a reason; `criterion` null: the whole sheet. */
  gaps: z
    .array(
      z.strictObject({
        subject: subjectCodeSchema,
        criterion: criterionCodeSchema.nullable(),
        reason: reasonSchema,
      }),
    )
    .max(50_000),
  /** Ties settled by lot or vote: subjects in their settled order. */
  ties: z
    .array(z.strictObject({ subjects: z.array(subjectCodeSchema).min(2).max(500), reason: reasonSchema }))
    .max(500),
  /**
   * Where several seats entered one sheet: the one that counts (it stands in `records` where its layer counts), those
   * that stand beside it (they never do), and what settled it: equal values, the members' own minutes, or the lead. A reason is left out
   * only where the values are equal.
   */
  choices: z
    .array(
      z
        .strictObject({
          subject: subjectCodeSchema,
          layer: layerSchema,
          counts: recordIdSchema,
          beside: z.array(recordIdSchema).min(1).max(100),
          by: z.enum(['equal', 'minutes', 'lead']),
          reason: optionalTextSchema,
        })
        .refine(({ by, reason }) => by === 'equal' || reason.trim() !== '', {
          path: ['reason'],
          params: { fault: 'empty' },
        }),
    )
    .max(2000),
  /** The reopening after which this is closed again; null: for the first time. */
  reopening: recordIdSchema.nullable(),
})
export type RoundClosed = z.infer<typeof roundClosedSchema>

/** Lifts a closing: its round is open again, and what it sealed stays readable. */
export const roundReopenedSchema = z.strictObject({
  closing: recordIdSchema,
  reason: reasonSchema,
})
export type RoundReopened = z.infer<typeof roundReopenedSchema>

/** Whether a time named by its first and last day has none: days compare as they are written. Null: open. */
export function endsBefore(until: string | null, from: string | null): boolean {
  return from !== null && until !== null && until < from
}
