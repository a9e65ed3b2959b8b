import type { ImportedBundle } from '../../db/season-store.ts'
import type { Sha256Hex } from '../../shared/domain/ids.ts'
import type { DecodedBundle } from '../../shared/exchange/decode-bundle.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import type { Machine } from './machine.ts'

/** A bundle that was read and verified, with the name of its file. */
export interface BundleToImport {
  readonly name: string
  readonly decoded: DecodedBundle
}

/** What the database remembers of a bundle. */
export function importedBundle(machine: Machine, { name, decoded }: BundleToImport): ImportedBundle {
  const { header, bytes, records } = decoded
  return {
    name: name.slice(0, 300),
    sha256: hexOf(machine.ports.crypto.sha256(bytes)) as Sha256Hex, // 32 bytes in hex
    bytes: bytes.length,
    exporter: header.exporter,
    number: header.number,
    purpose: header.purpose,
    createdAt: header.createdAt,
    records: records.length,
    holds: header.holds,
  }
}
