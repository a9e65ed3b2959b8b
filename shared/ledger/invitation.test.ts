import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { hexOfSeed } from '../../tests/support/ledger/quick-crypto.ts'
import type { PublicKeyHex, SeasonId, Seat } from '../domain/ids.ts'
import { bytesOfHex, hexOf } from '../kernel/bytes.ts'
import { expectOk } from '../kernel/result.ts'
import {
  checkGroup,
  inGroups,
  invitationFor,
  invitationFrom,
  newInvitation,
  parseInvitation,
  signEnrolment,
  slipQr,
  slipText,
} from './invitation.ts'
import { enrolmentStatement } from './invitation-statement.ts'

const crypto = createCrypto()
const season = hexOfSeed('season') as SeasonId
const secretText = fc.string({ unit: fc.constantFrom(...alphabet()), minLength: 28, maxLength: 28 })

function invitationOfSecret(secret: string) {
  return expectOk(invitationFrom(secret, crypto), secret)
}

describe('secrets', () => {
  test('are 28 characters, evenly drawn; made and read they are the same invitation', () => {
    const counts = new Map<string, number>()
    for (let made = 0; made < 200; made++) {
      const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
      const invitation = newInvitation(random, crypto)
      expect(invitation.secret).toMatch(/^[0-9BCFGHJKMNPQRSTVXZ]{28}$/)
      expect(invitationOfSecret(invitation.secret)).toEqual(invitation)
      for (const character of invitation.secret) counts.set(character, (counts.get(character) ?? 0) + 1)
    }
    // 5600 characters, some 207 of each.
    const shares = [...alphabet()].map((character) => counts.get(character) ?? 0)
    expect(Math.min(...shares)).toBeGreaterThan(130)
    expect(Math.max(...shares)).toBeLessThan(300)
  })

  test('different writings are different keys, to the last one', () => {
    fc.assert(
      fc.property(secretText, secretText, (left, right) => {
        const keys = [left, right].map((secret) => invitationOfSecret(secret).publicKey)
        expect(keys[0] === keys[1]).toBe(left === right)
      }),
      { numRuns: 50 },
    )
    expect(invitationOfSecret('Z'.repeat(28)).publicKey).not.toBe(
      invitationOfSecret(`${'Z'.repeat(27)}X`).publicKey,
    )
  })

  test('pinned: the same secret gives the same key and check group for ever', () => {
    const invitation = invitationOfSecret('0123 4567 89BC FGHJ KMNP QRST VXZ7')
    expect({
      secret: invitation.secret,
      seed: hexOf(invitation.seed),
      publicKey: invitation.publicKey,
      season,
      slip: slipText(invitation, season, crypto),
      qr: slipQr(invitation, season),
    }).toMatchInlineSnapshot(`
      {
        "publicKey": "0c48e995ee1790c5471279969ccc512f5fdf7e5fbd3e3ad71db3ce38a2be2172",
        "qr": "GIAOUOC1:0123456789BCFGHJKMNPQRSTVXZ7:8f8e24f65c57e9d506fe81adfca35ef329983d6e33af935dd388a03c579613de",
        "season": "8f8e24f65c57e9d506fe81adfca35ef329983d6e33af935dd388a03c579613de",
        "secret": "0123456789BCFGHJKMNPQRSTVXZ7",
        "seed": "c84e30ef1462cce69c81cb3957984796fb67eed5ecdcd2ef1d322bd33367aad0",
        "slip": "0123 4567 89BC FGHJ KMNP QRST VXZ7 BVST SSCK",
      }
    `)
  })

  test('the seed is HKDF of the number in 17 big-endian bytes', () => {
    const one = new Uint8Array(17)
    one[16] = 1
    const large = new Uint8Array(17)
    large.set([1, 0], 15)
    // 256 in base 27 is 9·27 + 13, and the digit 13 is G.
    const seeds = [invitationOfSecret(`${'0'.repeat(27)}1`), invitationOfSecret(`${'0'.repeat(26)}9G`)].map(
      (invitation) => invitation.seed,
    )
    expect(seeds).toEqual([one, large].map((bytes) => crypto.hkdfSha256(bytes, 'giaouoc/invite/1', 32)))
  })
})

describe('what people type', () => {
  const invitation = invitationOfSecret('0123456789BCFGHJKMNPQRSTVXZ7')
  const slip = slipText(invitation, season, crypto)

  test('is read in any case, with any separators', () => {
    const compact = slip.replaceAll(' ', '')
    const writings = [
      slip,
      compact,
      slip.toLowerCase(),
      compact.replace(/(.{9})/g, '$1 - '),
      ` ${slip.replaceAll(' ', '–')}\n`,
    ]
    for (const writing of writings) {
      const read = expectOk(parseInvitation(writing), writing)
      expect(invitationFor(read, season, crypto)).toEqual({ ok: true, value: invitation })
    }
  })

  test('is read from a QR code, which names the whole season', () => {
    const read = expectOk(parseInvitation(slipQr(invitation, season)), 'scanned')
    expect(invitationFor(read, season, crypto)).toEqual({ ok: true, value: invitation })
    const other = hexOfSeed('other season') as SeasonId
    expect(invitationFor(read, other, crypto)).toEqual({ ok: false, error: { code: 'checkGroup' } })
  })

  test('of another season does not fit', () => {
    const read = expectOk(parseInvitation(slip), 'typed')
    const other = hexOfSeed('other season') as SeasonId
    expect(invitationFor(read, other, crypto)).toEqual({ ok: false, error: { code: 'checkGroup' } })
  })

  test('any one wrong character is noticed', () => {
    fc.assert(
      fc.property(fc.nat(35), fc.integer({ min: 1, max: 26 }), (at, by) => {
        const compact = slip.replaceAll(' ', '')
        const wrong = compact.slice(0, at) + shifted(compact.charAt(at), by) + compact.slice(at + 1)
        const read = parseInvitation(wrong)
        const outcome = read.ok ? invitationFor(read.value, season, crypto) : read
        expect(outcome.ok).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['too short', slip.slice(0, 10), { code: 'length', found: 8 }],
    ['too long', `${slip} 0000`, { code: 'length', found: 40 }],
    ['nothing', '', { code: 'length', found: 0 }],
    ['a vowel', slip.replace(slip.charAt(0), 'a'), { code: 'alphabet', character: 'A' }],
    ['Vietnamese letters', `Đ${slip.slice(1)}`, { code: 'alphabet', character: 'Đ' }],
  ])('%s is refused', (_what, text, error) => {
    expect(parseInvitation(text)).toEqual({ ok: false, error })
  })
})

test('groups of four', () => {
  expect(inGroups('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  expect(slipText(invitationOfSecret('0'.repeat(28)), season, crypto)).toMatch(/^(\S{4} ){8}\S{4}$/)
  expect(checkGroup(invitationOfSecret('0'.repeat(28)), season, crypto)).toHaveLength(8)
})

test('an invitation’s key signs the enrolment it lets in', () => {
  const invitation = invitationOfSecret('7'.repeat(28))
  const enrolment = {
    season,
    seat: 'unit:A3' as Seat,
    key: hexOfSeed('key') as PublicKeyHex,
    encryptionKey: hexOfSeed('box') as PublicKeyHex,
  }
  const signature = signEnrolment(crypto.signerFromSeed(invitation.seed), enrolment)
  const bytes = (hex: string) => expectOk(bytesOfHex(hex), 'hex')
  const verify = (statement: Uint8Array) =>
    crypto.verify(bytes(invitation.publicKey), statement, bytes(signature))
  expect(verify(enrolmentStatement(enrolment))).toBe(true)
  expect(verify(enrolmentStatement({ ...enrolment, seat: 'unit:A4' as Seat }))).toBe(false)
})

function alphabet(): string {
  return '0123456789BCFGHJKMNPQRSTVXZ'
}

function shifted(character: string, by: number): string {
  return alphabet().charAt((alphabet().indexOf(character) + by) % 27)
}
