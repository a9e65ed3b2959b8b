import { type Amount, parseAmount } from './amount.ts'
import { adjustmentProblem } from './entry-state.ts'
import type { PreparedLeaf, TargetRule } from './prepared-scale.ts'
import type { Rational } from './rational.ts'
import { type Contender, emptyField, type Field, fieldOf } from './rules/field.ts'
import { excessOf, plainMeasure, type RelativeTerms, relativeTerms } from './rules/relative-to-leader.ts'
import { entryOrigin, type SlottedSheet } from './slotted-sheet.ts'
import { type Target, targetOf, usableTarget } from './target.ts'
import type { Terms } from './terms.ts'
import { suspiciousMedian } from './warnings.ts'

/** All that one criterion takes from the other subjects of the cluster, on the layer being scored. */
export interface Competition {
  /** Null: not the relative rule. */
  readonly relative: RelativeTerms | null
  /** The target of each subject, in the order of the input; null: none. */
  readonly targets: readonly (Target | null)[]
  /** The results, where entered and readable. */
  readonly results: readonly (Amount | null)[]
  /** Each subject's own e on the relative rule; null without a result, without a target, or with a target of 0. */
  readonly excesses: readonly (Rational | null)[]
  /** Who leads among the subjects with a target above 0. */
  readonly withTarget: Field
  /** Who leads among those without one, where the policy lets them compete with each other. */
  readonly withoutTarget: Field
  /** Of the targets; null when none can be far from it. */
  readonly medianTarget: Rational | null
}

/** Null for criteria that look at nobody else and at no target. */
export function competitionOf(
  leaf: PreparedLeaf,
  sheets: readonly SlottedSheet[],
  terms: Terms,
): Competition | null {
  const { position, rule } = leaf
  if (rule.looksAt === 'own') return null
  const targets: (Target | null)[] = []
  const results: (Amount | null)[] = []
  const excesses: (Rational | null)[] = []
  const withTarget: Contender[] = []
  const withoutTarget: Contender[] = []
  for (const sheet of sheets) {
    const { subject, excluded, quarantined } = sheet.input
    const assignment = sheet.assignments[position]
    const assigned = assignment?.assigned !== false
    const target = assigned ? usableTarget(rule, targetOf(rule.terms, assignment)) : null
    const result = readResult(leaf, sheet)
    const excess = ownExcess(rule, target, result)
    targets.push(target)
    results.push(result)
    excesses.push(excess)
    if (!assigned || excluded || quarantined === true || rule.kind !== 'relativeToLeader') continue
    if (target === null) {
      withoutTarget.push({ subject, measure: result === null ? null : plainMeasure(result) })
      // Its target may be what could not be read: nobody knows yet whether it leads.
      if (isUnreadable(sheet, position)) withTarget.push({ subject, measure: null })
    } else if (target.value > 0n) withTarget.push({ subject, measure: excess })
  }
  const relative = rule.kind === 'relativeToLeader'
  return {
    relative: relative ? relativeTerms(leaf.criterion.max, terms.metShare, rule.higherIsBetter) : null,
    targets,
    results,
    excesses,
    withTarget: fieldOf(withTarget),
    withoutTarget: terms.noTarget === 'leaderAmongNoTarget' ? fieldOf(withoutTarget) : emptyField,
    medianTarget: suspiciousMedian(targets.map((target) => target?.value ?? null)),
  }
}

function ownExcess(rule: TargetRule, target: Target | null, result: Amount | null): Rational | null {
  if (rule.kind !== 'relativeToLeader' || target === null || result === null) return null
  return target.value > 0n ? excessOf(rule.higherIsBetter, target.value, result) : null
}

/** Only what is scored can lead: an entry refused for its adjustment is no result either. */
function readResult(leaf: PreparedLeaf, sheet: SlottedSheet): Amount | null {
  const entry = sheet.entries[leaf.position]
  if (entry === undefined || entry.result === null || sheet.blocked.has(leaf.position)) return null
  return adjustmentProblem(entry, entryOrigin(sheet, leaf.criterion.code)) === null
    ? parseAmount(entry.result)
    : null
}

function isUnreadable(sheet: SlottedSheet, position: number): boolean {
  return sheet.blocked.get(position)?.code === 'cellUnreadable'
}
