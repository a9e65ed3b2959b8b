import type { DeviceId, RecordId, Sha256Hex } from '../../shared/domain/ids.ts'
import { bytesOfHex, hexOf } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'

/** Ids, keys and digests are hex in the program and blobs in the database: half the size, one spelling. */
export function blobOf(hex: string): Uint8Array {
  return expectOk(bytesOfHex(hex), 'ids, keys and digests are hex')
}

export function recordIdOfBlob(blob: Uint8Array): RecordId {
  return hexOf(blob) as RecordId // only columns checked to 32 bytes come here
}

export function deviceIdOfBlob(blob: Uint8Array): DeviceId {
  return hexOf(blob) as DeviceId // only columns checked to 16 bytes come here
}

export function sha256OfBlob(blob: Uint8Array): Sha256Hex {
  return hexOf(blob) as Sha256Hex // only columns checked to 32 bytes come here
}
