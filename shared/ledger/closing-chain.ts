import type { RecordId } from '../domain/ids.ts'
import type { FactOf } from './fact.ts'
import type { Verdict } from './verdict.ts'

export type ClosingFact = FactOf<'round.closed/1'>
export type ReopeningFact = FactOf<'round.reopened/1'>

/** One step in the life of a round at one place: closed, and then perhaps reopened. */
export interface ClosingStep {
  /** The closing that counts. */
  readonly closing: ClosingFact
  /** Others that wanted to close where this one did. */
  readonly late: readonly ClosingFact[]
  /** Whatever reopened it; several do what one does. */
  readonly reopenings: readonly ReopeningFact[]
}

/**
 * The steps of one place, the first closing first. A closing begins the life of a round, or follows a reopening that
 * it names; of several at one step the first in `compare` counts. So whoever closes again shows that they knew the
 * round was open: a closing that came too late never counts by itself because somebody reopens another one.
 */
export function closingSteps(
  closings: readonly ClosingFact[],
  reopenings: readonly ReopeningFact[],
  compare: (left: ClosingFact, right: ClosingFact) => number,
): readonly ClosingStep[] {
  const closingsAfter = Map.groupBy(closings, (fact) => fact.claim.reopening)
  const reopeningsOf = Map.groupBy(reopenings, (fact) => fact.claim.closing)
  const steps: ClosingStep[] = []
  for (let after: readonly (RecordId | null)[] = [null]; ; ) {
    const [closing, ...late] = after.flatMap((id) => closingsAfter.get(id) ?? []).sort(compare)
    if (closing === undefined) return steps
    const lifting = reopeningsOf.get(closing.id) ?? []
    steps.push({ closing, late, reopenings: lifting })
    after = lifting.map((fact) => fact.id)
  }
}

/**
 * What comparing them adds to the verdicts of closings and reopenings of one place that are valid by themselves: too
 * late, or hanging on something that does not count.
 */
export function settledClosings(
  closings: readonly ClosingFact[],
  reopenings: readonly ReopeningFact[],
  compare: (left: ClosingFact, right: ClosingFact) => number,
): ReadonlyMap<RecordId, Verdict> {
  const settled = new Map<RecordId, Verdict>()
  for (const { id, claim } of closings) {
    if (claim.reopening !== null) settled.set(id, waitingFor(claim.reopening, 'reopening'))
  }
  for (const { id, claim } of reopenings) settled.set(id, waitingFor(claim.closing, 'closing'))
  for (const step of closingSteps(closings, reopenings, compare)) {
    for (const { id } of [step.closing, ...step.reopenings]) settled.set(id, { status: 'valid' })
    for (const { id } of step.late) {
      settled.set(id, { status: 'quarantined', why: { reason: 'alreadyClosed', closing: step.closing.id } })
    }
  }
  return settled
}

function waitingFor(id: RecordId, role: 'reopening' | 'closing'): Verdict {
  return { status: 'waiting', for: [{ what: 'record', id, role }] }
}
