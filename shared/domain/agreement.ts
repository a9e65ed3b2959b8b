import { z } from 'zod'
import { clusterCodeSchema, recordIdSchema, seasonIdSchema, seatSchema, signatureSchema } from './ids.ts'
import { integer, markSchema, optionalTextSchema, quantitySchema, textSchema } from './values.ts'

/** A numeric target inside an article: what the parties promise to reach. */
export const targetSchema = z.strictObject({
  title: textSchema,
  unit: optionalTextSchema,
  comparator: z.enum(['atLeast', 'atMost', 'equal']),
  value: quantitySchema,
  /** Last year's value, where known. */
  previous: quantitySchema.nullable(),
})
export type Target = z.infer<typeof targetSchema>

export const articleSchema = z.strictObject({
  no: integer().min(1).max(99),
  title: textSchema,
  targets: z.array(targetSchema).max(200),
})

/** Null: the province's agreement, drafted by the authority. A cluster: its own, drafted by its lead. */
const agreementScopeSchema = clusterCodeSchema.nullable()

export const agreementDraftedSchema = z.strictObject({
  scope: agreementScopeSchema,
  title: textSchema,
  parties: z.array(seatSchema).min(1).max(2000),
  articles: z.array(articleSchema).min(1).max(99),
  motto: optionalTextSchema,
  /** Titles the parties register for. */
  titles: z.array(z.strictObject({ seat: seatSchema, title: markSchema })).max(5000),
  replaces: recordIdSchema.nullable(),
})
export type AgreementDrafted = z.infer<typeof agreementDraftedSchema>

/** What a signatory puts a name to. Its canonical bytes are what the signatory's own key signs. */
export const signoffStatementSchema = z.strictObject({
  format: z.literal('giaouoc/signoff/1'),
  season: seasonIdSchema,
  agreement: recordIdSchema,
  seat: seatSchema,
  signatory: recordIdSchema,
})
export type SignoffStatement = z.infer<typeof signoffStatementSchema>

export const agreementSignedSchema = z.strictObject({
  statement: signoffStatementSchema,
  /** By the signatory's key over `giaouoc/signoff/1\0` ‖ JCS(statement). */
  signature: signatureSchema,
})
export type AgreementSigned = z.infer<typeof agreementSignedSchema>
