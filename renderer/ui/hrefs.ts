import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { Layer } from '../../shared/domain/sheet.ts'

/** Every address of the program, so that features link to each other without importing each other. */
export const hrefs = {
  overview: () => '#/',
  agreement: (record?: RecordId) => `#/agreement${query({ agreement: record })}`,
  agreementDraft: () => '#/agreement/draft',
  sheets: (round?: RoundCode) => `#/sheets${query({ round })}`,
  sheet: (round: RoundCode, subject: SubjectCode, layer: Layer) =>
    `#/sheets/${encodeURIComponent(round)}/${encodeURIComponent(subject)}/${layer}`,
  standings: (round?: RoundCode, cluster?: ClusterCode | null) =>
    `#/standings${query({ round, ...placeOf(cluster) })}`,
  exchange: (tab?: 'import' | 'export' | 'history', content?: 'receipt') =>
    `#/exchange${query({ tab, content })}`,
  season: () => '#/season',
  repair: () => '#/season/repair',
  rounds: (round?: RoundCode, cluster?: ClusterCode | null, tab?: 'inspection' | 'exclusions' | 'close') =>
    `#/rounds${query({ round, ...placeOf(cluster), tab })}`,
  print: (document: PrintedDocument, place: { readonly [key: string]: string | undefined }) =>
    `#/print/${document}${query(place)}`,
} as const

export type PrintedDocument = 'agreement' | 'sheet' | 'standings' | 'slips'

/** The clusters among themselves have no code; in an address they are `-`. */
export const betweenClusters = '-'

function placeOf(cluster: ClusterCode | null | undefined): { readonly cluster?: string } {
  return cluster === undefined ? {} : { cluster: cluster ?? betweenClusters }
}

function query(values: { readonly [key: string]: string | undefined }): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== undefined) search.set(key, value)
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
