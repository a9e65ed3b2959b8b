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
  const short = shortAmount(text)
  if (short !== null) return short
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

/** So many characters fit a plain number exactly. */
const shortLength = 13
const [zero, nine, point] = [0x30, 0x39, 0x2e]
const fractionUnits = Array.from({ length: 7 }, (_, digits) => 10n ** BigInt(12 - digits))

/**
 * What people enter, read character by character: scoring a season reads these by the hundred thousand. Null:
 * anything unusual, for the strict reader to judge.
 */
function shortAmount(text: string): Amount | null {
  const { length } = text
  if (length === 0 || length > shortLength) return null
  let digits = 0
  let pointAt = length
  for (let index = 0; index < length; index++) {
    const character = text.charCodeAt(index)
    if (character === point && pointAt === length) pointAt = index
    else if (character < zero || character > nine) return null
    else digits = digits * 10 + (character - zero)
  }
  const fraction = Math.max(0, length - pointAt - 1)
  const unit = fractionUnits[fraction]
  const leadingZero = text.charCodeAt(0) === zero && pointAt > 1
  const endsWell = pointAt === length || (fraction > 0 && text.charCodeAt(length - 1) !== zero)
  if (pointAt === 0 || leadingZero || !endsWell || unit === undefined) return null
  return (BigInt(digits) * unit) as Amount
}

const quantityToAmount = 1_000_000n
const pledgeUnit = 1_000_000n
