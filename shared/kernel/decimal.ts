import type { Brand } from './brand.ts'
import { err, ok, type Result } from './result.ts'

/**
 * Exact decimals. Two units travel through the program:
 * points, whole hundredths as a safe integer, and quantities, millionths as a bigint.
 */
export type Hundredths = Brand<number, 'Hundredths'>
/** A target, result or baseline: a decimal ≥ 0 with at most 6 fraction digits, scaled by 10⁶. */
export type Quantity = Brand<bigint, 'Quantity'>

export const quantityScale = 1_000_000n

export type DecimalProblem = 'notNumber' | 'negative' | 'ambiguous' | 'tooFine' | 'tooLarge'

/** Quantities stay far inside what a canonical decimal string and a rational product can carry. */
const maxQuantityDigits = 15

/**
 * Reads what a person or a file wrote as a quantity. `25,67` and `25.67` are the same; both marks may group
 * (`1.234,5`); exactly one mark followed by three digits after a leading 1–3 digits is ambiguous (`1.234`).
 */
export function parseQuantity(text: string): Result<Quantity, DecimalProblem> {
  const plain = plainDecimal(text)
  if (!plain.ok) return plain
  return scaled(plain.value, 6, 'tooFine') as Result<Quantity, DecimalProblem> // non-negative and at most 6 digits
}

/** Reads typed points (0 or more, at most two decimals) into hundredths. Grouping marks as in quantities. */
export function parsePoints(text: string): Result<Hundredths, DecimalProblem> {
  const plain = plainDecimal(text)
  // `1.234` would be three decimals: points have at most two, so here it is plainly too fine.
  if (!plain.ok) return plain.error === 'ambiguous' ? err('tooFine') : plain
  const value = scaled(plain.value, 2, 'tooFine')
  if (!value.ok) return value
  return ok(Number(value.value) as Hundredths) // at most 15 digits: safe
}

/** Reads the one canonical spelling stored in records: `0`, `12`, `12.5`; no sign, no grouping, no trailing zeros. */
export function parseCanonicalQuantity(text: string): Result<Quantity, DecimalProblem> {
  if (!canonicalDecimal.test(text)) return err('notNumber')
  return scaled(text, 6, 'tooFine') as Result<Quantity, DecimalProblem> // the pattern allows nothing negative
}

/** The canonical spelling, with a point: `12.5`. */
export function formatCanonicalQuantity(quantity: Quantity): string {
  const whole = quantity / quantityScale
  const fraction = (quantity % quantityScale).toString().padStart(6, '0').replace(/0+$/, '')
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}

/** For people: decimal comma, no grouping. */
export function showQuantity(quantity: Quantity): string {
  return formatCanonicalQuantity(quantity).replace('.', ',')
}

/** For people: always two decimals and a decimal comma, `-0,50`. */
export function showPoints(points: number): string {
  const sign = points < 0 ? '-' : ''
  const size = Math.abs(points)
  return `${sign}${Math.floor(size / 100)},${String(size % 100).padStart(2, '0')}`
}

/** For people: without decimals where there are none, `684` or `684,5`. */
export function showPointsShort(points: number): string {
  return showPoints(points).replace(/,?0+$/, (zeros) =>
    zeros.startsWith(',') ? '' : zeros.replace(/0+$/, ''),
  )
}

const canonicalDecimal = /^(0|[1-9]\d*)(\.\d*[1-9])?$/
const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/
const simple = /^\d+([.,]\d+)?$/
const groupedByPoint = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/
const groupedByComma = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/

function plainDecimal(text: string): Result<string, DecimalProblem> {
  const trimmed = text.trim()
  if (/^[-−]\s*\d/.test(trimmed)) return err('negative')
  if (ambiguous.test(trimmed)) return err('ambiguous')
  if (simple.test(trimmed)) return ok(trimmed.replace(',', '.'))
  if (groupedByPoint.test(trimmed)) return ok(trimmed.replaceAll('.', '').replace(',', '.'))
  if (groupedByComma.test(trimmed)) return ok(trimmed.replaceAll(',', ''))
  return err('notNumber')
}

function scaled(plain: string, digits: number, finer: DecimalProblem): Result<bigint, DecimalProblem> {
  const [whole = '0', fraction = ''] = plain.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > digits) return err(finer)
  if (whole.replace(/^0+/, '').length > maxQuantityDigits - 2) return err('tooLarge')
  return ok(BigInt(whole + kept.padEnd(digits, '0')))
}
