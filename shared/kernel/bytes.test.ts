import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfHex, compareText, concatBytes, equalBytes, hexOf, utf8Bytes, utf8Text } from './bytes.ts'

describe('hex', () => {
  test('reads back what it wrote, in lower case only', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOfHex(hexOf(bytes))).toEqual({ ok: true, value: bytes })
      }),
    )
    expect(['AB', 'a', 'zz', '0x00', ' 00'].map((text) => bytesOfHex(text).ok)).toEqual(Array(5).fill(false))
  })

  test('sorts as its bytes do', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        (a, b) => {
          expect(compareText(hexOf(a), hexOf(b))).toBe(Math.sign(Buffer.compare(a, b)))
        },
      ),
    )
  })
})

test('joined bytes are the parts one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (parts) => {
      expect(equalBytes(concatBytes(...parts), new Uint8Array(Buffer.concat(parts)))).toBe(true)
    }),
  )
})

test('bytes are equal only in every place', () => {
  const bytes = utf8Bytes('Đắk Nông')
  expect(equalBytes(bytes, utf8Bytes('Đắk Nông'))).toBe(true)
  expect(equalBytes(bytes, utf8Bytes('Đắk Nônh'))).toBe(false)
  expect(equalBytes(bytes, bytes.subarray(1))).toBe(false)
})

test('text is read strictly: ill-formed UTF-8 is refused, a byte order mark is kept', () => {
  expect(utf8Text(new Uint8Array([0xff]))).toEqual({ ok: false, error: 'illFormedUtf8' })
  expect(utf8Text(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toEqual({ ok: true, value: '\ufeffa' })
})
