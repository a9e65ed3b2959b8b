import type { CriterionCode } from '../domain/ids.ts'
import { type Criterion, isGroup, type Rule, type Scale, type ScaleNode } from '../domain/scale.ts'
import type { PointBounds } from './finish.ts'
import { parseRational, type Rational } from './rational.ts'
import { type PreparedBand, preparedBands } from './rules/bands.ts'
import type { CountedRule } from './rules/counted.ts'
import { preparedTable, type RankTable } from './rules/rank-points.ts'
import { type TargetTerms, targetTerms } from './target.ts'

/** A scale taken apart once for scoring it many times. */
export interface PreparedScale {
  readonly leaves: readonly PreparedLeaf[]
  readonly groups: readonly PreparedGroup[]
  readonly positionOf: ReadonlyMap<CriterionCode, number>
}

export interface PreparedLeaf {
  readonly position: number
  readonly criterion: Criterion
  readonly bounds: PointBounds
  readonly rule: PreparedRule
}

/** The leaves of a group stand together: from `start` up to, without, `end`. */
export interface PreparedGroup {
  readonly path: readonly string[]
  readonly code: string
  readonly max: number
  readonly start: number
  readonly end: number
}

/** `own` rules look at the entry alone; `target` rules also at a target and, some, at the other subjects. */
export type PreparedRule = OwnRule | TargetRule

export type OwnRule = { readonly looksAt: 'own' } & (
  | { readonly kind: 'direct' | 'passFail' }
  | { readonly kind: 'bands' | 'deadline'; readonly bands: readonly PreparedBand[] }
  | { readonly kind: 'counted'; readonly rule: CountedRule }
  | { readonly kind: 'countCapped'; readonly each: number }
  | { readonly kind: 'rankPoints'; readonly table: RankTable }
)

export type TargetRule = { readonly looksAt: 'target'; readonly terms: TargetTerms } & (
  | { readonly kind: 'relativeToLeader'; readonly higherIsBetter: boolean }
  | {
      readonly kind: 'proportional'
      readonly floorRatio: Rational | null
      readonly floorRatioText: string | null
    }
  | { readonly kind: 'ratioBands'; readonly bands: readonly PreparedBand[] }
)

/** Prepared once per scale object and kept as long as that object lives; scales are immutable. */
export function preparedScale(scale: Scale): PreparedScale {
  const known = preparedByScale.get(scale)
  if (known !== undefined) return known
  const prepared = prepare(scale)
  preparedByScale.set(scale, prepared)
  return prepared
}

const preparedByScale = new WeakMap<Scale, PreparedScale>()

function prepare(scale: Scale): PreparedScale {
  const leaves: PreparedLeaf[] = []
  const groups: PreparedGroup[] = []
  const positionOf = new Map<CriterionCode, number>()
  const visit = (node: ScaleNode, above: readonly string[]): void => {
    if (!isGroup(node)) {
      if (!positionOf.has(node.code)) positionOf.set(node.code, leaves.length)
      leaves.push(preparedLeaf(node, leaves.length))
      return
    }
    const path = [...above, node.code]
    const place = groups.length
    const start = leaves.length
    groups.push({ path, code: node.code, max: 0, start, end: start })
    for (const child of node.children) visit(child, path)
    const max = leaves.slice(start).reduce((sum, leaf) => sum + leaf.criterion.max, 0)
    groups[place] = { path, code: node.code, max, start, end: leaves.length }
  }
  for (const node of scale.criteria) visit(node, [])
  return { leaves, groups, positionOf }
}

function preparedLeaf(criterion: Criterion, position: number): PreparedLeaf {
  const { rule } = criterion
  return {
    position,
    criterion,
    bounds: {
      floor: rule.kind === 'plusMinus' ? (rule.min ?? 0) : 0,
      ceiling: criterion.mayExceedMax === true ? null : criterion.max,
    },
    rule: preparedRule(rule),
  }
}

function preparedRule(rule: Rule): PreparedRule {
  switch (rule.kind) {
    case 'direct':
    case 'passFail':
      return { looksAt: 'own', kind: rule.kind }
    case 'deadline':
      return { looksAt: 'own', kind: rule.kind, bands: preparedBands(rule) }
    case 'baseWithDeductions':
    case 'plusMinus':
      return { looksAt: 'own', kind: 'counted', rule }
    case 'countCapped':
      return { looksAt: 'own', kind: rule.kind, each: rule.each }
    case 'rankPoints':
      return { looksAt: 'own', kind: rule.kind, table: preparedTable(rule.table) }
    case 'bands':
      return rule.of === 'result'
        ? { looksAt: 'own', kind: 'bands', bands: preparedBands(rule) }
        : { looksAt: 'target', terms: targetTerms(rule), kind: 'ratioBands', bands: preparedBands(rule) }
    case 'relativeToLeader': {
      const higherIsBetter = rule.direction === 'higherIsBetter'
      return { looksAt: 'target', terms: targetTerms(rule), kind: rule.kind, higherIsBetter }
    }
    case 'proportional':
      return {
        looksAt: 'target',
        terms: targetTerms(rule),
        kind: rule.kind,
        floorRatio: rule.floorRatio === undefined ? null : parseRational(rule.floorRatio),
        floorRatioText: rule.floorRatio ?? null,
      }
  }
}
