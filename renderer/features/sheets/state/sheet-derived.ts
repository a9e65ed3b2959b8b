import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { Layer } from '../../../../shared/domain/sheet.ts'
import type { CriterionScore } from '../../../../shared/scoring/scores.ts'
import { type CellReading, readAdjustmentText, readReasonText, readResultText } from './cell-text.ts'
import type { CellPlace } from './grid-navigation.ts'
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
  const before = state.entries.get(criterion)
  switch (column) {
    case 'result':
      return readResultText(leaf, text, before)
    case 'adjustment':
      return readAdjustmentText(leaf, text, before)
    case 'reason':
      return readReasonText(leaf, text, before)
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
