import type { Assignment } from '../domain/assignment.ts'
import type { Entry } from '../domain/sheet.ts'
import { expectDefined } from '../kernel/result.ts'
import type { Amount } from './amount.ts'
import type { Competition } from './competition.ts'
import type { FinishedPoints } from './finish.ts'
import type { PreparedLeaf, TargetRule } from './prepared-scale.ts'
import { type ExactPoints, type Rational, rationalText } from './rational.ts'
import { bandAt, percentValue } from './rules/bands.ts'
import type { Field } from './rules/field.ts'
import { isUnderFloor, proportionalPoints } from './rules/proportional.ts'
import { pointsWithoutTarget, relativeOutcome, relativePoints } from './rules/relative-to-leader.ts'
import { isProblem, orDefect, type ScoringProblem } from './scoring-problem.ts'
import { type Target, type TracedTarget, tracedTarget } from './target.ts'
import type { Terms } from './terms.ts'
import type { RelativeInputs, RuleInputs, TracedLeader } from './trace.ts'
import { type CriterionWarning, excessWarning, noWarnings, targetWarning } from './warnings.ts'

/** One entered criterion of one subject, and what it is measured against. */
export interface Site {
  readonly leaf: PreparedLeaf
  readonly rule: TargetRule
  readonly entry: Entry
  readonly terms: Terms
  readonly assignment: Assignment | undefined
  readonly competition: Competition
  readonly target: Target | null
  /** Null: the result is not readable. */
  readonly result: Amount | null
  /** e, on the relative rule. */
  readonly excess: Rational | null
}

/** What a rule that looks at a target gives, in hundredths: not yet rounded, adjusted or clamped. */
export function targetValue(site: Site): ExactPoints | ScoringProblem {
  const { competition, excess, result, rule, target } = site
  const { max } = site.leaf.criterion
  if (result === null) return { code: 'resultInvalid', result: site.entry.result ?? '' }
  // Only the relative rule is ever scored without a target.
  if (target === null) return pointsWithoutTarget(max, result, competition.withoutTarget.best)
  switch (rule.kind) {
    case 'relativeToLeader': {
      const relative = expectDefined(competition.relative, 'the relative rule has its terms')
      return relativePoints(relative, target.value, result, excess, competition.withTarget.best)
    }
    case 'proportional':
      return proportionalPoints(max, target.value, result, rule.floorRatio)
    case 'ratioBands': {
      const band = bandAt(rule.bands, percentValue(target.value, result))
      return isProblem(band) ? band : band.points
    }
  }
}

/** What the rule looked at, for the trace. Only for an entry to which `targetValue` gave points. */
export function targetInputs(site: Site): RuleInputs {
  const { competition, rule, target } = site
  const result = site.entry.result ?? ''
  if (target === null) {
    const leader = tracedLeader(competition.withoutTarget)
    return { rule: 'relativeToLeader', against: 'othersWithoutTarget', result, leader }
  }
  const own = expectDefined(site.result, 'a trace is only made for a scored entry')
  const traced = tracedTarget(target, rule.terms, site.assignment)
  switch (rule.kind) {
    case 'relativeToLeader':
      return relativeInputs(site, rule.higherIsBetter, traced, own)
    case 'proportional':
      return {
        rule: rule.kind,
        target: traced,
        result,
        floorRatio: rule.floorRatioText,
        underFloor: isUnderFloor(target.value, own, rule.floorRatio),
      }
    case 'ratioBands': {
      const value = percentValue(target.value, own)
      const band = orDefect(bandAt(rule.bands, value))
      return { rule: 'bands', of: 'ratio', result, target: traced, value: rationalText(value), band }
    }
  }
}

export function targetWarnings(site: Site, finished: FinishedPoints): readonly CriterionWarning[] {
  const { competition, excess, leaf, target } = site
  if (target === null) {
    return finished.points >= leaf.criterion.max ? fullMarksWithoutTarget : noWarnings
  }
  const far = competition.medianTarget === null ? null : targetWarning(target.value, competition.medianTarget)
  const beyond = excess === null ? null : excessWarning(excess)
  if (far === null && beyond === null) return noWarnings
  return [far, beyond].filter((warning) => warning !== null)
}

const fullMarksWithoutTarget: readonly CriterionWarning[] = [{ code: 'fullMarksWithoutTarget' }]

function relativeInputs(
  { competition, entry, excess, terms }: Site,
  higherIsBetter: boolean,
  target: TracedTarget,
  result: Amount,
): RelativeInputs {
  const field = competition.withTarget
  return {
    rule: 'relativeToLeader',
    against: 'target',
    direction: higherIsBetter ? 'higherIsBetter' : 'lowerIsBetter',
    metShare: terms.metShareText,
    target,
    result: entry.result ?? '',
    excess: excess === null ? null : rationalText(excess),
    leader: tracedLeader(field),
    outcome: relativeOutcome(result, excess, field.best),
  }
}

function tracedLeader(field: Field): TracedLeader {
  return {
    subjects: field.leaders,
    measure: field.best === null ? null : rationalText(field.best),
    missing: field.missing,
  }
}
