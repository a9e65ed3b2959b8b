import { useEffect, useRef } from 'react'
import { create } from 'zustand'

/** Something typed in this window that the host does not hold. */
export interface Unsaved {
  readonly isUnsaved: () => boolean
  /** Sends it to the host; null: it is not for keeping (a passphrase, a slip not yet kept), so leaving asks. */
  readonly send: (() => Promise<void>) | null
  /** Sends it while the page is being left, without waiting for earlier ones; false: it might not arrive. */
  readonly sendLast?: () => boolean
  /** The person leaves although it was not kept. */
  readonly giveUp?: () => void
}

const entries = new Set<Unsaved>()

export function holdUnsaved(entry: Unsaved): () => void {
  entries.add(entry)
  return () => entries.delete(entry)
}

/** The question being asked; null: none. */
export const useLeaving = create<{ readonly answer: ((leave: boolean) => void) | null }>(() => ({
  answer: null,
}))

/** Before a screen is left or the workspace locked: drafts are sent first, and whatever is left asks. True: go on. */
export function mayLeave(): true | Promise<boolean> {
  finishTyping()
  return [...entries].some((entry) => entry.isUnsaved()) ? sentOrGivenUp() : true
}

async function sentOrGivenUp(): Promise<boolean> {
  await Promise.all([...entries].map((entry) => entry.send?.()))
  const left = [...entries].filter((entry) => entry.isUnsaved())
  if (left.length === 0) return true
  const leave = await ask()
  if (leave) for (const entry of left) entry.giveUp?.()
  return leave
}

/** Reloading and closing the window: drafts are sent with the page's last words; what cannot be sent asks. */
export function followLeaving(): () => void {
  const leave = (event: BeforeUnloadEvent) => {
    finishTyping()
    const unsent = [...entries].filter((entry) => entry.isUnsaved() && !(entry.sendLast?.() ?? false))
    if (unsent.length > 0) event.preventDefault()
  }
  const hide = () => {
    for (const entry of entries) if (entry.isUnsaved()) entry.sendLast?.()
  }
  const look = () => {
    if (document.visibilityState === 'hidden') for (const entry of entries) void entry.send?.()
  }
  window.addEventListener('beforeunload', leave)
  window.addEventListener('pagehide', hide)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('beforeunload', leave)
    window.removeEventListener('pagehide', hide)
    document.removeEventListener('visibilitychange', look)
  }
}

/** While `unsaved`, whoever leaves the screen, the window or the workspace is asked first. */
export function useUnsaved(unsaved: boolean): void {
  const now = useRef(unsaved)
  now.current = unsaved
  useEffect(() => holdUnsaved({ isUnsaved: () => now.current, send: null }), [])
}

/** Runs `leave` at once where nothing is lost by it, else after the person said so. */
export function leaving(leave: () => void): () => void {
  return () => {
    const may = mayLeave()
    if (may === true) leave()
    else void may.then((said) => (said ? leave() : undefined))
  }
}

/** Fields that are written when they lose the focus are written now. */
function finishTyping(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

function ask(): Promise<boolean> {
  useLeaving.getState().answer?.(false)
  return new Promise((resolve) => {
    useLeaving.setState({
      answer: (leave) => {
        useLeaving.setState({ answer: null })
        resolve(leave)
      },
    })
  })
}
