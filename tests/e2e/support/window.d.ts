/** What the preload script gives a page; absent in a plain browser. */
interface Window {
  readonly giaouoc?: {
    call(message: import('../../../renderer/transport/transport.ts').CallMessage): Promise<unknown>
    subscribe(listener: (topic: import('../../../shared/contract/define.ts').Topic) => void): () => void
  }
}
