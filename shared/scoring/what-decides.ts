import type { CriterionCode } from '../domain/ids.ts'
import { exactPercent, percentDifference } from './percent.ts'
import { compareRationals } from './rational.ts'
import type { CriterionScore, SubjectScores } from './scores.ts'
import { decidingTieBreaker, type TieBreaker } from './tie-breakers.ts'

/** One criterion on which two subjects differ. Hundredths; null: not scored. */
export interface CriterionDifference {
  readonly criterion: CriterionCode
  readonly max: number
  readonly points: number | null
  readonly otherPoints: number | null
  /** Points minus the other's points; what is not scored counts 0. */
  readonly difference: number
  /** Assigned to only one of the two: the denominators differ too. */
  readonly assignedToOne: boolean
}

export interface Decision {
  /** `percent` parts them, or a tie-breaker does, or nothing (a shared rank, or a settled tie). */
  readonly decidedBy: 'percent' | TieBreaker | null
  /** Percent minus the other's percent, a signed decimal with 6 digits; null: one of them has no percent. */
  readonly percentDifference: string | null
  /** The biggest differences first; equal ones in the order of the scale. */
  readonly criteria: readonly CriterionDifference[]
}

/** What makes the difference between two subjects scored on the same scale, for the why-dialog. */
export function whatDecides(
  scores: SubjectScores,
  other: SubjectScores,
  tieBreakers: readonly TieBreaker[] = [],
): Decision {
  const [percent, otherPercent] = [exactPercent(scores), exactPercent(other)]
  const partedByPercent =
    percent === null || otherPercent === null
      ? percent !== otherPercent
      : compareRationals(percent, otherPercent) !== 0
  const otherByCriterion = new Map(other.criteria.map((score) => [score.criterion, score]))
  return {
    decidedBy: partedByPercent ? 'percent' : decidingTieBreaker(tieBreakers, scores, other),
    percentDifference: percentDifference(scores, other),
    criteria: scores.criteria
      .flatMap((score) => differenceOf(score, otherByCriterion.get(score.criterion)))
      .sort((left, right) => Math.abs(right.difference) - Math.abs(left.difference)),
  }
}

function differenceOf(
  score: CriterionScore,
  other: CriterionScore | undefined,
): readonly CriterionDifference[] {
  const otherPoints = other?.points ?? null
  const assignedToOne = score.assigned !== other?.assigned
  if (score.points === otherPoints && !assignedToOne) return []
  const { criterion, max, points } = score
  const difference = (points ?? 0) - (otherPoints ?? 0)
  return [{ criterion, max, points, otherPoints, difference, assignedToOne }]
}
