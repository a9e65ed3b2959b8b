import { z } from 'zod'
import {
  clusterCodeSchema,
  deviceIdSchema,
  publicKeySchema,
  recordIdSchema,
  roundCodeSchema,
  seatSchema,
  unitCodeSchema,
} from './ids.ts'
import { shareSchema } from './scale.ts'
import { daySchema, integer, markSchema, optionalTextSchema, text, textSchema } from './values.ts'

/** One emulation year: who takes part, which rounds there are, and by which policies results are reckoned. */
export const clusterSchema = z.strictObject({
  code: clusterCodeSchema,
  name: textSchema,
  field: optionalTextSchema,
  /** The member unit that leads this year. */
  lead: unitCodeSchema,
  deputy: unitCodeSchema.nullable(),
})
export type Cluster = z.infer<typeof clusterSchema>

export const unitSchema = z.strictObject({
  code: unitCodeSchema,
  name: textSchema,
  cluster: clusterCodeSchema,
})
export type Unit = z.infer<typeof unitSchema>

export const roundSchema = z.strictObject({
  code: roundCodeSchema,
  name: textSchema,
  scope: z.enum(['withinCluster', 'betweenClusters']),
})
export type Round = z.infer<typeof roundSchema>

export const titleSchema = z.strictObject({
  code: markSchema,
  name: textSchema,
  /** `12.5%` of the subjects, or a number. */
  quota: z.string().regex(/^\d{1,4}(\.\d{1,4})?%?$/),
  of: z.enum(['season', 'cluster']),
})

export const countingLayerSchema = z.enum([
  'appraisal',
  'cross',
  'agreedInMinutes',
  'maxOfAppraisalAndReview',
])
export type CountingLayer = z.infer<typeof countingLayerSchema>

/**
 * Who of an inspecting team enters its sheet: the seat that the plan names first, or every member its own. Members'
 * sheets stand side by side; where they differ, the lead settles at closing which one counts.
 */
export const crossEntrySchema = z.enum(['oneSeat', 'allMembers'])
export type CrossEntry = z.infer<typeof crossEntrySchema>

export const policiesSchema = z.strictObject({
  countingLayer: countingLayerSchema,
  crossEntry: crossEntrySchema,
  leadAppraisedBy: z.enum(['deputy', 'authority']),
  noTarget: z.enum(['exclude', 'leaderAmongNoTarget']),
  metShare: shareSchema,
  /** Ordered tie-breakers: `group:<code>` or `fewerDeductions`. */
  ties: z.array(text(38, 1).pipe(z.string().regex(/^(group:.{1,32}|fewerDeductions)$/))),
  yearFrom: z.enum(['finalRound', 'mean', 'weightedMean']),
  scaleOwner: z.enum(['authority', 'lead']),
})
export type Policies = z.infer<typeof policiesSchema>

export const seasonSchema = z.strictObject({
  year: integer().min(2000).max(2200),
  name: textSchema,
  motto: optionalTextSchema,
  /** Practice seasons are marked, use a printed passphrase and never mix with real ones. */
  practice: z.boolean(),
  /** Named on every official form: the issuing body, its standing office, its superior. */
  authority: z.strictObject({
    name: textSchema,
    standingOffice: textSchema,
    superior: optionalTextSchema,
    place: optionalTextSchema,
  }),
  /** The day the season closes, usually in November. */
  closes: daySchema.nullable(),
  clusters: z.array(clusterSchema).min(1).max(100),
  units: z.array(unitSchema).min(1).max(2000),
  rounds: z.array(roundSchema).min(1).max(50),
  titles: z.array(titleSchema).max(50),
  policies: policiesSchema,
})
export type Season = z.infer<typeof seasonSchema>

/** A holder's records count up to its cut; without one, without end. */
export const cutSchema = z.strictObject({ seq: integer().min(1), id: recordIdSchema })
export type Cut = z.infer<typeof cutSchema>

export const seatEntrySchema = z.strictObject({
  seat: seatSchema,
  /** Public halves of the invitations on which a device may enrol for this seat. */
  invitations: z.array(publicKeySchema).max(50),
  /** In the order of holding: the last one is the latest holder. */
  holders: z.array(z.strictObject({ device: deviceIdSchema, upTo: cutSchema.nullable() })).max(100),
})
export type SeatEntry = z.infer<typeof seatEntrySchema>

export const seasonFoundedSchema = z.strictObject({
  founder: z.strictObject({ key: publicKeySchema, encryptionKey: publicKeySchema, seat: seatSchema }),
  recoveryKey: publicKeySchema,
  season: seasonSchema,
  seats: z.array(seatEntrySchema).max(5000),
})
export type SeasonFounded = z.infer<typeof seasonFoundedSchema>

export const seasonRevisedSchema = z.strictObject({
  replaces: recordIdSchema,
  season: seasonSchema,
  seats: z.array(seatEntrySchema).max(5000),
  reason: optionalTextSchema,
})
export type SeasonRevised = z.infer<typeof seasonRevisedSchema>
