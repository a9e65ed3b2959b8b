import type { CriterionCode, SubjectCode } from '../domain/ids.ts'
import { expectDefined } from '../kernel/result.ts'
import { competitionOf } from './competition.ts'
import { criterionScore } from './criterion-score.ts'
import { percentText } from './percent.ts'
import { type PreparedScale, preparedScale } from './prepared-scale.ts'
import { parseRational } from './rational.ts'
import { countedInputs } from './rules/counted.ts'
import type { CriterionScore, EvaluationInput, GroupScore, SubjectScores } from './scores.ts'
import { isProblem } from './scoring-problem.ts'
import { type SlottedSheet, slottedSheet } from './slotted-sheet.ts'
import type { Terms } from './terms.ts'
import type { SubjectWarning } from './warnings.ts'

/**
 * Scores all subjects that compete with each other, on one layer. Total: whatever cannot be scored says so
 * in its criterion, nothing throws and nothing is taken from another layer. Source: scoring, "Rules" and
 * "From criteria to standings" 1–3.
 */
export function evaluateSubjects(
  input: EvaluationInput,
  options: { readonly traces?: boolean } = {},
): ReadonlyMap<SubjectCode, SubjectScores> {
  const prepared = preparedScale(input.scale)
  const terms = termsOf(input)
  const sheets = input.subjects.map((subject) => slottedSheet(prepared, subject))
  const competitions = prepared.leaves.map((leaf) => competitionOf(leaf, sheets, terms))
  const traces = options.traces ?? true
  return new Map(
    sheets.map((sheet, place) => {
      const criteria = prepared.leaves.map((leaf, position) =>
        criterionScore(leaf, sheet, place, competitions[position] ?? null, terms, traces),
      )
      return [sheet.input.subject, subjectScores(prepared, sheet, criteria)] as const
    }),
  )
}

function termsOf(input: EvaluationInput): Terms {
  const metShareText = input.scale.metShare ?? input.policies.metShare
  return {
    metShareText,
    metShare: expectDefined(parseRational(metShareText), `metShare is no share: ${metShareText}`),
    noTarget: input.scale.noTarget ?? input.policies.noTarget,
  }
}

function subjectScores(
  prepared: PreparedScale,
  sheet: SlottedSheet,
  criteria: readonly CriterionScore[],
): SubjectScores {
  const { input } = sheet
  // Sums up to each leaf: a group's sum is the difference of two of them.
  const pointsUpTo = new Array<number>(criteria.length + 1).fill(0)
  const assignedUpTo = new Array<number>(criteria.length + 1).fill(0)
  const missing: CriterionCode[] = []
  let points = 0
  let assignedMax = 0
  for (let position = 0; position < criteria.length; position++) {
    const score = criteria[position]
    if (score?.assigned === true) {
      assignedMax += score.max
      if (score.points === null) missing.push(score.criterion)
      else points += score.points
    }
    pointsUpTo[position + 1] = points
    assignedUpTo[position + 1] = assignedMax
  }
  const between = (sums: readonly number[], start: number, end: number): number =>
    (sums[end] ?? 0) - (sums[start] ?? 0)
  const groups: readonly GroupScore[] = prepared.groups.map(({ path, code, max, start, end }) => ({
    path,
    code,
    points: between(pointsUpTo, start, end),
    max,
    assignedMax: between(assignedUpTo, start, end),
  }))
  return {
    subject: input.subject,
    criteria,
    groups,
    points,
    assignedMax,
    missing,
    deducted: deductedPoints(prepared, sheet, criteria),
    excluded: input.excluded,
    quarantined: input.quarantined === true,
    warnings: subjectWarnings(sheet, points, assignedMax),
  }
}

function deductedPoints(
  prepared: PreparedScale,
  sheet: SlottedSheet,
  criteria: readonly CriterionScore[],
): number {
  let deducted = 0
  for (const { rule, position } of prepared.leaves) {
    const entry = sheet.entries[position]
    if (rule.kind !== 'counted' || entry === undefined || criteria[position]?.state !== 'scored') continue
    const inputs = countedInputs(rule.rule, entry)
    if (!isProblem(inputs)) deducted += inputs.deducted
  }
  return deducted
}

function subjectWarnings(
  sheet: SlottedSheet,
  points: number,
  assignedMax: number,
): readonly SubjectWarning[] {
  const warnings: SubjectWarning[] = []
  const percent = percentText({ points, assignedMax })
  if (percent !== null && (points < 0 || points > assignedMax)) {
    warnings.push({ code: 'percentOutside', percent })
  }
  if (sheet.input.onOldScale === true) warnings.push({ code: 'oldScale' })
  for (const criterion of sheet.notOnScale) warnings.push({ code: 'criterionNotOnScale', criterion })
  return warnings
}
