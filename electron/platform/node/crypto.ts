import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { KeyMaker, Signer, Verification } from '../../../shared/kernel/ports.ts'

/** Node's and Electron's own cryptography; only what BoringSSL has, too. */
export function createCrypto(): Verification & KeyMaker {
  return { sha256, verify: verifySignature, isSafePublicKey, signerFromSeed, encryptionPublicKey, hkdfSha256 }
}

// RFC 8410: the fixed DER around raw Ed25519 and X25519 keys.
const ed25519SeedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519KeyPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const x25519SecretPrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Records of one author come in hundreds: remember the parsed keys, within bounds. */
const parsedKeys = new Map<string, KeyObject>()

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  return verify(null, message, parsedKey(publicKey), signature)
}

function parsedKey(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('hex')
  const known = parsedKeys.get(name)
  if (known !== undefined) return known
  const key = createPublicKey({
    key: Buffer.concat([ed25519KeyPrefix, publicKey]),
    format: 'der',
    type: 'spki',
  })
  if (parsedKeys.size > 5000) parsedKeys.clear()
  parsedKeys.set(name, key)
  return key
}

function isSafePublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false
  try {
    const point = ed25519.Point.fromBytes(publicKey, false) // strict RFC 8032: non-canonical encodings throw
    return !point.isSmallOrder() && point.isTorsionFree()
  } catch {
    return false
  }
}

function signerFromSeed(seed: Uint8Array): Signer {
  const key = createPrivateKey({
    key: Buffer.concat([ed25519SeedPrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = rawPublicKey(key)
  return { publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) }
}

function encryptionPublicKey(secret: Uint8Array): Uint8Array {
  return rawPublicKey(
    createPrivateKey({ key: Buffer.concat([x25519SecretPrefix, secret]), format: 'der', type: 'pkcs8' }),
  )
}

/** The last 32 bytes of an RFC 8410 public key are the raw key. */
function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
}

function hkdfSha256(input: Uint8Array, info: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', input, new Uint8Array(0), info, length))
}
