import type { RandomSource } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'

/**
 * The machine's recovery code: 28 characters of the alphabet invitations use (no vowels, none of W, D, L, which
 * Vietnamese input methods rewrite), 133 bits by chance alone.
 */
const alphabet = '0123456789BCFGHJKMNPQRSTVXZ'
const codeLength = 28
const valueBytes = 17

export interface RecoveryCode {
  /** `0123-4567-…`: seven groups of four, as printed. */
  readonly text: string
  /** The number the characters stand for in base 27, 17 bytes, big-endian. */
  readonly bytes: Uint8Array
}

export function newRecoveryCode(random: RandomSource): RecoveryCode {
  let characters = ''
  while (characters.length < codeLength) {
    // 243 = 9 × 27: bytes above would favour some characters.
    for (const byte of random.bytes(codeLength)) {
      if (byte < 243 && characters.length < codeLength) characters += alphabet[byte % alphabet.length]
    }
  }
  return { text: (characters.match(/.{4}/g) ?? []).join('-'), bytes: numberOf(characters) }
}

/** Reads a code as typed: case, spaces and separators do not matter. */
export function readRecoveryCode(typed: string): Result<Uint8Array, 'length' | 'alphabet'> {
  const characters = typed.toUpperCase().replace(/[\s._–—-]/g, '')
  if (characters.length !== codeLength) return err('length')
  for (const character of characters) if (!alphabet.includes(character)) return err('alphabet')
  return ok(numberOf(characters))
}

function numberOf(characters: string): Uint8Array {
  let value = 0n
  for (const character of characters) value = value * 27n + BigInt(alphabet.indexOf(character))
  const bytes = new Uint8Array(valueBytes)
  for (let index = valueBytes - 1; index >= 0; index--) {
    bytes[index] = Number(value & 0xffn)
    value >>= 8n
  }
  return bytes
}
