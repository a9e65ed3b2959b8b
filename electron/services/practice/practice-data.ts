import type { Assignment } from '../../../shared/domain/assignment.ts'
import type { SubjectCode } from '../../../shared/domain/ids.ts'
import { type Criterion, leavesOf, type Rule, type Scale } from '../../../shared/domain/scale.ts'
import { type Entry, emptyEntry } from '../../../shared/domain/sheet.ts'
import {
  formatCanonicalQuantity,
  parseCanonicalQuantity,
  type Quantity,
} from '../../../shared/kernel/decimal.ts'
import type { Dice } from './dice.ts'

/**
 * Plausible results for practice seasons and demonstrations, from a seed. Never real figures: whatever is made
 * here is called practice data wherever it is shown.
 */

/** Targets and baselines of every subject for the criteria whose rule has no default of its own. */
export function practiceAssignments(
  scale: Scale,
  subjects: readonly SubjectCode[],
  dice: Dice,
): readonly Assignment[] {
  const asked = leavesOf(scale).filter((leaf) => needsAssignment(leaf.rule))
  return subjects.flatMap((subject) =>
    asked.map((leaf): Assignment => {
      const lastYear = String(dice.between(20, 120))
      const pledged = leaf.rule.kind === 'relativeToLeader' && leaf.rule.pledge !== undefined
      // Now and then a unit has no such task at all: the criterion then leaves its denominator.
      if (!pledged && dice.chance(8)) {
        return { subject, criterion: leaf.code, assigned: false, target: null, baseline: null }
      }
      return {
        subject,
        criterion: leaf.code,
        assigned: true,
        target: pledged ? null : String(dice.between(10, 60)),
        baseline: pledged ? lastYear : null,
      }
    }),
  )
}

/** What a unit says of itself: every criterion that is assigned to it, good units a little better than others. */
export function practiceEntries(
  scale: Scale,
  assignments: readonly Assignment[],
  subject: SubjectCode,
  dice: Dice,
): readonly Entry[] {
  const skill = dice.between(0, 10)
  return leavesOf(scale).flatMap((leaf) => {
    const assignment = assignments.find((each) => each.subject === subject && each.criterion === leaf.code)
    if (assignment?.assigned === false) return []
    return [practiceEntry(leaf, assignment, skill, dice)]
  })
}

/** What inspectors or appraisers make of it: mostly the same, here and there corrected or adjusted with a reason. */
export function correctedEntries(
  scale: Scale,
  entries: readonly Entry[],
  layer: 'cross' | 'appraisal',
  dice: Dice,
): readonly Entry[] {
  const leaves = leavesOf(scale)
  return entries.map((entry) => {
    const leaf = leaves.find((each) => each.code === entry.criterion)
    if (leaf === undefined || !dice.chance(layer === 'cross' ? 12 : 8)) return entry
    if (leaf.rule.kind === 'direct' && entry.points !== null && entry.points >= 100) {
      const lower = entry.points - 50 * dice.between(1, 2)
      return { ...entry, points: lower, reason: 'Đối chiếu hồ sơ: minh chứng chưa đầy đủ' }
    }
    if (layer === 'appraisal' && leaf.max >= 1000 && leaf.rule.kind !== 'direct') {
      return { ...entry, adjustment: -50, reason: 'Báo cáo kết quả chậm so với quy định' }
    }
    return entry
  })
}

function needsAssignment(rule: Rule): boolean {
  switch (rule.kind) {
    case 'relativeToLeader':
    case 'proportional':
      return rule.defaultTarget === undefined
    case 'bands':
      return rule.of === 'ratio' && rule.defaultTarget === undefined
    default:
      return false
  }
}

function practiceEntry(
  leaf: Criterion,
  assignment: Assignment | undefined,
  skill: number,
  dice: Dice,
): Entry {
  const entry = emptyEntry(leaf.code)
  const { rule } = leaf
  switch (rule.kind) {
    case 'direct': {
      // Half points, between 70 % and 100 % of the maximum.
      const share = Math.min(100, 70 + 2 * skill + dice.between(0, 14))
      return { ...entry, points: Math.floor((leaf.max * share) / 100 / 50) * 50 }
    }
    case 'passFail':
      return { ...entry, result: dice.chance(90 + skill) ? '1' : '0' }
    case 'relativeToLeader':
    case 'proportional':
      return { ...entry, result: resultNear(leaf, assignment, skill, dice) }
    case 'bands':
      return {
        ...entry,
        result: rule.of === 'ratio' ? resultNear(leaf, assignment, skill, dice) : resultInBands(rule, dice),
      }
    case 'deadline':
      return { ...entry, result: dice.chance(75) ? '0' : String(dice.between(1, 12)) }
    case 'baseWithDeductions': {
      const counts = rule.deductions.flatMap((item) => {
        if (!dice.chance(item.once === true || item.each * 4 > leaf.max ? 4 : 25)) return []
        return [{ code: item.code, count: item.once === true ? 1 : dice.between(1, 3) }]
      })
      return { ...entry, counts }
    }
    case 'plusMinus':
      return {
        ...entry,
        counts: [...rule.plus, ...rule.minus].flatMap((item) =>
          dice.chance(25) ? [{ code: item.code, count: 1 }] : [],
        ),
      }
    case 'countCapped':
      return { ...entry, result: String(dice.between(1, 5)) }
    case 'rankPoints':
      return {
        ...entry,
        ranks: dice.chance(30) ? [dice.between(1, 4), dice.between(1, 4)] : [dice.between(1, 5)],
      }
  }
}

/** A result around the target: mostly met, now and then missed; a share never above 100 %. */
function resultNear(leaf: Criterion, assignment: Assignment | undefined, skill: number, dice: Dice): string {
  const { rule } = leaf
  const standard = 'defaultTarget' in rule ? rule.defaultTarget : undefined
  const aim = thousandthsOf(assignment?.target ?? assignment?.baseline ?? standard ?? '50')
  const lowerIsBetter = rule.kind === 'relativeToLeader' && rule.direction === 'lowerIsBetter'
  const percent = lowerIsBetter ? 106 - skill - dice.between(0, 22) : 92 + skill + dice.between(0, 18)
  const isShare = 'unit' in rule && rule.unit === '%'
  const raw = Math.floor((aim * percent) / 100)
  // Shares with one decimal, counts whole.
  const step = isShare ? 100 : 1000
  const value = Math.floor(raw / step) * step
  return decimalOf(isShare ? Math.min(value, 100_000) : value)
}

function resultInBands(rule: Extract<Rule, { readonly kind: 'bands' }>, dice: Dice): string {
  const best = [...rule.bands].sort((left, right) => right.points - left.points)
  // The best band mostly, the next one sometimes.
  const band = (dice.chance(70) ? best[0] : best[Math.min(1, best.length - 1)]) ?? {
    from: '0',
    to: undefined,
  }
  const from = thousandthsOf(band.from)
  const to = band.to === undefined ? (from < 100_000 ? 100_000 : from) : thousandthsOf(band.to)
  const steps = Math.max(1, Math.floor((to - from) / 100))
  return decimalOf(from + 100 * dice.below(steps))
}

function thousandthsOf(decimal: string): number {
  const quantity = parseCanonicalQuantity(decimal)
  return quantity.ok ? Number(quantity.value / 1000n) : 0
}

function decimalOf(thousandths: number): string {
  return formatCanonicalQuantity((BigInt(thousandths) * 1000n) as Quantity) // whole thousandths, never negative
}
