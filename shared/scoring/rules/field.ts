import type { SubjectCode } from '../../domain/ids.ts'
import { compareText } from '../../kernel/bytes.ts'
import { compareRationals, type Rational } from '../rational.ts'

/** One subject in the competition for the lead on one criterion; `measure` is its e (without target: its A). */
export interface Contender {
  readonly subject: SubjectCode
  /** Null: no result yet. */
  readonly measure: Rational | null
}

/** The subjects that may lead on one criterion. All lists in the order of subject codes. */
export interface Field {
  /** The best measure; null when nobody has one yet. */
  readonly best: Rational | null
  /** Everybody who has it. */
  readonly leaders: readonly SubjectCode[]
  /** Who still has no result: while somebody is here, the leader is provisional. */
  readonly missing: readonly SubjectCode[]
}

export const emptyField: Field = { best: null, leaders: [], missing: [] }

/** `contenders`: only subjects that may lead (not excluded, not quarantined). */
export function fieldOf(contenders: readonly Contender[]): Field {
  let best: Rational | null = null
  let leaders: SubjectCode[] = []
  const missing: SubjectCode[] = []
  for (const { subject, measure } of contenders) {
    if (measure === null) {
      missing.push(subject)
      continue
    }
    const order = best === null ? 1 : compareRationals(measure, best)
    if (order > 0) {
      best = measure
      leaders = [subject]
    } else if (order === 0) leaders.push(subject)
  }
  return { best, leaders: leaders.sort(compareText), missing: missing.sort(compareText) }
}
