import type { Brand } from '../kernel/brand.ts'
import type { Hasher } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { contentBytes, type DocumentContent, identityBytes } from './document-content.ts'

/**
 * The check code in the footer of a printed document: 32 characters in 8 groups of 4, written in the alphabet of
 * the invitation slips (no vowels, W, D, L: Vietnamese input methods rewrite those), case-insensitive.
 *
 * ```
 * prefix   = "giaouoc/document/1\0"
 * group 1  = SHA-256(prefix ‖ JCS(identity)) as a big-endian number, modulo 27^4    which document it is
 * 2 … 7    = SHA-256(prefix ‖ JCS(content))  as a big-endian number, modulo 27^24   what it says
 * group 8  = the number written in groups 1 … 7, modulo 531383                      finds mistypes
 * ```
 * Numbers are written in base 27, most significant digit first, padded with `0`. Identity and content are defined
 * beside `DocumentContent`. 531383 is the largest prime below 27^4, so one wrong character, or two neighbours
 * swapped, in groups 1 … 7 always changes group 8.
 *
 * Typed back in: equal codes = the page says what this machine says; equal first groups only = the same document,
 * changed since; otherwise another document. 114 bits of content keep two papers of one code out of reach.
 */
export type CheckCode = Brand<string, 'CheckCode'>

export type CheckCodeProblem = 'length' | 'alphabet' | 'mistyped'

/** The two SHA-256 digests (32 bytes each) a check code is made of. */
export interface CheckCodeDigests {
  readonly identity: Uint8Array
  readonly content: Uint8Array
}

/** The check code of a document, where hashing is synchronous. */
export function checkCode(content: DocumentContent, hasher: Hasher): CheckCode {
  return checkCodeOfDigests({
    identity: hasher.sha256(identityBytes(content)),
    content: hasher.sha256(contentBytes(content)),
  })
}

/** The same from digests computed elsewhere (a browser hashes asynchronously only). */
export function checkCodeOfDigests(digests: CheckCodeDigests): CheckCode {
  const body =
    write(numberOfBytes(digests.identity), identityLength) +
    write(numberOfBytes(digests.content), contentLength)
  return (body + checkGroup(body)) as CheckCode // built here from the alphabet, with its check group
}

/** For paper: `BCFG 0123 …`. */
export function showCheckCode(code: CheckCode): string {
  return code.replace(/.{4}(?=.)/g, '$& ')
}

/** Reads what a person typed from paper; spaces, points and dashes are ignored. */
export function readCheckCode(text: string): Result<CheckCode, CheckCodeProblem> {
  const typed = text.toUpperCase().replace(/[\s.\-–_]/g, '')
  for (const character of typed) if (!alphabet.includes(character)) return err('alphabet')
  if (typed.length !== identityLength + contentLength + groupLength) return err('length')
  const body = typed.slice(0, -groupLength)
  return checkGroup(body) === typed.slice(-groupLength) ? ok(typed as CheckCode) : err('mistyped') // just checked
}

/** What a typed code says about a document as this machine knows it now. */
export function compareCheckCodes(typed: CheckCode, known: CheckCode): 'same' | 'changedSince' | 'other' {
  if (typed === known) return 'same'
  return typed.slice(0, identityLength) === known.slice(0, identityLength) ? 'changedSince' : 'other'
}

/** The QR's text: check code and state fingerprint in full, upper case so that the QR stays small. */
export function documentQrText(code: CheckCode, stateFingerprint: string): string {
  return `${qrPrefix}${code}/${stateFingerprint.toUpperCase()}`
}

/** Reads what a scanner wrote. */
export function readDocumentQrText(
  text: string,
): Result<
  { readonly code: CheckCode; readonly stateFingerprint: string },
  'notADocument' | CheckCodeProblem
> {
  const upper = text.trim().toUpperCase()
  const [code, fingerprint, ...rest] = upper.slice(qrPrefix.length).split('/')
  if (!upper.startsWith(qrPrefix) || code === undefined || rest.length > 0) return err('notADocument')
  if (fingerprint === undefined || !/^[0-9A-F]{64}$/.test(fingerprint)) return err('notADocument')
  const read = readCheckCode(code)
  return read.ok ? ok({ code: read.value, stateFingerprint: fingerprint.toLowerCase() }) : read
}

const alphabet = '0123456789BCFGHJKMNPQRSTVXZ'
const base = BigInt(alphabet.length)
const groupLength = 4
const identityLength = groupLength
const contentLength = 6 * groupLength
const largestPrimeBelowGroup = 531_383n
const qrPrefix = 'GIAOUOC/DOCUMENT/1/'

function checkGroup(body: string): string {
  return write(readNumber(body) % largestPrimeBelowGroup, groupLength)
}

function write(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (let digit = 0; digit < length; digit++) {
    text = alphabet.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}

function readNumber(text: string): bigint {
  let value = 0n
  for (const character of text) value = value * base + BigInt(alphabet.indexOf(character))
  return value
}

function numberOfBytes(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = value * 256n + BigInt(byte)
  return value
}
