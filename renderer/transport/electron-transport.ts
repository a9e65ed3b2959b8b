import type { Transport } from './transport.ts'

declare global {
  interface Window {
    /** The two functions of the preload script; absent in a plain browser. */
    readonly giaouoc?: Transport
  }
}

/** The preload's functions as a transport, where there is a preload. */
export function electronTransport(): Transport | null {
  return window.giaouoc ?? null
}
