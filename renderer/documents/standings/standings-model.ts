import type { StandingRow, StandingsView } from '../../../shared/contract/rounds.ts'
import type { StandingsContent } from '../../../shared/documents/document-content.ts'
import type { SeasonId, Sha256Hex } from '../../../shared/domain/ids.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { showPoints, showPointsShort } from '../../../shared/kernel/decimal.ts'
import { countingLayerName, provisionalReasonName } from '../../../shared/messages/words.ts'
import type { DecreeHeadModel, SignatureBlockModel } from '../paper/models.ts'
import { bodiesOf, confirmationOf } from '../wording/bodies.ts'
import { showMoment, vietnameseDay } from '../wording/dates.ts'
import { inFours, numberAndSymbol } from '../wording/symbols.ts'
import { showDecimal } from '../wording/targets.ts'

/** The standings of one round: official when a closing seals them, otherwise "tạm tính" with its reasons. */
export interface StandingsModel {
  readonly head: DecreeHeadModel
  readonly title: string
  readonly abstract: string
  readonly official: boolean
  readonly practice: boolean
  readonly countingLayer: string
  /** Top-level groups of the scale; empty where they are too many for upright paper. */
  readonly groups: readonly { readonly code: string; readonly title: string }[]
  readonly ranked: readonly StandingsModelRow[]
  /** Without a rank, and why. */
  readonly unranked: readonly StandingsModelRow[]
  readonly excluded: readonly { readonly name: string; readonly reason: string }[]
  /** Sentences under the table: closing, reasons of being provisional, gaps accepted, changes since. */
  readonly remarks: readonly string[]
  /** Set when the seal does not match what the records give: the page must not be used. */
  readonly alarm: string | null
  readonly digest: string
  readonly recipients: readonly string[]
  readonly confirmation: SignatureBlockModel
}

export interface StandingsModelRow {
  readonly subject: string
  readonly rank: string
  readonly name: string
  readonly groupPoints: readonly string[]
  /** `684,5/700`. */
  readonly points: string
  readonly percent: string
  readonly note: string
}

export function standingsModel(season: Season, standings: StandingsView, internal: boolean): StandingsModel {
  const bodies = bodiesOf(season, standings.cluster)
  const { official } = standings
  const groups = standings.rows[0]?.groups ?? []
  const shownGroups =
    groups.length <= maxGroupColumns ? groups.map(({ code, title }) => ({ code, title })) : []
  const row = (each: StandingRow) => standingsRow(each, shownGroups.length > 0)
  return {
    head: {
      superior: bodies.superior,
      issuer: bodies.issuer,
      symbol: numberAndSymbol(null, 'TB', bodies.symbol),
      place: season.authority.place,
      date: official === null ? null : vietnameseDay(official.at),
      internal,
    },
    title: 'Bảng xếp hạng thi đua',
    abstract: `${standings.clusterName}, ${standings.roundName}, ${season.name}`,
    official: official !== null,
    practice: season.practice,
    countingLayer: countingLayerName(standings.countingLayer, 'vi'),
    groups: shownGroups,
    ranked: inOrder(standings.rows.filter(({ rank }) => rank !== null)).map(row),
    unranked: standings.rows.filter(({ rank, status }) => rank === null && status !== 'excluded').map(row),
    excluded: standings.rows
      .filter(({ status }) => status === 'excluded')
      .map(({ name, excludedReason }) => ({ name, reason: excludedReason ?? '' })),
    remarks: remarksOf(standings),
    alarm:
      official !== null && !official.digestMatches
        ? 'MÃ NIÊM PHONG KHÔNG KHỚP VỚI DỮ LIỆU: KHÔNG SỬ DỤNG BẢNG NÀY.'
        : null,
    digest: inFours(standings.digest),
    recipients: [
      standings.cluster === null ? 'Các cụm thi đua' : 'Các đơn vị trong cụm',
      `Cơ quan thường trực (${season.authority.standingOffice})`,
      `Lưu: VT, ${bodies.symbol}`,
    ],
    confirmation: confirmationOf(season, standings.cluster),
  }
}

/** What the check code of this page covers. */
export function standingsContent(season: SeasonId, standings: StandingsView): StandingsContent {
  return {
    kind: 'standings',
    season,
    round: standings.round,
    cluster: standings.cluster,
    closing: standings.official?.closing ?? null,
    digest: standings.digest as Sha256Hex, // the contract carries the digest of ledger-and-bundles as plain text
  }
}

const maxGroupColumns = 4

function inOrder(rows: readonly StandingRow[]): readonly StandingRow[] {
  const vietnamese = new Intl.Collator('vi')
  return rows.toSorted(
    (left, right) => (left.rank ?? 0) - (right.rank ?? 0) || vietnamese.compare(left.name, right.name),
  )
}

function standingsRow(row: StandingRow, withGroups: boolean): StandingsModelRow {
  return {
    subject: row.subject,
    rank: row.rank === null ? '–' : String(row.rank),
    name: row.name,
    groupPoints: withGroups ? row.groups.map(({ points }) => showPoints(points)) : [],
    points: `${showPointsShort(row.points)}/${showPointsShort(row.assignedMax)}`,
    percent: row.percent === null ? '' : showDecimal(row.percent),
    note: noteOf(row),
  }
}

function noteOf(row: StandingRow): string {
  const notes = [
    ...(row.tied ? ['Đồng hạng'] : []),
    ...(row.missing.length > 0 ? [`Thiếu điểm ${row.missing.length} tiêu chí`] : []),
    ...(row.status === 'notRanked' ? ['Không có chỉ tiêu được giao'] : []),
  ]
  return notes.join('; ')
}

function remarksOf(standings: StandingsView): readonly string[] {
  const { official } = standings
  if (official === null) {
    const reasons = standings.provisional.map((reason) => provisionalReasonName(reason, 'vi'))
    const { reopened } = standings
    return [
      `Bảng tạm tính${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}.`,
      ...(reopened === null
        ? []
        : [`Đợt do ${reopened.actor} mở lại lúc ${showMoment(reopened.at)}, lý do: ${reopened.reason}.`]),
    ]
  }
  const nameOf = new Map(standings.rows.map(({ subject, name }) => [subject, name]))
  return [
    `Chính thức, do ${official.actor} chốt lúc ${showMoment(official.at)}, mã bản ghi chốt ${inFours(official.closing.slice(0, 16))}.`,
    ...official.gaps.map(
      ({ subject, criterion, reason }) =>
        `Chấp nhận thiếu ${criterion === null ? 'phiếu' : `tiêu chí ${criterion}`} của ${nameOf.get(subject) ?? subject}: ${reason}.`,
    ),
    ...(official.changedSince.length > 0
      ? [`Thay đổi sau khi chốt: ${official.changedSince.length} bản ghi; kết quả chốt giữ nguyên.`]
      : []),
  ]
}
