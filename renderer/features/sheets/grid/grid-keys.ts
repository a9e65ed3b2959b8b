import type { ClipboardEvent, KeyboardEvent } from 'react'
import { type Move, movedTo } from '../state/grid-navigation.ts'
import { readPastedBlock } from '../state/pasted-block.ts'
import { textToEdit } from '../state/sheet-derived.ts'
import type { SheetActions, SheetState, SheetStore } from '../state/sheet-store.ts'

export interface GridKeys {
  readonly onGridKey: (event: KeyboardEvent<HTMLElement>) => void
  readonly onEditorKey: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
  readonly onCopy: (event: ClipboardEvent<HTMLElement>) => void
}

export interface GridKeyEffects {
  readonly writable: boolean
  readonly onPasted: (counted: { readonly taken: number; readonly refused: number }) => void
  /** F6: the hand goes to the panel beside the grid. */
  readonly onLeaveToPanel: () => void
  /** The grid itself takes the focus back when a cell was closed. */
  readonly onCellClosed: () => void
}

const arrows: { readonly [Key in string]?: Move } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
const farMoves: { readonly [Key in string]?: Move } = {
  Home: 'rowStart',
  End: 'rowEnd',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
}
const pageSize = 10

/** The keyboard of a spreadsheet, over the store. */
export function gridKeys(store: SheetStore, effects: GridKeyEffects): GridKeys {
  const moved = (move: Move): boolean => {
    const state = store.getState()
    const place = movedTo({ rows: state.rows, columns: state.columns, pageSize }, state.selected, move)
    if (place !== null) state.select(place)
    return place !== null
  }
  const closeAndMove = (move: Move | null): void => {
    store.getState().commitEdit()
    effects.onCellClosed()
    if (move !== null) moved(move)
  }

  const onGridKey = (event: KeyboardEvent<HTMLElement>): void => {
    const state = store.getState()
    if (state.editing !== null) return
    if (onShortcut(event, state)) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const move = moveOf(event)
    if (move !== null) {
      // Beyond the last cell Tab leaves the grid, as anywhere else.
      if (moved(move) || (move !== 'next' && move !== 'previous')) event.preventDefault()
      return
    }
    if (!effects.writable) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      state.clear(state.selected)
    } else if (state.scoreOf.get(state.selected.criterion)?.state === 'notAssigned') return
    else if (event.key === 'F2') {
      event.preventDefault()
      state.beginEdit(textToEdit(state, state.selected), true)
    } else if (event.key === ' ' && togglePassFail(state)) {
      event.preventDefault()
    } else if (event.key.length === 1) {
      event.preventDefault()
      state.beginEdit(event.key, false)
    }
  }

  const onShortcut = (event: KeyboardEvent<HTMLElement>, state: SheetState & SheetActions): boolean => {
    const command = event.ctrlKey || event.metaKey
    if (event.key === 'F6') effects.onLeaveToPanel()
    else if (command && event.key === 'Home') moved('first')
    else if (command && event.key === 'End') moved('last')
    else if (command && effects.writable && isUndo(event)) state.undo()
    else if (command && effects.writable && isRedo(event)) state.redo()
    else return false
    event.preventDefault()
    return true
  }

  const onEditorKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { editing, cancelEdit } = store.getState()
    // While an input method composes a letter, its keys are its own.
    if (editing === null || event.nativeEvent.isComposing) return
    event.stopPropagation()
    if (event.key === 'Enter') closeAndMove(event.shiftKey ? 'up' : 'down')
    else if (event.key === 'Tab') closeAndMove(event.shiftKey ? 'previous' : 'next')
    else if (event.key === 'Escape') {
      cancelEdit()
      effects.onCellClosed()
    } else if (event.key === 'F2') store.setState({ editing: { ...editing, caret: !editing.caret } })
    else {
      const move = arrows[event.key]
      if (move === undefined || editing.caret) return
      closeAndMove(move)
    }
    event.preventDefault()
  }

  return {
    onGridKey,
    onEditorKey,
    onPaste: (event) => {
      const state = store.getState()
      if (state.editing !== null || !effects.writable) return
      event.preventDefault()
      effects.onPasted(state.paste(readPastedBlock(event.clipboardData.getData('text/plain'))))
    },
    onCopy: (event) => {
      const state = store.getState()
      if (state.editing !== null) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', textToEdit(state, state.selected))
    },
  }
}

function moveOf(event: KeyboardEvent<HTMLElement>): Move | null {
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down'
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next'
  return arrows[event.key] ?? farMoves[event.key] ?? null
}

function togglePassFail(state: SheetState & SheetActions): boolean {
  const { criterion, column } = state.selected
  if (column !== 'result' || state.leafOf.get(criterion)?.rule.kind !== 'passFail') return false
  return state.write(state.selected, state.entries.get(criterion)?.result === '1' ? '0' : '1')
}

function isUndo(event: KeyboardEvent<HTMLElement>): boolean {
  return event.key.toLowerCase() === 'z' && !event.shiftKey
}

function isRedo(event: KeyboardEvent<HTMLElement>): boolean {
  return event.key.toLowerCase() === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey)
}
