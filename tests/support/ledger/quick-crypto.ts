import { createHash } from 'node:crypto'
import { concatBytes, equalBytes, hexOf } from '../../../shared/kernel/bytes.ts'
import type { Signer, Verification } from '../../../shared/kernel/ports.ts'

/**
 * Cryptography that is only as good as the tests need, a hundred times faster: thousands of generated histories
 * sign hundreds of thousands of records. A signature is a hash of key and message; keys that begin with `ff` are
 * the unsafe ones. What real cryptography adds is tested with real cryptography.
 */
export const quickCrypto: Verification = {
  sha256,
  verify: (publicKey, message, signature) => equalBytes(signatureOf(publicKey, message), signature),
  startSha256: () => {
    const hash = createHash('sha256')
    return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) }
  },
  startVerify: (publicKey, signature) => {
    const hash = createHash('sha256').update(publicKey)
    return {
      update: (bytes) => void hash.update(bytes),
      isGood: () => {
        const half = new Uint8Array(hash.digest())
        return equalBytes(concatBytes(half, sha256(half)), signature)
      },
    }
  },
  isSafePublicKey: (publicKey) => publicKey[0] !== 0xff,
}

export function quickSigner(seed: Uint8Array): Signer {
  const publicKey = sha256(seed)
  if (publicKey[0] === 0xff) publicKey[0] = 0
  return { publicKey, sign: (message) => signatureOf(publicKey, message) }
}

function signatureOf(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const half = sha256(concatBytes(publicKey, message))
  return concatBytes(half, sha256(half))
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** 32 bytes that follow from a name. */
export function seedOf(name: string): Uint8Array {
  return sha256(new TextEncoder().encode(name))
}

export function hexOfSeed(name: string): string {
  return hexOf(seedOf(name))
}
