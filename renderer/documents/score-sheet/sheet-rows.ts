import type { SheetView } from '../../../shared/contract/sheets.ts'
import type { CriterionCode } from '../../../shared/domain/ids.ts'
import { type Criterion, isGroup, leavesOf, type ScaleNode } from '../../../shared/domain/scale.ts'
import { type Entry, type Layer, layers } from '../../../shared/domain/sheet.ts'
import { showPoints, showPointsShort } from '../../../shared/kernel/decimal.ts'
import type { CriterionScore } from '../../../shared/scoring/scores.ts'
import { showAssignedTarget, showResult } from '../wording/results.ts'
import type { LayerColumns } from './layer-scores.ts'

/** Every cell is text ready to print. */
export type ScoreSheetRow = ScoreSheetGroupRow | ScoreSheetCriterionRow

export type PointsByLayer = { readonly [Each in Layer]: string }

export interface ScoreSheetGroupRow {
  readonly kind: 'group'
  /** Codes from the top of the scale: group codes alone need not be unique. */
  readonly path: string
  readonly level: number
  readonly code: string
  readonly title: string
  readonly max: string
  readonly points: PointsByLayer
}

export interface ScoreSheetCriterionRow {
  readonly kind: 'criterion'
  readonly code: string
  readonly title: string
  readonly max: string
  readonly target: string
  /** What the first layer that has a result entered; later layers only where they differ. */
  readonly results: readonly string[]
  readonly points: PointsByLayer
  readonly explanation: string
  readonly reasons: readonly string[]
}

/** Groups and criteria in the order of the scale, each group before its children, with the sum of its column. */
export function scoreSheetRows(view: SheetView, columns: LayerColumns): readonly ScoreSheetRow[] {
  const rows: ScoreSheetRow[] = []
  const visit = (node: ScaleNode, above: readonly string[]): void => {
    if (!isGroup(node)) {
      rows.push(criterionRow(node, view, columns))
      return
    }
    const leaves = leavesOf({ criteria: [node] })
    const path = [...above, node.code]
    rows.push({
      kind: 'group',
      path: path.join('/'),
      level: above.length,
      code: node.code,
      title: node.title,
      max: showPointsShort(leaves.reduce((sum, { max }) => sum + max, 0)),
      points: columnSums(columns, leaves),
    })
    for (const child of node.children) visit(child, path)
  }
  for (const node of view.scale.criteria) visit(node, [])
  return rows
}

/** The sum of what a column prints for these criteria: a group's subtotal, or the total. */
export function columnSums(columns: LayerColumns, criteria: readonly Criterion[]): PointsByLayer {
  const wanted = new Set(criteria.map(({ code }) => code))
  return byLayer((layer) => {
    const printed = columns[layer]?.criteria.filter(({ criterion }) => wanted.has(criterion)) ?? []
    return printed.length === 0 ? '' : showPoints(printed.reduce((sum, { points }) => sum + (points ?? 0), 0))
  })
}

function criterionRow(criterion: Criterion, view: SheetView, columns: LayerColumns): ScoreSheetCriterionRow {
  const assignment = view.assignments.find(
    (item) => item.criterion === criterion.code && (item.subject as string) === view.subject,
  )
  return {
    kind: 'criterion',
    code: criterion.code,
    title: criterion.title,
    max: showPointsShort(criterion.max),
    target: showAssignedTarget(criterion, assignment),
    results: resultLines(criterion, view),
    points: byLayer((layer) => {
      const score = columns[layer]?.criteria.find((each) => each.criterion === criterion.code)
      return score === undefined ? '' : pointsText(score)
    }),
    explanation: entryOf(view, 'self', criterion.code)?.reason ?? '',
    reasons: reasonLines(view, criterion.code),
  }
}

function pointsText(score: CriterionScore): string {
  if (score.points !== null) return showPoints(score.points)
  switch (score.state) {
    case 'notAssigned':
    case 'noTarget':
      return '–'
    case 'error':
      return 'lỗi'
    default:
      return 'chưa chấm'
  }
}

function resultLines(criterion: Criterion, view: SheetView): readonly string[] {
  const lines: string[] = []
  let known: string | null = null
  for (const layer of layers) {
    const entry = entryOf(view, layer, criterion.code)
    const text = entry === undefined ? '' : showResult(criterion.rule, entry)
    if (text === '' || text === known) continue
    lines.push(known === null && layer === 'self' ? text : `${layerMark[layer]}: ${text}`)
    known = text
  }
  return lines
}

/** A layer that took over an entry took over its reason, too: each is printed where it was first given. */
function reasonLines(view: SheetView, criterion: CriterionCode): readonly string[] {
  const lines: string[] = []
  let known = entryOf(view, 'self', criterion)?.reason ?? ''
  for (const layer of layers) {
    const entry = entryOf(view, layer, criterion)
    if (layer === 'self' || entry === undefined) continue
    const { adjustment, reason } = entry
    const parts = [
      ...(adjustment === null || adjustment === 0
        ? []
        : [`${adjustment > 0 ? '+' : ''}${showPoints(adjustment)} điểm`]),
      ...(reason === '' || reason === known ? [] : [reason]),
    ]
    if (parts.length > 0) lines.push(`${layerMark[layer]}: ${parts.join(', ')}`)
    known = reason
  }
  return lines
}

/** Short marks for cells; the page explains them in its notes. */
export const layerMark: PointsByLayer = { self: 'TC', cross: 'KTC', appraisal: 'TĐ', review: 'PT' }

function entryOf(view: SheetView, layer: Layer, criterion: CriterionCode): Entry | undefined {
  return view.layers[layer]?.entries.find((entry) => entry.criterion === criterion)
}

function byLayer(text: (layer: Layer) => string): PointsByLayer {
  return { self: text('self'), cross: text('cross'), appraisal: text('appraisal'), review: text('review') }
}
