import type { Amount } from '../amount.ts'
import { compareRationals, type ExactPoints, type Rational, rational } from '../rational.ts'
import type { TracedTarget } from '../target.ts'

export interface ProportionalInputs {
  readonly rule: 'proportional'
  readonly target: TracedTarget
  readonly result: string
  /** A/T below this ratio gives 0. */
  readonly floorRatio: string | null
  readonly underFloor: boolean
}

/** `M · min(A/T, 1)`; 0 under the floor. `target` is above 0: a target of 0 is no target here. */
export function proportionalPoints(
  max: number,
  target: Amount,
  result: Amount,
  floorRatio: Rational | null,
): ExactPoints {
  if (isUnderFloor(target, result, floorRatio)) return 0
  return result >= target ? max : rational(BigInt(max) * result, target)
}

export function isUnderFloor(target: Amount, result: Amount, floorRatio: Rational | null): boolean {
  return floorRatio !== null && compareRationals(rational(result, target), floorRatio) < 0
}
