import type { KeyLookup } from '../../shared/exchange/bundle-keys.ts'
import { bytesOfHex } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import type { SeasonSession } from './season-session.ts'

/** The keys of every device that this machine has heard of, each from its own enrolment and nobody else's word. */
export function keyLookup({ store }: Pick<SeasonSession, 'store'>): KeyLookup {
  return (device) => {
    const key = store.keyOf(device)
    return key === undefined ? undefined : expectOk(bytesOfHex(key), 'keys in facts are hex')
  }
}

/** The keys that count on the way out: this machine knows its own, whatever the records say of it. */
export function exportKeys(session: SeasonSession): KeyLookup {
  const held = keyLookup(session)
  return (device) => (device === session.device ? session.signer.publicKey : held(device))
}
