import { z } from 'zod'
import { parseCanonicalQuantity } from '../kernel/decimal.ts'
import { ok } from '../kernel/result.ts'
import { textTyped } from '../kernel/text.ts'

/** Values that stand in many records and calls. */

/**
 * A text of at most `longest` UTF-16 units: first brought into canonical form (NFC, without forbidden characters),
 * then measured, so that whatever passes can be written into a record as it is. The one schema for everything that a
 * person types; text of a record is canonical already and passes unchanged. `least` 1: something must be left.
 */
export function text(longest: number, least: 0 | 1 = 0): z.ZodType<string, string> {
  return z.string().transform((typed, context) => {
    const read = plain.test(typed) && typed.length <= longest ? ok(typed) : textTyped(typed, longest)
    if (read.ok && read.value.length >= least) return read.value
    const fault = read.ok ? 'empty' : read.error
    context.issues.push({
      code: 'custom',
      input: typed,
      message: `text: ${fault}`,
      params: { fault, limit: longest },
    })
    return z.NEVER
  })
}

export const textSchema = text(4000, 1)
export const optionalTextSchema = text(4000)
/** A short mark that a scale or season prints, such as the code of a group or a title. */
export const markSchema = text(32, 1)
/** A unit of measure. */
export const measureSchema = text(200)
/** Whole hundredths, 0 or more. */
export const pointsSchema = z.int().min(0).max(100_000_000)
/** The canonical spelling of a decimal ≥ 0 with at most 6 fraction digits: `95`, `12.5`. */
export const quantitySchema = z
  .string()
  .refine((quantity) => parseCanonicalQuantity(quantity).ok, { error: 'quantity' })
/** A calendar day, `2021-11-30`. */
export const daySchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** Nothing to normalise, nothing to drop. */
const plain = /^[\x20-\x7e]*$/
