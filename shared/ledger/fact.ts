import type { AgreementSigned } from '../domain/agreement.ts'
import type { DeviceEnrolled } from '../domain/device.ts'
import type {
  ClusterCode,
  DeviceId,
  PublicKeyHex,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  SubjectCode,
} from '../domain/ids.ts'
import type { RoundClosed } from '../domain/round.ts'
import type { Season, SeasonFounded, SeatEntry } from '../domain/season.ts'
import type { Layer } from '../domain/sheet.ts'
import { isKnownKind } from './kinds.ts'
import { type ReadRecord, storedBody, type TypedBody } from './read-record.ts'
import type { SignedRecord } from './record.ts'

/**
 * What the judge needs of a record: its place in the feed and the claim it makes, without the bulk of its body.
 * Facts are plain JSON values, so a database may store them. They are derived from the record and can always be
 * made again from it.
 */
export interface Fact {
  readonly id: RecordId
  /** The season it belongs to; of a founding record its own id. */
  readonly season: SeasonId
  readonly author: DeviceId
  readonly seq: number
  readonly prev: RecordId | null
  readonly basis: RecordId | null
  /** Shown only. */
  readonly at: string
  readonly actor: string
  readonly kind: string
  readonly claim: Claim
}

/** The part of a season by which validity is judged. A whole `Season` is one. */
export interface SeasonOutline {
  readonly clusters: readonly Pick<Season['clusters'][number], 'code' | 'lead' | 'deputy'>[]
  readonly units: readonly Pick<Season['units'][number], 'code' | 'cluster'>[]
  readonly rounds: readonly Pick<Season['rounds'][number], 'code' | 'scope'>[]
  readonly policies: Pick<Season['policies'], 'crossEntry' | 'leadAppraisedBy' | 'scaleOwner'>
}

export interface InspectionTeam {
  readonly seats: readonly Seat[]
  readonly subjects: readonly SubjectCode[]
}

/** What a record claims, by kind; `withheld` and `unknownKind` claim nothing that could be judged. */
export type Claim =
  | {
      readonly kind: 'season.founded/1'
      readonly founder: SeasonFounded['founder']
      readonly recoveryKey: PublicKeyHex
      readonly season: SeasonOutline
      readonly seats: readonly SeatEntry[]
    }
  | {
      readonly kind: 'season.revised/1'
      readonly replaces: RecordId
      readonly season: SeasonOutline
      readonly seats: readonly SeatEntry[]
    }
  | ({ readonly kind: 'device.enrolled/1' } & DeviceEnrolled)
  | { readonly kind: 'signatory.enrolled/1'; readonly key: PublicKeyHex }
  | {
      readonly kind: 'scale.published/1'
      readonly cluster: ClusterCode | null
      readonly replaces: RecordId | null
    }
  | {
      readonly kind: 'assignments.published/1'
      readonly scale: RecordId
      readonly cluster: ClusterCode | null
      /** Whoever has an item, each once, sorted. */
      readonly subjects: readonly SubjectCode[]
      readonly replaces: RecordId | null
    }
  | {
      readonly kind: 'agreement.drafted/1'
      readonly scope: ClusterCode | null
      readonly parties: readonly Seat[]
      /** Seats that register for titles. */
      readonly registered: readonly Seat[]
      readonly replaces: RecordId | null
    }
  | ({ readonly kind: 'agreement.signed/1' } & AgreementSigned)
  | {
      readonly kind: 'inspection.planned/1'
      readonly round: RoundCode
      readonly cluster: ClusterCode | null
      readonly teams: readonly InspectionTeam[]
    }
  | {
      readonly kind: 'sheet.submitted/1'
      readonly round: RoundCode
      readonly subject: SubjectCode
      readonly layer: Layer
      readonly scale: RecordId
      readonly assignments: RecordId | null
      readonly plan: RecordId | null
      readonly replaces: RecordId | null
      readonly enteredFor: boolean
      /** Number of entries. */
      readonly scored: number
    }
  | { readonly kind: 'exclusion.recorded/1'; readonly round: RoundCode; readonly subject: SubjectCode }
  | {
      readonly kind: 'round.closed/1'
      readonly round: RoundCode
      readonly cluster: ClusterCode | null
      readonly scale: RecordId
      readonly assignments: RecordId | null
      readonly records: readonly RecordId[]
      /** Subjects named in gaps, ties and choices, each once, sorted. */
      readonly subjects: readonly SubjectCode[]
      readonly choices: readonly Pick<RoundClosed['choices'][number], 'counts' | 'beside'>[]
      readonly reopening: RecordId | null
    }
  | { readonly kind: 'round.reopened/1'; readonly closing: RecordId }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'unknownKind' }

export type ClaimOf<Kind extends Claim['kind']> = Extract<Claim, { readonly kind: Kind }>
/** A fact whose claim is known to be of one kind. */
export type FactOf<Kind extends Claim['kind']> = Fact & { readonly claim: ClaimOf<Kind> }

/**
 * The fact of a record that `readRecord` has accepted: a pure function of the record's bytes. A record that was
 * just read brings its parsed body along; otherwise the body is parsed again.
 */
export function factOf(record: SignedRecord | ReadRecord): Fact {
  const { envelope, id, bodyBytes } = record
  const typed = 'typed' in record ? record.typed : storedBody(envelope.kind, bodyBytes)
  return {
    id,
    season: envelope.season === '' ? (id as string as SeasonId) : envelope.season, // the founding's id is the season's
    author: envelope.author,
    seq: envelope.seq,
    prev: envelope.prev,
    basis: envelope.basis,
    at: envelope.at,
    actor: envelope.actor,
    kind: envelope.kind,
    claim: typed === null ? unreadable(record) : claimOf(typed),
  }
}

/** The fact of the same record without its body. */
export function withoutBody(fact: Fact): Fact {
  return fact.claim.kind === 'unknownKind' ? fact : { ...fact, claim: { kind: 'withheld' } }
}

function unreadable({ envelope, bodyBytes }: SignedRecord): Claim {
  return { kind: isKnownKind(envelope.kind) && bodyBytes === null ? 'withheld' : 'unknownKind' }
}

function claimOf(content: TypedBody): Claim {
  switch (content.kind) {
    case 'season.founded/1': {
      const { founder, recoveryKey, season, seats } = content.body
      return { kind: content.kind, founder, recoveryKey, season: outlineOf(season), seats }
    }
    case 'season.revised/1': {
      const { replaces, season, seats } = content.body
      return { kind: content.kind, replaces, season: outlineOf(season), seats }
    }
    case 'device.enrolled/1':
      return { kind: content.kind, ...content.body }
    case 'signatory.enrolled/1':
      return { kind: content.kind, key: content.body.key }
    case 'scale.published/1':
      return { kind: content.kind, cluster: content.body.cluster, replaces: content.body.replaces }
    case 'assignments.published/1': {
      const { scale, cluster, items, replaces } = content.body
      return { kind: content.kind, scale, cluster, subjects: distinct(items.map(subjectOf)), replaces }
    }
    case 'agreement.drafted/1': {
      const { scope, parties, titles, replaces } = content.body
      const registered = distinct(titles.map((title) => title.seat))
      return { kind: content.kind, scope, parties, registered, replaces }
    }
    case 'agreement.signed/1':
      return { kind: content.kind, ...content.body }
    case 'inspection.planned/1':
      return { kind: content.kind, ...content.body }
    case 'sheet.submitted/1': {
      const { round, subject, layer, scale, assignments, plan, replaces, enteredFor, entries } = content.body
      const slot = { round, subject, layer, scale, assignments, plan, replaces }
      return { kind: content.kind, ...slot, enteredFor: enteredFor !== null, scored: entries.length }
    }
    case 'exclusion.recorded/1':
      return { kind: content.kind, round: content.body.round, subject: content.body.subject }
    case 'round.closed/1': {
      const { round, cluster, scale, assignments, records, gaps, ties, choices, reopening } = content.body
      const subjects = distinct([
        ...[...gaps, ...choices].map(subjectOf),
        ...ties.flatMap((tie) => tie.subjects),
      ])
      return {
        kind: content.kind,
        round,
        cluster,
        scale,
        assignments,
        records,
        subjects,
        choices: choices.map(({ counts, beside }) => ({ counts, beside })),
        reopening,
      }
    }
    case 'round.reopened/1':
      return { kind: content.kind, closing: content.body.closing }
  }
}

function outlineOf(season: Season): SeasonOutline {
  return {
    clusters: season.clusters.map(({ code, lead, deputy }) => ({ code, lead, deputy })),
    units: season.units.map(({ code, cluster }) => ({ code, cluster })),
    rounds: season.rounds.map(({ code, scope }) => ({ code, scope })),
    policies: {
      crossEntry: season.policies.crossEntry,
      leadAppraisedBy: season.policies.leadAppraisedBy,
      scaleOwner: season.policies.scaleOwner,
    },
  }
}

function subjectOf(item: { readonly subject: SubjectCode }): SubjectCode {
  return item.subject
}

function distinct<Code extends string>(codes: readonly Code[]): readonly Code[] {
  return [...new Set(codes)].sort()
}
