import type { Entry } from '../../domain/sheet.ts'
import type { ScoringProblem } from '../scoring-problem.ts'

/** Typed points. Hundredths. */
export interface DirectInputs {
  readonly rule: 'direct'
  readonly typed: number
}

/**
 * Typed points, 0 … max; what is outside is an error, never a silent clamp. `ceiling` null: the leaf may exceed
 * its max.
 */
export function directPoints(entry: Entry, max: number, ceiling: number | null): number | ScoringProblem {
  const typed = entry.points
  if (typed === null || !Number.isSafeInteger(typed) || typed < 0) return { code: 'pointsInvalid' }
  return ceiling !== null && typed > ceiling ? { code: 'pointsAboveMax', points: typed, max } : typed
}
