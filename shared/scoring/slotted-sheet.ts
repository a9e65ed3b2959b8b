import type { Assignment } from '../domain/assignment.ts'
import type { CriterionCode } from '../domain/ids.ts'
import type { Entry } from '../domain/sheet.ts'
import type { PreparedScale } from './prepared-scale.ts'
import type { InputOrigin, SubjectInput } from './scores.ts'
import type { ScoringProblem } from './scoring-problem.ts'

/** One subject's sheet and assignments, by the position of the scale's leaves. */
export interface SlottedSheet {
  readonly input: SubjectInput
  readonly entries: readonly (Entry | undefined)[]
  readonly assignments: readonly (Assignment | undefined)[]
  /** Positions that cannot be scored whatever stands there. */
  readonly blocked: ReadonlyMap<number, ScoringProblem>
  /** Criteria the sheet speaks of and the scale does not have. */
  readonly notOnScale: readonly CriterionCode[]
}

export function slottedSheet(prepared: PreparedScale, input: SubjectInput): SlottedSheet {
  const { leaves, positionOf } = prepared
  const entries = new Array<Entry | undefined>(leaves.length).fill(undefined)
  const assignments = new Array<Assignment | undefined>(leaves.length).fill(undefined)
  const blocked = new Map<number, ScoringProblem>()
  const notOnScale: CriterionCode[] = []
  let expected = 0
  for (const entry of input.onOldScale === true ? [] : (input.entries ?? [])) {
    // Sheets mostly have the order of the scale: then no look-up is needed.
    const fits = leaves[expected]?.criterion.code === entry.criterion
    const position = fits ? expected : positionOf.get(entry.criterion)
    if (position === undefined) {
      notOnScale.push(entry.criterion)
      continue
    }
    if (entries[position] === undefined) entries[position] = entry
    else blocked.set(position, { code: 'entryRepeated', criterion: entry.criterion })
    expected = position + 1
  }
  for (const [criterion, assignment] of input.assignments) {
    const position = positionOf.get(criterion)
    if (position !== undefined) assignments[position] = assignment
  }
  for (const criterion of input.unreadable ?? []) {
    const position = positionOf.get(criterion)
    if (position !== undefined) blocked.set(position, { code: 'cellUnreadable' })
  }
  return { input, entries, assignments, blocked, notOnScale }
}

/** The sheet, or row of a file, in which the entry for a criterion stands. */
export function entryOrigin({ input }: SlottedSheet, criterion: CriterionCode): InputOrigin {
  return input.origins?.get(criterion) ?? input.origin
}
