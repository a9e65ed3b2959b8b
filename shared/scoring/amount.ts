import type { Brand } from '../kernel/brand.ts'
import { parseCanonicalQuantity } from '../kernel/decimal.ts'

/**
 * A target, result or baseline in units of 10⁻¹². Quantities have at most 6 fraction digits and so has the factor
 * of a pledge; in this unit their product is still a whole number.
 */
export type Amount = Brand<bigint, 'Amount'>

export const amountUnit = 1_000_000_000_000n

/** The factor of a pledge: `-5%` is 950,000 millionths. */
export type PledgeFactor = Brand<bigint, 'PledgeFactor'>

/** Reads the canonical spelling of a quantity. Null: not one. */
export function parseAmount(text: string): Amount | null {
  // What people enter fits a plain number; scoring a season reads these by the hundred thousand.
  if (text.length <= safeDigits && shortDecimal.test(text)) {
    const point = text.indexOf('.')
    if (point < 0) return (BigInt(Number(text)) * amountUnit) as Amount
    const digits = Number(text.slice(0, point) + text.slice(point + 1))
    return (BigInt(digits) * fractionUnit(text.length - point - 1)) as Amount
  }
  const quantity = parseCanonicalQuantity(text)
  return quantity.ok ? ((quantity.value * quantityToAmount) as Amount) : null
}

/** Plain decimal text without trailing zeros; up to 12 fraction digits after a pledge. */
export function amountText(amount: Amount): string {
  const whole = amount / amountUnit
  const fraction = (amount % amountUnit).toString().padStart(12, '0').replace(/0+$/, '')
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}

/** The inverse of `amountText`. Null: not such a text. */
export function parseAmountText(text: string): Amount | null {
  const parts = /^(\d{1,40})(?:\.(\d{1,12}))?$/.exec(text)
  if (parts === null) return null
  const [, whole = '0', fraction = ''] = parts
  return BigInt(whole + fraction.padEnd(12, '0')) as Amount // twelve digits after the whole part: the unit
}

/** Reads `-5%` or `+2.5%`. Null when it is not a pledge or takes away more than everything. */
export function parsePledge(text: string): PledgeFactor | null {
  const parts = /^([+-]?)(\d{1,4})(?:\.(\d{1,4}))?%$/.exec(text)
  if (parts === null) return null
  const [, sign = '', whole = '0', fraction = ''] = parts
  const change = BigInt(whole + fraction.padEnd(4, '0'))
  const factor = pledgeUnit + (sign === '-' ? -change : change)
  return factor < 0n ? null : (factor as PledgeFactor)
}

/** `T = B·(1 + pledge)`, exact. */
export function pledgedTarget(baseline: Amount, factor: PledgeFactor): Amount {
  return ((baseline / quantityToAmount) * factor) as Amount // millionths times millionths
}

const shortDecimal = /^(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/
const safeDigits = 13
const fractionUnits = Array.from({ length: 7 }, (_, digits) => 10n ** BigInt(12 - digits))

function fractionUnit(digits: number): bigint {
  return fractionUnits[digits] ?? amountUnit // the pattern allows at most six
}

const quantityToAmount = 1_000_000n
const pledgeUnit = 1_000_000n
