import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatCanonicalQuantity,
  parseCanonicalQuantity,
  parsePoints,
  parseQuantity,
  type Quantity,
  quantityScale,
  showPoints,
  showPointsShort,
  showQuantity,
} from './decimal.ts'

/** Quantities the program takes: up to 13 digits before the point, 6 behind it. */
const quantity = fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }).map((value) => value as Quantity)

function read(text: string): string {
  const outcome = parseQuantity(text)
  return outcome.ok ? formatCanonicalQuantity(outcome.value) : outcome.error
}

describe('quantities as people write them', () => {
  test.each([
    ['25,67', '25.67'],
    ['25.67', '25.67'],
    ['  95 ', '95'],
    ['007', '7'],
    ['0.125', '0.125'],
    ['1234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.234.567', '1234567'],
    ['12,50', '12.5'],
    ['0,000001', '0.000001'],
    ['1.2345', '1.2345'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test.each([
    ['1.234', 'ambiguous'],
    ['13,472', 'ambiguous'],
    ['999.000', 'ambiguous'],
    ['-1', 'negative'],
    ['− 1', 'negative'],
    ['0.0000001', 'tooFine'],
    ['99999999999999', 'tooLarge'],
    ['', 'notNumber'],
    ['1e3', 'notNumber'],
    ['1..2', 'notNumber'],
    ['1,2,3', 'notNumber'],
    ['.5', 'notNumber'],
    ['5.', 'notNumber'],
    ['NaN', 'notNumber'],
    ['１２', 'notNumber'],
    ['12 %', 'notNumber'],
  ])('%s is refused as %s', (text, problem) => {
    expect(read(text)).toBe(problem)
  })

  test('a comma and a point mean the same wherever only one of them stands', () => {
    fc.assert(
      fc.property(quantity, (value) => {
        const text = formatCanonicalQuantity(value)
        expect(parseQuantity(text.replace('.', ','))).toEqual(parseQuantity(text))
      }),
    )
  })
})

describe('quantities as records hold them', () => {
  test('have one writing each, which reads back exactly', () => {
    fc.assert(
      fc.property(quantity, (value) => {
        expect(parseCanonicalQuantity(formatCanonicalQuantity(value))).toEqual({ ok: true, value })
      }),
    )
  })

  test.each(['', '01', '1.0', '1.50', '.5', '1.', '+1', '-1', '1,5', ' 1', '1e2'])('%j is none', (text) => {
    expect(parseCanonicalQuantity(text)).toEqual({ ok: false, error: 'notNumber' })
  })

  test('keep to six digits behind the point and thirteen before it', () => {
    expect(parseCanonicalQuantity('0.1234567').ok).toBe(false)
    expect(parseCanonicalQuantity('9999999999999.999999').ok).toBe(true)
    expect(parseCanonicalQuantity('10000000000000').ok).toBe(false)
    expect(parseCanonicalQuantity('1')).toEqual({ ok: true, value: quantityScale })
  })
})

describe('points', () => {
  test.each([
    ['684,5', 68450],
    ['0', 0],
    ['12.34', 1234],
    ['1.234,5', 123450],
  ])('%s are %i hundredths', (text, hundredths) => {
    expect(parsePoints(text)).toEqual({ ok: true, value: hundredths })
  })

  test.each([
    ['1.234', 'tooFine'],
    ['12.345', 'tooFine'],
    ['-1', 'negative'],
    ['x', 'notNumber'],
  ])('%s are refused as %s', (text, problem) => {
    expect(parsePoints(text)).toEqual({ ok: false, error: problem })
  })

  test('are shown with a decimal comma', () => {
    expect([0, 5, -50, 68450, -12345].map(showPoints)).toEqual(['0,00', '0,05', '-0,50', '684,50', '-123,45'])
    expect([0, 68400, 68450, 68455, 1000].map(showPointsShort)).toEqual(['0', '684', '684,5', '684,55', '10'])
    expect(showQuantity(12_500_000n as Quantity)).toBe('12,5')
  })

  test('shown and read again are the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (hundredths) => {
        expect(parsePoints(showPoints(hundredths))).toEqual({ ok: true, value: hundredths })
      }),
    )
  })
})
