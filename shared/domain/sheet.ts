import { z } from 'zod'
import {
  criterionCodeSchema,
  recordIdSchema,
  roundCodeSchema,
  sha256Schema,
  subjectCodeSchema,
} from './ids.ts'
import { integer, optionalTextSchema, quantitySchema, reasonSchema, textSchema } from './values.ts'

/** Who scored: the unit itself, the inspecting team, the cluster's lead, the lead again. Kept side by side for ever. */
export const layerSchema = z.enum(['self', 'cross', 'appraisal', 'review'])
export type Layer = z.infer<typeof layerSchema>
export const layers: readonly Layer[] = ['self', 'cross', 'appraisal', 'review']

const itemCode = z.string().regex(/^[A-Za-z0-9]{1,8}$/)

/**
 * One criterion as one layer entered it. A criterion without an entry is "not scored"; an entry of a counted
 * rule with empty `counts` is "nothing to count"; a result of `0` is zero. Three different things.
 */
export const entrySchema = z.strictObject({
  criterion: criterionCodeSchema,
  /** The quantity A; `1`/`0` for passFail; the count for countCapped; days late for deadline. */
  result: quantitySchema.nullable(),
  /** Occurrences per item of a counted rule; items left out occurred 0 times. */
  counts: z.array(z.strictObject({ code: itemCode, count: integer().min(0).max(1_000_000) })).max(100),
  /** Ranks given by other bodies, for rankPoints. */
  ranks: z.array(integer().min(1).max(10_000)).max(100),
  /** Typed hundredths, only for `direct`. */
  points: integer().min(0).max(100_000_000).nullable(),
  /** Items of a counted rule that are waived whole. */
  waivers: z.array(itemCode).max(100),
  /** Signed hundredths, only on layers after self, with a reason. */
  adjustment: integer().min(-100_000_000).max(100_000_000).nullable(),
  reason: optionalTextSchema,
  evidence: z.array(sha256Schema).max(100),
})
export type Entry = z.infer<typeof entrySchema>

/** A paper that supports the sheet: number, date, issuer as printed on it. */
const documentSchema = z.strictObject({
  number: optionalTextSchema,
  date: optionalTextSchema,
  issuer: optionalTextSchema,
  title: textSchema,
})

export const sheetSubmittedSchema = z.strictObject({
  round: roundCodeSchema,
  subject: subjectCodeSchema,
  layer: layerSchema,
  scale: recordIdSchema,
  assignments: recordIdSchema.nullable(),
  /** The plan that names the inspecting seat; only on the cross layer. */
  plan: recordIdSchema.nullable(),
  entries: z.array(entrySchema).max(2000),
  documents: z.array(documentSchema).max(200),
  note: optionalTextSchema,
  replaces: recordIdSchema.nullable(),
  /** Entered by the lead from signed paper ("nhập thay"): why, and the scan. */
  enteredFor: z.strictObject({ reason: reasonSchema, scan: sha256Schema }).nullable(),
})
export type SheetSubmitted = z.infer<typeof sheetSubmittedSchema>

/** An entry with nothing in it yet. */
export function emptyEntry(criterion: Entry['criterion']): Entry {
  return {
    criterion,
    result: null,
    counts: [],
    ranks: [],
    points: null,
    waivers: [],
    adjustment: null,
    reason: '',
    evidence: [],
  }
}
