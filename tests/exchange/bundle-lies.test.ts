import { describe, expect, test } from 'vitest'
import type { RecordId, Sha256Hex } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { verifyBundle } from '../../shared/exchange/verify-bundle.ts'
import { concatBytes, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import {
  bundleOf,
  crypto,
  foundSmallSeason,
  keysOf,
  Machine,
  picture,
  sha256Hex,
  sheetBody,
} from './bundle-fixture.ts'
import { forge, frame, integer, partsOf, withHash } from './bundle-forge.ts'

const { authority, unit, deputy, lead, scale } = foundSmallSeason()
unit.sheet(scale, 'PV01', 'self', 900)
unit.sheet(scale, 'PV01', 'self', 950)
const keys = keysOf([authority, unit, deputy, lead])
const honest = bundleOf(unit, [...unit.feed, ...deputy.feed], { attachments: [picture] })
const { header, frames } = partsOf(honest)

/** Ends of the error that say what was found wrong, without the place. */
function answerTo(bytes: Uint8Array): string {
  const decoded = decodeBundle(bytes, crypto)
  const verified = decoded.ok ? verifyBundle(decoded.value, (device) => keys.get(device), crypto) : decoded
  return verified.ok ? 'accepted' : nameOf(verified.error)
}

function nameOf(error: BundleError): string {
  switch (error.code) {
    case 'frame':
    case 'slice':
    case 'attachment':
    case 'headerNotCanonical':
      return `${error.code} ${error.problem}`
    case 'record':
      return `record ${error.error.code}`
    case 'headerShape':
      return `headerShape ${error.field}`
    case 'headerInconsistent':
      return `headerInconsistent ${error.what}`
    default:
      return error.code
  }
}

function lie(changes: Partial<BundleHeader> | object, changedFrames: readonly Uint8Array[] = frames): string {
  return answerTo(
    forge(unit.signer, {
      header: { ...withHash(header, changedFrames), ...changes },
      frames: changedFrames,
    }),
  )
}

function frameAt(index: number): Uint8Array {
  return expectDefined(frames[index], `frame ${index}`)
}

function slicesWith(index: number, changes: object): object {
  return { slices: header.slices.map((slice, at) => (at === index ? { ...slice, ...changes } : slice)) }
}

const otherHead = 'a'.repeat(64) as RecordId
const sliceOfUnit = header.slices.findIndex((slice) => slice.author === unit.device)

describe('a well-signed bundle is refused', () => {
  test('never when it is honest', () => {
    expect(lie({})).toBe('accepted')
  })

  test('when its frames are others, in another order, more or fewer than the header says', () => {
    const [first, second, ...rest] = frames
    const swapped = [second, first, ...rest].map((each) => expectDefined(each, 'frame'))
    const picked = frame(2, picture)
    const answers = [
      lie({}, swapped),
      lie({}, frames.with(1, frameAt(2)).with(2, frameAt(1))),
      lie({}, [frameAt(0), ...frames]),
      lie({}, frames.slice(1)),
      lie({}, frames.slice(0, -1)),
      lie({}, [...frames, picked]),
      lie({}, [picked, ...frames.slice(0, -1)]),
      lie({}, [frame(3, picture), ...frames]),
      lie({}, [...frames, Uint8Array.of(1)]),
      lie({}, []),
    ]
    expect(answers).toEqual([
      'slice author',
      'slice seq',
      'slice author',
      'slice author',
      'frame missing',
      'frame extra',
      'frame kind',
      'frame kind',
      'frame extra',
      'frame missing',
    ])
  })

  test('when lengths inside run past their frame or the file, without allocating for them', () => {
    const payload = frameAt(0).slice(5)
    const before = process.memoryUsage().arrayBuffers
    const answers = [
      lie({}, [frame(1, payload, 0xffff_ffff), ...frames.slice(1)]),
      lie({}, [frame(1, payload, payload.length + 1_000_000), ...frames.slice(1)]),
      lie({}, [
        frame(1, concatBytes(payload.slice(0, 64), integer(4, 0xffff_fff0), payload.slice(68))),
        ...frames.slice(1),
      ]),
      lie({}, [frame(1, payload.slice(0, 67)), ...frames.slice(1)]),
      lie({}, [frame(1, new Uint8Array(0)), ...frames.slice(1)]),
      answerTo(forge(unit.signer, { header, frames, headerLength: 0xffff_ffff })),
      answerTo(forge(unit.signer, { header, frames, headerLength: 8 * 1024 * 1024 + 1 })),
    ]
    expect(answers).toEqual([
      'frame length',
      'frame length',
      'frame recordLength',
      'frame recordLength',
      'frame recordLength',
      'headerTooLarge',
      'headerTooLarge',
    ])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })

  test('when its end mark names another length, even a huge one', () => {
    const answers = [0, honest.length - 1, honest.length + 1, Number.MAX_SAFE_INTEGER].map((length) =>
      answerTo(concatBytes(honest.slice(0, -16), integer(8, length), honest.slice(-8))),
    )
    expect(answers).toEqual(['wrongLength', 'wrongLength', 'wrongLength', 'wrongLength'])
  })

  test('when its slices are not what the frames are', () => {
    const answers = [
      lie(slicesWith(sliceOfUnit, { head: otherHead })),
      lie(slicesWith(sliceOfUnit, { author: '0'.repeat(32) })),
      lie(slicesWith(0, { from: 2, to: 4 })),
      lie(slicesWith(0, { from: 3, to: 2 })),
      lie(slicesWith(0, { to: 10_000_000 })),
      lie({ slices: header.slices.toReversed() }),
      lie({ slices: [...header.slices, header.slices.at(-1)] }),
      lie({ slices: [] }),
    ]
    expect(answers).toEqual([
      'slice head',
      'headerInconsistent slicesOrder',
      'slice seq',
      'headerInconsistent sliceRange',
      'headerInconsistent tooManyRecords',
      'headerInconsistent slicesOrder',
      'headerInconsistent slicesOrder',
      'frame kind',
    ])
  })

  test('when one record comes twice in overlapping slices', () => {
    const { slices } = partsOf(bundleOf(unit, unit.feed)).header
    const whole = expectDefined(slices[0], 'slice')
    const { frames: own } = partsOf(bundleOf(unit, unit.feed))
    const again = [...own, ...own.slice(1)]
    const overlapping = {
      ...withHash(header, again),
      slices: [whole, { ...whole, from: 2 }],
      attachments: [],
    }
    expect(answerTo(forge(unit.signer, { header: overlapping, frames: again }))).toBe('slice twice')
  })

  test('when a record does not continue the one before it in its slice', () => {
    const strange = unit.composeAt(4, otherHead, 'sheet.submitted/1', sheetBody(scale, 'PV01', 'self', 1))
    const apart = partsOf(bundleOf(unit, [...unit.feed, strange]))
    const together = [{ author: unit.device, from: 1, to: 4, head: strange.id }]
    const answers = [apart.header, { ...apart.header, slices: together }].map((each) =>
      answerTo(forge(unit.signer, { header: each, frames: apart.frames })),
    )
    expect(answers).toEqual(['accepted', 'slice prev'])
  })

  test('when its records belong to another season', () => {
    expect(lie({ season: 'b'.repeat(64) })).toBe('slice season')
  })

  test('when its attachments are not what the header says', () => {
    const sha256 = sha256Hex(picture)
    const script = utf8Bytes('<script>alert(1)</script>')
    const entry = { sha256, size: picture.length, mediaType: 'image/png' }
    const scriptEntry = { sha256: sha256Hex(script), size: script.length, mediaType: 'application/pdf' }
    const answers = [
      lie({ attachments: [{ ...entry, size: 13 }] }),
      lie({ attachments: [{ ...entry, sha256: 'c'.repeat(64) as Sha256Hex }] }),
      lie({ attachments: [{ ...entry, mediaType: 'image/jpeg' }] }),
      lie({ attachments: [{ ...entry, mediaType: 'text/html' }] }),
      lie({ attachments: [entry, entry] }, [...frames, frameAt(frames.length - 1)]),
      lie({ attachments: [{ ...entry, size: 26 * 1024 * 1024 }] }),
      lie({ attachments: [] }),
      lie({ attachments: [scriptEntry] }, [...frames.slice(0, -1), frame(2, script)]),
      lie({ attachments: Array.from({ length: 2001 }, () => entry) }),
    ]
    expect(answers).toEqual([
      'attachment size',
      'attachment hash',
      'attachment mediaType',
      'headerShape attachments.0.mediaType',
      'headerInconsistent attachmentTwice',
      'headerInconsistent attachmentTooLarge',
      'frame extra',
      'attachment mediaType',
      'headerShape attachments',
    ])
  })

  test('when the header is not strict canonical JSON', () => {
    const canonical = expectOk(canonicalBytes(header), 'header')
    const text = new TextDecoder().decode(canonical)
    const written = (changed: string): string =>
      answerTo(forge(unit.signer, { header, frames, headerBytes: utf8Bytes(changed) }))
    const answers = [
      lie({ comment: 'x' }),
      lie({ format: 'giaouoc/bundle/2' }),
      lie({ number: -1 }),
      lie({ purpose: '' }),
      lie({ recipients: ['everybody'] }),
      lie({ bodySha256: 'd'.repeat(64) }),
      written(` ${text}`),
      written(text.replace('"number":1', '"number":1.0')),
      written(text.replace('"number":1', '"number":1,"number":1')),
      written(text.replace('"0.1.0"', '"0.1.0\\u202e"')),
      written(text.slice(1)),
      written(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      written(''),
    ]
    expect(answers).toEqual([
      'headerShape ',
      'headerShape format',
      'headerShape number',
      'headerShape purpose',
      'headerShape recipients.0',
      'framesChanged',
      'headerNotCanonical notCanonical',
      'headerNotCanonical notCanonical',
      'headerNotCanonical notCanonical',
      'headerShape appVersion',
      'headerNotCanonical notJson',
      'headerNotCanonical tooDeep',
      'headerNotCanonical notJson',
    ])
  })

  test('when a record in it was changed and everything around it made to fit', () => {
    const payload = frameAt(0).slice(5)
    const change = (at: number): readonly Uint8Array[] => {
      const changed = payload.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      return [frame(1, changed), ...frames.slice(1)]
    }
    const bodyless = payload.slice(0, 68 + new DataView(payload.buffer).getUint32(64))
    const answers = [
      lie({}, change(0)),
      lie({}, change(payload.length - 3)),
      lie({}, [frame(1, concatBytes(payload, utf8Bytes(' '))), ...frames.slice(1)]),
      lie({}, [frame(1, concatBytes(bodyless, utf8Bytes('{}'))), ...frames.slice(1)]),
    ]
    expect(answers).toEqual(['recordSignature', 'record bodyHash', 'record bodyHash', 'record bodyHash'])
  })

  test('when somebody else signed it, or nobody knows who did', () => {
    const stranger = new Machine('stranger')
    const signedBy = (machine: Machine, changes: Partial<BundleHeader>): string =>
      answerTo(forge(machine.signer, { header: { ...header, ...changes }, frames }))
    const answers = [
      signedBy(stranger, {}),
      signedBy(deputy, {}),
      signedBy(deputy, { exporter: deputy.device }),
      signedBy(stranger, { exporter: stranger.device }),
    ]
    expect(answers).toEqual(['bundleSignature', 'bundleSignature', 'accepted', 'unknownExporter'])
  })
})
