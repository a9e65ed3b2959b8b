import { z } from 'zod'
import { clusterCodeSchema, criterionCodeSchema, recordIdSchema, subjectCodeSchema } from './ids.ts'
import { scaleSchema } from './scale.ts'
import { quantitySchema } from './values.ts'

/** What one subject is asked to reach on one criterion; without an item the rule's default applies. */
export const assignmentSchema = z.strictObject({
  subject: subjectCodeSchema,
  criterion: criterionCodeSchema,
  /** False: the criterion is not scored for this subject and leaves its denominator. */
  assigned: z.boolean(),
  target: quantitySchema.nullable(),
  /** For criteria with a pledge: last year's value. */
  baseline: quantitySchema.nullable(),
})
export type Assignment = z.infer<typeof assignmentSchema>

export const scalePublishedSchema = z.strictObject({
  /** Null: for every cluster that has no scale of its own. */
  cluster: clusterCodeSchema.nullable(),
  scale: scaleSchema,
  replaces: recordIdSchema.nullable(),
})
export type ScalePublished = z.infer<typeof scalePublishedSchema>

export const assignmentsPublishedSchema = z.strictObject({
  scale: recordIdSchema,
  cluster: clusterCodeSchema.nullable(),
  items: z.array(assignmentSchema).max(50_000),
  replaces: recordIdSchema.nullable(),
})
export type AssignmentsPublished = z.infer<typeof assignmentsPublishedSchema>
