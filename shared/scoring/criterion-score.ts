import type { Assignment } from '../domain/assignment.ts'
import type { Entry } from '../domain/sheet.ts'
import { expectDefined } from '../kernel/result.ts'
import type { Competition } from './competition.ts'
import { adjustmentProblem, isEntered } from './entry-state.ts'
import { type FinishedPoints, finishedPoints } from './finish.ts'
import { ownInputs, ownValue, ownWarnings } from './own-rules.ts'
import type { OwnRule, PreparedLeaf, TargetRule } from './prepared-scale.ts'
import { type ExactPoints, rationalText } from './rational.ts'
import type { CriterionScore, CriterionState, InputOrigin } from './scores.ts'
import { isProblem, type ScoringProblem } from './scoring-problem.ts'
import { entryOrigin, type SlottedSheet } from './slotted-sheet.ts'
import { type Target, tracedTarget } from './target.ts'
import { type Site, targetInputs, targetValue, targetWarnings } from './target-rules.ts'
import type { Terms } from './terms.ts'
import type { RuleInputs, ScoredTrace, Trace } from './trace.ts'
import { type CriterionWarning, noWarnings } from './warnings.ts'

/** Scores one criterion of the subject at `place` in the input. `competition`: null exactly for own rules. */
export function criterionScore(
  leaf: PreparedLeaf,
  sheet: SlottedSheet,
  place: number,
  competition: Competition | null,
  terms: Terms,
  traces: boolean,
): CriterionScore {
  const { position, rule } = leaf
  const assignment = sheet.assignments[position]
  if (assignment?.assigned === false) return unassigned(leaf, 'notAssigned', traces)
  const blocked = sheet.blocked.size === 0 ? undefined : sheet.blocked.get(position)
  if (blocked !== undefined) return failed(leaf, blocked, traces)
  if (rule.looksAt === 'own') return ownScore(leaf, rule, sheet, traces)
  const among = expectDefined(competition, 'a rule with a target has a competition')
  return targetScore(leaf, rule, sheet, place, among, terms, traces)
}

function ownScore(leaf: PreparedLeaf, rule: OwnRule, sheet: SlottedSheet, traces: boolean): CriterionScore {
  const entry = sheet.entries[leaf.position]
  if (entry === undefined || !isEntered(leaf.criterion.rule, entry)) {
    return notScored(leaf, null, undefined, traces)
  }
  const origin = entryOrigin(sheet, leaf.criterion.code)
  const value = adjustmentProblem(entry, origin) ?? ownValue(leaf, rule, entry)
  if (isProblem(value)) return failed(leaf, value, traces)
  const finished = finishedEntry(leaf, entry, value)
  const inputs = traces ? ownInputs(rule, entry) : null
  const warnings = ownWarnings(rule, entry, leaf.criterion, finished)
  return scored(leaf, entry, origin, value, finished, inputs, warnings)
}

function targetScore(
  leaf: PreparedLeaf,
  rule: TargetRule,
  sheet: SlottedSheet,
  place: number,
  competition: Competition,
  terms: Terms,
  traces: boolean,
): CriterionScore {
  const target = competition.targets[place] ?? null
  // Only the relative rule has a policy for subjects without a target: the others look at nobody else.
  const mayDoWithout = rule.kind === 'relativeToLeader' && terms.noTarget === 'leaderAmongNoTarget'
  if (target === null && !mayDoWithout) return unassigned(leaf, 'noTarget', traces)
  const entry = sheet.entries[leaf.position]
  const assignment = sheet.assignments[leaf.position]
  if (entry === undefined || entry.result === null) return notScored(leaf, target, assignment, traces)
  const origin = entryOrigin(sheet, leaf.criterion.code)
  const result = competition.results[place] ?? null
  const excess = competition.excesses[place] ?? null
  const site: Site = { leaf, rule, entry, terms, assignment, competition, target, result, excess }
  const value = adjustmentProblem(entry, origin) ?? targetValue(site)
  if (isProblem(value)) return failed(leaf, value, traces)
  const finished = finishedEntry(leaf, entry, value)
  const inputs = traces ? targetInputs(site) : null
  return scored(leaf, entry, origin, value, finished, inputs, targetWarnings(site, finished))
}

function finishedEntry(leaf: PreparedLeaf, entry: Entry, exact: ExactPoints): FinishedPoints {
  return finishedPoints(exact, entry.adjustment ?? 0, leaf.bounds)
}

/** `inputs`: null when no trace is wanted. */
function scored(
  leaf: PreparedLeaf,
  entry: Entry,
  origin: InputOrigin,
  exact: ExactPoints,
  finished: FinishedPoints,
  inputs: RuleInputs | null,
  ofRule: readonly CriterionWarning[],
): CriterionScore {
  const { criterion, bounds } = leaf
  const { code, max } = criterion
  let trace: ScoredTrace | null = null
  if (inputs !== null) {
    const { clamped, points, rounded } = finished
    const adjustment = adjustmentOf(entry)
    const outcome = { exact: rationalText(exact), rounded, adjustment, clamped, points }
    trace = { ...inputs, state: 'scored', max, bounds, origin, ...outcome }
  }
  // Evidence is the business of the subject's own sheet; later layers judge what it brought.
  const lacksEvidence = criterion.evidence === true && origin.layer === 'self' && entry.evidence.length === 0
  const warnings = lacksEvidence ? [...ofRule, evidenceMissing] : ofRule
  return { criterion: code, points: finished.points, max, assigned: true, state: 'scored', trace, warnings }
}

function adjustmentOf(entry: Entry): ScoredTrace['adjustment'] {
  if (entry.adjustment === null || entry.adjustment === 0) return null
  return { points: entry.adjustment, reason: entry.reason }
}

function notScored(
  leaf: PreparedLeaf,
  target: Target | null,
  assignment: Assignment | undefined,
  traces: boolean,
): CriterionScore {
  if (!traces) return withoutPoints(leaf, 'notScored', true, null)
  const { rule } = leaf
  const traced =
    target === null || rule.looksAt === 'own' ? null : tracedTarget(target, rule.terms, assignment)
  const trace = { rule: leaf.criterion.rule.kind, max: leaf.criterion.max, target: traced }
  return withoutPoints(leaf, 'notScored', true, { ...trace, state: 'notScored' })
}

function unassigned(leaf: PreparedLeaf, state: 'notAssigned' | 'noTarget', traces: boolean): CriterionScore {
  const { max, rule } = leaf.criterion
  return withoutPoints(leaf, state, false, traces ? { rule: rule.kind, max, target: null, state } : null)
}

function failed(leaf: PreparedLeaf, problem: ScoringProblem, traces: boolean): CriterionScore {
  const { max, rule } = leaf.criterion
  const trace: Trace | null = traces ? { rule: rule.kind, max, target: null, state: 'error', problem } : null
  return { ...withoutPoints(leaf, 'error', true, trace), problem }
}

function withoutPoints(
  leaf: PreparedLeaf,
  state: CriterionState,
  assigned: boolean,
  trace: Trace | null,
): CriterionScore {
  const { code, max } = leaf.criterion
  const warnings = state === 'noTarget' ? withoutTarget : noWarnings
  return { criterion: code, points: null, max, assigned, state, trace, warnings }
}

const evidenceMissing = { code: 'evidenceMissing' } as const
const withoutTarget = [{ code: 'noTarget' }] as const
