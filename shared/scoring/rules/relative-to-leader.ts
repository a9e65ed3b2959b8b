import { type Amount, amountUnit } from '../amount.ts'
import { compareRationals, type ExactPoints, type Rational, rational } from '../rational.ts'

export interface RelativeTerms {
  /** Hundredths. */
  readonly max: number
  /** `m`: the share of the max that meeting the target exactly is worth. */
  readonly metShare: Rational
  readonly higherIsBetter: boolean
}

/** What a result is worth, in words: which of the rule's lines applied. */
export type RelativeOutcome = 'below' | 'met' | 'between' | 'leading' | 'zeroTargetMet' | 'zeroTargetMissed'

/** `e`: by which share of the target the result goes beyond it. `target` is above 0. */
export function excessOf(higherIsBetter: boolean, target: Amount, result: Amount): Rational {
  return rational(higherIsBetter ? result - target : target - result, target)
}

/**
 * `excess` is the subject's own e, null with a target of 0. `leader` is `L`, the greatest e among the candidates;
 * null when there is none. A subject that may not lead and is ahead of them all gets the max, as if it were level
 * (`min(e/L, 1)`).
 */
export function relativeOutcome(
  result: Amount,
  excess: Rational | null,
  leader: Rational | null,
): RelativeOutcome {
  if (excess === null) return result === 0n ? 'zeroTargetMet' : 'zeroTargetMissed'
  if (excess.numerator < 0n) return 'below'
  if (leader === null || leader.numerator <= 0n) return 'met'
  return compareRationals(excess, leader) >= 0 ? 'leading' : 'between'
}

export function relativePoints(
  { higherIsBetter, max, metShare }: RelativeTerms,
  target: Amount,
  result: Amount,
  excess: Rational | null,
  leader: Rational | null,
): ExactPoints {
  switch (relativeOutcome(result, excess, leader)) {
    case 'zeroTargetMissed':
      return 0
    case 'zeroTargetMet':
    case 'met':
      return rational(metShare.numerator * BigInt(max), metShare.denominator)
    case 'leading':
      return max
    case 'below': {
      const [part, whole] = higherIsBetter ? [result, target] : [target, result]
      return rational(metShare.numerator * BigInt(max) * part, metShare.denominator * whole)
    }
    case 'between': {
      // m·M + (1 − m)·M·e/L over one denominator. Only reached with an excess and a leader.
      const own = excess ?? zero
      const lead = leader ?? zero
      const leadPart = own.denominator * lead.numerator
      const ownPart = own.numerator * lead.denominator
      const rest = metShare.denominator - metShare.numerator
      return rational(
        BigInt(max) * (metShare.numerator * leadPart + rest * ownPart),
        metShare.denominator * leadPart,
      )
    }
  }
}

/** Policy `leaderAmongNoTarget`: `M · A / max A`, 0 if the greatest A is 0. `largest` null: nobody may lead. */
export function pointsWithoutTarget(max: number, result: Amount, largest: Rational | null): ExactPoints {
  if (largest === null || largest.numerator === 0n) return 0
  const own = plainMeasure(result)
  if (compareRationals(own, largest) >= 0) return max
  return rational(BigInt(max) * own.numerator * largest.denominator, own.denominator * largest.numerator)
}

/** A result as the measure of the group without target, comparable like an excess. */
export function plainMeasure(result: Amount): Rational {
  return rational(result, amountUnit)
}

const zero: Rational = { numerator: 0n, denominator: 1n }
