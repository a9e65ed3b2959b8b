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
import { equalBytes, hexOf } from '../../../shared/kernel/bytes.ts'
import type { KeyMaker, RunningVerification, Signer, Verification } from '../../../shared/kernel/ports.ts'

/**
 * The machine's cryptography: SHA-256, Ed25519, X25519 and HKDF of Node, which Electron's BoringSSL has as well.
 * Whether a key is of small order or carries torsion no host library says, nor does one check a signature over
 * pieces; both come from @noble/curves.
 * Expanded keys and answers about keys are remembered within bounds: a season's few dozen keys are asked about
 * on every import.
 */
export function createCrypto(): Verification & KeyMaker {
  const verifyingKeys = new Map<string, KeyObject | null>()
  const safety = new Map<string, boolean>()
  return {
    sha256: (bytes) => plainBytes(createHash('sha256').update(bytes).digest()),
    verify(publicKey, message, signature) {
      if (publicKey.length !== 32 || signature.length !== 64) return false
      const key = remembered(verifyingKeys, hexOf(publicKey), () => verifyingKeyOf(publicKey))
      return key !== null && verify(null, message, key, signature)
    },
    startSha256() {
      const hash = createHash('sha256')
      return { update: (bytes) => void hash.update(bytes), digest: () => plainBytes(hash.digest()) }
    },
    startVerify,
    isSafePublicKey: (publicKey) =>
      publicKey.length === 32 && remembered(safety, hexOf(publicKey), () => isSafePoint(publicKey)),
    signerFromSeed,
    encryptionPublicKey(secret) {
      const key = createPrivateKey({ key: pkcs8('302e020100300506032b656e04220420', secret), ...pkcs8Form })
      return rawPublicKey(createPublicKey(key))
    },
    hkdfSha256: (input, info, length) => new Uint8Array(hkdfSync('sha256', input, '', info, length)),
  }
}

const pkcs8Form = { format: 'der', type: 'pkcs8' } as const
const spkiForm = { format: 'der', type: 'spki' } as const
/** DER of an Ed25519 SubjectPublicKeyInfo up to the 32 key bytes. */
const ed25519SpkiHead = Buffer.from('302a300506032b6570032100', 'hex')
const rememberedKeys = 10_000

function signerFromSeed(seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: pkcs8('302e020100300506032b657004220420', seed), ...pkcs8Form })
  return {
    publicKey: rawPublicKey(createPublicKey(key)),
    sign: (message) => plainBytes(sign(null, message, key)),
  }
}

/**
 * RFC 8032, 5.1.7: only the hash of R, A and the message needs the message, so it can come in pieces. Decoding and
 * comparing as OpenSSL does it, whose answers `verify` gives.
 */
function startVerify(publicKey: Uint8Array, signature: Uint8Array): RunningVerification {
  const hash = createHash('sha512').update(signature.subarray(0, 32)).update(publicKey)
  return {
    update: (bytes) => void hash.update(bytes),
    isGood: () =>
      publicKey.length === 32 && signature.length === 64 && fits(publicKey, signature, hash.digest()),
  }
}

function fits(publicKey: Uint8Array, signature: Uint8Array, digest: Uint8Array): boolean {
  const scalar = littleEndian(signature.subarray(32))
  const { Point } = ed25519
  if (scalar >= Point.Fn.ORDER) return false
  try {
    const key = Point.fromBytes(publicKey, true) // true: also encodings that OpenSSL takes
    if (key.isSmallOrder()) return false
    const challenge = littleEndian(digest) % Point.Fn.ORDER
    const point = Point.BASE.multiplyUnsafe(scalar).subtract(key.multiplyUnsafe(challenge))
    return equalBytes(point.toBytes(), signature.subarray(0, 32))
  } catch {
    return false
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hexOf(bytes.toReversed())}`)
}

/** A raw 32-byte secret in its PKCS#8 wrapping, the only form the host takes it in. */
function pkcs8(head: string, secret: Uint8Array): Buffer {
  if (secret.length !== 32) throw new RangeError('a secret key has 32 bytes')
  return Buffer.concat([Buffer.from(head, 'hex'), secret])
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return plainBytes(key.export(spkiForm).subarray(-32))
}

function verifyingKeyOf(publicKey: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([ed25519SpkiHead, publicKey]), ...spkiForm })
  } catch {
    return null
  }
}

function isSafePoint(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(publicKey, false) // false: RFC 8032, canonical encodings only
    return !point.isSmallOrder() && point.isTorsionFree()
  } catch {
    return false
  }
}

/** Node's Buffers share pools and compare unequal to plain arrays; what leaves here is a copy of its own. */
function plainBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer)
}

function remembered<Answer>(answers: Map<string, Answer>, key: string, find: () => Answer): Answer {
  const known = answers.get(key)
  if (known !== undefined) return known
  if (answers.size >= rememberedKeys) answers.clear()
  const answer = find()
  answers.set(key, answer)
  return answer
}
