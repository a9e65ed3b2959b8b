import { useEffect, useRef, useState } from 'react'
import { callHost } from '../../transport/call-host.ts'
import { entriesInOrder, type SheetStore } from './state/sheet-store.ts'

/** What became of the last change. */
export type SaveState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting' | 'saving' | 'failed' }
  | { readonly state: 'saved'; readonly at: string }

const pause = 700

/** Keeps the draft on the host a moment after each change, and at once when the screen is left. */
export function useAutosave(store: SheetStore, enabled: boolean) {
  const [save, setSave] = useState<SaveState>(() => initialState(store))
  const saved = useRef(store.getState().revision)
  /** Drafts are written one after another: an older one must not overtake a newer one. */
  const queue = useRef<Promise<void>>(Promise.resolve())
  const timer = useRef<number | undefined>(undefined)
  const stopped = useRef(false)

  const flush = useRef((): Promise<void> => Promise.resolve())
  flush.current = () => {
    window.clearTimeout(timer.current)
    queue.current = queue.current.then(async () => {
      const state = store.getState()
      if (stopped.current || state.revision === saved.current) return
      setSave({ state: 'saving' })
      const { round, subject, layer } = state.view
      const answer = await callHost('sheets.saveDraft', {
        round,
        subject,
        layer,
        entries: entriesInOrder(state),
        note: state.note,
      })
      if (answer.ok) saved.current = state.revision
      setSave(answer.ok ? { state: 'saved', at: answer.value.savedAt } : { state: 'failed' })
    })
    return queue.current
  }

  useEffect(() => {
    if (!enabled) return undefined
    stopped.current = false
    const unsubscribe = store.subscribe((state, before) => {
      if (state.revision === before.revision) return
      setSave({ state: 'waiting' })
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void flush.current(), pause)
    })
    const onHide = () => void flush.current()
    window.addEventListener('pagehide', onHide)
    return () => {
      unsubscribe()
      window.removeEventListener('pagehide', onHide)
      void flush.current()
    }
  }, [store, enabled])

  return {
    save,
    flush: () => flush.current(),
    /** After a submission or a discard there is no draft to keep. */
    stop: () => {
      stopped.current = true
      window.clearTimeout(timer.current)
    },
  }
}

function initialState(store: SheetStore): SaveState {
  const { draft } = store.getState().view
  return draft === null ? { state: 'none' } : { state: 'saved', at: draft.savedAt }
}
