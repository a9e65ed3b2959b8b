/**
 * The only host objects `shared/` may use: the WHATWG text codecs are pure, and every JavaScript host has them.
 * Declared here because `shared/` is compiled without Node and DOM types.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: true; readonly ignoreBOM: true })
  decode(bytes: Uint8Array): string
}
