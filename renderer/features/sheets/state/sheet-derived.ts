import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { Layer } from '../../../../shared/domain/sheet.ts'
import type { CriterionScore } from '../../../../shared/scoring/scores.ts'
import {
  adjustmentText,
  type CellReading,
  editedText,
  readAdjustmentText,
  readReasonText,
  readResultText,
  withinLimits,
} from './cell-text.ts'
import { type CellPlace, cellKey } from './grid-navigation.ts'
import type { LiveScores } from './live-scores.ts'
import { groupKey } from './patched-scores.ts'
import type { SheetState } from './sheet-store.ts'

/** What follows from the host's view, prepared once for every row that looks it up. */
export function lookUps(view: SheetView): Pick<SheetState, 'assignmentOf' | 'submitted'> {
  const entriesOf = (layer: Layer) =>
    new Map(view.layers[layer]?.entries.map((entry) => [entry.criterion, entry]))
  return {
    assignmentOf: new Map(
      view.assignments
        .filter(({ subject }) => subject === view.subject)
        .map((assignment) => [assignment.criterion, assignment]),
    ),
    submitted: {
      self: entriesOf('self'),
      cross: entriesOf('cross'),
      appraisal: entriesOf('appraisal'),
      review: entriesOf('review'),
    },
  }
}

/** What a text typed at a place would make of its entry; null: nothing can be written there. */
export function readCell(
  state: Pick<SheetState, 'leafOf' | 'entries' | 'scoreOf'>,
  { criterion, column }: CellPlace,
  text: string,
): CellReading | null {
  const leaf = state.leafOf.get(criterion)
  // What is not assigned is not scored: nothing can be written there.
  if (leaf === undefined || state.scoreOf.get(criterion)?.state === 'notAssigned') return null
  return withinLimits(readers[column](leaf, text, state.entries.get(criterion)))
}

const readers = { result: readResultText, adjustment: readAdjustmentText, reason: readReasonText }

/** What an opened cell starts with: a refused text as it was typed, else what stands there. */
export function textToEdit(
  state: Pick<SheetState, 'leafOf' | 'entries' | 'refused'>,
  { criterion, column }: CellPlace,
): string {
  const refused = state.refused.get(cellKey({ criterion, column }))
  if (refused !== undefined) return refused.text
  const entry = state.entries.get(criterion)
  const leaf = state.leafOf.get(criterion)
  if (leaf === undefined) return ''
  switch (column) {
    case 'result':
      return editedText(leaf.rule, entry)
    case 'adjustment':
      return adjustmentText(entry)
    case 'reason':
      return entry?.reason ?? ''
  }
}

/** A criterion whose score did not change keeps its object, so that only changed rows are drawn. */
export function shown(
  state: Pick<SheetState, 'scoreOf'>,
  live: LiveScores,
): Pick<SheetState, 'scoreOf' | 'groupOf' | 'total' | 'place' | 'missing'> {
  const scoreOf = new Map(
    live.own.criteria.map((score) => {
      const before = state.scoreOf.get(score.criterion)
      return [score.criterion, before !== undefined && sameScore(before, score) ? before : score]
    }),
  )
  return {
    scoreOf,
    groupOf: new Map(
      live.own.groups.map(({ path, points, assignedMax }) => [groupKey(path), { points, assignedMax }]),
    ),
    total: { points: live.own.points, assignedMax: live.own.assignedMax, percent: live.percent },
    place: live.place,
    missing: live.own.missing.length,
  }
}

function sameScore(left: CriterionScore, right: CriterionScore): boolean {
  return (
    left.points === right.points &&
    left.state === right.state &&
    left.assigned === right.assigned &&
    left.problem?.code === right.problem?.code &&
    left.warnings.length === right.warnings.length &&
    left.warnings.every((warning, at) => warning.code === right.warnings[at]?.code)
  )
}
