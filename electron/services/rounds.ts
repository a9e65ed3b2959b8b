import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { Gap } from '../../shared/contract/rounds.ts'
import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { ExclusionRecorded, RoundClosed } from '../../shared/domain/round.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import type { Machine } from './machine.ts'
import { closingAt, exclusionOf } from './places.ts'
import { roundStandings } from './round-standings.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { placeOfSheet } from './sheets.ts'
import { type PlaceStandings, sourceOf, standingsAt } from './standings.ts'

interface PlaceInput {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}
type PlaceFailure = Failure<'roundUnknown' | 'noScale'>

/** What is missing at a place before it can be closed, and whether this machine may close it. */
export function roundGaps(
  session: SeasonSession,
  input: PlaceInput,
): Result<
  { readonly gaps: readonly Gap[]; readonly mayClose: boolean; readonly closed: boolean },
  PlaceFailure
> {
  const found = standingsAt(sourceOf(session), input, { traces: false })
  if (!found.ok) return found
  return ok({
    gaps: found.value.closing === null ? gapsOf(found.value) : [],
    mayClose: found.value.closing === null && closerRefusal(session, input) === null,
    closed: found.value.closing !== null,
  })
}

/** Excludes a subject from the ranking of a round, with the reason that is printed. */
export function recordExclusion(
  machine: Machine,
  session: SeasonSession,
  input: ExclusionRecorded,
): Result<
  { readonly record: RecordId },
  WriteFailure | Failure<'roundUnknown' | 'roundClosed' | 'subjectUnknown' | 'alreadyExcluded'>
> {
  const state = stateOf(session)
  const place = placeOfSheet(state, input)
  if (!place.ok) return place
  const { round, subject } = input
  const seats = ownerSeats(state.season, { kind: 'exclusion.recorded/1', round, subject })
  if (!seats.some((seat) => ownSeats(state, session.device).includes(seat))) {
    return err(failure('notYourSeat', { seats }))
  }
  const closing = closingAt(state, place.value)
  if (closing !== null) return err(failure('roundClosed', { closing: closing.record }))
  if (exclusionOf(state, round, subject) !== null) return err(failure('alreadyExcluded', { subject }))
  const written = writeRecord(machine, session, { kind: 'exclusion.recorded/1', body: input })
  return written.ok ? ok({ record: written.value.id }) : written
}

/**
 * Seals a round at a place over exactly the records its standings rest on. Every gap has to be accepted with a
 * reason; reasons for gaps that are not there any more are left out.
 */
export function closeRound(
  machine: Machine,
  session: SeasonSession,
  input: PlaceInput & { readonly gaps: RoundClosed['gaps']; readonly ties: RoundClosed['ties'] },
): Result<
  { readonly record: RecordId; readonly digest: string },
  WriteFailure | PlaceFailure | Failure<'roundClosed' | 'gapsOpen'>
> {
  const found = standingsAt(sourceOf(session), input, { traces: false })
  if (!found.ok) return found
  const { basis, closing } = found.value
  if (closing !== null) return err(failure('roundClosed', { closing: closing.record }))
  const refusal = closerRefusal(session, input)
  if (refusal !== null) return err(refusal)
  const gaps = gapsOf(found.value)
  const open = gaps.filter((gap) => !input.gaps.some((accepted) => isSameGap(accepted, gap)))
  if (open.length > 0) return err(failure('gapsOpen', { gaps: open }))
  const standings = roundStandings({ ...basis, settledTies: input.ties }, { traces: false })
  const digest = standingsDigest(standings.statement, machine.ports.crypto)
  const written = writeRecord(machine, session, {
    kind: 'round.closed/1',
    body: {
      round: input.round,
      cluster: input.cluster,
      scale: basis.scale.record,
      assignments: basis.assignments?.record ?? null,
      records: [...standings.restsOn],
      standings: digest,
      gaps: input.gaps.filter((accepted) => gaps.some((gap) => isSameGap(accepted, gap))),
      ties: input.ties,
    },
  })
  return written.ok ? ok({ record: written.value.id, digest }) : written
}

/** A subject without any entry that counts lacks its whole sheet; otherwise each criterion is a gap of its own. */
function gapsOf({ standings }: PlaceStandings): readonly Gap[] {
  return standings.standings.rows.flatMap((row): readonly Gap[] => {
    if (row.status !== 'incomplete') return []
    const { subject } = row
    return hasNothing(standings, subject)
      ? [{ subject, criterion: null }]
      : row.missing.map((criterion) => ({ subject, criterion }))
  })
}

function hasNothing(standings: PlaceStandings['standings'], subject: SubjectCode): boolean {
  return standings.scores.get(subject)?.criteria.every((score) => score.points === null) ?? true
}

function isSameGap(left: Gap, right: Gap): boolean {
  return left.subject === right.subject && left.criterion === right.criterion
}

function closerRefusal(
  session: SeasonSession,
  { round, cluster }: PlaceInput,
): Failure<'notYourSeat'> | null {
  const state = stateOf(session)
  const seats = ownerSeats(state.season, { kind: 'round.closed/1', round, cluster })
  const own = ownSeats(state, session.device)
  return seats.some((seat) => own.includes(seat)) ? null : failure('notYourSeat', { seats })
}
