import type { SheetView } from '../../../shared/contract/sheets.ts'
import type { Assignment } from '../../../shared/domain/assignment.ts'
import type { CriterionCode } from '../../../shared/domain/ids.ts'
import type { Entry, Layer } from '../../../shared/domain/sheet.ts'
import { expectDefined } from '../../../shared/kernel/result.ts'
import { evaluateSubjects } from '../../../shared/scoring/evaluate.ts'
import type { SubjectInput, SubjectScores } from '../../../shared/scoring/scores.ts'

/** The same sheet opened once per layer: each view knows the cluster's other subjects on its own layer. */
export type SheetViews = { readonly [Each in Layer]: SheetView }

/** Null: nothing submitted on the layer. */
export type ScoresByLayer = { readonly [Each in Layer]: SubjectScores | null }

export function scoresByLayer(views: SheetViews): ScoresByLayer {
  return {
    self: layerScores(views, 'self'),
    cross: layerScores(views, 'cross'),
    appraisal: layerScores(views, 'appraisal'),
    review: layerScores(views, 'review'),
  }
}

/**
 * The subject's scores on one layer, as the grid computes them: among the cluster's subjects on that layer.
 * The review is scored as it counts, replacing the appraisal item by item.
 */
function layerScores(views: SheetViews, layer: Layer): SubjectScores | null {
  const view = views[layer]
  const own = view.layers[layer]
  if (own === null) return null
  const base = layer === 'review' ? views.appraisal : null
  const subjects: readonly SubjectInput[] = [
    {
      subject: view.subject,
      assignments: assignmentsOf(view, view.subject),
      entries: overlaid(base?.layers.appraisal?.entries ?? null, own.entries),
      origin: { layer, record: own.record },
      excluded: view.excluded !== null,
      onOldScale: own.oldScale,
    },
    ...view.others.map((other) => ({
      subject: other.subject,
      assignments: assignmentsOf(view, other.subject),
      entries: overlaid(
        base?.others.find(({ subject }) => subject === other.subject)?.entries ?? null,
        other.entries,
      ),
      origin: { layer, record: null },
      excluded: other.excluded,
    })),
  ]
  const scores = evaluateSubjects({ scale: view.scale, policies: view.policies, subjects }, { traces: false })
  return expectDefined(scores.get(view.subject), 'every subject given is scored')
}

function overlaid(base: readonly Entry[] | null, over: readonly Entry[] | null): readonly Entry[] | null {
  if (base === null || over === null) return over ?? base
  const replaced = new Set(over.map(({ criterion }) => criterion))
  return [...base.filter(({ criterion }) => !replaced.has(criterion)), ...over]
}

function assignmentsOf(view: SheetView, subject: string): ReadonlyMap<CriterionCode, Assignment> {
  return new Map(
    view.assignments.filter((item) => item.subject === subject).map((item) => [item.criterion, item]),
  )
}
