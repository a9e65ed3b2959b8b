import type { StandingRow } from '../../shared/contract/rounds.ts'
import type { SheetDifference } from '../../shared/contract/side-by-side.ts'
import { showPointsShort } from '../../shared/kernel/decimal.ts'
import { describeSheetDifference } from '../../shared/messages/sheet-difference.ts'
import { type Language, namesOf, standingStatusName } from '../../shared/messages/words.ts'
import { textTable } from './table.ts'

/** The standings of one place, as every command prints them. */
export interface PlaceReport {
  readonly round: string
  readonly roundName: string
  readonly cluster: string | null
  readonly name: string
  readonly digest: string
  readonly official: boolean
  /** Why the round is open again after a closing; null: it was never closed, or is closed now. */
  readonly reopened: string | null
  /** Null: open. False: what the closing sealed is not what its records give. */
  readonly digestMatches: boolean | null
  /** Where members of a team differ and nobody has chosen yet. */
  readonly differences: readonly SheetDifference[]
  readonly rows: readonly StandingRow[]
}

export function placeText(place: PlaceReport, language: Language): string {
  const vi = language === 'vi'
  const provisional = vi ? 'tạm tính' : 'provisional'
  const reopened = place.reopened === null ? '' : `${vi ? ', đã mở lại' : ', reopened'}: ${place.reopened}`
  const state = place.official ? (vi ? 'chính thức' : 'official') : `${provisional}${reopened}`
  const broken = vi ? 'MÃ KHÔNG KHỚP' : 'DIGEST DOES NOT MATCH'
  const head = vi ? ['Hạng', 'Mã', 'Đơn vị', 'Điểm', '%', ''] : ['Rank', 'Code', 'Unit', 'Points', '%', '']
  const rows = place.rows.map((row) => [
    row.rank === null ? '-' : `${row.rank}${row.tied ? '=' : ''}`,
    row.subject,
    row.name,
    `${showPointsShort(row.points)}/${showPointsShort(row.assignedMax)}`,
    row.percent?.replace('.', ',') ?? '-',
    row.status === 'ranked' ? '' : standingStatusName(row.status, language),
  ])
  return [
    `${place.name} - ${place.roundName} (${state})${place.digestMatches === false ? ` ${broken}` : ''}`,
    textTable(head, rows, [0, 3, 4]),
    ...place.differences.map((difference) => {
      const word = vi ? 'Thành viên tổ kiểm tra chấm khác nhau' : 'Members of a team differ'
      return `${word}: ${describeSheetDifference(difference, namesOf(null, null, language), language)}`
    }),
    `${vi ? 'Mã bảng xếp hạng' : 'Digest'}: ${place.digest}`,
  ].join('\n')
}

/** The same for programs: points in hundredths, percent as a decimal string. */
export function placeJson(place: PlaceReport): object {
  const { rows, ...rest } = place
  return {
    ...rest,
    rows: rows.map(
      ({ subject, name, points, assignedMax, percent, rank, status, tied, excludedReason, missing }) => ({
        subject,
        name,
        points,
        assignedMax,
        percent,
        rank,
        status,
        tied,
        excludedReason,
        missing: missing.length,
      }),
    ),
  }
}
