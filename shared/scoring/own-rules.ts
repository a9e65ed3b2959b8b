import type { Criterion } from '../domain/scale.ts'
import type { Entry } from '../domain/sheet.ts'
import { type Amount, amountUnit, parseAmount } from './amount.ts'
import type { FinishedPoints } from './finish.ts'
import type { OwnRule, PreparedLeaf } from './prepared-scale.ts'
import type { ExactPoints } from './rational.ts'
import { rationalText } from './rational.ts'
import { bandAt, plainValue } from './rules/bands.ts'
import { countCappedPoints } from './rules/count-capped.ts'
import { countedInputs, countedPoints } from './rules/counted.ts'
import { directPoints } from './rules/direct.ts'
import { passFailPoints } from './rules/pass-fail.ts'
import { rankInputs } from './rules/rank-points.ts'
import { isProblem, orDefect, type ScoringProblem } from './scoring-problem.ts'
import type { RuleInputs } from './trace.ts'
import { bonusWarning, type CriterionWarning, noWarnings } from './warnings.ts'

/** What a rule that looks at the entry alone gives, in hundredths: not yet rounded, adjusted or clamped. */
export function ownValue(leaf: PreparedLeaf, rule: OwnRule, entry: Entry): ExactPoints | ScoringProblem {
  const { max } = leaf.criterion
  switch (rule.kind) {
    case 'direct':
      return directPoints(entry, max, leaf.bounds.ceiling)
    case 'passFail':
      return passFailPoints(entry, max)
    case 'bands':
    case 'deadline': {
      const result = entryResult(entry)
      const band = isProblem(result) ? result : bandAt(rule.bands, plainValue(result))
      return isProblem(band) ? band : band.points
    }
    case 'counted': {
      const inputs = countedInputs(rule.rule, entry)
      return isProblem(inputs) ? inputs : countedPoints(inputs)
    }
    case 'countCapped': {
      const count = entryResult(entry)
      return isProblem(count) ? count : countCappedPoints(max, count, rule.each)
    }
    case 'rankPoints': {
      const inputs = rankInputs(rule.table, entry)
      return isProblem(inputs) ? inputs : inputs.row.points
    }
  }
}

/** What the rule looked at, for the trace. Only for an entry to which `ownValue` gave points. */
export function ownInputs(rule: OwnRule, entry: Entry): RuleInputs {
  const result = entry.result ?? ''
  switch (rule.kind) {
    case 'direct':
      return { rule: rule.kind, typed: entry.points ?? 0 }
    case 'passFail':
      return { rule: rule.kind, passed: result === '1' }
    case 'bands': {
      const value = plainValue(orDefect(entryResult(entry)))
      const band = orDefect(bandAt(rule.bands, value))
      return { rule: rule.kind, of: 'result', result, target: null, value: rationalText(value), band }
    }
    case 'deadline': {
      const band = orDefect(bandAt(rule.bands, plainValue(orDefect(entryResult(entry)))))
      return { rule: rule.kind, daysLate: result, band }
    }
    case 'counted':
      return orDefect(countedInputs(rule.rule, entry))
    case 'countCapped':
      return { rule: rule.kind, count: result, each: rule.each }
    case 'rankPoints':
      return orDefect(rankInputs(rule.table, entry))
  }
}

export function ownWarnings(
  rule: OwnRule,
  entry: Entry,
  criterion: Criterion,
  finished: FinishedPoints,
): readonly CriterionWarning[] {
  if (rule.kind === 'counted') {
    const inputs = countedInputs(rule.rule, entry)
    if (isProblem(inputs)) return noWarnings
    const warning = bonusWarning(inputs, criterion.max, finished.clamped === 'ceiling')
    return warning === null ? noWarnings : [warning]
  }
  if (rule.kind !== 'countCapped') return noWarnings
  const count = entryResult(entry)
  const whole = isProblem(count) || count % amountUnit === 0n
  return whole ? noWarnings : [{ code: 'countNotWhole', count: entry.result ?? '' }]
}

/** The result of an entry as an amount. */
export function entryResult(entry: Entry): Amount | ScoringProblem {
  const amount = entry.result === null ? null : parseAmount(entry.result)
  return amount ?? { code: 'resultInvalid', result: entry.result ?? '' }
}
