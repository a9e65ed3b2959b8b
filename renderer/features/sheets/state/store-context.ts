import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { expectDefined } from '../../../../shared/kernel/result.ts'
import type { SheetActions, SheetState, SheetStore } from './sheet-store.ts'

export const SheetStoreContext = createContext<SheetStore | null>(null)

export function useSheetStore(): SheetStore {
  return expectDefined(useContext(SheetStoreContext), 'the grid stands inside its store')
}

/** One part of the sheet at hand; the part decides who is drawn again. */
export function useSheet<Part>(part: (state: SheetState & SheetActions) => Part): Part {
  return useStore(useSheetStore(), part)
}
