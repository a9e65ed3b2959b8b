import type { Rational } from './rational.ts'

/** The policies a criterion is scored by, after the scale's own have won over the season's. */
export interface Terms {
  /** `m`, a share of the max. */
  readonly metShare: Rational
  readonly metShareText: string
  readonly noTarget: 'exclude' | 'leaderAmongNoTarget'
}
