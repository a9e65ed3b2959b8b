import type { Sha256Hex } from '../../shared/domain/ids.ts'
import { type BundleHeader, readBundleHeader } from '../../shared/exchange/bundle-header.ts'
import { concatBytes, hexOf, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import type { Signer } from '../../shared/kernel/ports.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { crypto } from './bundle-fixture.ts'

/**
 * A second writer of bundles, made from the text of the format alone: it writes whatever it is told, so that
 * well-signed bundles can lie. Shares nothing with the encoder.
 */
export interface Forgery {
  readonly header: unknown
  readonly frames: readonly Uint8Array[]
  /** Instead of the canonical bytes of `header`. */
  readonly headerBytes?: Uint8Array
  readonly headerLength?: number
}

export function forge(signer: Signer, forgery: Forgery): Uint8Array {
  const header = forgery.headerBytes ?? jsonBytes(forgery.header)
  const opening = concatBytes(utf8Bytes('GIAOUOC1'), integer(4, forgery.headerLength ?? header.length))
  const body = concatBytes(opening, header, ...forgery.frames)
  const signature = signer.sign(concatBytes(utf8Bytes('giaouoc/bundle/1\0'), body))
  const total = body.length + 64 + 8 + 8
  return concatBytes(body, signature, integer(8, total), utf8Bytes('1COUOAIG'))
}

/** Canonical where it can be, else whatever JSON makes of it. */
function jsonBytes(value: unknown): Uint8Array {
  const canonical = canonicalBytes(value, 2 ** 24)
  return canonical.ok ? canonical.value : utf8Bytes(JSON.stringify(value))
}

/** Takes an honest bundle apart. */
export function partsOf(bytes: Uint8Array): {
  readonly header: BundleHeader
  readonly frames: readonly Uint8Array[]
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const framesFrom = 12 + view.getUint32(8)
  const frames: Uint8Array[] = []
  for (let at = framesFrom; at < bytes.length - 80; at += 5 + view.getUint32(at + 1)) {
    frames.push(bytes.slice(at, at + 5 + view.getUint32(at + 1)))
  }
  return { header: expectOk(readBundleHeader(bytes.subarray(12, framesFrom)), 'header'), frames }
}

/** The same lie told consistently: the hash of the frames fits the frames. */
export function withHash(header: BundleHeader, frames: readonly Uint8Array[]): BundleHeader {
  return { ...header, bodySha256: hexOf(crypto.sha256(concatBytes(...frames))) as Sha256Hex }
}

export function frame(kind: number, payload: Uint8Array, length = payload.length): Uint8Array {
  return concatBytes(Uint8Array.of(kind), integer(4, length), payload)
}

/** Big-endian. */
export function integer(bytes: 4 | 8, value: number): Uint8Array {
  const written = new Uint8Array(bytes)
  const view = new DataView(written.buffer)
  if (bytes === 4) view.setUint32(0, value)
  else view.setBigUint64(0, BigInt(value))
  return written
}
