import type { CriterionCode, SubjectCode } from '../domain/ids.ts'
import type { SubjectScores } from './scores.ts'
import type { Standings, StandingsRow } from './standings.ts'

/** A subject whose rank, points or status differ between two standings. Points in hundredths. */
export interface Movement {
  readonly subject: SubjectCode
  /** Null: the subject did not take part in these standings. */
  readonly before: StandingsRow | null
  readonly after: StandingsRow | null
}

/** What changed on one criterion; null: not scored, or not assigned. */
export interface CriterionChange {
  readonly criterion: CriterionCode
  readonly before: number | null
  readonly after: number | null
}

/** Who moved, in the order of the new standings; subjects that left come last. */
export function movedRanks(
  before: Pick<Standings, 'rows'>,
  after: Pick<Standings, 'rows'>,
): readonly Movement[] {
  const rowsBefore = new Map(before.rows.map((row) => [row.subject, row]))
  const subjectsAfter = new Set(after.rows.map((row) => row.subject))
  const moved = after.rows
    .map((row) => ({ subject: row.subject, before: rowsBefore.get(row.subject) ?? null, after: row }))
    .filter((movement) => movement.before === null || differs(movement.before, movement.after))
  const left = before.rows
    .filter((row) => !subjectsAfter.has(row.subject))
    .map((row) => ({ subject: row.subject, before: row, after: null }))
  return [...moved, ...left]
}

/** Why a subject moved: its criteria whose points differ, in the order of the scale. */
export function changedCriteria(
  before: SubjectScores | undefined,
  after: SubjectScores,
): readonly CriterionChange[] {
  const pointsBefore = new Map(before?.criteria.map((score) => [score.criterion, score.points]))
  return after.criteria
    .map(({ criterion, points }) => ({
      criterion,
      before: pointsBefore.get(criterion) ?? null,
      after: points,
    }))
    .filter((change) => change.before !== change.after)
}

function differs(before: StandingsRow, after: StandingsRow): boolean {
  return (
    before.rank !== after.rank ||
    before.points !== after.points ||
    before.assignedMax !== after.assignedMax ||
    before.status !== after.status
  )
}
