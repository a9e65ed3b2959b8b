import type { ClusterCode, SeasonId, SubjectCode } from '../domain/ids.ts'
import type { Claim, ClaimOf, InspectionTeam, SeasonOutline } from './fact.ts'
import type { Place } from './ownership.ts'
import {
  competitionOf,
  competitionProblem,
  isKnownCluster,
  isKnownSeat,
  isKnownSubject,
  ownSubject,
  placesOf,
} from './places.ts'
import type { QuarantineReason } from './verdict.ts'

/**
 * The place a claim speaks about is not there, by one version of the season. Looks at single codes only, never at
 * lists: it is asked before the author's right.
 */
export function placeProblem(
  claim: Claim,
  season: SeasonOutline,
  seasonId: SeasonId,
): QuarantineReason | null {
  const field = unknownPlace(claim, season, seasonId)
  return field === null ? null : { reason: 'unknownPlace', field }
}

/** What is wrong with what a claim says, by one version of the season: places that are not there, teams that cannot be. */
export function contentProblem(claim: Claim, season: SeasonOutline): QuarantineReason | null {
  const field = unknownContent(claim, season)
  if (field !== null) return { reason: 'unknownPlace', field }
  return claim.kind === 'inspection.planned/1' ? ownUnitIn(claim.teams, season, claim.cluster) : null
}

/** What an owned claim speaks about; `teams` are those of the plan a sheet names. Null: owned by no seat. */
export function placeOfClaim(claim: Claim, teams: readonly InspectionTeam[] | null): Place | null {
  switch (claim.kind) {
    case 'scale.published/1':
    case 'assignments.published/1':
      return { kind: claim.kind, cluster: claim.cluster }
    case 'agreement.drafted/1':
      return { kind: claim.kind, scope: claim.scope }
    case 'agreement.signed/1':
      return { kind: claim.kind, seat: claim.statement.seat }
    case 'inspection.planned/1':
    case 'round.closed/1':
      return { kind: claim.kind, round: claim.round, cluster: claim.cluster }
    case 'exclusion.recorded/1':
      return { kind: claim.kind, round: claim.round, subject: claim.subject }
    case 'sheet.submitted/1': {
      const { kind, round, subject, layer, enteredFor } = claim
      return { kind, round, subject, layer, enteredFor, teams }
    }
    case 'season.founded/1':
    case 'season.revised/1':
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    // A reopening has the place of the closing it names, which only the judge can look up.
    case 'round.reopened/1':
    case 'withheld':
    case 'unknownKind':
      return null
  }
}

function unknownPlace(claim: Claim, season: SeasonOutline, seasonId: SeasonId): string | null {
  switch (claim.kind) {
    case 'scale.published/1':
    case 'assignments.published/1':
      return isKnownCluster(season, claim.cluster) ? null : 'cluster'
    case 'agreement.drafted/1':
      return isKnownCluster(season, claim.scope) ? null : 'scope'
    case 'agreement.signed/1':
      if (claim.statement.season !== seasonId) return 'statement.season'
      return isKnownSeat(season, claim.statement.seat) ? null : 'statement.seat'
    case 'inspection.planned/1':
    case 'round.closed/1':
      return competitionProblem(season, claim.round, claim.cluster)
    case 'sheet.submitted/1': {
      const competition = competitionOf(season, claim.round, claim.subject)
      if (typeof competition === 'string') return competition
      return claim.plan !== null && claim.layer !== 'cross' ? 'plan' : null
    }
    case 'exclusion.recorded/1': {
      const competition = competitionOf(season, claim.round, claim.subject)
      return typeof competition === 'string' ? competition : null
    }
    case 'season.founded/1':
    case 'season.revised/1':
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    case 'round.reopened/1':
    case 'withheld':
    case 'unknownKind':
      return null
  }
}

function unknownContent(claim: Claim, season: SeasonOutline): string | null {
  switch (claim.kind) {
    case 'assignments.published/1':
      return claim.subjects.every((subject) => isKnownSubject(season, subject, claim.cluster))
        ? null
        : 'items'
    case 'agreement.drafted/1':
      if (!claim.parties.every((seat) => isKnownSeat(season, seat))) return 'parties'
      return claim.registered.every((seat) => isKnownSeat(season, seat)) ? null : 'titles'
    case 'inspection.planned/1':
      return teamsField(claim.teams, season, claim.cluster)
    case 'round.closed/1':
      if (!claim.subjects.every((subject) => competesIn(season, subject, claim.cluster))) return 'gaps'
      return choicesField(claim)
    case 'season.founded/1':
    case 'season.revised/1':
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    case 'scale.published/1':
    case 'agreement.signed/1':
    case 'sheet.submitted/1':
    case 'exclusion.recorded/1':
    case 'round.reopened/1':
    case 'withheld':
    case 'unknownKind':
      return null
  }
}

function competesIn(season: SeasonOutline, subject: SubjectCode, cluster: ClusterCode | null): boolean {
  const { clusterByCode, clusterByUnit } = placesOf(season)
  return cluster === null ? clusterByCode.has(subject) : clusterByUnit.get(subject) === cluster
}

/** What stands beside the sheet that counts is not what the standings rest on. */
function choicesField({ records, choices }: ClaimOf<'round.closed/1'>): string | null {
  if (choices.length === 0) return null
  const listed = new Set(records)
  const fit = choices.every(
    ({ counts, beside }) => !beside.includes(counts) && beside.every((record) => !listed.has(record)),
  )
  return fit ? null : 'choices'
}

function teamsField(
  teams: readonly InspectionTeam[],
  season: SeasonOutline,
  cluster: ClusterCode | null,
): string | null {
  for (const [index, { seats, subjects }] of teams.entries()) {
    if (!seats.every((seat) => isKnownSeat(season, seat))) return `teams.${index}.seats`
    if (!subjects.every((subject) => competesIn(season, subject, cluster))) return `teams.${index}.subjects`
  }
  return null
}

/** One look per seat and per subject, never one per pair. */
function ownUnitIn(
  teams: readonly InspectionTeam[],
  season: SeasonOutline,
  cluster: ClusterCode | null,
): QuarantineReason | null {
  for (const { seats, subjects } of teams) {
    const inspected = new Set<string>(subjects)
    for (const seat of seats) {
      const subject = ownSubject(season, seat, cluster)
      if (subject !== null && inspected.has(subject)) return { reason: 'ownUnit', seat, subject }
    }
  }
  return null
}
