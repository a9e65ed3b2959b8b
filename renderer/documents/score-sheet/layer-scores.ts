import type { SheetView } from '../../../shared/contract/sheets.ts'
import type { Assignment } from '../../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { type Entry, type Layer, layers } from '../../../shared/domain/sheet.ts'
import { expectDefined } from '../../../shared/kernel/result.ts'
import { type CountingEntries, countingEntries } from '../../../shared/scoring/counting-layer.ts'
import { evaluateSubjects } from '../../../shared/scoring/evaluate.ts'
import type { CriterionScore, SubjectInput } from '../../../shared/scoring/scores.ts'

/** The same sheet opened once per layer: each view knows the cluster's other subjects on its own layer. */
export type SheetViews = { readonly [Each in Layer]: SheetView }

/** What one layer's column prints. */
export interface LayerColumn {
  /** All criteria of the scale; on the review only those it replaces. */
  readonly criteria: readonly CriterionScore[]
  readonly assignedMax: number
}

/** Null: nothing submitted on the layer. */
export type LayerColumns = { readonly [Each in Layer]: LayerColumn | null }

export function layerColumns(views: SheetViews): LayerColumns {
  return {
    self: layerColumn(views, 'self'),
    cross: layerColumn(views, 'cross'),
    appraisal: layerColumn(views, 'appraisal'),
    review: layerColumn(views, 'review'),
  }
}

/** Per layer that has a sheet, in the order of the layers. */
export function submittedLayers(columns: LayerColumns): readonly (LayerColumn & { readonly layer: Layer })[] {
  return layers.flatMap((layer) => {
    const column = columns[layer]
    return column === null ? [] : [{ ...column, layer }]
  })
}

/** Scored as the grid scores it: among the cluster's subjects on that layer. */
function layerColumn(views: SheetViews, layer: Layer): LayerColumn | null {
  const view = views[layer]
  const own = view.layers[layer]
  if (own === null) return null
  const counted = entriesOn(views, layer, view.subject)
  const subjects: readonly SubjectInput[] = [
    {
      ...counted,
      subject: view.subject,
      assignments: assignmentsOf(view, view.subject),
      excluded: view.excluded !== null,
      onOldScale: own.oldScale,
    },
    ...view.others.map((other) => ({
      ...entriesOn(views, layer, other.subject),
      subject: other.subject,
      assignments: assignmentsOf(view, other.subject),
      excluded: other.excluded,
    })),
  ]
  const scores = evaluateSubjects({ scale: view.scale, policies: view.policies, subjects }, { traces: false })
  const { criteria, assignedMax } = expectDefined(scores.get(view.subject), 'every subject given is scored')
  return {
    criteria:
      layer === 'review' ? criteria.filter(({ criterion }) => counted.origins.has(criterion)) : criteria,
    assignedMax,
  }
}

/** The review is scored as it counts: it replaces the appraisal item by item. */
function entriesOn(views: SheetViews, layer: Layer, subject: SubjectCode): CountingEntries {
  const view = views[layer]
  const entries = submittedEntries(view, layer, subject)
  if (layer !== 'review') return { entries, origin: { layer, record: null }, origins: new Map() }
  return countingEntries({
    scale: view.scale,
    policy: 'appraisal',
    assignments: assignmentsOf(view, subject),
    sheets: {
      appraisal: sheetOf(submittedEntries(views.appraisal, 'appraisal', subject)),
      review: sheetOf(entries),
    },
  })
}

function submittedEntries(view: SheetView, layer: Layer, subject: SubjectCode): readonly Entry[] | null {
  if (subject === view.subject) return view.layers[layer]?.entries ?? null
  return view.others.find((other) => other.subject === subject)?.entries ?? null
}

function sheetOf(entries: readonly Entry[] | null) {
  return entries === null ? null : { entries, record: null }
}

function assignmentsOf(view: SheetView, subject: SubjectCode): ReadonlyMap<CriterionCode, Assignment> {
  return new Map(
    view.assignments.filter((item) => item.subject === subject).map((item) => [item.criterion, item]),
  )
}
