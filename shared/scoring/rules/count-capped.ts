import { type Amount, amountUnit } from '../amount.ts'
import { type ExactPoints, rational } from '../rational.ts'

export interface CountCappedInputs {
  readonly rule: 'countCapped'
  readonly count: string
  /** Hundredths per piece. */
  readonly each: number
}

/** `min(M, count · each)`. */
export function countCappedPoints(max: number, count: Amount, each: number): ExactPoints {
  const exact = rational(count * BigInt(each), amountUnit)
  return exact.numerator >= BigInt(max) * exact.denominator ? max : exact
}
