import type { Band, Rule } from '../../domain/scale.ts'
import { type Amount, amountUnit, parseAmount } from '../amount.ts'
import { type Rational, rational, rationalText } from '../rational.ts'
import type { ScoringProblem } from '../scoring-problem.ts'
import type { TracedTarget } from '../target.ts'

/** A band in amounts: `from` inclusive, `to` exclusive, null open. */
export interface PreparedBand {
  readonly from: Amount
  readonly to: Amount | null
  readonly band: Band
}

export interface BandsInputs {
  readonly rule: 'bands'
  readonly of: 'result' | 'ratio'
  readonly result: string
  /** Only for `of: ratio`. */
  readonly target: TracedTarget | null
  /** What is looked up: A, or 100·A/T as a fraction. */
  readonly value: string
  readonly band: Band
}

export interface DeadlineInputs {
  readonly rule: 'deadline'
  readonly daysLate: string
  readonly band: Band
}

export function preparedBands(rule: Extract<Rule, { bands: unknown }>): readonly PreparedBand[] {
  return rule.bands.flatMap((band) => {
    const from = parseAmount(band.from)
    const to = band.to === undefined ? null : parseAmount(band.to)
    return from === null ? [] : [{ from, to, band }]
  })
}

/** The first band `[from, to)` that holds the value, in the order of the scale. */
export function bandAt(bands: readonly PreparedBand[], value: Rational): Band | ScoringProblem {
  for (const { from, to, band } of bands) {
    const reached = value.numerator * amountUnit >= from * value.denominator
    if (reached && (to === null || value.numerator * amountUnit < to * value.denominator)) return band
  }
  return { code: 'bandMissing', value: rationalText(value) }
}

/** A as a plain number of its unit. */
export function plainValue(result: Amount): Rational {
  return rational(result, amountUnit)
}

/** 100·A/T. `target` is above 0. */
export function percentValue(target: Amount, result: Amount): Rational {
  return rational(100n * result, target)
}
