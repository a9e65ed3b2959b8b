import type { SeasonId } from '../../shared/domain/ids.ts'
import { showPointsShort } from '../../shared/kernel/decimal.ts'
import { describeVerificationProblem } from '../../shared/messages/verification.ts'
import {
  type Bilingual,
  clusterName,
  type Language,
  roundName,
  standingStatusName,
} from '../../shared/messages/words.ts'
import type { SeasonTrust } from '../services/season-trust.ts'
import type { FileVerification, VerificationReport } from '../services/verify-bundles.ts'
import type { ClosingVerification, SeasonVerification } from '../services/verify-bundles-season.ts'
import { textTable } from './table.ts'

/** What was found, and how far the season itself was checked. */
export type TrustedReport = VerificationReport & { readonly trust: SeasonTrust }

/** One JSON document for programs: points in hundredths, percents as decimal strings, messages in both languages. */
export function jsonReport(report: TrustedReport): string {
  return JSON.stringify({
    ok: report.problems.length === 0,
    // `by: nothing`: nobody said from outside which season it should be, so its founder was not checked.
    founder: { checked: report.trust.by !== 'nothing', ...report.trust },
    files: report.files.map(({ header, ...file }) => ({
      ...file,
      season: header?.season ?? null,
      exporter: header?.exporter ?? null,
      number: header?.number ?? null,
      purpose: header?.purpose ?? null,
    })),
    seasons: report.seasons,
    problems: report.problems.map((problem) => {
      const [vi, en] = [
        describeVerificationProblem(problem, 'vi'),
        describeVerificationProblem(problem, 'en'),
      ]
      return { ...problem, message: { vi: `${vi.title}. ${vi.body}`, en: `${en.title}. ${en.body}` } }
    }),
  })
}

/** For people: files, seasons with their closed rounds, then everything that is wrong. */
export function textReport(report: TrustedReport, language: Language): string {
  const parts = [
    report.files.map((file) => fileLine(file, language)).join('\n'),
    ...report.seasons.map((season) => seasonText(season, report.trust, language)),
    problemText(report, language),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function fileLine({ name, records, accepted, header }: FileVerification, language: Language): string {
  const vi = language === 'vi'
  const state = accepted ? (vi ? 'đúng' : 'good') : vi ? 'BỊ TỪ CHỐI' : 'REFUSED'
  const origin =
    header === null ? '' : `, ${header.purpose}, #${header.number} ${header.exporter.slice(0, 8)}`
  return `${state}  ${name} (${records} ${vi ? 'bản ghi' : 'records'}${origin})`
}

function seasonText(season: SeasonVerification, trust: SeasonTrust, language: Language): string {
  const vi = language === 'vi'
  const { valid, waiting, quarantined, fork, withheld, unknownKind } = season.verdicts
  const counts = vi
    ? `${season.records} bản ghi: ${valid} hợp lệ, ${waiting} chờ, ${quarantined} cách ly, ${fork} trùng số, ${withheld} không được xem, ${unknownKind} cần phiên bản mới`
    : `${season.records} records: ${valid} valid, ${waiting} waiting, ${quarantined} quarantined, ${fork} forked, ${withheld} withheld, ${unknownKind} of newer kinds`
  const practice = season.practice ? (vi ? ' (tập huấn)' : ' (practice)') : ''
  const lines = [
    `${season.name ?? season.season.slice(0, 8)}${practice}`,
    `  ${vi ? 'Mã năm thi đua' : 'Season id'}: ${season.season}`,
    `  ${founderText(season.season, trust)[language]}`,
    `  ${counts}`,
    `  ${vi ? 'Mã trạng thái' : 'State fingerprint'}: ${season.fingerprint}`,
    ...season.agreements
      .filter((agreement) => agreement.current)
      .map(({ title, signed, parties }) => `  ${title}: ${vi ? 'đã ký' : 'signed'} ${signed}/${parties}`),
    ...season.closings.map((closing) => closingText(closing, language)),
  ]
  return lines.join('\n')
}

/** Whether the season is the one that was named from outside the files. */
export function founderText(season: SeasonId, { by, confirmed }: SeasonTrust): Bilingual {
  if (by === 'nothing') {
    return {
      vi: 'CHƯA KIỂM TRA người lập năm thi đua: hãy so mã trên với mã ghi trên giấy, hoặc dùng --season hay --slip.',
      en: 'The founder was NOT CHECKED: compare the id above with the one on paper, or use --season or --slip.',
    }
  }
  if (!confirmed.includes(season)) {
    return { vi: 'KHÔNG PHẢI năm thi đua đã nêu.', en: 'This is NOT the season that was named.' }
  }
  return by === 'season'
    ? { vi: 'Đúng mã năm thi đua đã nêu.', en: 'It has the id that was given.' }
    : { vi: 'Đúng năm thi đua của phiếu mời.', en: 'It is the season of the invitation slip.' }
}

function closingText(closing: ClosingVerification, language: Language): string {
  const vi = language === 'vi'
  const place = `${roundName(closing.round, null)}, ${clusterName(closing.cluster, null, language)}`
  const state =
    closing.recomputed === null
      ? vi
        ? 'chưa kiểm được'
        : 'cannot be checked'
      : closing.recomputed === closing.sealed
        ? vi
          ? 'khớp'
          : 'matches'
        : vi
          ? 'KHÔNG KHỚP'
          : 'DOES NOT MATCH'
  const head = vi ? ['Hạng', 'Mã', 'Điểm', '%', ''] : ['Rank', 'Code', 'Points', '%', '']
  const rows = closing.rows.map((row) => [
    row.rank === null ? '-' : `${row.rank}${row.tied ? '=' : ''}`,
    row.subject,
    `${showPointsShort(row.points)}/${showPointsShort(row.assignedMax)}`,
    row.percent?.replace('.', ',') ?? '-',
    row.status === 'ranked' ? '' : standingStatusName(row.status, language),
  ])
  const table = rows.length === 0 ? '' : `\n${indented(textTable(head, rows, [0, 2, 3]))}`
  const reopened = closing.reopenings.map(({ actor, reason }) =>
    vi ? ` (đã mở lại bởi ${actor}: ${reason})` : ` (reopened by ${actor}: ${reason})`,
  )
  return `  ${place}: ${vi ? 'mã' : 'digest'} ${closing.sealed} ${state}${reopened.join('')}${table}`
}

function problemText({ problems }: VerificationReport, language: Language): string {
  if (problems.length === 0) return language === 'vi' ? 'Không thấy gì sai.' : 'Nothing wrong was found.'
  const lines = problems.map((problem) => {
    const { title, body } = describeVerificationProblem(problem, language)
    return `- ${title}. ${body}`
  })
  return [language === 'vi' ? `${problems.length} vấn đề:` : `${problems.length} problems:`, ...lines].join(
    '\n',
  )
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
