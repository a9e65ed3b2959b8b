import type { StandingsView } from '../../../shared/contract/rounds.ts'
import type { SheetContent, SheetView } from '../../../shared/contract/sheets.ts'
import type { ScoreSheetContent } from '../../../shared/documents/document-content.ts'
import type { SeasonId } from '../../../shared/domain/ids.ts'
import { leavesOf } from '../../../shared/domain/scale.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { type Layer, layers } from '../../../shared/domain/sheet.ts'
import { showPointsShort } from '../../../shared/kernel/decimal.ts'
import { countingLayerName, crossEntryName, layerName } from '../../../shared/messages/words.ts'
import type { DecreeHeadModel, SignatureBlockModel } from '../paper/models.ts'
import { bodiesOf } from '../wording/bodies.ts'
import { latest, showMoment, vietnameseDay } from '../wording/dates.ts'
import { inFours } from '../wording/symbols.ts'
import { showDecimal } from '../wording/targets.ts'
import { layerColumns, type SheetViews, submittedLayers } from './layer-scores.ts'
import {
  columnSums,
  layerMark,
  type PointsByLayer,
  type ScoreSheetRow,
  scoreSheetRows,
} from './sheet-rows.ts'

/** One subject, one round, all layers side by side. */
export interface ScoreSheetModel {
  readonly head: DecreeHeadModel
  readonly subjectName: string
  readonly clusterName: string
  readonly roundName: string
  readonly seasonName: string
  readonly scaleTitle: string
  /** Which layer counts, in words. */
  readonly countingLayer: string
  /** Who of an inspecting team enters its sheet, in words. */
  readonly crossEntry: string
  readonly rows: readonly ScoreSheetRow[]
  readonly totals: {
    readonly max: string
    /** Of the criteria assigned to this subject; null: nothing is submitted yet. */
    readonly assignedMax: string | null
    readonly points: PointsByLayer
  }
  /** The result as the standings have it; null: not reckoned yet. */
  readonly outcome: string | null
  /** Who submitted which layer, and from which record. */
  readonly sources: readonly string[]
  readonly notes: readonly string[]
  readonly excluded: string | null
  readonly practice: boolean
  readonly provisional: boolean
  readonly signatures: readonly SignatureBlockModel[]
}

export interface ScoreSheetSource {
  readonly season: Season
  readonly views: SheetViews
  readonly standings: StandingsView | null
  readonly internal: boolean
}

export function scoreSheetModel({ season, views, standings, internal }: ScoreSheetSource): ScoreSheetModel {
  const view = views.self
  const columns = layerColumns(views)
  // The same on every layer, since assignments are.
  const assigned = submittedLayers(columns)[0]?.assignedMax
  const submitted = layers.flatMap((layer) => view.layers[layer] ?? [])
  const newest = latest(submitted.map(({ at }) => at))
  return {
    head: {
      superior: season.authority.name,
      issuer: view.cluster === null ? bodiesOf(season, null).issuer : view.subjectName,
      symbol: null,
      place: season.authority.place,
      date: newest === null ? null : vietnameseDay(newest),
      internal,
    },
    subjectName: view.subjectName,
    clusterName: view.clusterName,
    roundName: view.roundName,
    seasonName: season.name,
    scaleTitle: view.scale.title,
    countingLayer: countingLayerName(view.policies.countingLayer, 'vi'),
    crossEntry: crossEntryName(view.policies.crossEntry, 'vi').toLocaleLowerCase('vi'),
    rows: scoreSheetRows(view, columns),
    totals: {
      max: showPointsShort(view.scale.total),
      assignedMax: assigned === undefined ? null : showPointsShort(assigned),
      points: columnSums(columns, leavesOf(view.scale)),
    },
    outcome: outcomeOf(view, standings),
    sources: layers.flatMap((layer) => [
      ...sourceLine(layer, view.layers[layer], null),
      ...view.beside
        .filter((each) => each.layer === layer && each.standing === 'current')
        .flatMap((each) => sourceLine(layer, each, 'phiếu của thành viên khác')),
    ]),
    notes: notesOf(view),
    excluded: view.excluded,
    practice: season.practice,
    provisional: submitted.length > 0 && (standings === null || standings.official === null),
    signatures: signaturesOf(view),
  }
}

/** What the check code of this page covers: the submitted sheets and every printed score. */
export function scoreSheetContent(season: SeasonId, views: SheetViews): ScoreSheetContent {
  const view = views.self
  return {
    kind: 'scoreSheet',
    season,
    round: view.round,
    subject: view.subject,
    scale: view.scaleRecord,
    assignments: view.assignmentsRecord,
    layers: layers.flatMap((layer) => {
      const record = view.layers[layer]?.record
      return record === undefined ? [] : [{ layer, record }]
    }),
    cells: submittedLayers(layerColumns(views)).flatMap(({ layer, criteria }) =>
      criteria.flatMap(({ criterion, points }) => (points === null ? [] : [{ criterion, layer, points }])),
    ),
  }
}

function outcomeOf(view: SheetView, standings: StandingsView | null): string | null {
  const row = standings?.rows.find(({ subject }) => subject === view.subject)
  if (standings === null || row === undefined || row.percent === null) return null
  const rank =
    row.rank === null
      ? ''
      : `, xếp thứ ${row.rank}/${standings.rows.filter(({ rank }) => rank !== null).length}`
  const share = `${showPointsShort(row.points)}/${showPointsShort(row.assignedMax)}`
  return `${share} điểm, đạt ${showDecimal(row.percent)} %${rank}`
}

function sourceLine(layer: Layer, content: SheetContent | null, remark: string | null): readonly string[] {
  if (content === null) return []
  const marks = [
    ...(remark === null ? [] : [remark]),
    ...(content.enteredFor ? ['nhập thay'] : []),
    ...(content.oldScale ? ['thang điểm cũ'] : []),
  ]
  const shortRecord = inFours(content.record.slice(0, 16))
  return [
    `${layerName(layer, 'vi')} (${layerMark[layer]}): ${content.actor}, ${showMoment(content.at)}, mã phiếu ${shortRecord}${marks.map((mark) => `, ${mark}`).join('')}`,
  ]
}

/** A note that a later layer took over is printed once. */
function notesOf(view: SheetView): readonly string[] {
  let known = ''
  return layers.flatMap((layer) => {
    const note = view.layers[layer]?.note ?? ''
    if (note === '' || note === known) return []
    known = note
    return [`${layerName(layer, 'vi')}: ${note}`]
  })
}

function signaturesOf(view: SheetView): readonly SignatureBlockModel[] {
  const byHand = { authorityLine: null, hint: 'Ký, ghi rõ cấp bậc, họ tên', rank: '', name: '' }
  return [
    { ...byHand, position: 'Đại diện đơn vị được chấm' },
    { ...byHand, position: 'Tổ kiểm tra chéo' },
    { ...byHand, position: view.cluster === null ? 'Cơ quan thường trực' : 'Cụm trưởng' },
  ]
}
