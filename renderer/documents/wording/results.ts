import type { Assignment } from '../../../shared/domain/assignment.ts'
import type { Criterion, Rule } from '../../../shared/domain/scale.ts'
import type { Entry } from '../../../shared/domain/sheet.ts'
import { exhausted } from '../../../shared/kernel/result.ts'
import { amountText } from '../../../shared/scoring/amount.ts'
import { targetOf, targetTerms } from '../../../shared/scoring/target.ts'
import { showDecimal } from './targets.ts'

/** What one layer entered for a criterion, as the column "Kết quả" says it; empty: nothing but typed points. */
export function showResult(rule: Rule, entry: Entry): string {
  switch (rule.kind) {
    case 'direct':
      return ''
    case 'passFail':
      return entry.result === null ? '' : entry.result === '1' ? 'Đạt' : 'Không đạt'
    case 'baseWithDeductions':
    case 'plusMinus':
      return showCounts(entry)
    case 'deadline':
      return entry.result === null
        ? ''
        : entry.result === '0'
          ? 'Đúng hạn'
          : `Trễ ${showDecimal(entry.result)} ngày`
    case 'rankPoints':
      return entry.ranks.length === 0 ? '' : `Hạng ${entry.ranks.join('; ')}`
    case 'relativeToLeader':
    case 'proportional':
    case 'bands':
    case 'countCapped':
      return entry.result === null ? '' : withUnit(showDecimal(entry.result), rule.unit)
    default:
      return exhausted(rule)
  }
}

/** What the subject was asked to reach, as the column "Chỉ tiêu được giao" says it. */
export function showAssignedTarget(criterion: Criterion, assignment: Assignment | undefined): string {
  if (assignment?.assigned === false) return 'Không giao'
  const { rule } = criterion
  const byTarget =
    rule.kind === 'relativeToLeader' ||
    rule.kind === 'proportional' ||
    (rule.kind === 'bands' && rule.of === 'ratio')
  if (!byTarget) return ''
  const target = targetOf(targetTerms(rule), assignment)
  if (target === null) return 'Không có chỉ tiêu'
  const value = withUnit(showDecimal(amountText(target.value)), rule.unit)
  if (target.from !== 'pledge' || rule.kind !== 'relativeToLeader') return value
  const before = `${rule.baseline ?? 'năm trước'}: ${showDecimal(assignment?.baseline ?? '')}`
  return `${value} (${before}; ${showDecimal(rule.pledge ?? '')})`
}

function showCounts(entry: Entry): string {
  const counted = entry.counts
    .filter(({ count }) => count > 0)
    .map(({ code, count }) => `${code}: ${count}${entry.waivers.includes(code) ? ' (miễn)' : ''}`)
  return counted.length === 0 ? 'Không phát sinh' : counted.join('; ')
}

function withUnit(value: string, unit: string): string {
  return unit === '' ? value : `${value} ${unit}`
}
