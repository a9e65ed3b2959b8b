import type { Entry } from '../../domain/sheet.ts'
import type { ScoringProblem } from '../scoring-problem.ts'

export interface PassFailInputs {
  readonly rule: 'passFail'
  readonly passed: boolean
}

/** Max for result 1, 0 for result 0, an error for anything else. */
export function passFailPoints(entry: Entry, max: number): number | ScoringProblem {
  if (entry.result === '1') return max
  return entry.result === '0' ? 0 : { code: 'passFailResult', result: entry.result ?? '' }
}
