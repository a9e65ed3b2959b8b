import { expect, it } from 'vitest'
import { passphraseWeakness } from './passphrase.ts'

it.each([
  'aaaaaaaaaaaaa',
  'AAAAAAAAAAAAAAAAAAAA',
  '-------------',
  'aaaaaaaaaaaab',
  'abcdefghijklm',
  'ABCDEFGHIJKLM',
  'mlkjihgfedcba',
  'xyzabcdefghij',
  '1234567890123',
  '0123456789012',
  '9876543210987',
  '1 2 3 4 5 6 7 8',
  '1-2-3-4-5-6-7-8-9',
  'a.b.c.d.e.f.g.h',
  '1122334455667788',
  'aaabbbcccdddeee',
  'qwertyuiopqwe',
  'qwertyuiop[]\\',
  'QwErTyUiOpAsD',
  'poiuytrewqpoi',
  'asdfghjkl;asdfghjkl',
  'zxcvbnm,./zxcvbnm',
  'qwertyuiop1234567890',
  '!@#$%^&*()!@#',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7',
  'abcabcabcabca',
  'abababababababab',
  'abc123abc123abc',
  '2021202120212021',
  'lan lan lan lan lan',
  'matkhaumatkhau',
])('%s is predictable', (passphrase) => {
  expect(passphraseWeakness(passphrase)).toBe('predictable')
})

it.each([
  'mot hai ba bon nam',
  'thi-dua-thuc-hanh-2021',
  'giaouoc123456',
  'Mua xuan 2024',
  'ba da ha la ma',
  'Xuong-rong 77 gai',
  'm&9fQ2!xR7zLp',
])('%s is not', (passphrase) => {
  expect(passphraseWeakness(passphrase)).toBeNull()
})

it('names what else is wrong first', () => {
  const given = ['aaaaaaaaaaaa', 'á'.repeat(13), 'x'.repeat(201)]
  expect(given.map(passphraseWeakness)).toEqual(['tooShort', 'notAscii', 'tooLong'])
})
