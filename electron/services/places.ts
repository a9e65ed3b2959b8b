import {
  authoritySeat,
  type ClusterCode,
  leadSeat,
  type RoundCode,
  type Seat,
  type SubjectCode,
} from '../../shared/domain/ids.ts'
import type { Cluster, Round, Season, Unit } from '../../shared/domain/season.ts'
import type { Layer } from '../../shared/domain/sheet.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import { type Closing, currentFor, type SeasonState } from '../../shared/ledger/state.ts'

/** Where subjects compete: a round within one cluster, or (cluster null) between the clusters. */
export interface Place {
  readonly round: Round
  readonly cluster: ClusterCode | null
}

export interface Subject {
  readonly subject: SubjectCode
  readonly name: string
  readonly cluster: ClusterCode | null
}

export function roundOf(season: Season, code: RoundCode): Round | null {
  return season.rounds.find((each) => each.code === code) ?? null
}

/** The place, if the round is held there. */
export function placeOf(season: Season, code: RoundCode, cluster: ClusterCode | null): Place | null {
  const round = roundOf(season, code)
  if (round === null) return null
  if (round.scope === 'betweenClusters') return cluster === null ? { round, cluster } : null
  return season.clusters.some((each) => each.code === cluster) ? { round, cluster } : null
}

/** All places of a round: one per cluster, or the one between them. */
export function placesOf(season: Season, round: Round): readonly Place[] {
  return round.scope === 'betweenClusters'
    ? [{ round, cluster: null }]
    : season.clusters.map((cluster) => ({ round, cluster: cluster.code }))
}

/** Who is scored at a place: the cluster's units, or the clusters. */
export function subjectsAt(season: Season, place: Place): readonly Subject[] {
  if (place.cluster === null) {
    return season.clusters.map((cluster) => ({ ...subjectOfCluster(cluster), cluster: null }))
  }
  return season.units
    .filter((unit) => unit.cluster === place.cluster)
    .map((unit) => ({ ...subjectOfUnit(unit), cluster: unit.cluster }))
}

/** The place where a subject is scored in a round; null: it is not a subject of that round. */
export function placeOfSubject(season: Season, round: Round, subject: SubjectCode): Place | null {
  return (
    placesOf(season, round).find((place) =>
      subjectsAt(season, place).some((each) => each.subject === subject),
    ) ?? null
  )
}

/** Who plans, excludes and closes at a place. */
export function leaderAt(place: Place): Seat {
  return place.cluster === null ? authoritySeat : leadSeat(place.cluster)
}

/** Every closing of a place, those reopened included; the newest first. */
export function closingsAt(state: SeasonState, { round, cluster }: Place): readonly Closing[] {
  return state.closings.filter(({ body }) => body.round === round.code && body.cluster === cluster)
}

/** The closing in force at a place, if it is closed. */
export function closingAt(state: SeasonState, place: Place): Closing | null {
  return closingsAt(state, place).find((closing) => closing.current) ?? null
}

/** What opened a place again after its last closing; null: it was never closed, or is closed now. */
export function reopenedAt(state: SeasonState, place: Place): Closing['reopenings'][number] | null {
  return closingsAt(state, place)[0]?.reopenings[0] ?? null
}

/** Reason of the exclusion of a subject in a round; null: it takes part. */
export function exclusionOf(state: SeasonState, round: RoundCode, subject: SubjectCode): string | null {
  const recorded = state.exclusions.find(
    ({ current, body }) => current && body.round === round && body.subject === subject,
  )
  return recorded?.body.reason ?? null
}

/** The seats that may write a sheet, by the season and plan in force. Empty: nobody (no plan names a team). */
export function sheetOwners(
  state: SeasonState,
  place: Place,
  key: { readonly subject: SubjectCode; readonly layer: Layer },
): readonly Seat[] {
  const { subject, layer } = key
  const teams = planAt(state, place)?.body.teams ?? null
  const round = place.round.code
  return ownerSeats(state.season, {
    kind: 'sheet.submitted/1',
    round,
    subject,
    layer,
    enteredFor: false,
    teams,
  })
}

/** Scale and assignments in force at a place; null: nothing is published for it. */
export function termsAt(
  state: SeasonState,
  place: Place,
): {
  readonly scale: SeasonState['scales'][number]
  readonly assignments: SeasonState['assignments'][number] | null
} | null {
  const scale = currentFor(state.scales, place.cluster)
  if (scale === undefined) return null
  // Assignments made for another scale speak of criteria that may not be there any more.
  const made = state.assignments.filter((each) => each.body.scale === scale.record)
  return { scale, assignments: currentFor(made, place.cluster) ?? null }
}

/** The plan in force at a place. */
export function planAt(state: SeasonState, place: Place): SeasonState['plans'][number] | null {
  return (
    state.plans.find(
      (plan) => plan.current && plan.body.round === place.round.code && plan.body.cluster === place.cluster,
    ) ?? null
  )
}

function subjectOfUnit(unit: Unit): { readonly subject: SubjectCode; readonly name: string } {
  return { subject: unit.code as string as SubjectCode, name: unit.name } // within a cluster the unit is the subject
}

function subjectOfCluster(cluster: Cluster): { readonly subject: SubjectCode; readonly name: string } {
  return { subject: cluster.code as string as SubjectCode, name: cluster.name } // between clusters the cluster is
}
