import { type Amount, amountText } from './amount.ts'
import type { PreparedBand } from './rules/bands.ts'

/** Where no band says anything: from, inclusive, to, exclusive; null: without end. */
export interface UncoveredStretch {
  readonly from: string
  readonly to: string | null
}

/**
 * The stretches from 0 upward that no band covers. Bands may stand in any order and may overlap: the first that
 * fits applies, so an overlap leaves nothing undecided.
 */
export function uncoveredStretches(bands: readonly PreparedBand[]): readonly UncoveredStretch[] {
  const sorted = bands.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  const stretches: UncoveredStretch[] = []
  let covered = 0n as Amount // results and ratios are never negative
  for (const { from, to } of sorted) {
    if (to !== null && to <= from) continue // holds nothing; reported on its own
    if (from > covered) stretches.push({ from: amountText(covered), to: amountText(from) })
    if (to === null) return stretches
    if (to > covered) covered = to
  }
  return [...stretches, { from: amountText(covered), to: null }]
}
