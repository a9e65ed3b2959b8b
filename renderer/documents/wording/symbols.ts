/** Types of document and their abbreviations (Decree 30/2020, annex III). */
export type DocumentAbbreviation = 'BC' | 'BB' | 'TTr' | 'KH' | 'QĐ' | 'QC' | 'TB'

/** `Số: 05/TB-PX03`; numbers below 10 with a leading 0, null leaves the room for the clerk's hand. */
export function numberAndSymbol(
  number: number | null,
  abbreviation: DocumentAbbreviation,
  issuer: string,
): string {
  return `Số: ${number === null ? '………' : String(number).padStart(2, '0')}/${abbreviation}-${issuer}`
}

/** Groups of four, as codes and digests stand on paper. Separators already there are dropped first. */
export function inFours(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '').replace(/.{4}(?=.)/g, '$& ')
}
