import { type ExactPoints, roundedPoints } from './rational.ts'

/** The ends of a criterion's points, in hundredths. `ceiling` null: the leaf may exceed its max. */
export interface PointBounds {
  readonly floor: number
  readonly ceiling: number | null
}

export interface FinishedPoints {
  /** The rule's value, rounded once. */
  readonly rounded: number
  /** Which end cut the adjusted value, if one did. */
  readonly clamped: 'floor' | 'ceiling' | null
  readonly points: number
}

/** The last step of every rule: round, add the adjustment, clamp to the ends. */
export function finishedPoints(exact: ExactPoints, adjustment: number, bounds: PointBounds): FinishedPoints {
  const rounded = roundedPoints(exact)
  const adjusted = rounded + adjustment
  if (bounds.ceiling !== null && adjusted > bounds.ceiling) {
    return { rounded, clamped: 'ceiling', points: bounds.ceiling }
  }
  return adjusted < bounds.floor
    ? { rounded, clamped: 'floor', points: bounds.floor }
    : { rounded, clamped: null, points: adjusted }
}
