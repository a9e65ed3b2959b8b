import {
  authoritySeat,
  type ClusterCode,
  leadSeat,
  type RoundCode,
  type Seat,
  type SubjectCode,
  unitSeat,
} from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'
import type { InspectionTeam, SeasonOutline } from './fact.ts'
import type { RecordKind } from './kinds.ts'
import { competitionOf, isOwnSubject, placesOf, subjectSeat, teamsInspecting } from './places.ts'

/** Who may write a record, seen from the thing it speaks about. */
export type Owner =
  /** The device that founded the season, or took it over with the recovery key. */
  | 'founder'
  /** A device that nobody knows yet: what it may do is in its invitation. */
  | 'newDevice'
  /** Any enrolled device, for its own people. */
  | 'anyDevice'
  | 'authority'
  /** The lead of the cluster spoken about. */
  | 'lead'
  /** Whoever is scored: its unit's seat, between clusters its lead's. */
  | 'subject'
  /** The unit seat of the cluster's deputy. */
  | 'deputy'
  /**
   * The team that the plan sends to the subject, never the subject's own seat: the member named first, or all of
   * them, as policy says.
   */
  | 'inspectors'
  /** The seat in whose name the record speaks. */
  | 'party'

/** What may narrow a row of the table. */
export type Condition =
  | 'withinCluster'
  | 'betweenClusters'
  | 'scaleOwnedByLead'
  | 'ofLeadUnit'
  | 'leadAppraisedByDeputy'
  | 'enteredFor'
  | Layer

/**
 * The ownership table, the one statement of who writes what: the first row of a kind whose conditions all hold
 * names the owner; where no row fits, nobody may. Source: ledger-and-bundles, "Kinds" and "Owners".
 */
export const ownershipTable: readonly {
  readonly kind: RecordKind
  readonly when: readonly Condition[]
  readonly owner: Owner | 'nobody'
}[] = [
  { kind: 'season.founded/1', when: [], owner: 'founder' },
  { kind: 'season.revised/1', when: [], owner: 'founder' },
  { kind: 'device.enrolled/1', when: [], owner: 'newDevice' },
  { kind: 'signatory.enrolled/1', when: [], owner: 'anyDevice' },
  { kind: 'scale.published/1', when: ['withinCluster', 'scaleOwnedByLead'], owner: 'lead' },
  { kind: 'scale.published/1', when: [], owner: 'authority' },
  { kind: 'assignments.published/1', when: ['withinCluster', 'scaleOwnedByLead'], owner: 'lead' },
  { kind: 'assignments.published/1', when: [], owner: 'authority' },
  { kind: 'agreement.drafted/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'agreement.drafted/1', when: ['betweenClusters'], owner: 'authority' },
  { kind: 'agreement.signed/1', when: [], owner: 'party' },
  { kind: 'inspection.planned/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'inspection.planned/1', when: ['betweenClusters'], owner: 'authority' },
  { kind: 'sheet.submitted/1', when: ['appraisal', 'enteredFor'], owner: 'nobody' },
  { kind: 'sheet.submitted/1', when: ['review', 'enteredFor'], owner: 'nobody' },
  { kind: 'sheet.submitted/1', when: ['enteredFor', 'withinCluster'], owner: 'lead' },
  { kind: 'sheet.submitted/1', when: ['enteredFor', 'betweenClusters'], owner: 'authority' },
  { kind: 'sheet.submitted/1', when: ['self'], owner: 'subject' },
  { kind: 'sheet.submitted/1', when: ['cross'], owner: 'inspectors' },
  // Appraisal and review: nobody appraises itself.
  { kind: 'sheet.submitted/1', when: ['betweenClusters'], owner: 'authority' },
  { kind: 'sheet.submitted/1', when: ['ofLeadUnit', 'leadAppraisedByDeputy'], owner: 'deputy' },
  { kind: 'sheet.submitted/1', when: ['ofLeadUnit'], owner: 'authority' },
  { kind: 'sheet.submitted/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'exclusion.recorded/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'exclusion.recorded/1', when: ['betweenClusters'], owner: 'authority' },
  { kind: 'round.closed/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'round.closed/1', when: ['betweenClusters'], owner: 'authority' },
  { kind: 'round.reopened/1', when: ['withinCluster'], owner: 'lead' },
  { kind: 'round.reopened/1', when: ['betweenClusters'], owner: 'authority' },
]

/** What a record of an owned kind would speak about. */
export type Place =
  | {
      readonly kind: 'scale.published/1' | 'assignments.published/1'
      readonly cluster: ClusterCode | null
    }
  | { readonly kind: 'agreement.drafted/1'; readonly scope: ClusterCode | null }
  | { readonly kind: 'agreement.signed/1'; readonly seat: Seat }
  | {
      /** A reopening is owned where its closing is. */
      readonly kind: 'inspection.planned/1' | 'round.closed/1' | 'round.reopened/1'
      readonly round: RoundCode
      readonly cluster: ClusterCode | null
    }
  | { readonly kind: 'exclusion.recorded/1'; readonly round: RoundCode; readonly subject: SubjectCode }
  | {
      readonly kind: 'sheet.submitted/1'
      readonly round: RoundCode
      readonly subject: SubjectCode
      readonly layer: Layer
      readonly enteredFor: boolean
      /** Of the plan that the sheet names; for screens, of the newest one. Only the cross layer looks at it. */
      readonly teams: readonly InspectionTeam[] | null
    }

/**
 * The seats that may write about a place, by one version of the season; those named first weigh more. Empty:
 * nobody, or the place names something the season does not have.
 */
export function ownerSeats(season: SeasonOutline, place: Place): readonly Seat[] {
  const spot = spotOf(season, place)
  if (spot === null) return []
  const conditions = conditionsOf(season, place, spot)
  const row = ownershipTable.find(
    (each) => each.kind === place.kind && each.when.every((condition) => conditions.has(condition)),
  )
  return row === undefined || row.owner === 'nobody' ? [] : seatsOf(row.owner, season, place, spot)
}

/** Whether someone holding these seats may write about this place. The judge decides; screens ask this first. */
export function mayWrite(season: SeasonOutline, ownSeats: readonly Seat[], place: Place): boolean {
  return ownerSeats(season, place).some((seat) => ownSeats.includes(seat))
}

/** Where a record's thing lies: a cluster or (null) above the clusters, and the subject where there is one. */
interface Spot {
  readonly cluster: ClusterCode | null
  readonly subject: SubjectCode | null
}

function spotOf(season: SeasonOutline, place: Place): Spot | null {
  switch (place.kind) {
    case 'scale.published/1':
    case 'assignments.published/1':
    case 'inspection.planned/1':
    case 'round.closed/1':
    case 'round.reopened/1':
      return { cluster: place.cluster, subject: null }
    case 'agreement.drafted/1':
      return { cluster: place.scope, subject: null }
    case 'agreement.signed/1':
      return { cluster: null, subject: null }
    case 'exclusion.recorded/1':
    case 'sheet.submitted/1': {
      const competition = competitionOf(season, place.round, place.subject)
      return typeof competition === 'string' ? null : { cluster: competition.cluster, subject: place.subject }
    }
  }
}

function conditionsOf(season: SeasonOutline, place: Place, spot: Spot): ReadonlySet<Condition> {
  const conditions = new Set<Condition>([spot.cluster === null ? 'betweenClusters' : 'withinCluster'])
  if (season.policies.scaleOwner === 'lead') conditions.add('scaleOwnedByLead')
  if (place.kind !== 'sheet.submitted/1') return conditions
  conditions.add(place.layer)
  if (place.enteredFor) conditions.add('enteredFor')
  const cluster = spot.cluster === null ? undefined : placesOf(season).clusterByCode.get(spot.cluster)
  if (cluster !== undefined && (cluster.lead as string) === spot.subject) conditions.add('ofLeadUnit')
  // Without a deputy the authority steps in, whatever the policy says.
  if (season.policies.leadAppraisedBy === 'deputy' && cluster !== undefined && cluster.deputy !== null) {
    conditions.add('leadAppraisedByDeputy')
  }
  return conditions
}

function seatsOf(owner: Owner, season: SeasonOutline, place: Place, spot: Spot): readonly Seat[] {
  switch (owner) {
    case 'founder':
    case 'newDevice':
    case 'anyDevice':
      return []
    case 'authority':
      return [authoritySeat]
    case 'lead':
      return spot.cluster === null ? [] : [leadSeat(spot.cluster)]
    case 'subject':
      return spot.subject === null ? [] : [subjectSeat(spot.subject, spot.cluster)]
    case 'deputy': {
      const deputy = spot.cluster === null ? null : placesOf(season).clusterByCode.get(spot.cluster)?.deputy
      return deputy === null || deputy === undefined ? [] : [unitSeat(deputy)]
    }
    case 'inspectors':
      return place.kind === 'sheet.submitted/1' ? inspectorsOf(season, place.teams, spot) : []
    case 'party':
      return place.kind === 'agreement.signed/1' ? [place.seat] : []
  }
}

/** In the order of the plan. */
function inspectorsOf(
  season: SeasonOutline,
  teams: readonly InspectionTeam[] | null,
  { subject, cluster }: Spot,
): readonly Seat[] {
  if (teams === null || subject === null) return []
  const seats = teamsInspecting(teams, subject).flatMap((team) => team.seats)
  const members = [...new Set(seats)].filter((seat) => !isOwnSubject(season, seat, subject, cluster))
  switch (season.policies.crossEntry) {
    case 'oneSeat':
      return members.slice(0, 1)
    case 'allMembers':
      return members
  }
}
