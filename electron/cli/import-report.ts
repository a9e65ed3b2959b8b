import type { BundleSummary, ImportPreviewView, ImportResult } from '../../shared/contract/exchange.ts'
import type { RankMove } from '../../shared/contract/rounds.ts'
import type { SeasonId } from '../../shared/domain/ids.ts'
import type { Season } from '../../shared/domain/season.ts'
import { showPointsShort } from '../../shared/kernel/decimal.ts'
import { describeBundleError } from '../../shared/messages/exchange.ts'
import { describeImportItem } from '../../shared/messages/import-items.ts'
import {
  clusterName,
  importClassName,
  type Language,
  namesOf,
  roundName,
  seatName,
} from '../../shared/messages/words.ts'
import type { WholeItem } from './import-items.ts'

/** A preview with the names it is told in. */
export interface ImportReport {
  readonly season: Season
  readonly id: SeasonId
  readonly preview: ImportPreviewView
  /** All of them for programs; for people those that are not here already, up to `shownItems`. */
  readonly items: readonly WholeItem[]
}

/** More lines than these nobody reads; `--json` has them all. */
export const shownItems = 200

/** For people: each bundle, how many records of each class, and each record that is not here already. */
export function previewText({ season, preview, items }: ImportReport, language: Language): string {
  const names = namesOf(season, null, language)
  const lines = items.map((item) => {
    const { title, body } = describeImportItem(item, names, language)
    return `  ${title}: ${body}`
  })
  const more = preview.items - preview.counts.present - lines.length
  const counts = Object.entries(preview.counts)
    .filter(([, count]) => count > 0)
    // The keys of the counts are the classes.
    .map(([name, count]) => `${importClassName(name as WholeItem['class'], language)}: ${count}`)
  return `${[
    ...preview.bundles.map((bundle) => bundleLine(bundle, season, language)),
    '',
    ...(counts.length === 0 ? [] : [counts.join('; ')]),
    ...lines,
    ...(more > 0
      ? [language === 'vi' ? `  … và ${more} bản ghi nữa (--json)` : `  … and ${more} more (--json)`]
      : []),
  ].join('\n')}\n`
}

/** What came of it, after the preview. */
export function importedText(
  { season, preview }: ImportReport,
  imported: ImportResult | null,
  language: Language,
): string {
  const vi = language === 'vi'
  if (imported === null) {
    const foreign = preview.counts.foreignSeason
    if (preview.stored === 0 && foreign > 0) {
      return vi
        ? `Không nhập gì: ${foreign} bản ghi thuộc năm thi đua khác với thư mục này.\n`
        : `Nothing to import: ${foreign} records are of another season than this folder.\n`
    }
    if (preview.stored === 0) return vi ? 'Không có gì mới để nhập.\n' : 'There is nothing new to import.\n'
    return vi
      ? `Chưa nhập gì. Dùng --yes để nhập ${preview.stored} bản ghi.\n`
      : `Nothing was imported. Use --yes to import ${preview.stored} records.\n`
  }
  const moved = imported.moved.filter(({ moves }) => moves.length > 0)
  const healed = vi
    ? `Đã chữa ${imported.healed} bản ghi bị hỏng trên máy này.`
    : `Damaged records of this machine put right: ${imported.healed}.`
  const done = vi
    ? `Đã nhập ${imported.stored} bản ghi (lần nhập ${imported.importId}). Có thể để riêng lại trên màn hình.`
    : `Imported ${imported.stored} records (import ${imported.importId}). A screen can set it aside again.`
  const moves = moved.flatMap(({ round, cluster, moves: each }) => [
    `${roundName(round, season)}, ${clusterName(cluster, season, language)}:`,
    ...each.map(moveLine),
  ])
  const none = vi ? 'Thứ hạng không đổi.' : 'No rank has changed.'
  return `\n${[done, ...(imported.healed > 0 ? [healed] : []), ...(moved.length === 0 ? [none] : moves)].join('\n')}\n`
}

/** One JSON document for programs: the preview in full, and what was imported (null: nothing was). */
export function importJson(
  { id, season, preview, items }: ImportReport,
  imported: ImportResult | null,
): string {
  const { token: _token, items: _items, ...view } = preview
  const document = {
    season: id,
    ...view,
    bundles: preview.bundles.map((bundle) => {
      const { refused } = bundle
      const message =
        refused === null ? null : bothLanguages((language) => describeBundleError(refused, language))
      return { ...bundle, message }
    }),
    items: items.map((item) => ({
      ...item,
      message: bothLanguages((language) =>
        describeImportItem(item, namesOf(season, null, language), language),
      ),
    })),
    imported,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function bundleLine(bundle: BundleSummary, season: Season, language: Language): string {
  const vi = language === 'vi'
  if (bundle.refused !== null) {
    const { title, body } = describeBundleError(bundle.refused, language)
    return `${vi ? 'BỊ TỪ CHỐI' : 'REFUSED'}  ${bundle.name}: ${title}. ${body}`
  }
  const { exporter, number, old, purpose, records } = bundle
  const seats = (exporter?.seats ?? []).map((seat) => seatName(seat, season, language)).join(', ')
  const from = seats === '' ? (exporter?.device.slice(0, 8) ?? '') : seats
  const state = old ? (vi ? 'gói cũ' : 'old bundle') : vi ? 'đọc được' : 'readable'
  return `${state}  ${bundle.name} (${from}, #${number}, ${purpose}, ${records} ${vi ? 'bản ghi' : 'records'})`
}

function moveLine(move: RankMove): string {
  const rank = (value: number | null): string => (value === null ? '–' : String(value))
  const points = `${showPointsShort(move.pointsBefore)} → ${showPointsShort(move.pointsAfter)}`
  return `  ${move.name}: ${rank(move.rankBefore)} → ${rank(move.rankAfter)} (${points})`
}

function bothLanguages(sentence: (language: Language) => { readonly title: string; readonly body: string }): {
  readonly vi: string
  readonly en: string
} {
  const text = (language: Language): string => {
    const { title, body } = sentence(language)
    return `${title}. ${body}`
  }
  return { vi: text('vi'), en: text('en') }
}
