import { decimalText, type Rational, rational } from './rational.ts'

/** Points and assigned max, both in hundredths. */
export interface Share {
  readonly points: number
  readonly assignedMax: number
}

/** `100 · Σ points / Σ M(assigned)`, exact. Null: nothing is assigned. */
export function exactPercent({ points, assignedMax }: Share): Rational | null {
  return assignedMax === 0 ? null : rational(100n * BigInt(points), BigInt(assignedMax))
}

/** As shown and printed: 6 fraction digits, half away from zero, `96.123457`. */
export function percentText(share: Share): string | null {
  const exact = exactPercent(share)
  return exact === null ? null : decimalText(exact, 6)
}

/** Exact difference of two percents, shown with 6 digits and a sign only when negative. Null: one has none. */
export function percentDifference(left: Share, right: Share): string | null {
  const [own, other] = [exactPercent(left), exactPercent(right)]
  if (own === null || other === null) return null
  const difference = rational(
    own.numerator * other.denominator - other.numerator * own.denominator,
    own.denominator * other.denominator,
  )
  return decimalText(difference, 6)
}
