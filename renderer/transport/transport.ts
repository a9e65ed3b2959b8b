import type { Topic } from '../../shared/contract/define.ts'

/** One request as it leaves the screen. */
export interface CallMessage {
  readonly id: string
  readonly name: string
  readonly input: unknown
}

/** How a request travels: never a part of it, since the host refuses what it does not know. */
export interface CallManner {
  /** It is to arrive even when the page is left meanwhile. */
  readonly outlives: boolean
}

/** The way to the host: Electron's preload or HTTP on 127.0.0.1. Carries values, knows no call by name. */
export interface Transport {
  /** Rejects only when the host cannot be reached; every answer of the host is an envelope. */
  call(message: CallMessage, how: CallManner): Promise<unknown>
  /** How many characters a request may have that outlives its page; left out: any. */
  readonly outlivesUpTo?: number
  subscribe(listener: (topic: Topic) => void): () => void
}
