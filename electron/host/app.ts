import type { Envelope, Topic } from '../../shared/contract/define.ts'
import type { FileHandle } from '../../shared/contract/files.ts'

/** Who asks: one request of one window or tab. Never a person; the account is the workspace's. */
interface Caller {
  /** Comes back in the envelope, so that a transport can match reply and request. */
  readonly requestId: string
}

/**
 * The whole application behind the contract, without any transport: what a worker, a test or the command line
 * holds. One `App` is one machine: one data folder.
 */
export interface App {
  /** Never rejects: every outcome is an envelope. */
  call(name: string, input: unknown, caller: Caller): Promise<Envelope<unknown, unknown>>
  /** Pushed topics; the returned function ends the subscription. */
  onTopic(listener: (topic: Topic) => void): () => void
  /** For the composition root only: a path chosen in a native dialog becomes a handle that screens may name. */
  registerPath(path: string): FileHandle
  /** For the composition root only: the path behind a handle, null when it is unknown or of an earlier start. */
  pathOf(handle: FileHandle): string | null
  /** Closes the database and forgets every secret. */
  dispose(): Promise<void>
}
