import type { Assignment } from '../domain/assignment.ts'
import type { Rule } from '../domain/scale.ts'
import {
  type Amount,
  amountText,
  type PledgeFactor,
  parseAmount,
  parsePledge,
  pledgedTarget,
} from './amount.ts'
import type { TargetRule } from './prepared-scale.ts'

/** Where a target came from: the assignment itself, the assigned baseline and the rule's pledge, or the rule's default. */
export interface Target {
  readonly value: Amount
  readonly from: 'assigned' | 'pledge' | 'default'
}

export interface TargetTerms {
  readonly defaultTarget: Amount | null
  readonly pledge: PledgeFactor | null
  readonly pledgeText: string | null
}

/** What the trace says about a target; decimals as text. */
export interface TracedTarget {
  readonly value: string
  readonly from: Target['from']
  /** Present when a pledge made the target. */
  readonly baseline?: string
  readonly pledge?: string
}

/** Whether a rule looks at a target at all. */
export function usesTarget(rule: Rule): boolean {
  return (
    rule.kind === 'relativeToLeader' ||
    rule.kind === 'proportional' ||
    (rule.kind === 'bands' && rule.of === 'ratio')
  )
}

export function targetTerms(rule: {
  readonly defaultTarget?: string | undefined
  readonly pledge?: string | undefined
}): TargetTerms {
  return {
    defaultTarget: rule.defaultTarget === undefined ? null : parseAmount(rule.defaultTarget),
    pledge: rule.pledge === undefined ? null : parsePledge(rule.pledge),
    pledgeText: rule.pledge ?? null,
  }
}

/**
 * The target of one subject, or null: none. A target assigned as a number stands before one that follows from the
 * pledge; the default applies only where the assignment says nothing.
 */
export function targetOf(terms: TargetTerms, assignment: Assignment | undefined): Target | null {
  if (assignment !== undefined && assignment.target !== null) {
    const value = parseAmount(assignment.target)
    if (value !== null) return { value, from: 'assigned' }
  }
  if (terms.pledge !== null && assignment !== undefined && assignment.baseline !== null) {
    const baseline = parseAmount(assignment.baseline)
    if (baseline !== null) return { value: pledgedTarget(baseline, terms.pledge), from: 'pledge' }
  }
  return terms.defaultTarget === null ? null : { value: terms.defaultTarget, from: 'default' }
}

/** A target of 0 is none, except where lower is better. */
export function usableTarget(rule: TargetRule, target: Target | null): Target | null {
  const zeroCounts = rule.kind === 'relativeToLeader' && !rule.higherIsBetter
  return target === null || (target.value === 0n && !zeroCounts) ? null : target
}

export function tracedTarget(
  target: Target,
  terms: TargetTerms,
  assignment: Assignment | undefined,
): TracedTarget {
  const traced = { value: amountText(target.value), from: target.from }
  const baseline = assignment?.baseline ?? null
  return target.from === 'pledge' && baseline !== null && terms.pledgeText !== null
    ? { ...traced, baseline, pledge: terms.pledgeText }
    : traced
}
