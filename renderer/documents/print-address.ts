import {
  type ClusterCode,
  clusterCodeSchema,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  roundCodeSchema,
  type Seat,
  type SubjectCode,
  seatSchema,
  subjectCodeSchema,
} from '../../shared/domain/ids.ts'

/** Which document an address `#/print/<document>?…` asks for. */
export type PrintAddress =
  /** Null: the agreement in force. */
  | { readonly document: 'agreement'; readonly agreement: RecordId | null }
  /** `blank`: the form without scores, to be filled in by hand. */
  | {
      readonly document: 'sheet'
      readonly round: RoundCode
      readonly subject: SubjectCode
      readonly blank: boolean
    }
  | { readonly document: 'standings'; readonly round: RoundCode; readonly cluster: ClusterCode | null }
  /** Null: the slips of every seat that is still open. */
  | { readonly document: 'slips'; readonly seat: Seat | null }

/** Reads the document's name and its query; null: there is no such document. */
export function readPrintAddress(document: string, query: URLSearchParams): PrintAddress | null {
  const round = roundCodeSchema.safeParse(query.get('round'))
  switch (document) {
    case 'agreement': {
      if (!query.has('agreement')) return { document, agreement: null }
      const agreement = recordIdSchema.safeParse(query.get('agreement'))
      return agreement.success ? { document, agreement: agreement.data } : null
    }
    case 'sheet': {
      const subject = subjectCodeSchema.safeParse(query.get('subject'))
      if (!round.success || !subject.success) return null
      return { document, round: round.data, subject: subject.data, blank: query.get('blank') === '1' }
    }
    case 'standings': {
      if (!round.success) return null
      // The clusters among themselves have no code; in an address they are `-`.
      if (query.get('cluster') === '-') return { document, round: round.data, cluster: null }
      const cluster = clusterCodeSchema.safeParse(query.get('cluster'))
      return cluster.success ? { document, round: round.data, cluster: cluster.data } : null
    }
    case 'slips': {
      if (!query.has('seat')) return { document, seat: null }
      const seat = seatSchema.safeParse(query.get('seat'))
      return seat.success ? { document, seat: seat.data } : null
    }
    default:
      return null
  }
}
