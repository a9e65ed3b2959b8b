import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomSource } from '../../../shared/kernel/ports.ts'

const nonceLength = 12
const tagLength = 16

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag. `context` is authenticated with it and must be the same when opening. */
export function seal(
  key: Uint8Array,
  plain: Uint8Array,
  context: Uint8Array,
  random: RandomSource,
): Uint8Array {
  const nonce = random.bytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(context)
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return new Uint8Array(sealed.buffer, sealed.byteOffset, sealed.length)
}

/** Null: another key, another context, or changed bytes; which of them cannot be told. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array | null {
  if (sealed.length < nonceLength + tagLength) return null
  const tagFrom = sealed.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength))
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(tagFrom))
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(nonceLength, tagFrom)), decipher.final()])
    return new Uint8Array(plain.buffer, plain.byteOffset, plain.length)
  } catch {
    return null
  }
}
