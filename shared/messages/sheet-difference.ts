import type { SheetDifference } from '../contract/side-by-side.ts'
import { type Language, layerName, type Names } from './words.ts'

const shownCriteria = 8

/** Where members differ, in one line: `A3, kiểm tra chéo (A1 / A2): 1. Tiêu chí 20,00 / 25,00; …`. */
export function describeSheetDifference(
  { subject, layer, sheets, criteria }: SheetDifference,
  names: Names,
  language: Language,
): string {
  const seats = sheets.map(({ seat, actor }) => (seat === null ? actor : names.seat(seat))).join(' / ')
  const shown = criteria
    .slice(0, shownCriteria)
    .map(
      ({ criterion, values }) =>
        `${names.criterion(criterion)} ${values.map((value) => value ?? '∅').join(' / ')}`,
    )
  const rest = criteria.length - shown.length
  const more = language === 'vi' ? `và ${rest} tiêu chí khác` : `and ${rest} more criteria`
  const oldScale = language === 'vi' ? 'có phiếu theo thang điểm cũ' : 'one sheet is on an old scale'
  const parts = [
    ...(sheets.some((sheet) => sheet.oldScale) ? [oldScale] : []),
    ...shown,
    ...(rest > 0 ? [more] : []),
  ]
  return `${names.subject(subject)}, ${layerName(layer, language).toLocaleLowerCase(language)} (${seats}): ${parts.join('; ')}`
}
