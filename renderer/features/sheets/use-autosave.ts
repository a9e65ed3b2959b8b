import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SheetView } from '../../../shared/contract/sheets.ts'
import { callHost, transport } from '../../transport/call-host.ts'
import { createKeeper, type Keeper, type SaveState } from '../../ui/unsaved/keeper.ts'
import { sentOf } from '../../ui/unsaved/sent.ts'
import { draftContent, type SheetStore } from './state/sheet-store.ts'

/** Keeps the sheet on the host a moment after each change, and at once when the screen or the window is left. */
export function useAutosave(
  store: SheetStore,
  enabled: boolean,
): { readonly keeper: Keeper; readonly save: SaveState } {
  const [keeper] = useState(() => sheetKeeper(store))
  useEffect(() => {
    if (!enabled) return undefined
    const unsubscribe = store.subscribe((state, before) => {
      if (state.revision !== before.revision) keeper.touched()
    })
    return () => {
      // A cell that is still open when its grid goes: also where another scale puts another sheet here.
      store.getState().commitEdit()
      unsubscribe()
      void keeper.flush()
    }
  }, [store, keeper, enabled])
  return { keeper, save: useStore(keeper.state) }
}

function sheetKeeper(store: SheetStore): Keeper {
  const { view } = store.getState()
  const content = () => draftContent(store.getState())
  const outlives = (draft: ReturnType<typeof content>) =>
    JSON.stringify(draft).length < (transport.outlivesUpTo ?? Number.POSITIVE_INFINITY) / 2
  return createKeeper(
    {
      content,
      outlives,
      send: async (draft, base, last) =>
        sentOf(
          await callHost(
            'sheets.saveDraft',
            { ...keyOf(view), scale: view.scaleRecord, ...draft, ...base },
            { outlives: last && outlives(draft) },
          ),
        ),
    },
    { version: view.draftVersion, savedAt: view.draft?.savedAt ?? null },
  )
}

export function keyOf({ round, subject, layer }: SheetView): Pick<SheetView, 'round' | 'subject' | 'layer'> {
  return { round, subject, layer }
}
