import { equalBytes } from '../kernel/bytes.ts'
import type { BundleError } from './bundle-error.ts'
import {
  closingMagic,
  magicFamily,
  openingMagic,
  preambleLength,
  signatureLength,
  smallestBundle,
  trailerLength,
  viewOf,
} from './bundle-format.ts'
import type { BundleSource } from './bundle-source.ts'
import { bundleLimits } from './limits.ts'

/** Byte offsets of the parts of a file. */
export interface BundleLayout {
  readonly headerFrom: number
  readonly framesFrom: number
  readonly framesTo: number
}

/**
 * Measures a file before anything in it is read: opening, size, end mark, header length, in this order. A file of
 * the wrong length still gets a layout where its header can be found, for those who want to look inside all the same.
 */
export function measureBundle(source: BundleSource): {
  readonly layout: BundleLayout | null
  readonly problem: BundleError | null
} {
  const { size } = source
  const opening = source.read(0, Math.min(size, openingMagic.length))
  if (!equalBytes(opening, openingMagic)) {
    const newer = isLaterFormat(opening)
    return { layout: null, problem: newer ? { code: 'formatNewer' } : { code: 'notABundle', size } }
  }
  if (size > bundleLimits.fileBytes) {
    return { layout: null, problem: { code: 'fileTooLarge', size, limit: bundleLimits.fileBytes } }
  }
  const declared = declaredLength(source)
  const problem: BundleError | null =
    declared === size && size >= smallestBundle ? null : { code: 'wrongLength', size, declared }
  if (size < preambleLength) return { layout: null, problem }
  const headerLength = viewOf(source.read(openingMagic.length, 4)).getUint32(0)
  const framesTo = problem === null ? size - trailerLength - signatureLength : size
  const room = framesTo - preambleLength
  if (headerLength > bundleLimits.headerBytes || headerLength > room) {
    const limit = Math.min(bundleLimits.headerBytes, room)
    return { layout: null, problem: problem ?? { code: 'headerTooLarge', length: headerLength, limit } }
  }
  return {
    layout: { headerFrom: preambleLength, framesFrom: preambleLength + headerLength, framesTo },
    problem,
  }
}

/** The length the end mark names; null where there is no end mark. */
function declaredLength(source: BundleSource): number | null {
  if (source.size < trailerLength) return null
  const trailer = source.read(source.size - trailerLength, trailerLength)
  if (!equalBytes(trailer.subarray(8), closingMagic)) return null
  const view = viewOf(trailer)
  // A u64 beyond 2^53 loses its last digits here, which no real file length can be equal to anyway.
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4)
}

function isLaterFormat(opening: Uint8Array): boolean {
  const digit = opening[magicFamily.length]
  return (
    equalBytes(opening.subarray(0, magicFamily.length), magicFamily) &&
    digit !== undefined &&
    digit >= 0x32 &&
    digit <= 0x39
  )
}
