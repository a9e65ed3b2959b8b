import type { ClusterCode, DeviceId, RoundCode, Seat } from '../domain/ids.ts'
import { seatParts } from '../domain/ids.ts'
import { isEnrolment } from './enrolments.ts'
import type { Fact } from './fact.ts'
import type { Judgement } from './judgement.ts'
import { competitionOf, placesOf } from './places.ts'
import type { SeasonState } from './state.ts'

/** A table of standings: one round of one cluster; null: between the clusters. */
export interface StandingsPlace {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

/** What is held of a place and cannot be counted, because its content is not here or what it rests on is not. */
export interface UncountedAt {
  readonly withheld: boolean
  readonly unknownKind: boolean
  readonly waiting: boolean
}

/**
 * Which sorts of uncounted records may change the standings of a place. A readable record concerns the place it
 * names. Of one that cannot be read (withheld, of a later version, or missing before one that is held) only the
 * author is known: it may concern whatever its seats may write about, and so may one that rests on a season record
 * not held here. So a unit's gap makes its own cluster's tables provisional, and nobody else's.
 */
export function uncountedAt(
  facts: Iterable<Fact>,
  { verdicts }: Pick<Judgement, 'verdicts'>,
  state: SeasonState,
  place: StandingsPlace,
): UncountedAt {
  const found = { withheld: false, unknownKind: false, waiting: false }
  const seats = new Map<DeviceId, Set<Seat>>()
  const open: { readonly fact: Fact; readonly what: keyof UncountedAt; readonly unread: boolean }[] = []
  for (const { device, seats: held } of state.devices) seats.set(device, new Set(held))
  for (const { seat, holders } of state.heldSeats) {
    for (const { device } of holders) seats.set(device, (seats.get(device) ?? new Set()).add(seat))
  }
  for (const fact of facts) {
    // A device may sit where an enrolment of its own says that does not count yet.
    if (isEnrolment(fact)) {
      seats.set(fact.author, (seats.get(fact.author) ?? new Set()).add(fact.claim.seat))
    }
    const verdict = verdicts.get(fact.id)
    if (verdict?.status === 'withheld' || verdict?.status === 'unknownKind') {
      open.push({ fact, what: verdict.status, unread: true })
    } else if (verdict?.status === 'waiting') {
      const unread = fact.claim.kind === 'withheld' || fact.claim.kind === 'unknownKind'
      const gap = verdict.for.some((missing) => missing.what === 'feed' || isLink(missing))
      open.push({ fact, what: 'waiting', unread: unread || gap })
    }
  }
  for (const { fact, what, unread } of open) {
    if (found[what]) continue
    const ofAuthor = [...(seats.get(fact.author) ?? [])]
    found[what] =
      (unread && mayBeStandings(fact) && ofAuthor.some((seat) => mayWriteAt(seat, state, place))) ||
      concerns(fact, state, place, ofAuthor)
  }
  return found
}

/**
 * Where the record before one is missing, what is missing may be anything its author may write. A season record
 * that somebody rests on and that is not here may change every table; but as anybody can name one that does not
 * exist, it too makes only the tables of its author provisional. A missing scale concerns the place that names it.
 */
function isLink(missing: { readonly what: string; readonly role?: string }): boolean {
  return missing.what === 'record' && ['prev', 'cut', 'basis'].includes(missing.role ?? '')
}

/** Signatures, signatories and agreements never change a table, read or unread. */
function mayBeStandings({ kind, claim }: Fact): boolean {
  return claim.kind !== 'withheld' || !(kind.startsWith('agreement.') || kind.startsWith('signatory.'))
}

/** Whether whoever holds this seat may write something that a table of this place rests on. */
function mayWriteAt(seat: Seat, state: SeasonState, { round, cluster }: StandingsPlace): boolean {
  const parts = seatParts(seat)
  const inTeam = state.plans.some(
    ({ body }) =>
      body.round === round &&
      body.cluster === cluster &&
      body.teams.some((team) => team.seats.includes(seat)),
  )
  switch (parts.role) {
    case 'authority':
      return true
    case 'lead':
      return cluster === null || parts.cluster === cluster || inTeam
    case 'unit':
      return inTeam || (cluster !== null && placesOf(state.season).clusterByUnit.get(parts.unit) === cluster)
  }
}

/** Whether what a record says is about this place. */
function concerns(
  { claim }: Fact,
  state: SeasonState,
  place: StandingsPlace,
  ofAuthor: readonly Seat[],
): boolean {
  switch (claim.kind) {
    case 'season.founded/1':
    case 'season.revised/1':
      return true
    case 'device.enrolled/1':
      return [claim.seat, ...ofAuthor].some((seat) => mayWriteAt(seat, state, place))
    case 'scale.published/1':
    case 'assignments.published/1':
      return claim.cluster === null || claim.cluster === place.cluster
    case 'inspection.planned/1':
    case 'round.closed/1':
      return claim.round === place.round && claim.cluster === place.cluster
    case 'round.reopened/1':
      // Which round it is about stands in the closing it names, and that is what it waits for.
      return ofAuthor.some((seat) => mayWriteAt(seat, state, place))
    case 'sheet.submitted/1':
    case 'exclusion.recorded/1': {
      if (claim.round !== place.round) return false
      const competition = competitionOf(state.season, claim.round, claim.subject)
      return typeof competition !== 'string' && competition.cluster === place.cluster
    }
    case 'signatory.enrolled/1':
    case 'agreement.drafted/1':
    case 'agreement.signed/1':
    case 'withheld':
    case 'unknownKind':
      return false
  }
}
