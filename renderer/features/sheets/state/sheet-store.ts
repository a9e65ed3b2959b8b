import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LeftOut, SheetContent, SheetView, UnreadCell } from '../../../../shared/contract/sheets.ts'
import type { Assignment } from '../../../../shared/domain/assignment.ts'
import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import { type Criterion, leavesOf } from '../../../../shared/domain/scale.ts'
import type { Entry, Layer } from '../../../../shared/domain/sheet.ts'
import type { CriterionScore } from '../../../../shared/scoring/scores.ts'
import type { CellProblem } from './cell-text.ts'
import {
  type EditHistory,
  type EditStep,
  emptyHistory,
  redone,
  stepped,
  undone,
  withStep,
} from './edit-history.ts'
import { type CellPlace, cellKey, type EditColumn } from './grid-navigation.ts'
import { type LivePlace, liveScorer } from './live-scores.ts'
import { lookUps, readCell, shown, textToEdit } from './sheet-derived.ts'
import { type SheetFilter, sheetFilters } from './sheet-filters.ts'

/** A text that was typed or pasted and is not an entry yet. */
export interface RefusedText {
  readonly place: CellPlace
  readonly text: string
  readonly problem: CellProblem
}

export interface OpenCell {
  readonly place: CellPlace
  readonly text: string
  /** Whether arrows move the caret (F2) or the cell (typing). */
  readonly caret: boolean
  /** Open in the panel beside the grid. */
  readonly beside: boolean
}

export interface SheetState {
  readonly view: SheetView
  readonly leaves: readonly Criterion[]
  readonly leafOf: ReadonlyMap<CriterionCode, Criterion>
  /** What this subject is asked to reach, where anything is said about it. */
  readonly assignmentOf: ReadonlyMap<CriterionCode, Assignment>
  /** What the submitted sheets of all layers hold. */
  readonly submitted: { readonly [Each in Layer]: ReadonlyMap<CriterionCode, Entry> }
  readonly columns: readonly EditColumn[]
  readonly entries: ReadonlyMap<CriterionCode, Entry>
  readonly note: string
  readonly refused: ReadonlyMap<string, RefusedText>
  /** Entered on an older scale, for people to read. */
  readonly leftOut: readonly LeftOut[]
  readonly scoreOf: ReadonlyMap<CriterionCode, CriterionScore>
  /** Points and assigned maxima of groups by path, hundredths. */
  readonly groupOf: ReadonlyMap<string, { readonly points: number; readonly assignedMax: number }>
  readonly total: { readonly points: number; readonly assignedMax: number; readonly percent: string | null }
  readonly place: LivePlace
  readonly missing: number
  readonly history: EditHistory
  /** Counts every change that a draft has to keep. */
  readonly revision: number
  readonly selected: CellPlace
  /** The open cell: nobody else's change may close it. */
  readonly editing: OpenCell | null
  readonly filter: SheetFilter
  /** Rows in sight. */
  readonly rows: readonly CriterionCode[]
}

export interface SheetActions {
  readonly select: (place: CellPlace) => void
  readonly beginEdit: (text: string, caret: boolean) => void
  readonly typeText: (text: string) => void
  /** What stands in a field of the panel beside the grid; it is written when the field is left. */
  readonly typeBeside: (place: CellPlace, text: string) => void
  readonly cancelEdit: () => void
  /** Writes the open text; false: it was refused and stays, marked. */
  readonly commitEdit: () => boolean
  readonly write: (place: CellPlace, text: string) => boolean
  /** Puts a whole entry there, as the editors beside the grid do; null: not scored. */
  readonly put: (criterion: CriterionCode, entry: Entry | null) => void
  readonly clear: (place: CellPlace) => void
  readonly paste: (block: readonly (readonly string[])[]) => {
    readonly taken: number
    readonly refused: number
  }
  /** Deliberately takes over what another layer entered, where this one has nothing yet. */
  readonly copyFrom: (layer: Layer, only: ReadonlySet<CriterionCode> | null) => number
  readonly undo: () => boolean
  readonly redo: () => boolean
  readonly setNote: (note: string) => void
  readonly setFilter: (filter: SheetFilter) => void
  readonly setView: (view: SheetView) => void
  /**
   * Shows what the host holds now instead of what was typed here; there is nothing to undo any more. False: a cell is
   * open, and what is being typed into it goes first.
   */
  readonly adopt: () => boolean
  /** The person has read it. */
  readonly dropLeftOut: (item: LeftOut) => void
}

export type SheetStore = StoreApi<SheetState & SheetActions>

/** The entries of the sheet in the order of its scale, as drafts and submissions carry them. */
export function entriesInOrder(state: Pick<SheetState, 'leaves' | 'entries'>): Entry[] {
  return state.leaves.flatMap((leaf) => state.entries.get(leaf.code) ?? [])
}

/** Everything typed into the sheet, texts that are no value yet included. */
export function draftContent(state: Pick<SheetState, 'leaves' | 'entries' | 'note' | 'refused' | 'leftOut'>) {
  return {
    entries: entriesInOrder(state),
    note: state.note,
    unread: [...state.refused.values()].map(({ place, text }): UnreadCell => ({ ...place, text })),
    leftOut: [...state.leftOut],
  }
}

/** One sheet being written. It starts from the draft, else from what was submitted, else empty. */
export function createSheetStore(view: SheetView): SheetStore {
  const leaves = leavesOf(view.scale)
  let scorer = liveScorer(view)

  const store: SheetStore = createStore((set, get) => {
    /** Every change of entries goes through here: history, scores, rows. */
    const apply = (step: EditStep, more: Partial<SheetState> = {}): void => {
      const state = get()
      const changes = step.filter(({ before, after }) => before !== after)
      const entries = stepped(state.entries, changes, false)
      set({
        ...more,
        ...shown(
          state,
          scorer.rescore(
            entries,
            changes.map(({ criterion }) => criterion),
          ),
        ),
        entries,
        history: withStep(state.history, changes),
        revision: state.revision + (changes.length > 0 || more.refused !== undefined ? 1 : 0),
      })
    }
    const travel = (how: typeof undone): boolean => {
      const state = get()
      const travelled = how(state.entries, state.history)
      if (travelled === null) return false
      const [first] = travelled.step
      const touched = new Set(travelled.step.map(({ criterion }) => criterion))
      set({
        ...shown(state, scorer.rescore(travelled.entries, [...touched])),
        entries: travelled.entries,
        history: travelled.history,
        revision: state.revision + 1,
        // What was typed elsewhere and is no value yet was no step: it stays.
        refused: new Map([...state.refused].filter(([, { place }]) => !touched.has(place.criterion))),
        selected: first === undefined ? state.selected : { ...state.selected, criterion: first.criterion },
      })
      return true
    }
    const columns: readonly EditColumn[] =
      view.layer === 'self' ? ['result'] : ['result', 'adjustment', 'reason']
    const base = {
      view,
      leaves,
      leafOf: new Map(leaves.map((leaf) => [leaf.code, leaf])),
      ...lookUps(view),
      columns,
      entries: new Map<CriterionCode, Entry>(),
      note: '',
      refused: new Map<string, RefusedText>(),
      leftOut: [],
      history: emptyHistory,
      revision: 0,
      selected: { criterion: leaves[0]?.code ?? ('' as CriterionCode), column: 'result' as const },
      editing: null,
      filter: 'all' as const,
      rows: leaves.map(({ code }) => code),
      scoreOf: new Map(),
    }
    return {
      ...base,
      ...begun(base, scorer),
      select: (place) => set({ selected: place }),
      beginEdit: (text, caret) =>
        set(({ selected: place }) => ({ editing: { place, text, caret, beside: false } })),
      typeBeside: (place, text) => set({ editing: { place, text, caret: true, beside: true } }),
      typeText: (text) => set(({ editing }) => ({ editing: editing === null ? null : { ...editing, text } })),
      cancelEdit: () => set({ editing: null }),
      commitEdit: () => {
        const state = get()
        const { editing } = state
        if (editing === null) return true
        set({ editing: null })
        // Looked at and left as it was: no change. A refused text is read again.
        const same = editing.text === textToEdit(state, editing.place)
        if (same && !state.refused.has(cellKey(editing.place))) return true
        return state.write(editing.place, editing.text)
      },
      write: (place, text) => {
        const state = get()
        const reading = readCell(state, place, text)
        const refused = new Map(state.refused)
        if (reading === null) {
          if (text === '' && refused.delete(cellKey(place))) apply([], { refused })
          return false
        }
        if (!reading.ok) {
          refused.set(cellKey(place), { place, text, problem: reading.problem })
          set({ refused, revision: state.revision + 1 })
          return false
        }
        refused.delete(cellKey(place))
        apply([changeOf(state, place.criterion, reading.entry)], { refused })
        return true
      },
      put: (criterion, entry) => {
        const state = get()
        const refused = new Map(state.refused)
        refused.delete(cellKey({ criterion, column: 'result' }))
        apply([changeOf(state, criterion, entry)], { refused })
      },
      clear: (place) => {
        get().write(place, '')
      },
      paste: (block) => {
        const state = get()
        const refused = new Map(state.refused)
        const pasted = new Map(state.entries)
        const counted = { taken: 0, refused: 0 }
        const top = state.rows.indexOf(state.selected.criterion)
        const left = state.columns.indexOf(state.selected.column)
        for (const [down, line] of block.entries()) {
          const criterion = state.rows[top + down]
          if (criterion === undefined) break
          for (const [right, text] of line.entries()) {
            const column = state.columns[left + right]
            if (column === undefined) break
            const place = { criterion, column }
            const reading = readCell({ ...state, entries: pasted }, place, text)
            if (reading === null) continue
            if (!reading.ok) {
              refused.set(cellKey(place), { place, text, problem: reading.problem })
              counted.refused += 1
              continue
            }
            refused.delete(cellKey(place))
            if (reading.entry === null) pasted.delete(criterion)
            else pasted.set(criterion, reading.entry)
            counted.taken += 1
          }
        }
        apply(
          state.leaves.map(({ code }) => changeOf(state, code, pasted.get(code) ?? null)),
          { refused },
        )
        return counted
      },
      copyFrom: (layer, only) => {
        const state = get()
        const source = state.view.layers[layer]
        if (source === null) return 0
        const step = source.entries.flatMap((entry) => {
          if (state.entries.has(entry.criterion) || !state.leafOf.has(entry.criterion)) return []
          if (only !== null && !only.has(entry.criterion)) return []
          // Adjustments and reasons belong to whoever made them.
          return [changeOf(state, entry.criterion, { ...entry, adjustment: null, reason: '', evidence: [] })]
        })
        apply(step)
        return step.length
      },
      undo: () => travel(undone),
      redo: () => travel(redone),
      setNote: (note) => set((state) => ({ note, revision: state.revision + 1 })),
      setFilter: (filter) => {
        const state = get()
        const rows = state.leaves.filter((leaf) => sheetFilters[filter](state, leaf)).map(({ code }) => code)
        set({ filter, rows })
      },
      setView: (next) => {
        const { view: before, entries } = get()
        if (sameSurroundings(before, next)) return set({ view: next })
        scorer = liveScorer(next)
        const state = { ...get(), view: next }
        set({ view: next, ...lookUps(next), ...shown(state, scorer.score(entries)) })
      },
      adopt: () => {
        if (get().editing !== null) return false
        set({ ...begun(get(), scorer), history: emptyHistory })
        get().setFilter(get().filter)
        return true
      },
      dropLeftOut: (item) =>
        set(({ leftOut, revision }) => ({
          leftOut: leftOut.filter((each) => each !== item),
          revision: revision + 1,
        })),
    }
  })
  return store
}

function changeOf(state: Pick<SheetState, 'entries'>, criterion: CriterionCode, after: Entry | null) {
  const before = state.entries.get(criterion)
  return { criterion, before, after: after ?? undefined }
}

/** What the host holds of this sheet: the draft, else what was submitted, else nothing. */
function begun(
  state: Pick<SheetState, 'view' | 'leafOf' | 'scoreOf'>,
  scorer: ReturnType<typeof liveScorer>,
): Pick<SheetState, 'entries' | 'note' | 'refused' | 'leftOut'> & ReturnType<typeof shown> {
  const { view } = state
  const start: Pick<SheetContent, 'entries' | 'note'> | null = view.draft ?? view.layers[view.layer]
  const entries = new Map(start?.entries.map((entry) => [entry.criterion, entry]))
  const scores = shown(state, scorer.score(entries))
  const refused = new Map<string, RefusedText>()
  for (const { text, ...place } of view.draft?.unread ?? []) {
    const reading = readCell({ ...state, entries, scoreOf: scores.scoreOf }, place, text)
    // What has become readable since is not taken for a value unless the person says so.
    const code = reading === null ? 'notAssigned' : 'readAgain'
    refused.set(cellKey(place), { place, text, problem: reading?.ok === false ? reading.problem : { code } })
  }
  return { entries, note: start?.note ?? '', refused, leftOut: view.draft?.leftOut ?? [], ...scores }
}

/** Only the draft differs: scores follow from everything else. */
function sameSurroundings(before: SheetView, next: SheetView): boolean {
  return (
    before.scale === next.scale &&
    before.policies === next.policies &&
    before.assignments === next.assignments &&
    before.layers === next.layers &&
    before.others === next.others &&
    before.excluded === next.excluded
  )
}
