import { err, ok, type Result } from './result.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Strict decoding: ill-formed UTF-8 is an error, a leading U+FEFF is kept (and refused by the canonical codec). */
export function utf8Text(bytes: Uint8Array): Result<string, 'illFormedUtf8'> {
  try {
    return ok(decoder.decode(bytes))
  } catch {
    return err('illFormedUtf8')
  }
}

const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

/** Lower-case hex, the only spelling the formats use. */
export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte]
  return text
}

/** The bytes of a lower-case hex string; anything else is an error. */
export function bytesOfHex(text: string): Result<Uint8Array, 'notHex'> {
  if (text.length % 2 !== 0) return err('notHex')
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    const high = hexDigit(text.charCodeAt(index * 2))
    const low = hexDigit(text.charCodeAt(index * 2 + 1))
    if (high < 0 || low < 0) return err('notHex')
    bytes[index] = high * 16 + low
  }
  return ok(bytes)
}

/** By arithmetic, since a store asks for millions of them. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

/** Order of plain code units: for hex, codes and canonical keys. Never for names shown to people. */
export function compareText(left: string, right: string): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0
}
