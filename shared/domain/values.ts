import { z } from 'zod'
import { parseCanonicalQuantity } from '../kernel/decimal.ts'
import { ok } from '../kernel/result.ts'
import { textTyped } from '../kernel/text.ts'

/** Values that stand in many records and calls. */

/**
 * A text of at most `longest` UTF-16 units: first brought into canonical form (NFC, without forbidden characters),
 * then measured, so that whatever passes can be written into a record as it is. The one schema for everything that a
 * person types; text of a record is canonical already and passes unchanged. `least` 1: something that can be seen.
 */
export function text(longest: number, least: 0 | 1 = 0): z.ZodType<string, string> {
  return z.string().transform((typed, context) => {
    const read = plain.test(typed) && typed.length <= longest ? ok(typed) : textTyped(typed, longest)
    if (read.ok && (least === 0 || visible.test(read.value))) return read.value
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
/** Why somebody did what others have to answer for: what stands around it says nothing. */
export const reasonSchema: z.ZodType<string, string> = text(2000, 1).transform((reason) => reason.trim())
/** A short mark that a scale or season prints, such as the code of a group or a title. */
export const markSchema = text(32, 1)
/** A unit of measure. */
export const measureSchema = text(200)
/** A whole number. JSON can say −0, which is 0 to everybody but not to the canonical bytes of a record. */
export function integer(): z.ZodInt {
  return z.int().overwrite((number) => (number === 0 ? 0 : number))
}

/** Whole hundredths, 0 or more. */
export const pointsSchema = integer().min(0).max(100_000_000)
/** The canonical spelling of a decimal ≥ 0 with at most 6 fraction digits: `95`, `12.5`. */
export const quantitySchema = z
  .string()
  .refine((quantity) => parseCanonicalQuantity(quantity).ok, { error: 'quantity' })
/** A day of the calendar, `2021-11-30`. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine((day) => {
    const moment = new Date(`${day}T00:00:00Z`)
    return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
  })

/** Neither blank nor, like U+200B or the Hangul filler, a letter by name only. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u
/** Nothing to normalise, nothing to drop. */
const plain = /^[\x20-\x7e]*$/
