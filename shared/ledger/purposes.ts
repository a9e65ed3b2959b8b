import { utf8Bytes } from '../kernel/bytes.ts'

/** One prefix per purpose, so that bytes signed or hashed for one thing can never pass for another. */
export type Purpose = 'record' | 'bundle' | 'invite' | 'signoff' | 'state' | 'standings'

function prefix(purpose: Purpose): Uint8Array {
  return utf8Bytes(`giaouoc/${purpose}/1\0`)
}

export const purposePrefixes: { readonly [Each in Purpose]: Uint8Array } = {
  record: prefix('record'),
  bundle: prefix('bundle'),
  invite: prefix('invite'),
  signoff: prefix('signoff'),
  state: prefix('state'),
  standings: prefix('standings'),
}
