import type { ClusterCode, RecordId } from '../domain/ids.ts'
import type { Claim, Fact, SeasonOutline } from './fact.ts'
import type { RecordKind } from './kinds.ts'
import { competitionOf } from './places.ts'
import type { WaitingFor } from './verdict.ts'

type Role = Extract<WaitingFor, { readonly what: 'record' }>['role']

/** Another record that a claim names. */
export interface Reference {
  readonly id: RecordId
  readonly role: Role
  readonly kinds: readonly RecordKind[]
  /**
   * `valid`: it must be valid and readable. `validOrUnread`: a record whose body this seat was not given, or whose
   * kind it does not know, counts as present. `sealed`: what a closing rests on stays what it was, whatever
   * happened to it since.
   */
  readonly need: 'valid' | 'validOrUnread' | 'sealed'
}

/** Everything a claim names beside its basis, in the order of the body. */
export function referencesOf(claim: Claim): readonly Reference[] {
  switch (claim.kind) {
    case 'scale.published/1':
    case 'agreement.drafted/1':
      return replaced(claim.replaces, claim.kind)
    case 'assignments.published/1':
      return [to(claim.scale, 'scale', 'scale.published/1'), ...replaced(claim.replaces, claim.kind)]
    case 'agreement.signed/1':
      return [
        to(claim.statement.agreement, 'agreement', 'agreement.drafted/1'),
        to(claim.statement.signatory, 'signatory', 'signatory.enrolled/1'),
      ]
    case 'sheet.submitted/1':
      return [
        to(claim.scale, 'scale', 'scale.published/1'),
        ...optional(claim.assignments, 'assignments', 'assignments.published/1'),
        ...optional(claim.plan, 'plan', 'inspection.planned/1'),
        ...replaced(claim.replaces, claim.kind),
      ]
    case 'round.closed/1':
      return [
        { ...to(claim.scale, 'scale', 'scale.published/1'), need: 'sealed' },
        ...optional(claim.assignments, 'assignments', 'assignments.published/1').map(sealed),
        ...claim.records.map(listed),
        ...optional(claim.reopening, 'reopening', 'round.reopened/1'),
      ]
    case 'round.reopened/1':
      return [to(claim.closing, 'closing', 'round.closed/1')]
    case 'season.founded/1':
    case 'season.revised/1':
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    case 'inspection.planned/1':
    case 'exclusion.recorded/1':
    case 'withheld':
    case 'unknownKind':
      return []
  }
}

/** Whether the record named is one that this claim may name: of the right kind, round, cluster and subject. */
export function fits(fact: Fact, reference: Reference, target: Fact, season: SeasonOutline): boolean {
  const other = target.claim
  if (other.kind === 'unknownKind') return true // what a later version means nobody can say here
  if (!reference.kinds.some((kind) => kind === target.kind)) return false
  if (other.kind === 'withheld') return true
  switch (reference.role) {
    case 'scale':
    case 'assignments':
      return isForCluster(other, clusterOf(fact.claim, season))
    case 'replaces':
      return isSameThing(fact.claim, other)
    case 'closed':
      return isInClosing(fact.claim, other, season)
    case 'signatory':
      return target.author === fact.author
    case 'plan':
    case 'agreement':
    case 'prev':
    case 'basis':
    case 'season':
    case 'cut':
    case 'closing':
    case 'reopening':
      return true
  }
}

const closedKinds = ['sheet.submitted/1', 'exclusion.recorded/1'] as const

function to(id: RecordId, role: Role, kind: RecordKind): Reference {
  return { id, role, kinds: [kind], need: 'valid' }
}

function optional(id: RecordId | null, role: Role, kind: RecordKind): readonly Reference[] {
  return id === null ? [] : [to(id, role, kind)]
}

function replaced(id: RecordId | null, kind: RecordKind): readonly Reference[] {
  return id === null ? [] : [{ id, role: 'replaces', kinds: [kind], need: 'validOrUnread' }]
}

function sealed(reference: Reference): Reference {
  return { ...reference, need: 'sealed' }
}

function listed(id: RecordId): Reference {
  return { id, role: 'closed', kinds: closedKinds, need: 'sealed' }
}

/** The cluster a claim's scale must be for; undefined where the claim has no place in the season. */
function clusterOf(claim: Claim, season: SeasonOutline): ClusterCode | null | undefined {
  switch (claim.kind) {
    case 'assignments.published/1':
    case 'round.closed/1':
      return claim.cluster
    case 'sheet.submitted/1': {
      const competition = competitionOf(season, claim.round, claim.subject)
      return typeof competition === 'string' ? undefined : competition.cluster
    }
    default:
      return undefined
  }
}

/** The common scale serves every cluster, a cluster's own only that one. */
function isForCluster(other: Claim, cluster: ClusterCode | null | undefined): boolean {
  return 'cluster' in other && (other.cluster === null || other.cluster === cluster)
}

function isSameThing(claim: Claim, other: Claim): boolean {
  switch (claim.kind) {
    case 'scale.published/1':
      return other.kind === claim.kind && other.cluster === claim.cluster
    case 'assignments.published/1':
      return other.kind === claim.kind && other.cluster === claim.cluster
    case 'agreement.drafted/1':
      return other.kind === claim.kind && other.scope === claim.scope
    case 'sheet.submitted/1':
      return (
        other.kind === claim.kind &&
        other.round === claim.round &&
        other.subject === claim.subject &&
        other.layer === claim.layer
      )
    default:
      return false
  }
}

function isInClosing(claim: Claim, other: Claim, season: SeasonOutline): boolean {
  if (claim.kind !== 'round.closed/1') return false
  if (other.kind !== 'sheet.submitted/1' && other.kind !== 'exclusion.recorded/1') return false
  const competition = competitionOf(season, other.round, other.subject)
  return (
    other.round === claim.round && typeof competition !== 'string' && competition.cluster === claim.cluster
  )
}
