import type { Assignment } from '../domain/assignment.ts'
import type { CriterionCode, RecordId } from '../domain/ids.ts'
import type { Scale } from '../domain/scale.ts'
import type { CountingLayer } from '../domain/season.ts'
import type { Entry, Layer } from '../domain/sheet.ts'
import { isBetterEntry } from './better-entry.ts'
import { isEntered } from './entry-state.ts'
import { type PreparedScale, preparedScale } from './prepared-scale.ts'
import type { InputOrigin } from './scores.ts'

/** The sheet of one layer as it stands. */
export interface LayerSheet {
  readonly entries: readonly Entry[]
  /** Null: a draft. */
  readonly record: RecordId | null
}

export interface CountingInput {
  readonly scale: Scale
  readonly policy: CountingLayer
  /** Of the subject, as in its evaluation. */
  readonly assignments: ReadonlyMap<CriterionCode, Assignment>
  readonly sheets: { readonly [Each in Layer]?: LayerSheet | null }
}

/** Ready to be spread into a `SubjectInput`. */
export interface CountingEntries {
  /** Null: the counting layer has no sheet at all. */
  readonly entries: readonly Entry[] | null
  readonly origin: InputOrigin
  /** Entries that stand on another sheet than `origin`. */
  readonly origins: ReadonlyMap<CriterionCode, InputOrigin>
}

/**
 * The entries that count under the season's policy (scoring, "From criteria to standings" 2). The review replaces
 * the appraisal item by item where it says something; nothing is ever filled from another layer.
 */
export function countingEntries(input: CountingInput): CountingEntries {
  switch (input.policy) {
    case 'appraisal':
    case 'maxOfAppraisalAndReview':
      return reviewedEntries(input)
    // What was agreed in the minutes is entered on the cross layer.
    case 'cross':
    case 'agreedInMinutes':
      return {
        entries: input.sheets.cross?.entries ?? null,
        origin: originOf('cross', input.sheets.cross),
        origins: new Map(),
      }
  }
}

function reviewedEntries({ assignments, policy, scale, sheets }: CountingInput): CountingEntries {
  const { appraisal, review } = sheets
  const origin = originOf('appraisal', appraisal)
  if (!appraisal && !review) return { entries: null, origin, origins: new Map() }
  const prepared = preparedScale(scale)
  const appraised = new Map((appraisal?.entries ?? []).map((entry) => [entry.criterion, entry]))
  const winning = (review?.entries ?? []).filter((entry) => {
    if (!saysSomething(prepared, entry)) return false
    const other = appraised.get(entry.criterion)
    if (policy === 'appraisal' || other === undefined || !saysSomething(prepared, other)) return true
    return isBetterEntry(prepared, assignments.get(entry.criterion), entry, other)
  })
  const reviewOrigin = originOf('review', review)
  const origins = new Map(winning.map((entry) => [entry.criterion, reviewOrigin]))
  const kept = (appraisal?.entries ?? []).filter((entry) => !origins.has(entry.criterion))
  return { entries: [...kept, ...winning], origin, origins }
}

/** A criterion the scale does not have is passed on, so that the evaluation can name it. */
function saysSomething({ leaves, positionOf }: PreparedScale, entry: Entry): boolean {
  const leaf = leaves[positionOf.get(entry.criterion) ?? -1]
  return leaf === undefined || isEntered(leaf.criterion.rule, entry)
}

function originOf(layer: Layer, sheet: LayerSheet | null | undefined): InputOrigin {
  return { layer, record: sheet?.record ?? null }
}
