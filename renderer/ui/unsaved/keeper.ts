import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { DraftKept } from '../../../shared/contract/form-drafts.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { holdUnsaved } from './leaving.ts'

/** What became of the last change. */
export type SaveState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting' | 'saving' | 'aside' }
  /** `failed` is tried again; `refused` waits until something is changed. */
  | { readonly state: 'failed' | 'refused'; readonly problem: CallProblem<Failure> }
  | { readonly state: 'saved'; readonly at: string }

export type DraftBase = Pick<CallInput<'forms.save'>, 'basedOn' | 'writer' | 'settles'>

/**
 * Kept; put aside because another window had changed the draft; not kept for now (`failed`); or not to be kept as it
 * is (`refused`).
 */
export type Sent =
  | ({ readonly sent: 'kept' } & DraftKept)
  | { readonly sent: 'aside' }
  | { readonly sent: 'failed' | 'refused'; readonly problem: CallProblem<Failure> }

export interface KeeperSteps<Content> {
  /** What stands in the form now. */
  readonly content: () => Content
  /** `last`: the page is being left. */
  readonly send: (content: Content, base: DraftBase, last: boolean) => Promise<Sent>
  /** Whether a request with this content arrives although the page is gone. */
  readonly outlives: (content: Content) => boolean
}

/** Keeps the draft of one open form on the host until everything is there, or the person gives up what is not. */
export interface Keeper {
  readonly state: StoreApi<SaveState>
  /** The form has changed. */
  readonly touched: () => void
  readonly flush: () => Promise<void>
  /** Submitted or discarded: there is nothing to keep any more. */
  readonly stop: () => void
  readonly isUnsaved: () => boolean
  /** The version the form shows. */
  readonly version: () => number
  /** The form shows another version from now on. */
  readonly adopt: (version: number, savedAt: string | null) => void
}

const pause = 700
const retryAfter = 3000

export function createKeeper<Content>(
  steps: KeeperSteps<Content>,
  start: { readonly version: number; readonly savedAt: string | null },
): Keeper {
  const state = createStore<SaveState>(() => stateOf(start.savedAt))
  let { version } = start
  let writer: string = crypto.randomUUID()
  let changes = 0
  let kept = 0
  let timer: number | undefined
  let release: (() => void) | null = null
  /** Drafts are written one after another: an older one must not overtake a newer one. */
  let queue: Promise<void> = Promise.resolve()

  const later = (milliseconds: number): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), milliseconds)
  }
  const settle = (upTo: number, sent: Sent): void => {
    // Stopped meanwhile.
    if (upTo <= kept) return
    if ('problem' in sent) {
      if (sent.sent === 'failed') later(retryAfter)
      state.setState({ state: sent.sent, problem: sent.problem }, true)
      return
    }
    if (sent.sent === 'kept') version = sent.version
    kept = upTo
    if (isUnsaved()) state.setState({ state: 'waiting' }, true)
    else {
      state.setState(sent.sent === 'kept' ? stateOf(sent.savedAt) : { state: 'aside' }, true)
      release?.()
      release = null
    }
  }
  const send = async (last: boolean): Promise<void> => {
    if (!isUnsaved()) return
    window.clearTimeout(timer)
    const upTo = changes
    state.setState({ state: 'saving' }, true)
    settle(upTo, await steps.send(steps.content(), { basedOn: version, writer, settles: [] }, last))
  }
  const isUnsaved = (): boolean => kept < changes
  const flush = (): Promise<void> => {
    queue = queue.then(() => send(false))
    return queue
  }
  const sendLast = (): boolean => {
    const failing = 'problem' in state.getState()
    void send(true)
    return !failing && steps.outlives(steps.content())
  }
  const stop = (): void => {
    window.clearTimeout(timer)
    kept = changes
    release?.()
    release = null
  }
  return {
    state,
    touched: () => {
      changes += 1
      release ??= holdUnsaved({ isUnsaved, send: flush, sendLast, giveUp: stop })
      state.setState({ state: 'waiting' }, true)
      later(pause)
    },
    flush,
    stop,
    isUnsaved,
    version: () => version,
    adopt: (next, savedAt) => {
      version = next
      // What this form put aside must not be replaced by what is typed from now on.
      writer = crypto.randomUUID()
      state.setState(stateOf(savedAt), true)
    },
  }
}

function stateOf(savedAt: string | null): SaveState {
  return savedAt === null ? { state: 'none' } : { state: 'saved', at: savedAt }
}
