import { concatBytes, utf8Bytes } from '../kernel/bytes.ts'

/**
 * One prefix per purpose, so that bytes signed or hashed for one thing can never pass for another.
 * Source of the rule: ledger-and-bundles, "Record".
 */
export type Purpose = 'record' | 'bundle' | 'invite' | 'signoff' | 'state' | 'standings'

export const purposePrefixes: { readonly [Each in Purpose]: Uint8Array } = {
  record: utf8Bytes('giaouoc/record/1\0'),
  bundle: utf8Bytes('giaouoc/bundle/1\0'),
  invite: utf8Bytes('giaouoc/invite/1\0'),
  signoff: utf8Bytes('giaouoc/signoff/1\0'),
  state: utf8Bytes('giaouoc/state/1\0'),
  standings: utf8Bytes('giaouoc/standings/1\0'),
}

/** `giaouoc/<purpose>/1\0` ‖ parts: what is hashed or signed for this purpose. */
export function purposeBytes(purpose: Purpose, ...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(purposePrefixes[purpose], ...parts)
}
