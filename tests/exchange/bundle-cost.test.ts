import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { type BundleSource, sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { strangerLimits } from '../../shared/exchange/limits.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { concatBytes, hexOf, utf8Bytes } from '../../shared/kernel/bytes.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { finish } from '../../shared/kernel/work.ts'
import { bundleOf, crypto, foundSmallSeason, keysOf, Machine } from './bundle-fixture.ts'
import { forge, frame, integer, partsOf, withHash } from './bundle-forge.ts'

/**
 * What a file may cost before somebody answers for it, in operations: bytes read, signatures checked, characters
 * normalised. Times are the bench's.
 */
const { authority, unit, scale, id } = foundSmallSeason()
unit.sheet(scale, 'PV01', 'self', 900)
const known = keysOf([authority, unit])
const honest = bundleOf(unit, unit.feed)
const { header, frames } = partsOf(honest)

interface Cost {
  readonly refused: BundleError['code'] | null
  readonly bytesRead: number
  readonly signatures: number
  readonly normalised: number
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** Opens one file and reads it as far as it comes. */
function costOf(source: BundleSource, trusted: ReadonlySet<string> = new Set(known.keys())): Cost {
  let bytesRead = 0
  let signatures = 0
  const normalize = vi.spyOn(String.prototype, 'normalize')
  const counted: BundleSource = {
    size: source.size,
    read: (offset, length) => {
      bytesRead += length
      return source.read(offset, length)
    },
  }
  const counting: Verification = {
    ...crypto,
    verify: (...message) => {
      signatures++
      return crypto.verify(...message)
    },
  }
  const refused = refusalOf(counted, counting, trusted)
  const normalised = normalize.mock.contexts.reduce<number>((sum, text) => sum + String(text).length, 0)
  return { refused, bytesRead, signatures, normalised }
}

function refusalOf(
  source: BundleSource,
  counting: Verification,
  trusted: ReadonlySet<string>,
): BundleError['code'] | null {
  const open = finish(openHeld(source, counting))
  if (!open.ok) return open.error.code
  const [read] = finish(
    readBundleSet({
      bundles: [open.value],
      season: id,
      keyOf: (device) => known.get(device),
      isTrusted: (device) => trusted.has(device),
      crypto: counting,
    }),
  )
  return read?.ok === false ? read.error.code : null
}

/** 600,000 marks in the order that makes `normalize` sort them one by one: alone it would take minutes. */
const heap = `a${'\u0301'.repeat(300_000)}${'\u0323'.repeat(300_000)}`

function recordFrame(record: Uint8Array, body: Uint8Array): Uint8Array {
  return frame(1, concatBytes(new Uint8Array(64), integer(4, record.length), record, body))
}

function unsigned(changes: Partial<BundleHeader>, others: readonly Uint8Array[] = frames): Uint8Array {
  const stranger = new Machine('somebody else')
  return forge(stranger.signer, { header: { ...withHash(header, others), ...changes }, frames: others })
}

describe('a file that nobody answers for', () => {
  test('is refused by its first bytes, whatever its size', () => {
    const zeros: BundleSource = { size: 2 ** 30, read: (_offset, length) => new Uint8Array(length) }
    expect(costOf(zeros)).toEqual({ refused: 'notABundle', bytesRead: 8, signatures: 0, normalised: 0 })
  })

  test('is refused by its size or its end mark after a few reads', () => {
    const opening = utf8Bytes('GIAOUOC1')
    const source = (size: number): BundleSource => ({
      size,
      read: (offset, length) => (offset === 0 ? opening.subarray(0, length) : new Uint8Array(length)),
    })
    expect(costOf(source(2 ** 31))).toMatchObject({ refused: 'fileTooLarge', bytesRead: 8 })
    const cut = costOf(source(2 ** 29))
    expect(cut).toMatchObject({ refused: 'wrongLength', signatures: 0 })
    expect(cut.bytesRead).toBeLessThan(100)
  })

  test('has no text normalised, wherever it stands', () => {
    const inHeader = unsigned({ purpose: heap })
    const record = utf8Bytes(JSON.stringify({ actor: heap }))
    const inRecord = unsigned({}, [recordFrame(record, new Uint8Array(0))])
    const inBody = unsigned({}, [recordFrame(utf8Bytes('{}'), record)])
    const nothing = { signatures: 0, normalised: 0 }
    expect([inHeader, inRecord, inBody].map((bytes) => costOf(sourceOfBytes(bytes)))).toMatchObject([
      { refused: 'headerShape', ...nothing },
      { refused: 'bundleSignature', ...nothing },
      { refused: 'bundleSignature', ...nothing },
    ])
  })

  test('has no header read that holds empty lists by the million, nor a list told item by item', () => {
    const bomb = utf8Bytes(`{"holds":[${'{},'.repeat(1_000_000)}{}]}`)
    const lists = unsigned({ holds: Array.from({ length: 100_000 }, (_, index) => ({ index })) as never })
    expect(
      costOf(sourceOfBytes(forge(unit.signer, { header: null, headerBytes: bomb, frames }))),
    ).toMatchObject({ refused: 'headerNotCanonical', signatures: 0 })
    expect(costOf(sourceOfBytes(lists))).toMatchObject({ refused: 'headerShape', signatures: 0 })
  })

  test('has no record read', () => {
    const many = Array.from({ length: 2000 }, () => frame(1, new Uint8Array(200)))
    const file = unsigned(
      { slices: [{ author: unit.device, from: 1, to: 2000, head: unit.feed[0]?.id as never }] },
      many,
    )
    const { refused, bytesRead, signatures } = costOf(sourceOfBytes(file))
    expect({ refused, signatures }).toEqual({ refused: 'bundleSignature', signatures: 0 })
    // Its frames are hashed, and its signature is looked for: twice, and its head a few times.
    expect(bytesRead).toBeLessThan(2.1 * file.length)
  })
})

describe('text in a record that is well signed', () => {
  test('is refused by its marks before it is normalised', () => {
    const forged = unit.composeAt(1, null, 'exclusion.recorded/1', {
      round: 'Q1' as never,
      subject: 'PV01' as never,
      reason: 'x',
      from: null,
      until: null,
    })
    const body = utf8Bytes(
      new TextDecoder().decode(forged.bodyBytes ?? undefined).replace('"reason":"x"', `"reason":"${heap}"`),
    )
    const record = utf8Bytes(
      new TextDecoder()
        .decode(forged.recordBytes)
        .replace(/"bodySha256":"[0-9a-f]+"/, `"bodySha256":"${hexOf(crypto.sha256(body))}"`),
    )
    const only = [recordFrame(record, body)]
    const slices = [{ author: unit.device, from: 1, to: 1, head: 'a'.repeat(64) as never }]
    const file = forge(unit.signer, { header: { ...withHash(header, only), slices }, frames: only })
    const { refused, normalised } = costOf(sourceOfBytes(file))
    expect(refused).toBe('record')
    expect(normalised).toBeLessThan(100)
  })
})

describe('a device that nobody invited', () => {
  const stranger = new Machine('a stranger')
  stranger.season = id
  stranger.basis = authority.feed[0]?.id ?? null
  const enrolment = stranger.enrol('unit:PV01' as never, 'no invitation of this season')
  const first = frameOf(enrolment)

  test('may say a little', () => {
    expect(costOf(sourceOfBytes(bundleOf(stranger, stranger.feed))).refused).toBeNull()
  })

  test('has no record of its own checked when it brings 200,000 records', () => {
    const all = [first, junk(199_999)]
    const slices = [{ author: stranger.device, from: 1, to: 200_000, head: 'a'.repeat(64) as never }]
    const lie = { ...withHash(header, all), exporter: stranger.device, slices }
    const file = forge(stranger.signer, { header: lie, frames: all })
    const { refused, signatures, bytesRead } = costOf(sourceOfBytes(file))
    // Only that of its enrolment, by which it says who it is.
    expect({ refused, signatures }).toEqual({ refused: 'strangerTooLarge', signatures: 1 })
    // One hash of the frames, over whose heads is walked meanwhile.
    expect(bytesRead).toBeLessThan(1.1 * file.length)
  })

  test('counts as one with all others, the small bundles first', () => {
    const records = strangerLimits.records + 1
    const all = [first, junk(records - 1)]
    const slices = [{ author: stranger.device, from: 1, to: records, head: 'a'.repeat(64) as never }]
    const lie = { ...withHash(header, all), exporter: stranger.device, slices }
    const large = forge(stranger.signer, { header: lie, frames: all })
    const open = [large, bundleOf(stranger, stranger.feed)].map((bytes) => {
      const opened = finish(openHeld(sourceOfBytes(bytes), crypto))
      if (!opened.ok) throw new Error(opened.error.code)
      return opened.value
    })
    const read = finish(
      readBundleSet({ bundles: open, season: id, keyOf: () => undefined, isTrusted: () => false, crypto }),
    )
    expect(read.map((each) => (each.ok ? null : each.error.code))).toEqual(['strangerTooLarge', null])
  })
})

/** Frames of nothing, one behind the other. */
function junk(count: number): Uint8Array {
  const one = frame(1, new Uint8Array(72))
  const bytes = new Uint8Array(count * one.length)
  for (let index = 0; index < count; index++) bytes.set(one, index * one.length)
  return bytes
}

function frameOf(record: {
  readonly signature: Uint8Array
  readonly recordBytes: Uint8Array
  readonly bodyBytes: Uint8Array | null
}): Uint8Array {
  const { signature, recordBytes, bodyBytes } = record
  return frame(
    1,
    concatBytes(signature, integer(4, recordBytes.length), recordBytes, bodyBytes ?? new Uint8Array(0)),
  )
}
