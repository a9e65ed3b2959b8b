import type { Rule } from '../domain/scale.ts'
import type { Entry } from '../domain/sheet.ts'
import type { InputOrigin } from './scores.ts'
import type { ScoringProblem } from './scoring-problem.ts'

/**
 * Whether an entry holds the input its rule needs. An entry without it is "not scored"; for counted rules the
 * entry itself says "nothing to count".
 */
export function isEntered(rule: Rule, entry: Entry): boolean {
  switch (rule.kind) {
    case 'direct':
      return entry.points !== null
    case 'baseWithDeductions':
    case 'plusMinus':
      return true
    case 'rankPoints':
      return entry.ranks.length > 0
    case 'passFail':
    case 'relativeToLeader':
    case 'proportional':
    case 'bands':
    case 'deadline':
    case 'countCapped':
      return entry.result !== null
  }
}

/** Layers after self may adjust, with a reason. 0 adjusts nothing. */
export function adjustmentProblem(entry: Entry, origin: InputOrigin): ScoringProblem | null {
  if (entry.adjustment === null || entry.adjustment === 0) return null
  if (origin.layer === 'self') return { code: 'adjustmentOnSelf' }
  if (!Number.isSafeInteger(entry.adjustment) || Math.abs(entry.adjustment) > largestAdjustment) {
    return { code: 'adjustmentInvalid' }
  }
  return entry.reason.trim() === '' ? { code: 'adjustmentWithoutReason' } : null
}

const largestAdjustment = 100_000_000
