import { type Failure, failure } from '../../shared/contract/failures.ts'
import type {
  ExplainView,
  ProvisionalReason,
  StandingRow,
  StandingsView,
} from '../../shared/contract/rounds.ts'
import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import { criterionOf, isGroup, type Scale } from '../../shared/domain/scale.ts'
import type { Season } from '../../shared/domain/season.ts'
import { Defect, err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { uncountedAt } from '../../shared/ledger/concern.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import type { TypedBody } from '../../shared/ledger/read-record.ts'
import type { Closing, SeasonState } from '../../shared/ledger/state.ts'
import { clusterName } from '../../shared/messages/words.ts'
import type { SubjectScores } from '../../shared/scoring/scores.ts'
import type { StandingsRow } from '../../shared/scoring/standings.ts'
import { whatDecides } from '../../shared/scoring/what-decides.ts'
import type { Machine } from './machine.ts'
import { closingAt, type Place, placeOf, reopenedAt } from './places.ts'
import { movesAt } from './rank-moves.ts'
import { type BasisError, closingBasis, currentBasis, type RoundBasis } from './round-basis.ts'
import { countedSideBySide, type RoundStandings, roundStandings } from './round-standings.ts'
import { type SeasonSession, stateOf } from './season-session.ts'

type PlaceFailure = Failure<'roundUnknown' | 'noScale'>
interface PlaceInput {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

/** The standings of one place: official from exactly the closing's records, else provisional with the reasons. */
export function standingsView(
  machine: Machine,
  session: SeasonSession,
  input: PlaceInput,
): Result<StandingsView, PlaceFailure> {
  const found = standingsAt(sourceOf(session), input, { traces: false })
  if (!found.ok) return found
  const { state, place, basis, standings, closing } = found.value
  const digest = standingsDigest(standings.statement, machine.ports.crypto)
  return ok({
    round: place.round.code,
    roundName: place.round.name,
    cluster: place.cluster,
    clusterName: clusterName(place.cluster, basis.season, 'vi'),
    countingLayer: basis.season.policies.countingLayer,
    rows: standingRows(found.value),
    digest,
    official: closing === null ? null : officialView(closing, basis, digest),
    reopened: reopenedView(state, place),
    provisional: provisionalReasons(session, state, found.value),
    movements: movesAt(session, input),
  })
}

/** One subject's criteria with their traces, and what parts it from its neighbours in the table. */
export function explainSubject(
  session: SeasonSession,
  input: PlaceInput & { readonly subject: SubjectCode },
): Result<ExplainView, PlaceFailure | Failure<'subjectUnknown'>> {
  const found = standingsAt(sourceOf(session), input, { traces: true })
  if (!found.ok) return found
  const { basis, standings } = found.value
  const { rows } = standings.standings
  const index = rows.findIndex((row) => row.subject === input.subject)
  const row = rows[index]
  const scores = standings.scores.get(input.subject)
  if (row === undefined || scores === undefined) {
    return err(failure('subjectUnknown', { subject: input.subject }))
  }
  const neighbours = [rows[index - 1], rows[index + 1]].filter((each) => each !== undefined)
  return ok({
    subject: input.subject,
    name: nameIn(standings, input.subject),
    scale: basis.scale.scale,
    criteria: scores.criteria,
    row: rowView(basis, standings, row),
    neighbours: neighbours.map((neighbour) => neighbourView(basis, standings, scores, neighbour)),
  })
}

/** Where standings are reckoned from: an open season, or the records of some bundles. */
export interface StandingsSource {
  readonly state: SeasonState
  bodyOf(record: RecordId): TypedBody | null
  /** The season record that the author of a closing knew. */
  basisOf(record: RecordId): RecordId | null
}

export function sourceOf(session: SeasonSession): StandingsSource {
  return {
    state: stateOf(session),
    bodyOf: session.store.body,
    basisOf: (record) => session.store.record(record)?.envelope.basis ?? null,
  }
}

export interface PlaceStandings {
  readonly state: SeasonState
  readonly place: Place
  readonly basis: RoundBasis
  readonly standings: RoundStandings
  /** Null: the round is open here. */
  readonly closing: Closing | null
}

/** What counts at a place, and the standings that follow. `chosen`: as in `currentBasis`. */
export function standingsAt(
  source: StandingsSource,
  { round, cluster }: PlaceInput,
  options: { readonly traces: boolean; readonly chosen?: readonly RecordId[] },
): Result<PlaceStandings, PlaceFailure> {
  const { state, bodyOf } = source
  const place = placeOf(state.season, round, cluster)
  if (place === null) return err(failure('roundUnknown', {}))
  const closing = closingAt(state, place)
  if (closing !== null) return standingsOfClosing(source, closing, options)
  const basis = currentBasis(state, bodyOf, round, cluster, options.chosen)
  if (!basis.ok) return err(basisFailure(basis.error))
  const standings = roundStandings(basis.value, options)
  return ok({ state, place, basis: basis.value, standings, closing: null })
}

/** What a closing sealed, in force or reopened since: from exactly the records it lists. */
export function standingsOfClosing(
  source: StandingsSource,
  closing: Closing,
  options: { readonly traces: boolean },
): Result<PlaceStandings, PlaceFailure> {
  const basis = closingBasis(closing.body, seasonOfClosing(source, closing), source.bodyOf)
  if (!basis.ok) return err(basisFailure(basis.error))
  const standings = roundStandings(basis.value, options)
  return ok({ state: source.state, place: basis.value.place, basis: basis.value, standings, closing })
}

/** The season as whoever closed the round knew it. */
function seasonOfClosing({ basisOf, bodyOf }: StandingsSource, closing: Closing): Season {
  const basis = basisOf(closing.record)
  const body = basis === null ? null : bodyOf(basis)
  if (body?.kind === 'season.founded/1' || body?.kind === 'season.revised/1') return body.body.season
  throw new Defect('a valid closing names a season record that is held')
}

function basisFailure(error: BasisError): PlaceFailure {
  // A closing whose scale cannot be read here is shown like a round without one: nothing can be reckoned.
  return error.code === 'roundUnknown' ? failure('roundUnknown', {}) : failure('noScale', {})
}

function officialView(closing: Closing, basis: RoundBasis, digest: string): StandingsView['official'] {
  return {
    closing: closing.record,
    at: closing.at,
    actor: closing.actor,
    digestMatches: closing.body.standings === digest && basis.unreadable.length === 0,
    changedSince: closing.changedSince,
    gaps: closing.body.gaps,
  }
}

/** How the round came to be open again; null: it was never closed, or is closed now. */
function reopenedView(state: SeasonState, place: Place): StandingsView['reopened'] {
  const reopening = reopenedAt(state, place)
  if (reopening === null) return null
  const { at, actor, reason } = reopening
  return { at, actor, reason }
}

function provisionalReasons(
  session: SeasonSession,
  state: SeasonState,
  { place, basis, closing, standings }: PlaceStandings,
): readonly ProvisionalReason[] {
  const reasons = new Set<ProvisionalReason>()
  if (basis.unreadable.length > 0) reasons.add('withheld')
  if (closing !== null) return [...reasons]
  reasons.add(reopenedView(state, place) === null ? 'notClosed' : 'reopened')
  if (standings.standings.rows.some((row) => row.status === 'incomplete')) reasons.add('incomplete')
  if (countedSideBySide(basis).some(({ open }) => open)) reasons.add('membersDiffer')
  if (standings.onOldScale.length > 0) reasons.add('oldScale')
  const { facts, judgement } = session.store.snapshot()
  const { round, cluster } = basis.place
  const uncounted = uncountedAt(facts, judgement, state, { round: round.code, cluster })
  for (const reason of ['withheld', 'unknownKind', 'waiting'] as const) {
    if (uncounted[reason]) reasons.add(reason)
  }
  return [...reasons]
}

/** The rows of a table, by rank. */
export function standingRows({ basis, standings }: PlaceStandings): readonly StandingRow[] {
  return standings.standings.rows.map((row) => rowView(basis, standings, row))
}

function rowView(basis: RoundBasis, standings: RoundStandings, row: StandingsRow): StandingRow {
  const exclusion = basis.exclusions.find((each) => each.subject === row.subject)
  return {
    subject: row.subject,
    name: nameIn(standings, row.subject),
    points: row.points,
    assignedMax: row.assignedMax,
    percent: row.percent,
    rank: row.rank,
    status: row.status,
    tied: row.tied,
    excludedReason: exclusion?.reason ?? null,
    missing: row.missing,
    groups: topGroups(basis.scale.scale, standings.scores.get(row.subject)),
  }
}

/** The scale's first level, for the bars; a leaf that stands alone there is a bar of its own. */
function topGroups(scale: Scale, scores: SubjectScores | undefined): StandingRow['groups'] {
  return scale.criteria.map((node) => {
    const { code, title } = node
    if (isGroup(node)) {
      const group = scores?.groups.find((each) => each.path.length === 1 && each.code === code)
      return { code, title, points: group?.points ?? 0, assignedMax: group?.assignedMax ?? 0 }
    }
    const leaf = scores?.criteria.find((each) => each.criterion === node.code)
    return { code, title, points: leaf?.points ?? 0, assignedMax: leaf?.assigned === true ? leaf.max : 0 }
  })
}

function neighbourView(
  basis: RoundBasis,
  standings: RoundStandings,
  scores: SubjectScores,
  neighbour: StandingsRow,
): ExplainView['neighbours'][number] {
  const other = expectDefined(standings.scores.get(neighbour.subject), 'every row has scores')
  const decision = whatDecides(scores, other, basis.season.policies.ties)
  return {
    subject: neighbour.subject,
    name: nameIn(standings, neighbour.subject),
    rank: neighbour.rank,
    percentDifference: decision.percentDifference ?? '0.000000',
    criteria: decision.criteria.map(({ criterion, difference }) => ({
      criterion,
      title: criterionOf(basis.scale.scale, criterion)?.title ?? criterion,
      difference,
    })),
  }
}

function nameIn(standings: RoundStandings, subject: SubjectCode): string {
  return standings.subjects.find((each) => each.subject === subject)?.name ?? subject
}
