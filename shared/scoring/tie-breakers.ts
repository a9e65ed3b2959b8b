import type { Policies } from '../domain/season.ts'
import type { SubjectScores } from './scores.ts'

/** `group:<code>` or `fewerDeductions`, as the season lists them. */
export type TieBreaker = Policies['ties'][number]

/** Below 0 when `left` goes first by this tie-breaker, 0 when it does not part them. */
export function compareByTieBreaker(
  tieBreaker: TieBreaker,
  left: SubjectScores,
  right: SubjectScores,
): number {
  return tieBreaker === 'fewerDeductions'
    ? left.deducted - right.deducted
    : groupPoints(right, tieBreaker) - groupPoints(left, tieBreaker)
}

/** The first tie-breaker that parts two subjects, or null. */
export function decidingTieBreaker(
  tieBreakers: readonly TieBreaker[],
  left: SubjectScores,
  right: SubjectScores,
): TieBreaker | null {
  return tieBreakers.find((tieBreaker) => compareByTieBreaker(tieBreaker, left, right) !== 0) ?? null
}

/** Group codes need not be unique: all groups of that code count, a group inside another of them once. */
function groupPoints(scores: SubjectScores, tieBreaker: TieBreaker): number {
  const code = tieBreaker.slice('group:'.length)
  return scores.groups
    .filter((group) => group.code === code && group.path.indexOf(code) === group.path.length - 1)
    .reduce((sum, group) => sum + group.points, 0)
}
