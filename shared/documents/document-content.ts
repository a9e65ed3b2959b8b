import type {
  ClusterCode,
  CriterionCode,
  RecordId,
  RoundCode,
  SeasonId,
  Sha256Hex,
  SubjectCode,
} from '../domain/ids.ts'
import { type Layer, layers } from '../domain/sheet.ts'
import { compareText, concatBytes, utf8Bytes } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import { exhausted, expectOk } from '../kernel/result.ts'

/**
 * What a printed document rests on: everything on the page that could change, and nothing that could not
 * (wording, layout, time of printing). Equal contents have equal check codes on every machine.
 */
export type DocumentContent = AgreementSummaryContent | ScoreSheetContent | StandingsContent

export interface AgreementSummaryContent {
  readonly kind: 'agreementSummary'
  readonly season: SeasonId
  readonly scope: ClusterCode | null
  readonly agreement: RecordId
  /** The `agreement.signed` records shown, in any order. */
  readonly signatures: readonly RecordId[]
}

export interface ScoreSheetContent {
  readonly kind: 'scoreSheet'
  readonly season: SeasonId
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly scale: RecordId
  readonly assignments: RecordId | null
  readonly layers: readonly { readonly layer: Layer; readonly record: RecordId }[]
  /** Printed points in hundredths; a cell that is not scored is left out. They depend on the cluster's leader. */
  readonly cells: readonly {
    readonly criterion: CriterionCode
    readonly layer: Layer
    readonly points: number
  }[]
}

export interface StandingsContent {
  readonly kind: 'standings'
  readonly season: SeasonId
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  /** Null: provisional. */
  readonly closing: RecordId | null
  /** The standings digest of ledger-and-bundles, "Fingerprints". */
  readonly digest: Sha256Hex
}

/** The bytes whose SHA-256 says which document it is, whatever it says today. */
export function identityBytes(content: DocumentContent): Uint8Array {
  return documentBytes({ part: 'identity', ...identityOf(content) })
}

/** The bytes whose SHA-256 says what the document says. Contains the identity. */
export function contentBytes(content: DocumentContent): Uint8Array {
  return documentBytes({ part: 'content', ...identityOf(content), ...restOf(content) })
}

function identityOf(content: DocumentContent): object {
  switch (content.kind) {
    case 'agreementSummary':
      return { kind: content.kind, season: content.season, scope: content.scope }
    case 'scoreSheet':
      return { kind: content.kind, season: content.season, round: content.round, subject: content.subject }
    case 'standings':
      return { kind: content.kind, season: content.season, round: content.round, cluster: content.cluster }
    default:
      return exhausted(content)
  }
}

function restOf(content: DocumentContent): object {
  switch (content.kind) {
    case 'agreementSummary':
      return { agreement: content.agreement, signatures: [...content.signatures].sort(compareText) }
    case 'scoreSheet':
      return {
        scale: content.scale,
        assignments: content.assignments,
        layers: inLayerOrder(content.layers),
        cells: inLayerOrder(content.cells).sort((left, right) =>
          compareText(left.criterion, right.criterion),
        ),
      }
    case 'standings':
      return { closing: content.closing, digest: content.digest }
    default:
      return exhausted(content)
  }
}

function inLayerOrder<Item extends { readonly layer: Layer }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => layers.indexOf(left.layer) - layers.indexOf(right.layer))
}

function documentBytes(value: object): Uint8Array {
  const body = expectOk(canonicalBytes(value), 'document content is made of ids and integers')
  return concatBytes(utf8Bytes('giaouoc/document/1\0'), body)
}
