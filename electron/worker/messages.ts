import type { Topic } from '../../shared/contract/define.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'

/** What the worker is started with. */
export interface WorkerStart {
  /** Absolute. One folder is one machine. */
  readonly dataFolder: string
  readonly hostInfo: HostInfo
}

/** From a host to the worker. Requests are bytes: the host never reads them, and they are moved, not copied. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: number; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'nativeOutcome'; readonly id: number; readonly outcome: NativeOutcome }
  | { readonly kind: 'dispose' }

export type FromWorker =
  | { readonly kind: 'reply'; readonly id: number; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'nativeAct'; readonly id: number; readonly act: NativeAct }
  | { readonly kind: 'disposed' }

/** What only a host with windows can do. The worker asks for it after it has checked the call and its right. */
export type NativeAct =
  | { readonly act: 'choose'; readonly what: 'folder' | 'bundles' }
  | { readonly act: 'printPdf' }
  | { readonly act: 'print' }

export type NativeOutcome =
  /** Null: the person cancelled. */
  | { readonly done: 'chosen'; readonly paths: readonly string[] | null }
  | { readonly done: 'printedPdf'; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly done: 'printed' }
  | { readonly done: 'failed'; readonly why: string }
