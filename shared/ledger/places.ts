import {
  type ClusterCode,
  leadSeat,
  type RoundCode,
  type Seat,
  type SubjectCode,
  seatParts,
  type UnitCode,
  unitSeat,
} from '../domain/ids.ts'
import type { InspectionTeam, SeasonOutline } from './fact.ts'

/** Look-ups by code into one version of the season. */
export interface SeasonPlaces {
  readonly clusterByCode: ReadonlyMap<string, SeasonOutline['clusters'][number]>
  readonly clusterByUnit: ReadonlyMap<string, ClusterCode>
  readonly scopeByRound: ReadonlyMap<string, SeasonOutline['rounds'][number]['scope']>
}

/** Remembered per season value, which never changes. */
export function placesOf(season: SeasonOutline): SeasonPlaces {
  const known = placesBySeason.get(season)
  if (known !== undefined) return known
  const places: SeasonPlaces = {
    clusterByCode: new Map(season.clusters.map((cluster) => [cluster.code, cluster])),
    clusterByUnit: new Map(season.units.map((unit) => [unit.code, unit.cluster])),
    scopeByRound: new Map(season.rounds.map((round) => [round.code, round.scope])),
  }
  placesBySeason.set(season, places)
  return places
}

/** Where a subject competes in a round. `cluster` null: between the clusters. */
export interface Competition {
  readonly cluster: ClusterCode | null
}

/** The competition of a subject in a round, or the field that names something this season does not have. */
export function competitionOf(
  season: SeasonOutline,
  round: RoundCode,
  subject: SubjectCode,
): Competition | 'round' | 'subject' {
  const { scopeByRound, clusterByCode, clusterByUnit } = placesOf(season)
  const scope = scopeByRound.get(round)
  if (scope === undefined) return 'round'
  if (scope === 'betweenClusters') return clusterByCode.has(subject) ? { cluster: null } : 'subject'
  const cluster = clusterByUnit.get(subject)
  return cluster === undefined ? 'subject' : { cluster }
}

/** What is wrong with naming this round and cluster together, if anything. */
export function competitionProblem(
  season: SeasonOutline,
  round: RoundCode,
  cluster: ClusterCode | null,
): 'round' | 'cluster' | null {
  const { scopeByRound, clusterByCode } = placesOf(season)
  const scope = scopeByRound.get(round)
  if (scope === undefined) return 'round'
  if (scope === 'betweenClusters') return cluster === null ? null : 'cluster'
  return cluster !== null && clusterByCode.has(cluster) ? null : 'cluster'
}

/** Whether the season has this cluster, or the place of no cluster at all. */
export function isKnownCluster(season: SeasonOutline, cluster: ClusterCode | null): boolean {
  return cluster === null || placesOf(season).clusterByCode.has(cluster)
}

/** Whether the season has the cluster or unit this seat is held for. */
export function isKnownSeat(season: SeasonOutline, seat: Seat): boolean {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority':
      return true
    case 'lead':
      return placesOf(season).clusterByCode.has(parts.cluster)
    case 'unit':
      return placesOf(season).clusterByUnit.has(parts.unit)
  }
}

/** Whether a subject exists among the units (of one cluster, where one is named) or, between clusters, the clusters. */
export function isKnownSubject(
  season: SeasonOutline,
  subject: SubjectCode,
  cluster: ClusterCode | null,
): boolean {
  const { clusterByUnit, clusterByCode } = placesOf(season)
  if (cluster === null) return clusterByUnit.has(subject) || clusterByCode.has(subject)
  return clusterByUnit.get(subject) === cluster
}

/** Whether whoever holds this seat would inspect its own unit (between clusters: its own cluster). */
export function isOwnSubject(
  season: SeasonOutline,
  seat: Seat,
  subject: SubjectCode,
  cluster: ClusterCode | null,
): boolean {
  return ownSubject(season, seat, cluster) === subject
}

/** The one subject that whoever holds this seat may not inspect: its own unit, between clusters its own cluster. */
export function ownSubject(
  season: SeasonOutline,
  seat: Seat,
  cluster: ClusterCode | null,
): SubjectCode | null {
  const parts = seatParts(seat)
  const { clusterByCode, clusterByUnit } = placesOf(season)
  switch (parts.role) {
    case 'authority':
      return null
    case 'lead':
      return asSubject(cluster === null ? parts.cluster : clusterByCode.get(parts.cluster)?.lead)
    case 'unit':
      return asSubject(cluster === null ? clusterByUnit.get(parts.unit) : parts.unit)
  }
}

/** The seat that speaks for a subject: its unit, or between clusters its lead. */
export function subjectSeat(subject: SubjectCode, cluster: ClusterCode | null): Seat {
  const code: string = subject
  return cluster === null ? leadSeat(code as ClusterCode) : unitSeat(code as UnitCode) // what a subject is, by its scope
}

/**
 * The first thing in a season that does not hold together: a unit of no cluster, a lead from elsewhere. Such a
 * season could not be judged by, so a record that brings one is not valid.
 */
export function seasonProblem(season: SeasonOutline): string | null {
  const { clusterByUnit, clusterByCode } = placesOf(season)
  if (season.units.some((unit) => !clusterByCode.has(unit.cluster))) return 'season.units'
  const isMember = (unit: UnitCode, cluster: ClusterCode): boolean => clusterByUnit.get(unit) === cluster
  const leadsFit = season.clusters.every(
    ({ code, lead, deputy }) =>
      isMember(lead, code) && (deputy === null || (deputy !== lead && isMember(deputy, code))),
  )
  return leadsFit ? null : 'season.clusters'
}

/** The teams of a plan that inspect this subject. Remembered per plan: every cross sheet asks for its own. */
export function teamsInspecting(
  teams: readonly InspectionTeam[],
  subject: SubjectCode,
): readonly InspectionTeam[] {
  let bySubject = teamsBySubject.get(teams)
  if (bySubject === undefined) {
    bySubject = new Map()
    for (const team of teams) {
      for (const each of new Set(team.subjects)) {
        const known = bySubject.get(each)
        if (known === undefined) bySubject.set(each, [team])
        else known.push(team)
      }
    }
    teamsBySubject.set(teams, bySubject)
  }
  return bySubject.get(subject) ?? []
}

const teamsBySubject = new WeakMap<readonly InspectionTeam[], Map<SubjectCode, InspectionTeam[]>>()
const placesBySeason = new WeakMap<SeasonOutline, SeasonPlaces>()

/** A subject is a unit or a cluster, by the scope of the round. */
function asSubject(code: string | undefined): SubjectCode | null {
  return code === undefined ? null : (code as SubjectCode)
}
