/** What the pure core needs from a machine. Only composition roots create these. */

/** The wall clock. Shown to people, never used to order, refuse or decide. */
export interface Clock {
  /** RFC 3339 in UTC with milliseconds, e.g. `2021-03-31T08:00:00.000Z`. */
  now(): string
}

/** Unpredictable bytes (in practice seasons: seeded ones, so that two plays are equal). */
export interface RandomSource {
  bytes(length: number): Uint8Array
}

export interface Hasher {
  sha256(bytes: Uint8Array): Uint8Array
}

/** Checks Ed25519 signatures (RFC 8032, no pre-hash). Keys are raw 32 bytes, signatures raw 64 bytes. */
export interface SignatureVerifier {
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /** False for encodings that are non-canonical, of small order or not torsion-free. */
  isSafePublicKey(publicKey: Uint8Array): boolean
}

/** Holds one Ed25519 secret key and signs with it. */
export interface Signer {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** A hash of what comes in pieces. */
export interface RunningHash {
  update(bytes: Uint8Array): void
  /** To be asked once, at the end. */
  digest(): Uint8Array
}

/** The check of one signature over a message that comes in pieces. */
export interface RunningVerification {
  update(bytes: Uint8Array): void
  /** To be asked once, at the end. */
  isGood(): boolean
}

/** Everything cryptographic that records and bundles need on the reading side. */
export interface Verification extends Hasher, SignatureVerifier {
  /** As `sha256`, for what is too large to hold. */
  startSha256(): RunningHash
  /** As `verify`, for what is too large to hold: the same answer for the same message. */
  startVerify(publicKey: Uint8Array, signature: Uint8Array): RunningVerification
}

/** Makes keys: from 32 seed bytes, and the invitation derivation HKDF-SHA-256 (no salt). */
export interface KeyMaker {
  signerFromSeed(seed: Uint8Array): Signer
  /** Raw 32-byte X25519 public key of a 32-byte secret. */
  encryptionPublicKey(secret: Uint8Array): Uint8Array
  hkdfSha256(input: Uint8Array, info: string, length: number): Uint8Array
}
