import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { seal, unseal } from './sealed-bytes.ts'
import { createSecretWrapper } from './secret-wrapper.ts'
import { systemRandom } from './system-ports.ts'

const secret = systemRandom.bytes(32)
const key = systemRandom.bytes(32)

describe('sealed bytes', () => {
  test('open with the same key and context only, and with no byte changed', () => {
    const sealed = seal(key, secret, utf8Bytes('một việc'), systemRandom)
    expect(unseal(key, sealed, utf8Bytes('một việc'))).toEqual(secret)
    expect([
      unseal(key, sealed, utf8Bytes('việc khác')),
      unseal(secret, sealed, utf8Bytes('một việc')),
    ]).toEqual([null, null])
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(unseal(key, changed, utf8Bytes('một việc'))).toBe(null)
      expect(unseal(key, sealed.subarray(0, at), utf8Bytes('một việc'))).toBe(null)
    }
    expect(seal(key, secret, utf8Bytes('một việc'), systemRandom)).not.toEqual(sealed)
  })
})

describe("a signatory's key", () => {
  test('comes out with its passphrase only', () => {
    const wrapper = createSecretWrapper(systemRandom)
    const wrapped = wrapper.wrap(secret, 'mat khau nguoi ky')
    expect([wrapper.unwrap(wrapped, 'mat khau nguoi ky'), wrapper.unwrap(wrapped, 'mat khau khac')]).toEqual([
      { ok: true, value: secret },
      { ok: false, error: 'wrongPassphrase' },
    ])
    expect(JSON.parse(wrapped).cost).toBe(2 ** 17)
    const spoilt = [wrapped.slice(1), '{}', wrapped.replace('131072', '1')]
    expect(spoilt.map((each) => wrapper.unwrap(each, 'mat khau nguoi ky'))).toEqual(
      spoilt.map(() => ({ ok: false, error: 'damaged' })),
    )
  })
})

describe('a suggested passphrase', () => {
  test('is five plain words that fulfil the rules and that no input method rewrites', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (chance) => {
        let at = 0
        const random = {
          bytes(length: number) {
            at += length
            return chance.subarray(at - length, at)
          },
        }
        const phrase = passphraseRules.suggest(random)
        expect(phrase).toMatch(/^([a-z]+ ){4}[a-z]+$/)
        expect(passphraseRules.check(phrase, false)).toEqual({ ok: true, value: null })
        // Telex: w; doubled letters, apart or not; s f r x j behind a vowel; d behind d.
        for (const word of phrase.split(' ')) {
          expect(word).not.toMatch(/w|z|aa|ee|oo|dd|[aeiouy].*[sfrxj]|d.*d|a.+a|e.+e|o.+o/)
        }
      }),
    )
    const many = Array.from({ length: 200 }, () => passphraseRules.suggest(systemRandom))
    expect(new Set(many).size).toBe(200)
  })
})
