/** What the preload script gives a page; absent in a plain browser. */
interface Window {
  readonly giaouoc?: {
    call(message: { readonly id: string; readonly name: string; readonly input: unknown }): Promise<unknown>
    subscribe(listener: (topic: unknown) => void): () => void
  }
}
