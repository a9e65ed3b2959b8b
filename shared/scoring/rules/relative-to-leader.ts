import { type Amount, amountUnit } from '../amount.ts'
import { compareRationals, type ExactPoints, type Rational, rational } from '../rational.ts'

/** What the rule needs to know of a criterion, in whole numbers: made once, used for every subject. */
export interface RelativeTerms {
  readonly higherIsBetter: boolean
  /** Hundredths. */
  readonly max: number
  /** `m·M` is `metPart / parts`, `(1 − m)·M` is `restPart / parts`. */
  readonly metPart: bigint
  readonly restPart: bigint
  readonly parts: bigint
}

/** `metShare` is `m`, the share of the max that meeting the target exactly is worth. */
export function relativeTerms(max: number, metShare: Rational, higherIsBetter: boolean): RelativeTerms {
  const whole = BigInt(max)
  return {
    higherIsBetter,
    max,
    metPart: metShare.numerator * whole,
    restPart: (metShare.denominator - metShare.numerator) * whole,
    parts: metShare.denominator,
  }
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
  { higherIsBetter, max, metPart, parts, restPart }: RelativeTerms,
  target: Amount,
  result: Amount,
  excess: Rational | null,
  leader: Rational | null,
): ExactPoints {
  if (excess === null) return result === 0n ? rational(metPart, parts) : 0
  if (excess.numerator < 0n) {
    return higherIsBetter
      ? rational(metPart * result, parts * target)
      : rational(metPart * target, parts * result)
  }
  if (leader === null || leader.numerator <= 0n) return rational(metPart, parts)
  if (excess === leader) return max
  // e/L is ownPart/leadPart; m·M + (1 − m)·M·e/L over one denominator.
  const ownPart = excess.numerator * leader.denominator
  const leadPart = excess.denominator * leader.numerator
  if (ownPart >= leadPart) return max
  return rational(metPart * leadPart + restPart * ownPart, parts * leadPart)
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
