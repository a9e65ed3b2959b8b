import type { DecimalProblem } from '../../shared/kernel/decimal.ts'
import type { JsonExcess } from '../../shared/kernel/json-bounds.ts'
import type { ScoringProblem } from '../../shared/scoring/scoring-problem.ts'
import type { ScaleProblem } from '../../shared/scoring/validate-scale.ts'
import type { CsvExcess } from './csv-bounds.ts'

/** Where in the file of results a problem stands: rows as in the file, the header being row 1. */
export interface Place {
  readonly row: number | null
  readonly column: string | null
}

/** Everything `score` can refuse. */
export type ScoreRefusal =
  | {
      readonly code: 'usage'
      readonly argument: string
      readonly problem: 'unknown' | 'missing' | 'valueMissing' | 'valueUnknown' | 'repeated'
    }
  | { readonly code: 'fileNotFound' | 'fileUnreadable' | 'notUtf8' | 'fileEmpty'; readonly file: string }
  | { readonly code: 'fileTooLarge'; readonly file: string; readonly limit: number }
  | { readonly code: 'notJson' | JsonExcess; readonly file: string }
  | { readonly code: CsvExcess['what']; readonly file: string; readonly limit: number }
  /** Every subject is scored on every criterion. */
  | {
      readonly code: 'tooManyScores'
      readonly subjects: number
      readonly criteria: number
      readonly limits: { readonly subjects: number; readonly scores: number }
    }
  /** Of so many problems only the first are told. */
  | { readonly code: 'moreProblems'; readonly count: number }
  | { readonly code: 'scaleShape'; readonly at: string; readonly problem: string }
  | { readonly code: 'scaleInvalid'; readonly problem: ScaleProblem }
  | { readonly code: 'columnMissing' | 'columnRepeated' | 'columnExtra'; readonly column: string }
  | { readonly code: 'quotesBroken' }
  | { readonly code: 'cellEmpty' | 'cellTooLong' | 'cellTooManyMarks'; readonly column: string }
  | { readonly code: 'subjectInvalid' }
  | { readonly code: 'subjectUnknown'; readonly subject: string }
  | { readonly code: 'criterionUnknown'; readonly criterion: string }
  | { readonly code: 'rowRepeated'; readonly firstRow: number }
  | { readonly code: DecimalProblem; readonly text: string; readonly decimals: 2 | 6 }
  /** The rule takes its input from the other column. */
  | { readonly code: 'resultNotUsed' | 'detailNotUsed'; readonly text: string }
  | { readonly code: 'detailInvalid'; readonly text: string; readonly takes: 'items' | 'ranks' }
  | { readonly code: 'entryInvalid'; readonly problem: ScoringProblem }

export interface ScoreProblem extends Place {
  readonly refusal: ScoreRefusal
}

export function refused(refusal: ScoreRefusal, place: Partial<Place> = {}): ScoreProblem {
  return { row: place.row ?? null, column: place.column ?? null, refusal }
}

/** The code a program reads: that of the innermost problem. */
export function codeOf({ refusal }: ScoreProblem): string {
  switch (refusal.code) {
    case 'scaleInvalid':
    case 'entryInvalid':
      return refusal.problem.code
    default:
      return refusal.code
  }
}

/** By row, then by column; what concerns a whole file comes first. */
export function compareProblems(left: ScoreProblem, right: ScoreProblem): number {
  const byRow = (left.row ?? 0) - (right.row ?? 0)
  if (byRow !== 0) return byRow
  return columnOrder(left) - columnOrder(right)
}

export type Column = 'subject' | 'criterion' | 'target' | 'result' | 'detail'
export const columns: readonly string[] = [
  'subject',
  'criterion',
  'target',
  'result',
  'detail',
] satisfies Column[]

function columnOrder({ column }: ScoreProblem): number {
  if (column === null) return -1
  const known = columns.indexOf(column)
  return known < 0 ? columns.length : known
}
