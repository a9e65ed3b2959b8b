import type { Assignment } from '../../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../../shared/domain/ids.ts'
import {
  type Criterion,
  leavesOf,
  type Rule,
  type Scale,
  type ScaleNode,
  scaleSchema,
} from '../../../shared/domain/scale.ts'
import type { Policies } from '../../../shared/domain/season.ts'
import { type Entry, emptyEntry } from '../../../shared/domain/sheet.ts'
import { expectDefined } from '../../../shared/kernel/result.ts'
import { evaluateSubjects } from '../../../shared/scoring/evaluate.ts'
import type {
  CriterionScore,
  EvaluationInput,
  SubjectInput,
  SubjectScores,
} from '../../../shared/scoring/scores.ts'

/** Small scales and sheets for tests; codes need no brand there. */
export const code = (text: string): CriterionCode => text as CriterionCode
export const subject = (text: string): SubjectCode => text as SubjectCode

export function leaf(criterion: string, max: number, rule: Rule, more: Partial<Criterion> = {}): Criterion {
  return { code: code(criterion), title: `Tiêu chí ${criterion}`, max, rule, ...more }
}

export function group(groupCode: string, ...children: readonly ScaleNode[]): ScaleNode {
  return { code: groupCode, title: `Nhóm ${groupCode}`, children }
}

export function scaleOf(...criteria: readonly ScaleNode[]): Scale {
  const total = leavesOf({ criteria }).reduce((sum, { max }) => sum + max, 0)
  return { title: 'Thang điểm thử', total, criteria: [...criteria] }
}

export function entry(criterion: string, fields: Partial<Entry>): Entry {
  return { ...emptyEntry(code(criterion)), ...fields }
}

export function result(criterion: string, value: string): Entry {
  return entry(criterion, { result: value })
}

export function typed(criterion: string, points: number): Entry {
  return entry(criterion, { points })
}

export type Targets = Readonly<Record<string, Partial<Pick<Assignment, 'assigned' | 'target' | 'baseline'>>>>

export function subjectOf(
  name: string,
  entries: readonly Entry[] | null,
  more: Partial<Omit<SubjectInput, 'assignments'>> & { readonly targets?: Targets } = {},
): SubjectInput {
  const { targets = {}, ...rest } = more
  const assignments = new Map(
    Object.entries(targets).map(([criterion, fields]) => {
      const item = { assigned: true, target: null, baseline: null, ...fields }
      return [code(criterion), { subject: subject(name), criterion: code(criterion), ...item }]
    }),
  )
  return {
    subject: subject(name),
    entries,
    origin: { layer: 'appraisal', record: null },
    excluded: false,
    ...rest,
    assignments,
  }
}

export const usualPolicies: Pick<Policies, 'noTarget' | 'metShare'> = { noTarget: 'exclude', metShare: '1/2' }

export function evaluated(
  scale: Scale,
  subjects: readonly SubjectInput[],
  policies: EvaluationInput['policies'] = usualPolicies,
): ReadonlyMap<string, SubjectScores> {
  return evaluateSubjects({ scale, policies, subjects })
}

/** One criterion's score of one subject. */
export function scoreOf(
  scores: ReadonlyMap<string, SubjectScores>,
  name: string,
  criterion: string,
): CriterionScore {
  const found = scores.get(name)?.criteria.find((score) => score.criterion === criterion)
  return expectDefined(found, `${name} has no criterion ${criterion}`)
}

/** Points by subject on a criterion; null: no points. */
export function pointsOn(
  scores: ReadonlyMap<string, SubjectScores>,
  criterion: string,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries([...scores.keys()].map((name) => [name, scoreOf(scores, name, criterion).points]))
}

/** The points one entry earns alone on a scale of one criterion. */
export function pointsAlone(criterion: Criterion, given: Entry, more: Parameters<typeof subjectOf>[2] = {}) {
  return scoreOf(evaluated(scaleOf(criterion), [subjectOf('A', [given], more)]), 'A', criterion.code)
}

export function parsedScale(value: unknown): Scale {
  return scaleSchema.parse(value)
}
