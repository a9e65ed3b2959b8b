/** What the preload script gives a page; absent in a plain browser. */
interface Window {
  readonly giaouoc?: import('../../../renderer/transport/transport.ts').Transport
}
