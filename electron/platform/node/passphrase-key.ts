import { scryptSync } from 'node:crypto'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'

/** What it costs to try one passphrase: 128 MiB and a good part of a second. */
export const realCost = 2 ** 17
/** The practice passphrase is printed for everybody, so nothing is gained by making it slow. */
export const practiceCost = 2 ** 12
export const saltLength = 16

/** scrypt with r = 8, p = 1: the 32-byte key that a passphrase and a salt stand for. */
export function passphraseKey(passphrase: string, salt: Uint8Array, cost: number): Uint8Array {
  const options = { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }
  return new Uint8Array(scryptSync(utf8Bytes(passphrase), salt, 32, options))
}
