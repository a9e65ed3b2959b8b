import type { DeviceId, PublicKeyHex } from '../domain/ids.ts'
import { bytesOfHex } from '../kernel/bytes.ts'
import type { Hasher } from '../kernel/ports.ts'
import { expectOk } from '../kernel/result.ts'
import { deviceIdOf } from '../ledger/fingerprint.ts'
import type { ReadRecord, TypedBody } from '../ledger/read-record.ts'

/** The raw 32-byte key of a device, if it is known. */
export type KeyLookup = (device: DeviceId) => Uint8Array | undefined

/**
 * The keys that founding and enrolment records bring along. A device's name is the hash of its key, so a key is
 * right whoever wrote it down; what the device may do is decided by the ledger, not here.
 */
export function keysInRecords(
  records: Iterable<{ readonly record: ReadRecord }>,
  hasher: Hasher,
): ReadonlyMap<DeviceId, Uint8Array> {
  const keyByDevice = new Map<DeviceId, Uint8Array>()
  for (const { record } of records) {
    const key = keyIn(record.typed)
    if (key !== null) keyByDevice.set(deviceIdOf(key, hasher), key)
  }
  return keyByDevice
}

/** The raw key that a founding or enrolment names as its device's; null: the record names none. */
export function keyIn(typed: TypedBody | null): Uint8Array | null {
  const hex = keyHexIn(typed)
  return hex === null ? null : expectOk(bytesOfHex(hex), 'the schema admits only hex')
}

function keyHexIn(typed: TypedBody | null): PublicKeyHex | null {
  switch (typed?.kind) {
    case 'season.founded/1':
      return typed.body.founder.key
    case 'device.enrolled/1':
      return typed.body.key
    default:
      return null
  }
}
