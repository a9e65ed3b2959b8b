import { z } from 'zod'
import type { CriterionCode } from './ids.ts'
import { criterionCodeSchema } from './ids.ts'
import {
  integer,
  markSchema,
  measureSchema,
  optionalTextSchema,
  pointsSchema,
  quantitySchema,
  textSchema,
} from './values.ts'

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

/** An exact ratio ≥ 0: `1/2`, `2/3`, `1` or `0.6`. */
export const shareSchema = z.string().regex(/^(0|[1-9]\d{0,5})(\/[1-9]\d{0,5}|\.\d{1,6})?$/)
const pledge = z.string().regex(/^[+-]?\d{1,4}(\.\d{1,4})?%$/)

export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct') }),
  z.strictObject({ kind: z.literal('passFail') }),
  z.strictObject({
    kind: z.literal('relativeToLeader'),
    unit: measureSchema,
    direction: z.enum(['higherIsBetter', 'lowerIsBetter']),
    defaultTarget: quantitySchema.optional(),
    /** What the baseline is, as a label: "2020". Its value comes with the assignment. */
    baseline: measureSchema.optional(),
    pledge: pledge.optional(),
  }),
  z.strictObject({
    kind: z.literal('proportional'),
    unit: measureSchema,
    defaultTarget: quantitySchema.optional(),
    floorRatio: shareSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('bands'),
    of: z.enum(['result', 'ratio']),
    unit: measureSchema,
    defaultTarget: quantitySchema.optional(),
    bands: z.array(band).min(1),
  }),
  z.strictObject({ kind: z.literal('deadline'), unit: measureSchema, bands: z.array(band).min(1) }),
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
    min: integer().min(-100_000_000).max(100_000_000).optional(),
    plus: z.array(countedItem),
    minus: z.array(countedItem),
  }),
  z.strictObject({ kind: z.literal('countCapped'), unit: measureSchema, each: pointsSchema }),
  z.strictObject({
    kind: z.literal('rankPoints'),
    table: z.array(z.strictObject({ rank: integer().min(1), points: pointsSchema })).min(1),
  }),
])
export type Rule = z.infer<typeof ruleSchema>
export type RuleKind = Rule['kind']

const criterionSourceSchema = z.enum(['scale', 'assignedTarget', 'other'])

export const leafSchema = z.strictObject({
  code: criterionCodeSchema,
  title: textSchema,
  /** Hundredths of a point. */
  max: pointsSchema,
  rule: ruleSchema,
  source: criterionSourceSchema.optional(),
  evidence: z.boolean().optional(),
  assessor: optionalTextSchema.optional(),
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
    code: markSchema,
    title: textSchema,
    max: pointsSchema.optional(),
    children: z.array(nodeSchema).min(1),
  }),
)
const nodeSchema: z.ZodType<ScaleNode> = z.lazy(() => z.union([leafSchema, groupSchema]))

/** A tree of any sensible depth; what is hostile is refused before anything recurses into it. */
export const scaleLimits = { depth: 32, nodes: 5000 } as const

/** Reads untrusted JSON into a scale. What publishing asks beyond its shape is `scaleProblems` (scoring). */
export const scaleSchema = z
  .unknown()
  .check((context) => {
    const problem = treeProblem(context.value)
    if (problem !== null) {
      context.issues.push({
        code: 'custom',
        input: context.value,
        path: ['criteria'],
        message: problem.fault === 'tooDeep' ? 'scaleTooDeep' : 'scaleTooLarge',
        params: problem,
      })
    }
  })
  .pipe(
    z.strictObject({
      about: optionalTextSchema.optional(),
      title: textSchema,
      /** Hundredths; must equal the sum of all leaves. */
      total: pointsSchema,
      metShare: shareSchema.optional(),
      noTarget: z.enum(['exclude', 'leaderAmongNoTarget']).optional(),
      criteria: z.array(nodeSchema).min(1),
    }),
  )
export type Scale = z.output<typeof scaleSchema>

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

/** Walks with a stack of its own: the input may be nested far deeper than a call stack goes. */
function treeProblem(
  scale: unknown,
): { readonly fault: 'tooDeep' | 'tooMany'; readonly limit: number } | null {
  const waiting: { readonly children: unknown; readonly depth: number }[] = []
  if (typeof scale === 'object' && scale !== null && 'criteria' in scale) {
    waiting.push({ children: scale.criteria, depth: 1 })
  }
  let nodes = 0
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    if (!Array.isArray(group.children)) continue
    nodes += group.children.length
    if (group.depth > scaleLimits.depth) return { fault: 'tooDeep', limit: scaleLimits.depth }
    if (nodes > scaleLimits.nodes) return { fault: 'tooMany', limit: scaleLimits.nodes }
    for (const child of group.children as readonly unknown[]) {
      if (typeof child === 'object' && child !== null && 'children' in child) {
        waiting.push({ children: child.children, depth: group.depth + 1 })
      }
    }
  }
  return null
}
