import { z } from 'zod'
import type { CriterionCode } from './ids.ts'
import { criterionCodeSchema } from './ids.ts'
import { pointsSchema, quantitySchema, textSchema } from './values.ts'

/**
 * The scale of points: a tree whose leaves are the criteria. The JSON shape is fixed (scoring, "The scale"):
 * the same in preset files, in `scale.published` records and on the command line.
 */
const countedItem = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9]{1,8}$/),
  title: textSchema,
  each: pointsSchema,
  once: z.boolean().optional(),
})
export type CountedItem = Readonly<z.infer<typeof countedItem>>

const band = z.strictObject({ from: quantitySchema, to: quantitySchema.optional(), points: pointsSchema })
export type Band = Readonly<z.infer<typeof band>>

/** `1/2`, `2/3` or `1`: a share between 0 and 1. */
export const shareSchema = z.string().regex(/^(0|[1-9]\d{0,5})(\/[1-9]\d{0,5})?$/)
const pledge = z.string().regex(/^[+-]?\d{1,4}(\.\d{1,4})?%$/)

export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct') }),
  z.strictObject({ kind: z.literal('passFail') }),
  z.strictObject({
    kind: z.literal('relativeToLeader'),
    unit: z.string(),
    direction: z.enum(['higherIsBetter', 'lowerIsBetter']),
    defaultTarget: quantitySchema.optional(),
    /** What the baseline is, as a label: "2020". Its value comes with the assignment. */
    baseline: z.string().optional(),
    pledge: pledge.optional(),
  }),
  z.strictObject({
    kind: z.literal('proportional'),
    unit: z.string(),
    defaultTarget: quantitySchema.optional(),
    floorRatio: z.union([quantitySchema, shareSchema]).optional(),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    of: z.enum(['result', 'ratio']),
    unit: z.string(),
    defaultTarget: quantitySchema.optional(),
    bands: z.array(band).min(1),
  }),
  z.strictObject({ kind: z.literal('deadline'), unit: z.string(), bands: z.array(band).min(1) }),
  z.strictObject({
    kind: z.literal('baseWithDeductions'),
    base: pointsSchema,
    deductions: z.array(countedItem),
    capDeductions: pointsSchema.optional(),
    bonuses: z.array(countedItem).optional(),
    capBonus: pointsSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('plusMinus'),
    base: pointsSchema.optional(),
    min: z.int().optional(),
    plus: z.array(countedItem),
    minus: z.array(countedItem),
  }),
  z.strictObject({ kind: z.literal('countCapped'), unit: z.string(), each: pointsSchema }),
  z.strictObject({
    kind: z.literal('rankPoints'),
    table: z.array(z.strictObject({ rank: z.int().min(1), points: pointsSchema })).min(1),
  }),
])
export type Rule = z.infer<typeof ruleSchema>
export type RuleKind = Rule['kind']

export const criterionSourceSchema = z.enum(['scale', 'assignedTarget', 'other'])

export const leafSchema = z.strictObject({
  code: criterionCodeSchema,
  title: textSchema,
  /** Hundredths of a point. */
  max: pointsSchema,
  rule: ruleSchema,
  source: criterionSourceSchema.optional(),
  evidence: z.boolean().optional(),
  assessor: z.string().optional(),
  mayExceedMax: z.boolean().optional(),
})
/** A leaf of the tree: the only thing that is scored. */
export type Criterion = z.infer<typeof leafSchema>

export interface CriterionGroup {
  readonly code: string
  readonly title: string
  /** Declared maximum in hundredths, where the paper prints one; publishing requires it to equal the sum. */
  readonly max?: number | undefined
  readonly children: readonly ScaleNode[]
}
export type ScaleNode = Criterion | CriterionGroup

const groupSchema: z.ZodType<CriterionGroup> = z.lazy(() =>
  z.strictObject({
    code: z.string().min(1).max(32),
    title: textSchema,
    max: pointsSchema.optional(),
    children: z.array(nodeSchema).min(1),
  }),
)
const nodeSchema: z.ZodType<ScaleNode> = z.lazy(() => z.union([leafSchema, groupSchema]))

export const scaleSchema = z.strictObject({
  about: z.string().optional(),
  title: textSchema,
  /** Hundredths; must equal the sum of all leaves. */
  total: pointsSchema,
  metShare: shareSchema.optional(),
  noTarget: z.enum(['exclude', 'leaderAmongNoTarget']).optional(),
  criteria: z.array(nodeSchema).min(1),
})
export type Scale = z.infer<typeof scaleSchema>

export function isGroup(node: ScaleNode): node is CriterionGroup {
  return 'children' in node
}

/** All leaves in the order they are printed. */
export function leavesOf(scale: { readonly criteria: readonly ScaleNode[] }): readonly Criterion[] {
  const leaves: Criterion[] = []
  const visit = (node: ScaleNode): void => {
    if (isGroup(node)) node.children.forEach(visit)
    else leaves.push(node)
  }
  scale.criteria.forEach(visit)
  return leaves
}

/** The leaf with this code, if the scale has one. */
export function criterionOf(scale: Scale, code: CriterionCode): Criterion | undefined {
  return leavesOf(scale).find((leaf) => leaf.code === code)
}
