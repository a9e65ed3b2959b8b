import type { CriterionCode } from '../domain/ids.ts'
import { type Criterion, isGroup, leavesOf, type Rule, type Scale, type ScaleNode } from '../domain/scale.ts'
import { parsePledge } from './amount.ts'
import { type UncoveredStretch, uncoveredStretches } from './band-coverage.ts'
import { compareRationals, parseRational } from './rational.ts'
import { preparedBands } from './rules/bands.ts'
import { type CountedRule, itemsOf } from './rules/counted.ts'

/** Why a scale cannot be published. Points in hundredths. */
export type ScaleProblem =
  /** Two leaves with one code: entries could not say which they mean. */
  | { readonly code: 'criterionRepeated'; readonly criterion: CriterionCode }
  | { readonly code: 'totalDiffers'; readonly declared: number; readonly filled: number }
  | {
      readonly code: 'groupDiffers'
      readonly path: readonly string[]
      readonly declared: number
      readonly filled: number
    }
  | { readonly code: 'shareOutside'; readonly field: 'metShare'; readonly value: string }
  | CriterionProblem

type CriterionProblem = { readonly criterion: CriterionCode } & (
  | { readonly code: 'floorRatioOutside'; readonly value: string }
  /** A pledge that takes away more than everything. */
  | { readonly code: 'pledgeOutside'; readonly value: string }
  | ({ readonly code: 'bandsUncovered' } & UncoveredStretch)
  /** A band that ends before it begins. */
  | { readonly code: 'bandEmpty'; readonly from: string; readonly to: string }
  | {
      readonly code: 'pointsAboveMax'
      readonly of: 'base' | 'band' | 'rank'
      readonly points: number
      readonly max: number
    }
  | { readonly code: 'minAboveMax'; readonly min: number; readonly max: number }
  | { readonly code: 'itemRepeated'; readonly item: string }
  | { readonly code: 'rankRepeated'; readonly rank: number }
  /** The table has later places, but not this one. */
  | { readonly code: 'rankMissing'; readonly rank: number }
)

/** Everything that stands against publishing a scale whose shape is right (`scaleSchema`). Empty: publish it. */
export function scaleProblems(scale: Scale): readonly ScaleProblem[] {
  const leaves = leavesOf(scale)
  return [
    ...repeated(leaves.map((leaf) => leaf.code)).map(
      (criterion) => ({ code: 'criterionRepeated', criterion }) as const,
    ),
    ...sumProblems(scale, leaves),
    ...metShareProblems(scale),
    ...leaves.flatMap(leafProblems),
  ]
}

function sumProblems(scale: Scale, leaves: readonly Criterion[]): readonly ScaleProblem[] {
  const problems: ScaleProblem[] = []
  const filled = sumOfMaxima(leaves)
  if (filled !== scale.total) problems.push({ code: 'totalDiffers', declared: scale.total, filled })
  const visit = (node: ScaleNode, above: readonly string[]): void => {
    if (!isGroup(node)) return
    const path = [...above, node.code]
    if (node.max !== undefined) {
      const inGroup = sumOfMaxima(leavesOf({ criteria: node.children }))
      if (inGroup !== node.max) {
        problems.push({ code: 'groupDiffers', path, declared: node.max, filled: inGroup })
      }
    }
    for (const child of node.children) visit(child, path)
  }
  for (const node of scale.criteria) visit(node, [])
  return problems
}

function metShareProblems({ metShare }: Scale): readonly ScaleProblem[] {
  return metShare === undefined || isShare(metShare)
    ? []
    : [{ code: 'shareOutside', field: 'metShare', value: metShare }]
}

function leafProblems(leaf: Criterion): readonly ScaleProblem[] {
  const { code: criterion, rule } = leaf
  switch (rule.kind) {
    case 'direct':
    case 'passFail':
    case 'countCapped':
      return []
    case 'relativeToLeader':
      return rule.pledge === undefined || parsePledge(rule.pledge) !== null
        ? []
        : [{ code: 'pledgeOutside', criterion, value: rule.pledge }]
    case 'proportional':
      return rule.floorRatio === undefined || isShare(rule.floorRatio)
        ? []
        : [{ code: 'floorRatioOutside', criterion, value: rule.floorRatio }]
    case 'bands':
    case 'deadline':
      return bandProblems(leaf, rule)
    case 'baseWithDeductions':
      return [...itemProblems(leaf, rule), ...aboveMax(leaf, 'base', rule.base)]
    case 'plusMinus': {
      const min = rule.min ?? 0
      const minProblem = { code: 'minAboveMax', criterion, min, max: leaf.max } as const
      const problems = [...itemProblems(leaf, rule), ...aboveMax(leaf, 'base', rule.base ?? 0)]
      return min > leaf.max ? [...problems, minProblem] : problems
    }
    case 'rankPoints':
      return rankProblems(leaf, rule)
  }
}

function bandProblems(
  leaf: Criterion,
  rule: Extract<Rule, { kind: 'bands' | 'deadline' }>,
): readonly ScaleProblem[] {
  const criterion = leaf.code
  const bands = preparedBands(rule)
  const empty = bands.flatMap(({ from, to, band }) =>
    to === null || to > from
      ? []
      : [{ code: 'bandEmpty', criterion, from: band.from, to: band.to ?? '' } as const],
  )
  const uncovered = uncoveredStretches(bands).map(
    (stretch) => ({ code: 'bandsUncovered', criterion, ...stretch }) as const,
  )
  return [...empty, ...uncovered, ...rule.bands.flatMap((band) => aboveMax(leaf, 'band', band.points))]
}

function rankProblems(
  leaf: Criterion,
  { table }: Extract<Rule, { kind: 'rankPoints' }>,
): readonly ScaleProblem[] {
  const criterion = leaf.code
  const ranks = new Set(table.map((row) => row.rank))
  const twice = repeated(table.map((row) => row.rank))
  // Naming the first gap is enough, and a table ending at place 1,000,000 must not make a million problems.
  let expected = 1
  while (ranks.has(expected)) expected++
  const gap = expected <= ranks.size
  return [
    ...twice.map((rank) => ({ code: 'rankRepeated', criterion, rank }) as const),
    ...(gap ? [{ code: 'rankMissing', criterion, rank: expected } as const] : []),
    ...table.flatMap((row) => aboveMax(leaf, 'rank', row.points)),
  ]
}

function itemProblems(leaf: Criterion, rule: CountedRule): readonly ScaleProblem[] {
  return repeated(itemsOf(rule).map((item) => item.code)).map(
    (item) => ({ code: 'itemRepeated', criterion: leaf.code, item }) as const,
  )
}

function aboveMax(leaf: Criterion, of: 'base' | 'band' | 'rank', points: number): readonly ScaleProblem[] {
  if (points <= leaf.max || leaf.mayExceedMax === true) return []
  return [{ code: 'pointsAboveMax', criterion: leaf.code, of, points, max: leaf.max }]
}

/** A ratio from 0 to 1. */
function isShare(text: string): boolean {
  const share = parseRational(text)
  return share !== null && compareRationals(share, { numerator: 1n, denominator: 1n }) <= 0
}

function sumOfMaxima(leaves: readonly Criterion[]): number {
  return leaves.reduce((sum, leaf) => sum + leaf.max, 0)
}

function repeated<Value>(values: readonly Value[]): readonly Value[] {
  const seen = new Set<Value>()
  const twice = new Set<Value>()
  for (const value of values) {
    if (seen.has(value)) twice.add(value)
    seen.add(value)
  }
  return [...twice]
}
