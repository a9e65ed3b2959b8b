import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { PlanView } from '../../shared/contract/rounds.ts'
import type { ClusterCode, RecordId, RoundCode, Seat, SubjectCode } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import { isKnownSeat, isOwnSubject, subjectSeat } from '../../shared/ledger/places.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Machine } from './machine.ts'
import { type Place, placeOf, planAt, subjectsAt } from './places.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'

type Teams = PlanView['teams']
interface PlanInput {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  readonly teams: Teams
}

/** The teams in force at a place, and who could be in one. */
export function inspectionPlan(
  session: SeasonSession,
  input: Omit<PlanInput, 'teams'>,
): Result<PlanView, Failure<'roundUnknown'>> {
  const state = stateOf(session)
  const place = placeOf(state.season, input.round, input.cluster)
  if (place === null) return err(failure('roundUnknown', {}))
  const plan = planAt(state, place)
  return ok({
    crossEntry: state.season.policies.crossEntry,
    teams: plan?.body.teams ?? [],
    record: plan?.record ?? null,
    mayPlan: planners(state, place).some((seat) => ownSeats(state, session.device).includes(seat)),
    members: subjectsAt(state.season, place).map(({ subject, name }) => ({
      subject,
      name,
      seat: subjectSeat(subject, place.cluster),
    })),
  })
}

/** Writes a plan; the newest one decides, sheets under an older one are kept and not counted. */
export function planInspection(
  machine: Machine,
  session: SeasonSession,
  input: PlanInput,
): Result<{ readonly record: RecordId }, WriteFailure | Failure<'roundUnknown' | 'planInvalid'>> {
  const state = stateOf(session)
  const place = placeOf(state.season, input.round, input.cluster)
  if (place === null) return err(failure('roundUnknown', {}))
  const seats = planners(state, place)
  if (!seats.some((seat) => ownSeats(state, session.device).includes(seat))) {
    return err(failure('notYourSeat', { seats }))
  }
  const problem = planProblem(state, place, input.teams)
  if (problem !== null) return err(problem)
  const teams = input.teams.map((team) => ({ seats: [...team.seats], subjects: [...team.subjects] }))
  const written = writeRecord(machine, session, {
    kind: 'inspection.planned/1',
    body: { round: input.round, cluster: input.cluster, teams },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

function planners(state: SeasonState, place: Place): readonly Seat[] {
  return ownerSeats(state.season, {
    kind: 'inspection.planned/1',
    round: place.round.code,
    cluster: place.cluster,
  })
}

function planProblem(state: SeasonState, place: Place, teams: Teams): Failure<'planInvalid'> | null {
  const members = new Set(subjectsAt(state.season, place).map((each) => each.subject))
  const seen = new Set<SubjectCode>()
  for (const team of teams) {
    if (team.seats.some((seat) => !isKnownSeat(state.season, seat))) {
      return failure('planInvalid', { why: 'unknownSeat', subject: null })
    }
    for (const subject of team.subjects) {
      if (!members.has(subject)) return failure('planInvalid', { why: 'unknownSeat', subject })
      if (seen.has(subject)) return failure('planInvalid', { why: 'subjectTwice', subject })
      seen.add(subject)
      if (team.seats.some((seat) => isOwnSubject(state.season, seat, subject, place.cluster))) {
        return failure('planInvalid', { why: 'ownUnit', subject })
      }
    }
  }
  return null
}
