import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import type { Entry } from '../../../../shared/domain/sheet.ts'

/** One criterion before and after; undefined: no entry. */
export interface EntryChange {
  readonly criterion: CriterionCode
  readonly before: Entry | undefined
  readonly after: Entry | undefined
}

/** What one act changed: a typed cell, or a whole pasted block. */
export type EditStep = readonly EntryChange[]

export interface EditHistory {
  readonly done: readonly EditStep[]
  readonly undone: readonly EditStep[]
}

export const emptyHistory: EditHistory = { done: [], undone: [] }

/** Long enough for an afternoon, short enough for memory. */
const longest = 500

/** A new act ends what could be done again. A step without changes is no step. */
export function withStep(history: EditHistory, step: EditStep): EditHistory {
  return step.length === 0 ? history : { done: [...history.done.slice(1 - longest), step], undone: [] }
}

/** The entries after a step, or before it (`back`). */
export function stepped(
  entries: ReadonlyMap<CriterionCode, Entry>,
  step: EditStep,
  back: boolean,
): ReadonlyMap<CriterionCode, Entry> {
  const next = new Map(entries)
  for (const change of back ? step.toReversed() : step) {
    const entry = back ? change.before : change.after
    if (entry === undefined) next.delete(change.criterion)
    else next.set(change.criterion, entry)
  }
  return next
}

export interface Travelled {
  readonly entries: ReadonlyMap<CriterionCode, Entry>
  readonly history: EditHistory
  /** Where the eye should go. */
  readonly step: EditStep
}

export function undone(entries: ReadonlyMap<CriterionCode, Entry>, history: EditHistory): Travelled | null {
  const step = history.done.at(-1)
  if (step === undefined) return null
  return {
    entries: stepped(entries, step, true),
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    step,
  }
}

export function redone(entries: ReadonlyMap<CriterionCode, Entry>, history: EditHistory): Travelled | null {
  const step = history.undone.at(-1)
  if (step === undefined) return null
  return {
    entries: stepped(entries, step, false),
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    step,
  }
}
