import { z } from 'zod'
import { parseCanonicalQuantity } from '../kernel/decimal.ts'

/** Values that stand in many records. Text rules (NFC, controls) are the canonical codec's business. */
export const textSchema = z.string().min(1).max(4000)
export const optionalTextSchema = z.string().max(4000)
/** Whole hundredths, 0 or more. */
export const pointsSchema = z.int().min(0).max(100_000_000)
/** The canonical spelling of a decimal ≥ 0 with at most 6 fraction digits: `95`, `12.5`. */
export const quantitySchema = z
  .string()
  .refine((text) => parseCanonicalQuantity(text).ok, { error: 'quantity' })
/** A calendar day, `2021-11-30`. */
export const daySchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
