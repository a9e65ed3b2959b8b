import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import { inputProblem } from '../../shared/contract/input-problem.ts'
import type { Assignment } from '../../shared/domain/assignment.ts'
import type { ClusterCode, RecordId, Seat } from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import { isKnownCluster, isKnownSubject } from '../../shared/ledger/places.ts'
import { currentFor, type SeasonState } from '../../shared/ledger/state.ts'
import { scaleProblems } from '../../shared/scoring/validate-scale.ts'
import type { Machine } from './machine.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'

/** The scale in force for a cluster: its own, else the common one. */
export function currentScale(
  session: SeasonSession,
  cluster: ClusterCode | null,
): Result<{ readonly record: RecordId; readonly scale: Scale }, Failure<'noScale'>> {
  const scale = currentFor(stateOf(session).scales, cluster)
  return scale === undefined
    ? err(failure('noScale', {}))
    : ok({ record: scale.record, scale: scale.body.scale })
}

/** Publishes a scale; it replaces the one of the same scope. Sheets on the old one show as "thang điểm cũ". */
export function publishScale(
  machine: Machine,
  session: SeasonSession,
  input: { readonly cluster: ClusterCode | null; readonly scale: Scale },
): Result<{ readonly record: RecordId }, WriteFailure | Failure<'scaleInvalid'>> {
  const state = stateOf(session)
  const refusal = notOwner(session, state, { kind: 'scale.published/1', cluster: input.cluster })
  if (refusal !== null) return err(refusal)
  const stranger = unknownCluster(state, input.cluster)
  if (stranger !== null) return err(stranger)
  const problems = scaleProblems(input.scale)
  if (problems.length > 0) return err(failure('scaleInvalid', { problems }))
  const before = state.scales.find((each) => each.current && each.body.cluster === input.cluster)
  const written = writeRecord(machine, session, {
    kind: 'scale.published/1',
    body: { ...input, replaces: before?.record ?? null },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

/** Publishes the targets of a scale, for one cluster or for all; the list is always whole. */
export function publishAssignments(
  machine: Machine,
  session: SeasonSession,
  input: {
    readonly cluster: ClusterCode | null
    readonly scale: RecordId
    readonly items: readonly Assignment[]
  },
): Result<{ readonly record: RecordId }, WriteFailure | Failure<'noScale' | 'subjectUnknown'>> {
  const state = stateOf(session)
  const refusal = notOwner(session, state, { kind: 'assignments.published/1', cluster: input.cluster })
  if (refusal !== null) return err(refusal)
  const foreign = unknownCluster(state, input.cluster)
  if (foreign !== null) return err(foreign)
  const scale = state.scales.find((each) => each.record === input.scale)?.body
  const serves = scale !== undefined && (scale.cluster === null || scale.cluster === input.cluster)
  if (!serves) return err(failure('noScale', {}))
  const stranger = input.items.find((item) => !isKnownSubject(state.season, item.subject, input.cluster))
  if (stranger !== undefined) return err(failure('subjectUnknown', { subject: stranger.subject }))
  const before = state.assignments.find((each) => each.current && each.body.cluster === input.cluster)
  const written = writeRecord(machine, session, {
    kind: 'assignments.published/1',
    body: { ...input, items: [...input.items], replaces: before?.record ?? null },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

function unknownCluster(state: SeasonState, cluster: ClusterCode | null): Failure<'inputRefused'> | null {
  if (isKnownCluster(state.season, cluster)) return null
  return failure('inputRefused', inputProblem('cluster', cluster, 'unknown'))
}

function notOwner(
  session: SeasonSession,
  state: SeasonState,
  place: {
    readonly kind: 'scale.published/1' | 'assignments.published/1'
    readonly cluster: ClusterCode | null
  },
): Failure<'notYourSeat'> | null {
  const seats: readonly Seat[] = ownerSeats(state.season, place)
  const own = ownSeats(state, session.device)
  return seats.some((seat) => own.includes(seat)) ? null : failure('notYourSeat', { seats })
}
