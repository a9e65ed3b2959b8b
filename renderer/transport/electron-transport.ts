import type { Topic } from '../../shared/contract/define.ts'
import type { CallMessage, Transport } from './transport.ts'

declare global {
  interface Window {
    /** The two functions of the preload script; absent in a plain browser. A request once sent arrives. */
    readonly giaouoc?: {
      call(message: CallMessage): Promise<unknown>
      subscribe(listener: (topic: Topic) => void): () => void
    }
  }
}

/** The preload's functions as a transport, where there is a preload. */
export function electronTransport(): Transport | null {
  return window.giaouoc ?? null
}
