import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCanonicalQuantity } from '../kernel/decimal.ts'
import { amountText, parseAmount, parseAmountText, parsePledge, pledgedTarget } from './amount.ts'

const texts = fc.oneof(
  fc.stringMatching(/^\d{0,14}\.?\d{0,8}$/),
  fc.string(),
  fc.constantFrom('0', '00', '0.0', '.5', '5.', '-1', '1,5', '0.000001', '1234567890123.654321', '1e3'),
)

test('reads exactly what the strict reader reads', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const strict = parseCanonicalQuantity(text)
      expect(parseAmount(text)).toBe(strict.ok ? strict.value * 1_000_000n : null)
    }),
    { numRuns: 2000 },
  )
})

test('text and back', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const amount = parseAmount(text)
      if (amount === null) return
      expect(amountText(amount)).toBe(text)
      expect(parseAmountText(text)).toBe(amount)
    }),
  )
})

test('pledges are exact', () => {
  const target = (baseline: string, pledge: string) => {
    const [amount, factor] = [parseAmount(baseline), parsePledge(pledge)]
    return amount === null || factor === null ? null : amountText(pledgedTarget(amount, factor))
  }
  expect([
    target('100', '-5%'),
    target('0.000001', '-5%'),
    target('3', '+12.5%'),
    target('7', '-100%'),
    target('7', '10%'),
    target('7', '-100.0001%'),
    target('7', '5'),
  ]).toEqual(['95', '0.00000095', '3.375', '0', '7.7', null, null])
})
