/** An exact fraction; the denominator is positive, and the fraction need not be reduced. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** A value in hundredths of a point before rounding. Whole values are plain numbers: most criteria never need more. */
export type ExactPoints = number | Rational

export function rational(numerator: bigint, denominator: bigint): Rational {
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}

/** Below 0 when `left` is smaller, 0 when both are the same number, above 0 when it is greater. */
export function compareRationals(left: Rational, right: Rational): -1 | 0 | 1 {
  if (left === right) return 0
  const ownPart = left.numerator * right.denominator
  const otherPart = right.numerator * left.denominator
  return ownPart < otherPart ? -1 : ownPart > otherPart ? 1 : 0
}

/** Rounded once, half away from zero, to whole hundredths (scoring, "Numbers": `r2`). */
export function roundedPoints(exact: ExactPoints): number {
  return typeof exact === 'number' ? exact : Number(roundHalfAway(exact))
}

export function roundHalfAway({ numerator, denominator }: Rational): bigint {
  return numerator < 0n
    ? -((-2n * numerator + denominator) / (2n * denominator))
    : (2n * numerator + denominator) / (2n * denominator)
}

/** `7/3`, or `7` for a whole number; reduced, so that equal numbers have equal text. */
export function rationalText(value: ExactPoints): string {
  if (typeof value === 'number') return String(value)
  const divisor = greatestCommonDivisor(value.numerator, value.denominator)
  const numerator = value.numerator / divisor
  const denominator = value.denominator / divisor
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** Reads `1/2`, `-3/4`, `2` or `0.6`. Null: not one of these, or a division by zero. */
export function parseRational(text: string): Rational | null {
  const parts = text.length > longestText ? null : rationalPattern.exec(text)
  if (parts === null) return null
  const [, sign = '', whole = '0', fraction = '', denominator = '1'] = parts
  const size = rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length) * BigInt(denominator))
  if (size.denominator === 0n) return null
  return sign === '-' ? rational(-size.numerator, size.denominator) : size
}

/**
 * A ratio as a decimal of exactly `digits` fraction digits, half away from zero: `96.123457`. `part` and `whole`
 * are safe integers, `whole` above 0.
 */
export function decimalText({ numerator, denominator }: Rational, digits: number): string {
  const scaled = roundHalfAway({ numerator: numerator * 10n ** BigInt(digits), denominator })
  const size = scaled < 0n ? -scaled : scaled
  const text = size.toString().padStart(digits + 1, '0')
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Far beyond any fraction of a trace; what is longer is not worth reading. */
const longestText = 1000
const rationalPattern = /^(-?)(\d+)(?:\.(\d{1,12}))?(?:\/(\d+))?$/

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
