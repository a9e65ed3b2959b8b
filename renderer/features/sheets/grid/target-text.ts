import type { Assignment } from '../../../../shared/domain/assignment.ts'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import { amountText } from '../../../../shared/scoring/amount.ts'
import { targetOf, targetTerms } from '../../../../shared/scoring/target.ts'
import { showCanonical } from '../../../i18n/format.ts'

/** The target of this subject as the grid shows it, with its unit; empty where the rule knows none. */
export function targetText(assignment: Assignment | undefined, leaf: Criterion): string {
  const { rule } = leaf
  const uses =
    rule.kind === 'relativeToLeader' ||
    rule.kind === 'proportional' ||
    (rule.kind === 'bands' && rule.of === 'ratio')
  if (!uses) return ''
  const target = targetOf(targetTerms(rule), assignment)
  return target === null ? '–' : withUnit(showCanonical(amountText(target.value)), rule.unit)
}

/** `85 %`, `12 vụ`. */
function withUnit(value: string, unit: string): string {
  return unit === '' ? value : `${value} ${unit}`
}

/** The unit a result is typed in; empty where there is none to say. */
export function resultUnit(leaf: Criterion): string {
  return 'unit' in leaf.rule ? leaf.rule.unit : ''
}
