import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfHex, hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { createCrypto } from './crypto.ts'

const crypto = createCrypto()

function bytes(hex: string): Uint8Array {
  return expectOk(bytesOfHex(hex), 'hex')
}

describe('Ed25519', () => {
  test('RFC 8032, test 2', () => {
    const seed = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    const signer = crypto.signerFromSeed(seed)
    const signature = signer.sign(bytes('72'))
    expect(hexOf(signer.publicKey)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
    expect(hexOf(signature)).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    )
    expect(crypto.verify(signer.publicKey, bytes('72'), signature)).toBe(true)
    expect(crypto.verify(signer.publicKey, bytes('73'), signature)).toBe(false)
  })

  test('over pieces is the same as over the whole, for good and bad signatures and odd keys', () => {
    const signer = crypto.signerFromSeed(new Uint8Array(32).fill(7))
    const smallOrder = [
      '01'.padEnd(64, '0'),
      '00'.repeat(32),
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'ff'.repeat(32),
      `ed${'ff'.repeat(30)}7f`,
    ].map(bytes)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(signer.publicKey, ...smallOrder),
        fc.option(fc.tuple(fc.nat(63), fc.integer({ min: 1, max: 255 })), { nil: null }),
        fc.integer({ min: 1, max: 50 }),
        (message, key, change, piece) => {
          const signature = new Uint8Array(signer.sign(message))
          if (change !== null) signature[change[0]] = (signature[change[0]] ?? 0) ^ change[1]
          const running = crypto.startVerify(key, signature)
          for (let at = 0; at < message.length; at += piece) running.update(message.subarray(at, at + piece))
          expect(running.isGood()).toBe(crypto.verify(key, message, signature))
        },
      ),
    )
    // The key that is neutral signs anything with R neutral and s zero: both say so alike.
    const nothing = bytes(`01${'00'.repeat(63)}`)
    const neutral = bytes('01'.padEnd(64, '0'))
    expect(crypto.startVerify(neutral, nothing).isGood()).toBe(
      crypto.verify(neutral, new Uint8Array(0), nothing),
    )
  })

  test('a signature of a wrong length, or with s beyond the group order, is none', () => {
    const signer = crypto.signerFromSeed(new Uint8Array(32).fill(1))
    const message = utf8Bytes('message')
    const signature = signer.sign(message)
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const malleable = new Uint8Array(signature)
    let s = 0n
    for (let index = 63; index >= 32; index--) s = (s << 8n) | BigInt(signature[index] ?? 0)
    for (let index = 32, rest = s + order; index < 64; index++, rest >>= 8n) {
      malleable[index] = Number(rest & 0xffn)
    }
    expect(crypto.verify(signer.publicKey, message, malleable)).toBe(false)
    expect(crypto.verify(signer.publicKey, message, signature.subarray(0, 63))).toBe(false)
    expect(crypto.verify(signer.publicKey.subarray(1), message, signature)).toBe(false)
  })
})

describe('safe keys', () => {
  test('are every key a signer makes', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { publicKey } = crypto.signerFromSeed(new Uint8Array(32).fill(seed))
      expect([crypto.isSafePublicKey(publicKey), crypto.isSafePublicKey(publicKey)]).toEqual([true, true])
    }
  })

  test.each([
    ['the identity', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['order 2', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['order 4', '0000000000000000000000000000000000000000000000000000000000000000'],
    ['order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['y = p, not canonical', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['y = p + 1, not canonical', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['the identity with a sign', '0100000000000000000000000000000000000000000000000000000000000080'],
    ['no point at all', '0200000000000000000000000000000000000000000000000000000000000000'],
    ['31 bytes', '00'.repeat(31)],
  ])('are not %s', (_what, hex) => {
    expect(crypto.isSafePublicKey(bytes(hex))).toBe(false)
  })

  test('are not good keys with a torsion component', () => {
    const torsion = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
    const mixed = ed25519.Point.BASE.multiply(12345n).add(torsion)
    expect(mixed.isSmallOrder()).toBe(false)
    expect(crypto.isSafePublicKey(mixed.toBytes())).toBe(false)
  })
})

test('X25519 public keys are those of another implementation', () => {
  for (let fill = 0; fill < 5; fill++) {
    const secret = new Uint8Array(32).fill(fill * 51)
    expect(crypto.encryptionPublicKey(secret)).toEqual(x25519.getPublicKey(secret))
  }
})

test('SHA-256 and HKDF are the standard ones', () => {
  expect(hexOf(crypto.sha256(utf8Bytes('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  // RFC 5869, test case 3: no salt, no info, 42 bytes.
  expect(hexOf(crypto.hkdfSha256(new Uint8Array(22).fill(0x0b), '', 42))).toBe(
    '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  )
})
