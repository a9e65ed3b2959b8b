import type { SubjectCode } from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import { evaluateSubjects } from '../../shared/scoring/evaluate.ts'
import type { CriterionScore, SubjectInput, SubjectScores } from '../../shared/scoring/scores.ts'
import type { ScoringProblemCode } from '../../shared/scoring/scoring-problem.ts'
import { computeStandings, type StandingsRow } from '../../shared/scoring/standings.ts'
import type { CriterionWarning } from '../../shared/scoring/warnings.ts'
import { type Column, refused, type ScoreProblem } from './score-problem.ts'
import type { SubjectRows } from './score-results.ts'

/** What only a file can lack or have too much. */
export type RowWarning =
  | { readonly code: 'rowMissing' }
  | { readonly code: 'targetNotUsed' | 'notAssignedButFilled' }

export interface ScoredCriterion {
  readonly score: CriterionScore
  readonly warnings: readonly (CriterionWarning | RowWarning)[]
}

export interface ScoredSubject {
  readonly row: StandingsRow
  readonly scores: SubjectScores
  readonly criteria: readonly ScoredCriterion[]
}

export interface ScoredRows {
  /** By rank, then by code. */
  readonly subjects: readonly ScoredSubject[]
  /** Entries the engine refused, at the row they stand in. */
  readonly problems: readonly ScoreProblem[]
}

/** Scores all rows as one cluster, with the policies of the scale or else the defaults. */
export function scoreRows(
  scale: Scale,
  subjects: readonly SubjectRows[],
  excluded: ReadonlySet<SubjectCode>,
): ScoredRows {
  const rowsOf = new Map(subjects.map((rows) => [rows.subject, rows]))
  const scoresOf = evaluateSubjects({
    scale,
    policies: { noTarget: 'exclude', metShare: '1/2' },
    subjects: subjects.map((rows) => subjectInput(rows, excluded)),
  })
  const standings = computeStandings({ subjects: scoresOf.values(), tieBreakers: [] })
  const scored = standings.rows.flatMap((row) => {
    const scores = scoresOf.get(row.subject)
    const rows = rowsOf.get(row.subject)
    return scores === undefined || rows === undefined ? [] : [{ row, scores, rows }]
  })
  return {
    subjects: scored.map(({ row, scores, rows }) => ({
      row,
      scores,
      criteria: scores.criteria.map((score) => ({ score, warnings: warningsOf(score, rows) })),
    })),
    problems: scored.flatMap(({ scores, rows }) =>
      scores.criteria.flatMap((score) => engineProblem(score, rows.rowOf.get(score.criterion))),
    ),
  }
}

function subjectInput(rows: SubjectRows, excluded: ReadonlySet<SubjectCode>): SubjectInput {
  const fromFile = { layer: null, record: null }
  return {
    subject: rows.subject,
    assignments: rows.assignments,
    entries: rows.entries,
    origin: fromFile,
    origins: new Map([...rows.rowOf].map(([criterion, row]) => [criterion, { ...fromFile, row }])),
    excluded: excluded.has(rows.subject),
    unreadable: rows.unreadable,
  }
}

function warningsOf(score: CriterionScore, rows: SubjectRows): ScoredCriterion['warnings'] {
  const ofFile: RowWarning[] = []
  if (!rows.rowOf.has(score.criterion)) ofFile.push({ code: 'rowMissing' })
  if (rows.unusedTargets.has(score.criterion)) ofFile.push({ code: 'targetNotUsed' })
  if (rows.filledUnassigned.has(score.criterion)) ofFile.push({ code: 'notAssignedButFilled' })
  return ofFile.length === 0 ? score.warnings : [...score.warnings, ...ofFile]
}

function engineProblem(score: CriterionScore, row: number | undefined): readonly ScoreProblem[] {
  const { problem } = score
  // What could not be read has been reported where it was read.
  if (problem === undefined || problem.code === 'cellUnreadable' || row === undefined) return []
  return [refused({ code: 'entryInvalid', problem }, { row, column: columnOf(problem.code) })]
}

function columnOf(code: ScoringProblemCode): Column {
  switch (code) {
    case 'itemUnknown':
    case 'itemRepeated':
    case 'countInvalid':
    case 'countsTooLarge':
    case 'rankInvalid':
      return 'detail'
    default:
      return 'result'
  }
}
