import type { CountedItem, Rule } from '../../domain/scale.ts'
import type { Entry } from '../../domain/sheet.ts'
import type { ScoringProblem } from '../scoring-problem.ts'

/** One item of a counted rule as it was reckoned. `each` in hundredths. */
export interface CountedLine {
  readonly code: string
  readonly count: number
  readonly each: number
  /** Counts at most once, however often it occurred. */
  readonly once: boolean
  /** Cancelled whole by a waiver. */
  readonly waived: boolean
}

export interface BaseWithDeductionsInputs {
  readonly rule: 'baseWithDeductions'
  readonly base: number
  readonly deductions: readonly CountedLine[]
  readonly capDeductions: number | null
  /** Taken off after the cap. */
  readonly deducted: number
  readonly bonuses: readonly CountedLine[]
  readonly capBonus: number | null
  /** Added after the cap. */
  readonly added: number
}

export interface PlusMinusInputs {
  readonly rule: 'plusMinus'
  readonly base: number
  readonly plus: readonly CountedLine[]
  readonly added: number
  readonly minus: readonly CountedLine[]
  readonly deducted: number
}

export type CountedInputs = BaseWithDeductionsInputs | PlusMinusInputs
export type CountedRule = Extract<Rule, { kind: 'baseWithDeductions' | 'plusMinus' }>

/**
 * `base − min(cap, Σ n·each) + min(cap, Σ n·each)`, for plusMinus without caps. An entry without counts means
 * "nothing to count", which is not the same as no entry.
 */
export function countedInputs(rule: CountedRule, entry: Entry): CountedInputs | ScoringProblem {
  const problem = problemOfCounts(rule, entry)
  if (problem !== null) return problem
  const taken = linesOf(rule.kind === 'plusMinus' ? rule.minus : rule.deductions, entry)
  const given = linesOf(rule.kind === 'plusMinus' ? rule.plus : (rule.bonuses ?? []), entry)
  if (sumOfLines(taken) > largestSum || sumOfLines(given) > largestSum) return { code: 'countsTooLarge' }
  if (rule.kind === 'plusMinus') {
    return {
      rule: 'plusMinus',
      base: rule.base ?? 0,
      plus: given,
      added: sumOfLines(given),
      minus: taken,
      deducted: sumOfLines(taken),
    }
  }
  const capDeductions = rule.capDeductions ?? null
  const capBonus = rule.capBonus ?? null
  return {
    rule: 'baseWithDeductions',
    base: rule.base,
    deductions: taken,
    capDeductions,
    deducted: capped(sumOfLines(taken), capDeductions),
    bonuses: given,
    capBonus,
    added: capped(sumOfLines(given), capBonus),
  }
}

/** The points of a counted rule, from its lines alone: `deducted` and `added` are reckoned again. */
export function countedPoints(inputs: CountedInputs): number {
  return inputs.rule === 'plusMinus'
    ? inputs.base + sumOfLines(inputs.plus) - sumOfLines(inputs.minus)
    : inputs.base -
        capped(sumOfLines(inputs.deductions), inputs.capDeductions) +
        capped(sumOfLines(inputs.bonuses), inputs.capBonus)
}

/** How often a line counts: not at all when waived, at most once for `once`. */
export function effectiveCount(line: CountedLine): number {
  if (line.waived) return 0
  return line.once ? Math.min(line.count, 1) : line.count
}

/** All items of a counted rule, in the order of the scale. */
export function itemsOf(rule: CountedRule): readonly CountedItem[] {
  return rule.kind === 'plusMinus'
    ? [...rule.plus, ...rule.minus]
    : [...rule.deductions, ...(rule.bonuses ?? [])]
}

/** Beyond any sense, and far inside what a number holds exactly. Hundredths. */
const largestSum = 1_000_000_000_000_000

function problemOfCounts(rule: CountedRule, entry: Entry): ScoringProblem | null {
  if (entry.counts.length === 0 && entry.waivers.length === 0) return null
  const known = new Set(itemsOf(rule).map((item) => item.code))
  const seen = new Set<string>()
  for (const { code, count } of entry.counts) {
    if (!known.has(code)) return { code: 'itemUnknown', item: code }
    if (seen.has(code)) return { code: 'itemRepeated', item: code }
    if (!Number.isSafeInteger(count) || count < 0) return { code: 'countInvalid', item: code }
    seen.add(code)
  }
  const unknownWaiver = entry.waivers.find((code) => !known.has(code))
  return unknownWaiver === undefined ? null : { code: 'itemUnknown', item: unknownWaiver }
}

function linesOf(items: readonly CountedItem[], entry: Entry): readonly CountedLine[] {
  return items.map((item) => ({
    code: item.code,
    count: entry.counts.find((counted) => counted.code === item.code)?.count ?? 0,
    each: item.each,
    once: item.once === true,
    waived: entry.waivers.includes(item.code),
  }))
}

function sumOfLines(lines: readonly CountedLine[]): number {
  return lines.reduce((sum, line) => sum + effectiveCount(line) * line.each, 0)
}

function capped(sum: number, cap: number | null): number {
  return cap === null ? sum : Math.min(sum, cap)
}
