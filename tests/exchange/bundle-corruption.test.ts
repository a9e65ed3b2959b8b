import { describe, expect, test } from 'vitest'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import { decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { verifyBundle } from '../../shared/exchange/verify-bundle.ts'
import { concatBytes } from '../../shared/kernel/bytes.ts'
import { bundleOf, crypto, foundSmallSeason, keysOf, picture } from './bundle-fixture.ts'

const { authority, unit, scale } = foundSmallSeason()
unit.sheet(scale, 'PV01', 'self', 900)
const keys = keysOf([authority, unit])
const bytes = bundleOf(unit, unit.feed, { attachments: [picture], recipients: [] })

function outcomeOf(changed: Uint8Array): BundleError['code'] | 'accepted' {
  const decoded = decodeBundle(changed, crypto)
  if (!decoded.ok) return decoded.error.code
  const verified = verifyBundle(decoded.value, (device) => keys.get(device), crypto)
  return verified.ok ? 'accepted' : verified.error.code
}

function accepted(variants: Iterable<readonly [string, Uint8Array]>): readonly string[] {
  return [...variants].filter(([, changed]) => outcomeOf(changed) === 'accepted').map(([name]) => name)
}

function* changedBytes(): Iterable<readonly [string, Uint8Array]> {
  for (let at = 0; at < bytes.length; at++) {
    for (const mask of [0x01, 0x20, 0x80, 0xff]) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ mask
      yield [`byte ${at} ^ ${mask}`, changed]
    }
  }
}

function* truncations(): Iterable<readonly [string, Uint8Array]> {
  for (let length = 0; length < bytes.length; length++) yield [`first ${length}`, bytes.slice(0, length)]
  for (let from = 1; from < bytes.length; from += 7) yield [`without the first ${from}`, bytes.slice(from)]
}

function* insertions(): Iterable<readonly [string, Uint8Array]> {
  for (let at = 0; at <= bytes.length; at++) {
    for (const inserted of [0x00, bytes[at] ?? 0x20]) {
      const parts = [bytes.subarray(0, at), Uint8Array.of(inserted), bytes.subarray(at)]
      yield [`${inserted} before ${at}`, concatBytes(...parts)]
    }
  }
}

describe('a bundle', () => {
  test('is accepted as it is', () => {
    expect(outcomeOf(bytes)).toBe('accepted')
  })

  test('is refused with any single byte changed', () => {
    expect(accepted(changedBytes())).toEqual([])
  })

  test('is refused when any part of its end or beginning is missing', () => {
    expect(accepted(truncations())).toEqual([])
  })

  test('is refused with a byte inserted anywhere', () => {
    expect(accepted(insertions())).toEqual([])
  })

  test('is refused with anything behind or before it', () => {
    const variants = [
      concatBytes(bytes, Uint8Array.of(0)),
      concatBytes(bytes, bytes),
      concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), bytes),
    ]
    expect(variants.map(outcomeOf)).toEqual(['wrongLength', 'wrongLength', 'notABundle'])
  })

  test('tells a file of another kind, a later format and an empty file apart', () => {
    const later = bytes.slice()
    later[7] = 0x32
    expect([new Uint8Array(0), picture, later].map(outcomeOf)).toEqual([
      'notABundle',
      'notABundle',
      'formatNewer',
    ])
  })
})
