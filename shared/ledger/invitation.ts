import type { PublicKeyHex, SeasonId, SignatureHex } from '../domain/ids.ts'
import { bytesOfHex, hexOf } from '../kernel/bytes.ts'
import type { Hasher, KeyMaker, RandomSource, Signer } from '../kernel/ports.ts'
import { err, expectOk, ok, type Result } from '../kernel/result.ts'
import { type Enrolment, enrolmentStatement } from './invitation-statement.ts'
import { purposeBytes } from './purposes.ts'

/**
 * Invitations, and the recovery key in the same form: a secret that people read from paper and type.
 *
 * The secret is 28 characters of an alphabet that Vietnamese input methods leave alone: a number in base 27, taken
 * as 17 bytes, big-endian. 27²⁸ is about 2¹³³, so every writing fits into 17 bytes, but not all 17 bytes have a
 * writing: a new secret is drawn as characters. The slip adds 8 characters that bind the secret to one season: of
 * SHA-256(`giaouoc/invite/1\0` ‖ seed ‖ the 32 raw bytes of the season id) the first 5 bytes, big-endian, are a
 * number; its 8 least significant digits in base 27, padded with `0` on the left, are the check group.
 */
export interface Invitation {
  /** The 28 characters, in capitals, without separators. */
  readonly secret: string
  readonly publicKey: PublicKeyHex
  /** Ed25519 seed: HKDF-SHA-256(the 17 bytes, no salt, info `giaouoc/invite/1`, 32). */
  readonly seed: Uint8Array
}

/** What was read from a slip: the secret, and what ties it to a season. */
export interface TypedInvitation {
  readonly secret: string
  readonly season:
    | { readonly by: 'checkGroup'; readonly group: string }
    | { readonly by: 'id'; readonly id: SeasonId }
}

export type InvitationError =
  /** Number of characters found, separators apart; a slip has 36. */
  | { readonly code: 'length'; readonly found: number }
  /** The first character that no invitation has. */
  | { readonly code: 'alphabet'; readonly character: string }
  /** Mistyped, or made for another season: "mã sai, hoặc không thuộc năm thi đua này". */
  | { readonly code: 'checkGroup' }

const secretLength = 28
const checkGroupLength = 8

/** A new secret with its key. */
export function newInvitation(random: RandomSource, keys: KeyMaker): Invitation {
  // Surplus digits are dropped first: the key must come from the very characters that will be typed.
  const secret = charactersOf(numberOf(random.bytes(secretBytes)), secretLength)
  return expectOk(invitationFrom(secret, keys), 'a secret of the alphabet can be read')
}

/** The key behind the 28 characters of a secret. */
export function invitationFrom(secret: string, keys: KeyMaker): Result<Invitation, InvitationError> {
  const characters = readCharacters(secret, secretLength)
  return characters.ok ? ok(invitationOf(characters.value, keys)) : characters
}

/**
 * Reads what a person typed from a slip (36 characters, in any case, with or without separators) or what a camera
 * read from its QR code. Whether it belongs to a season only `invitationFor` can say.
 */
export function parseInvitation(text: string): Result<TypedInvitation, InvitationError> {
  const scanned = qrPattern.exec(text.trim())
  if (scanned !== null) {
    const [, secret = '', id = ''] = scanned
    const read = readCharacters(secret, secretLength)
    if (!read.ok) return read
    return ok({ secret: read.value, season: { by: 'id', id: id.toLowerCase() as SeasonId } }) // 64 hex digits by the pattern
  }
  const read = readCharacters(text, secretLength + checkGroupLength)
  if (!read.ok) return read
  const group = read.value.slice(secretLength)
  return ok({ secret: read.value.slice(0, secretLength), season: { by: 'checkGroup', group } })
}

/** The invitation behind what was typed, if it is one of this season. */
export function invitationFor(
  input: TypedInvitation,
  season: SeasonId,
  keys: KeyMaker & Hasher,
): Result<Invitation, InvitationError> {
  const invitation = invitationFrom(input.secret, keys)
  if (!invitation.ok) return invitation
  const fits =
    input.season.by === 'id'
      ? input.season.id === season
      : input.season.group === checkGroup(invitation.value, season, keys)
  return fits ? invitation : err({ code: 'checkGroup' })
}

/** The 8 characters that bind an invitation to its season. */
export function checkGroup(invitation: Invitation, season: SeasonId, hasher: Hasher): string {
  const id = expectOk(bytesOfHex(season), 'a season id is hex')
  const digest = hasher.sha256(purposeBytes('invite', invitation.seed, id))
  return charactersOf(numberOf(digest.subarray(0, 5)), checkGroupLength)
}

/** What a slip prints: secret and check group in groups of four. */
export function slipText(invitation: Invitation, season: SeasonId, hasher: Hasher): string {
  return inGroups(invitation.secret + checkGroup(invitation, season, hasher))
}

/** What the slip's QR code holds. */
export function slipQr(invitation: Invitation, season: SeasonId): string {
  return `GIAOUOC1:${invitation.secret}:${season}`
}

/** Groups of four characters, as all codes are printed. */
export function inGroups(text: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(' ')
}

/** The invitation's signature under an enrolment. */
export function signEnrolment(invitationSigner: Signer, enrolment: Enrolment): SignatureHex {
  return hexOf(invitationSigner.sign(enrolmentStatement(enrolment))) as SignatureHex // 64 bytes in hex
}

/** No vowels, W, D or L: Vietnamese input methods rewrite those. */
const alphabet = '0123456789BCFGHJKMNPQRSTVXZ'
const base = BigInt(alphabet.length)
const secretBytes = 17
const longestTyped = 1000
const separators = /[\s\-‐-―_.·:,;/|]+/gu
const qrPattern = /^GIAOUOC1:([^:]*):([0-9a-f]{64})$/i

function invitationOf(secret: string, keys: KeyMaker): Invitation {
  const seed = keys.hkdfSha256(bytesOfSecret(secret), 'giaouoc/invite/1', 32)
  const { publicKey } = keys.signerFromSeed(seed)
  return { secret, publicKey: hexOf(publicKey) as PublicKeyHex, seed } // 32 bytes in hex
}

function readCharacters(text: string, length: number): Result<string, InvitationError> {
  // Far more than a slip has with any separators; looked at first, because normalising is not cheap for every text.
  if (text.length > longestTyped) return err({ code: 'length', found: text.length })
  const characters = text.normalize('NFKC').replace(separators, '').toUpperCase()
  for (const character of characters) {
    if (!alphabet.includes(character)) return err({ code: 'alphabet', character })
  }
  return characters.length === length ? ok(characters) : err({ code: 'length', found: characters.length })
}

function bytesOfSecret(secret: string): Uint8Array {
  let rest = 0n
  for (const character of secret) rest = rest * base + BigInt(alphabet.indexOf(character))
  const bytes = new Uint8Array(secretBytes)
  for (let index = secretBytes - 1; index >= 0; index--) {
    bytes[index] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}

function numberOf(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

/** The least significant digits in base 27, most significant first. */
function charactersOf(value: bigint, length: number): string {
  let text = ''
  let rest = value
  for (let index = 0; index < length; index++) {
    text = alphabet.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}
