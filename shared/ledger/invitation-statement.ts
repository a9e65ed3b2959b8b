import type { PublicKeyHex, SeasonId, Seat } from '../domain/ids.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import { expectOk } from '../kernel/result.ts'
import { purposeBytes } from './purposes.ts'

/** What an invitation's key puts its signature to: this machine's keys may take this seat in this season. */
export interface Enrolment {
  readonly season: SeasonId
  readonly seat: Seat
  readonly key: PublicKeyHex
  readonly encryptionKey: PublicKeyHex
}

/** `giaouoc/invite/1\0` ‖ JCS{season, seat, key, encryptionKey}. */
export function enrolmentStatement({ season, seat, key, encryptionKey }: Enrolment): Uint8Array {
  const statement = canonicalBytes({ season, seat, key, encryptionKey })
  return purposeBytes('invite', expectOk(statement, 'hex and seats are canonical text'))
}
