import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { Gap } from '../../shared/contract/rounds.ts'
import type { SheetDifference } from '../../shared/contract/side-by-side.ts'
import type { ClusterCode, RecordId, RoundCode } from '../../shared/domain/ids.ts'
import type { ExclusionRecorded, RoundClosed } from '../../shared/domain/round.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import { type ChosenSheet, choicesOf, gapsOf, openDifferences } from './closing-gaps.ts'
import type { Machine } from './machine.ts'
import { closingAt, exclusionOf, reopenedAt } from './places.ts'
import { countedSideBySide, roundStandings } from './round-standings.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { tieProblem } from './settled-ties.ts'
import { placeOfSheet } from './sheets.ts'
import { sourceOf, standingsAt } from './standings.ts'

interface PlaceInput {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}
type PlaceFailure = Failure<'roundUnknown' | 'noScale'>

/**
 * What is missing at a place before it can be closed, where members of a team differ, and whether this machine may
 * close it.
 */
export function roundGaps(
  session: SeasonSession,
  input: PlaceInput,
): Result<
  {
    readonly gaps: readonly Gap[]
    readonly differences: readonly SheetDifference[]
    readonly mayClose: boolean
    readonly closed: boolean
  },
  PlaceFailure
> {
  const found = standingsAt(sourceOf(session), input, { traces: false })
  if (!found.ok) return found
  const differences =
    found.value.closing === null ? openDifferences(sourceOf(session), input, found.value) : []
  // What is missing there follows from the choice.
  const toChoose = new Set(
    countedSideBySide(found.value.basis).flatMap(({ open, subject }) => (open ? [subject] : [])),
  )
  const gaps = found.value.closing === null ? gapsOf(found.value) : []
  return ok({
    gaps: gaps.filter(({ subject }) => !toChoose.has(subject)),
    differences,
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
 * Seals a round at a place over exactly the records its standings rest on. Where members of a team differ, the sheet
 * that counts has to be chosen; every gap that is left has to be accepted with a reason. Choices and reasons for
 * what is not there any more are left out. A lot or vote is taken only for a tie.
 */
export function closeRound(
  machine: Machine,
  session: SeasonSession,
  input: PlaceInput & {
    readonly gaps: RoundClosed['gaps']
    readonly ties: RoundClosed['ties']
    readonly choices: readonly ChosenSheet[]
  },
): Result<
  { readonly record: RecordId; readonly digest: string },
  WriteFailure | PlaceFailure | Failure<'roundClosed' | 'gapsOpen' | 'differencesOpen' | 'tieInvalid'>
> {
  const chosen = input.choices.map(({ counts }) => counts)
  const found = standingsAt(sourceOf(session), input, { traces: false, chosen })
  if (!found.ok) return found
  const { state, place, basis, closing } = found.value
  if (closing !== null) return err(failure('roundClosed', { closing: closing.record }))
  const refusal = closerRefusal(session, input)
  if (refusal !== null) return err(refusal)
  const differences = openDifferences(sourceOf(session), input, found.value)
  if (differences.length > 0) return err(failure('differencesOpen', { differences }))
  const gaps = gapsOf(found.value)
  const open = gaps.filter((gap) => !input.gaps.some((accepted) => isSameGap(accepted, gap)))
  if (open.length > 0) return err(failure('gapsOpen', { gaps: open }))
  const problem = tieProblem(input.ties, found.value.standings.standings)
  if (problem !== null) return err(problem)
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
      choices: choicesOf(basis, input.choices),
      reopening: reopenedAt(state, place)?.record ?? null,
    },
  })
  return written.ok ? ok({ record: written.value.id, digest }) : written
}

function isSameGap(left: Gap, right: Gap): boolean {
  return left.subject === right.subject && left.criterion === right.criterion
}

/** Why this machine may not close or reopen a round; null: it may. */
export function closerRefusal(
  session: SeasonSession,
  { round, cluster }: PlaceInput,
): Failure<'notYourSeat'> | null {
  const state = stateOf(session)
  const seats = ownerSeats(state.season, { kind: 'round.closed/1', round, cluster })
  const own = ownSeats(state, session.device)
  return seats.some((seat) => own.includes(seat)) ? null : failure('notYourSeat', { seats })
}
