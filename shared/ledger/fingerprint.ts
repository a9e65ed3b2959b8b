import type { DeviceId, RecordId, Sha256Hex } from '../domain/ids.ts'
import { bytesOfHex, compareText, concatBytes, hexOf } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import type { Hasher } from '../kernel/ports.ts'
import { expectOk } from '../kernel/result.ts'
import { purposePrefixes } from './purposes.ts'

/** The device of a raw 32-byte Ed25519 public key: the first 16 bytes of its SHA-256, in hex. */
export function deviceIdOf(publicKey: Uint8Array, hasher: Hasher): DeviceId {
  return hexOf(hasher.sha256(publicKey).subarray(0, 16)) as DeviceId // 16 bytes in hex is what a device id is
}

/** The id of a record: SHA-256 of the prefix and its exact bytes. */
export function recordIdOf(recordBytes: Uint8Array, hasher: Hasher): RecordId {
  return hexOf(hasher.sha256(concatBytes(purposePrefixes.record, recordBytes))) as RecordId // 32 bytes in hex
}

/**
 * What a machine holds, as one value: SHA-256 over the sorted ids of all held records that are not set aside.
 * Two machines with equal fingerprints hold the same records.
 */
export function stateFingerprint(ids: Iterable<RecordId>, hasher: Hasher): Sha256Hex {
  const sorted = [...ids].sort(compareText) // lower-case hex sorts as its bytes do
  const whole = new Uint8Array(purposePrefixes.state.length + sorted.length * 32)
  whole.set(purposePrefixes.state)
  let at = purposePrefixes.state.length
  for (const id of sorted) {
    whole.set(expectOk(bytesOfHex(id), 'a record id is hex'), at)
    at += 32
  }
  return hexOf(hasher.sha256(whole)) as Sha256Hex // 32 bytes in hex
}

/** For people to read aloud: the first 16 digits in groups of four, in capitals. */
export function shortFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ')
}

/** SHA-256 of a standings statement (`shared/scoring`): what a closing seals and papers carry. */
export function standingsDigest(statement: unknown, hasher: Hasher): Sha256Hex {
  const bytes = expectOk(canonicalBytes(statement), 'standings are canonical')
  return hexOf(hasher.sha256(concatBytes(purposePrefixes.standings, bytes))) as Sha256Hex // 32 bytes in hex
}
