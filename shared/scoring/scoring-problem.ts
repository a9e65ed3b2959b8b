import type { CriterionCode } from '../domain/ids.ts'
import { Defect } from '../kernel/result.ts'

/**
 * Why an entry cannot be scored. The criterion then counts as not scored (the subject is incomplete): a wrong
 * value is shown and asked back, never bent into a right one.
 */
export type ScoringProblem =
  /** Typed points above the criterion's max. Hundredths. */
  | { readonly code: 'pointsAboveMax'; readonly points: number; readonly max: number }
  | { readonly code: 'pointsInvalid' }
  /** The result is not a decimal ≥ 0 with at most 6 fraction digits. */
  | { readonly code: 'resultInvalid'; readonly result: string }
  | { readonly code: 'passFailResult'; readonly result: string }
  /** No band of the scale covers the value: the scale was published with a hole. */
  | { readonly code: 'bandMissing'; readonly value: string }
  | { readonly code: 'itemUnknown'; readonly item: string }
  | { readonly code: 'itemRepeated'; readonly item: string }
  | { readonly code: 'countInvalid'; readonly item: string }
  | { readonly code: 'countsTooLarge' }
  | { readonly code: 'rankInvalid'; readonly rank: number }
  /** Only layers after self may adjust. */
  | { readonly code: 'adjustmentOnSelf' }
  | { readonly code: 'adjustmentInvalid' }
  | { readonly code: 'adjustmentWithoutReason' }
  /** The sheet has two entries for the criterion; neither of them wins. */
  | { readonly code: 'entryRepeated'; readonly criterion: CriterionCode }
  /** A cell of the input file that cannot be read; the reader names it. */
  | { readonly code: 'cellUnreadable' }

export type ScoringProblemCode = ScoringProblem['code']

export function isProblem<Value>(value: Value | ScoringProblem): value is ScoringProblem {
  return typeof value === 'object' && value !== null && 'code' in value
}

/** The value, where a problem has been ruled out before. */
export function orDefect<Value>(value: Value | ScoringProblem): Value {
  if (isProblem(value)) throw new Defect(`a problem that was ruled out: ${value.code}`)
  return value
}
