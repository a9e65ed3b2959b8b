import type { Envelope } from '../../shared/contract/define.ts'

/** Above this no host even reads on. The largest call is a dropped bundle in Base64 (`files.receive`). */
export const requestLimit = 64 * 1024 * 1024

const encoder = new TextEncoder()

/** An answer as it travels: UTF-8 JSON. */
export function envelopeBytes(envelope: Envelope<unknown, unknown>): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(envelope))
}
