import type { Assignment } from '../domain/assignment.ts'
import type { Entry } from '../domain/sheet.ts'
import type { Amount } from './amount.ts'
import { finishedPoints } from './finish.ts'
import { entryResult, ownValue } from './own-rules.ts'
import type { PreparedLeaf, PreparedScale, TargetRule } from './prepared-scale.ts'
import type { ExactPoints } from './rational.ts'
import { bandAt, percentValue } from './rules/bands.ts'
import { proportionalPoints } from './rules/proportional.ts'
import { isProblem, type ScoringProblem } from './scoring-problem.ts'
import { type Target, targetOf, usableTarget } from './target.ts'

/**
 * Whether `entry` gives its subject at least as much as `other` (policy `maxOfAppraisalAndReview`). On the relative
 * rule points depend on who leads, but a better result is never worth less: there the results are compared, then
 * the adjustments. An entry that cannot be scored loses.
 */
export function isBetterEntry(
  { leaves, positionOf }: PreparedScale,
  assignment: Assignment | undefined,
  entry: Entry,
  other: Entry,
): boolean {
  const leaf = leaves[positionOf.get(entry.criterion) ?? -1]
  if (leaf === undefined) return true
  const { rule } = leaf
  const target = rule.looksAt === 'target' ? usableTarget(rule, targetOf(rule.terms, assignment)) : null
  if (rule.kind === 'relativeToLeader') {
    const lowerIsBetter = !rule.higherIsBetter && target !== null
    return isBetterResult(entry, other, lowerIsBetter)
  }
  const own = alone(leaf, target, entry)
  const others = alone(leaf, target, other)
  return others === null || (own !== null && own >= others)
}

function isBetterResult(entry: Entry, other: Entry, lowerIsBetter: boolean): boolean {
  const own = entryResult(entry)
  const others = entryResult(other)
  if (isProblem(others)) return true
  if (isProblem(own)) return false
  if (own === others) return (entry.adjustment ?? 0) >= (other.adjustment ?? 0)
  return lowerIsBetter ? own < others : own > others
}

/** The points of an entry under a rule that looks at no other subject. Hundredths; null: not to be scored. */
function alone(leaf: PreparedLeaf, target: Target | null, entry: Entry): number | null {
  const { rule } = leaf
  const value =
    rule.looksAt === 'own' ? ownValue(leaf, rule, entry) : againstTarget(leaf, rule, target, entry)
  return isProblem(value) ? null : finishedPoints(value, entry.adjustment ?? 0, leaf.bounds).points
}

function againstTarget(
  leaf: PreparedLeaf,
  rule: TargetRule,
  target: Target | null,
  entry: Entry,
): ExactPoints | ScoringProblem {
  const result: Amount | ScoringProblem = entryResult(entry)
  // Without a target the criterion is not scored at all, whichever entry stands there.
  if (target === null || isProblem(result)) return isProblem(result) ? result : 0
  if (rule.kind === 'proportional') {
    return proportionalPoints(leaf.criterion.max, target.value, result, rule.floorRatio)
  }
  if (rule.kind === 'relativeToLeader') return 0
  const band = bandAt(rule.bands, percentValue(target.value, result))
  return isProblem(band) ? band : band.points
}
