import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, parseRational, rational, rationalText, roundHalfAway } from './rational.ts'

const rationals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([numerator, denominator]) => rational(numerator, denominator))

test('half away from zero', () => {
  const rounded = [-25n, -15n, -14n, -5n, -4n, 0n, 4n, 5n, 14n, 15n, 25n].map((tenths) =>
    roundHalfAway(rational(tenths, 10n)),
  )
  expect(rounded).toEqual([-3n, -2n, -1n, -1n, 0n, 0n, 0n, 1n, 1n, 2n, 3n])
})

test('a rounded value is at most one half away, and its negative rounds to the negative', () => {
  fc.assert(
    fc.property(rationals, (value) => {
      const { numerator, denominator } = value
      const off = roundHalfAway(value) * denominator - numerator
      expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(denominator)
      expect(roundHalfAway(rational(-numerator, denominator))).toBe(-roundHalfAway(value))
    }),
  )
})

test('text and back', () => {
  fc.assert(
    fc.property(rationals, (value) => {
      const again = parseRational(rationalText(value))
      expect(again && again.numerator * value.denominator).toBe(again && value.numerator * again.denominator)
    }),
  )
  expect(['6/4', '-6/4', '0.60', '12'].map((text) => rationalText(parseRational(text) ?? 0))).toEqual([
    '3/2',
    '-3/2',
    '3/5',
    '12',
  ])
  expect(['', '1/0', '1/', 'x', '1.', '.5', '1e3', '--1'].map(parseRational)).toEqual(Array(8).fill(null))
})

test('six digits, half away from zero', () => {
  const shown = (numerator: bigint, denominator: bigint) => decimalText(rational(numerator, denominator), 6)
  expect([
    shown(200n, 3n),
    shown(1n, 2_000_000n),
    shown(-1n, 2_000_000n),
    shown(-1n, 3_000_000n),
    shown(0n, 7n),
  ]).toEqual(['66.666667', '0.000001', '-0.000001', '0.000000', '0.000000'])
})
