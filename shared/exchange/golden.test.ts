import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  bundleOf,
  crypto,
  foundSmallSeason,
  keysOf,
  picture,
  sha256Hex,
} from '../../tests/exchange/bundle-fixture.ts'
import { expectOk } from '../kernel/result.ts'
import { decodeBundle } from './decode-bundle.ts'
import { verifyBundle } from './verify-bundle.ts'

/**
 * The bytes of a bundle, pinned: another program must be able to read today's files for ever. A difference here is
 * a new format, never a new golden file.
 */
const file = new URL('./golden/bundle.golden.json', import.meta.url)
const { authority, unit, scale } = foundSmallSeason('mẫu')
const submitted = unit.sheet(scale, 'PV01', 'self', 925)
const withheld = unit.sheet(scale, 'PV01', 'self', 930, submitted.id)
const bytes = bundleOf(unit, [...authority.feed, ...unit.feed], {
  number: 7,
  recipients: ['lead:1', 'authority'] as never[], // seats of the fixture
  attachments: [picture],
  withheld: new Set([withheld.id]),
})
const golden = JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof goldenOf> // the shape goldenOf gives

test('the same content still gives the same bytes', () => {
  expect(goldenOf()).toEqual(golden)
})

test('the pinned bytes are still read and verified', () => {
  const pinned = new Uint8Array(Buffer.from(golden.base64, 'base64'))
  const decoded = expectOk(decodeBundle(pinned, crypto), 'decoded')
  const keys = keysOf([authority, unit])
  expect(verifyBundle(decoded, (device) => keys.get(device), crypto).ok).toBe(true)
  expect(decoded.header).toEqual(golden.header)
  expect(decoded.records.map(({ record }) => record.id)).toEqual(golden.records)
  expect(decoded.records.filter(({ record }) => record.bodyBytes === null)).toHaveLength(1)
  expect(decoded.attachments.map((attachment) => attachment.bytes)).toEqual([picture])
})

function goldenOf() {
  const { header, records } = expectOk(decodeBundle(bytes, crypto), 'decoded')
  return {
    size: bytes.length,
    sha256: sha256Hex(bytes),
    header,
    records: records.map(({ record }) => record.id),
    base64: Buffer.from(bytes).toString('base64'),
  }
}
