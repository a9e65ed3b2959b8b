import type { CriterionCode } from '../domain/ids.ts'
import { type Amount, amountText } from './amount.ts'
import { compareRationals, type Rational, rational, rationalText } from './rational.ts'
import type { CountedInputs } from './rules/counted.ts'

/** What deserves a second look. A warning never changes a score. */
export type CriterionWarning =
  /** The result goes beyond the target by more than 300 %; e as a fraction. */
  | { readonly code: 'excessAbove300'; readonly excess: string }
  /** The target is more than 10 times off the cluster's median. */
  | { readonly code: 'targetFarFromMedian'; readonly target: string; readonly median: string }
  /** No target and no default: the criterion left the denominator. */
  | { readonly code: 'noTarget' }
  | { readonly code: 'fullMarksWithoutTarget' }
  /** The bonus reached its cap. Hundredths. */
  | { readonly code: 'bonusAtCap'; readonly cap: number }
  | { readonly code: 'evidenceMissing' }
  | { readonly code: 'countNotWhole'; readonly count: string }

export type SubjectWarning =
  /** Percent below 0 or above 100; 6 digits. */
  | { readonly code: 'percentOutside'; readonly percent: string }
  | { readonly code: 'oldScale' }
  /** The sheet speaks of a criterion the scale does not have. */
  | { readonly code: 'criterionNotOnScale'; readonly criterion: CriterionCode }

/** The self sheet gives more than the appraisal by over 5 % (amber) or 10 % (red) of the max. Hundredths. */
export interface LayerGapWarning {
  readonly code: 'layerGap'
  readonly level: 'amber' | 'red'
  readonly criterion: CriterionCode
  readonly self: number
  readonly appraisal: number
  readonly max: number
}

export const noWarnings: readonly CriterionWarning[] = []

/** Criteria where the subject's own score is well above the appraisal's. Both lists in the order of the scale. */
export function layerGapWarnings(
  self: readonly {
    readonly criterion: CriterionCode
    readonly points: number | null
    readonly max: number
  }[],
  appraisal: readonly { readonly criterion: CriterionCode; readonly points: number | null }[],
): readonly LayerGapWarning[] {
  const appraised = new Map(appraisal.map((score) => [score.criterion, score.points]))
  return self.flatMap(({ criterion, points, max }) => {
    const other = appraised.get(criterion) ?? null
    if (points === null || other === null) return []
    const gap = points - other
    if (gap * 20 <= max) return []
    const level = gap * 10 > max ? 'red' : 'amber'
    return [{ code: 'layerGap', level, criterion, self: points, appraisal: other, max } as const]
  })
}

export function excessWarning(excess: Rational): CriterionWarning | null {
  if (excess.numerator <= excess.denominator) return null // nearly everybody
  return excess.numerator > 3n * excess.denominator
    ? { code: 'excessAbove300', excess: rationalText(excess) }
    : null
}

/**
 * The median of a cluster's targets, or null when no target can be far from it: then nobody needs to look.
 * Targets of 0 are left out, nothing is a multiple of them.
 */
export function suspiciousMedian(targets: readonly (Amount | null)[]): Rational | null {
  let least: Amount | null = null
  let greatest: Amount | null = null
  for (const target of targets) {
    if (target === null || target === 0n) continue
    if (least === null || target < least) least = target
    if (greatest === null || target > greatest) greatest = target
  }
  if (least === null || greatest === null || greatest <= farFactor * least) return null
  const sorted = targets.filter((target) => target !== null && target > 0n).toSorted(compareAmounts)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? least
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? least
  return rational(lower + upper, 2n)
}

export function targetWarning(target: Amount, median: Rational): CriterionWarning | null {
  const own = rational(target, 1n)
  const tenfold = rational(own.numerator * farFactor, own.denominator)
  const far =
    compareRationals(own, rational(median.numerator * farFactor, median.denominator)) > 0 ||
    compareRationals(tenfold, median) < 0
  if (!far || target === 0n) return null
  // Half a unit of the last place is shown as the place itself: the median is only named, never reckoned with.
  const shown = amountText((median.numerator / median.denominator) as Amount)
  return { code: 'targetFarFromMedian', target: amountText(target), median: shown }
}

/** `cut`: the criterion's max took something away from the counted value. */
export function bonusWarning(inputs: CountedInputs, max: number, cut: boolean): CriterionWarning | null {
  if (inputs.added === 0) return null
  if (inputs.rule === 'baseWithDeductions' && inputs.capBonus !== null && inputs.added >= inputs.capBonus) {
    return { code: 'bonusAtCap', cap: inputs.capBonus }
  }
  return cut ? { code: 'bonusAtCap', cap: max } : null
}

const farFactor = 10n

function compareAmounts(left: Amount | null, right: Amount | null): number {
  if (left === null || right === null) return 0
  return left < right ? -1 : left > right ? 1 : 0
}
