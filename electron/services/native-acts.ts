/** What only a host with windows can do. */
export interface NativeActs {
  /** Paths a person chose, or null when the dialog was cancelled. */
  choose(what: 'folder' | 'bundles'): Promise<readonly string[] | null>
  /** The document on screen as the bytes of a PDF. */
  printPdf(): Promise<Uint8Array>
  print(): Promise<void>
}
