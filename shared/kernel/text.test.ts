import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { canonicalText, isCanonicalText, longestMarkRun, normalised, textProblem, textTyped } from './text.ts'

/** Marks of two classes in the order that makes `normalize` sort them one by one. */
function heap(marks: number): string {
  return `a${'\u0301'.repeat(marks / 2)}${'\u0323'.repeat(marks / 2)}`
}

/** Everything that composes, comes apart, is sorted, or stands in two units; with plain letters between. */
const awkward = [
  ...['a', 'ê', 'ệ', ' ', '中', '\u0301', '\u0323', '\u0302', '\u0344', '\u0f73', '\ufb2c', '\u{1d160}'],
  ...['\u1100', '\u1161', '\u11a8', '\uac00', '\u{16d63}', '\u{16d67}', '\u{16d68}', '\u{16d69}'],
  ...['\u{113c2}', '\u{113c5}', '\u09c7', '\u09be', '\u1025', '\u102e', '\u{11099}', '\u{110ba}'],
  ...['\ud800', '\udc00', '\u{1f600}', '\ufeff', '\u200e', '\r', '\n', '\0'],
]

/** A long text out of few characters, so that runs and repetitions come up. */
const longText = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...awkward), { minLength: 1, maxLength: 5 }), fc.nat())
  .map(([few, seed]) => {
    let state = seed
    let text = ''
    while (text.length < 4500) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
      text += few[(state >>> 8) % few.length]
    }
    return text
  })

describe('what people type', () => {
  test('can be made canonical, once and for all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), longText), (text) => {
        const clean = canonicalText(text)
        expect(isCanonicalText(clean)).toBe(true)
        expect(canonicalText(clean)).toBe(clean)
      }),
    )
    expect(canonicalText('Đă\u0301k\r\nNo\u0302ng\u200e\0')).toBe('Đắk\nNông')
  })

  test('is refused rather than shortened where it is too long or has too many marks in a row', () => {
    expect(textTyped('Quý ệ'.normalize('NFD'), 5)).toEqual({ ok: true, value: 'Quý ệ' })
    expect(textTyped('Quý ệ', 4)).toEqual({ ok: false, error: 'tooLong' })
    expect(textTyped('a'.repeat(1_000_000), 5)).toEqual({ ok: false, error: 'tooLong' })
    expect(textTyped(heap(30), 100).ok).toBe(true)
    expect(textTyped(heap(32), 100)).toEqual({ ok: false, error: 'tooManyMarks' })
    expect(textProblem(heap(32), 100)).toBe('tooManyMarks')
  })

  test('does not hide marks behind a character that is dropped, nor in one that comes apart', () => {
    const twenty = '\u0301'.repeat(20)
    expect(textTyped(`a${twenty}\ufeff${twenty}`, 100)).toEqual({ ok: false, error: 'tooManyMarks' })
    expect(textTyped(`a${'\u0344'.repeat(20)}`, 100)).toEqual({ ok: false, error: 'tooManyMarks' })
  })

  test('is canonical when it is taken', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const typed = textTyped(text, 40_000)
        expect(typed.ok ? isCanonicalText(typed.value) : typed.error).toBeOneOf([true, 'tooManyMarks'])
      }),
    )
  })
})

test('long text is normalised in pieces and comes out as if it had been whole', () => {
  fc.assert(
    fc.property(longText, (text) => {
      expect(normalised(text)).toBe(text.normalize('NFC'))
    }),
  )
})

describe('the characters given to `normalize`', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** What `normalize` was asked, counted: the longest text, and all together. */
  function counted(act: () => unknown): { readonly longest: number; readonly all: number } {
    const normalize = vi.spyOn(String.prototype, 'normalize')
    act()
    const lengths = normalize.mock.contexts.map((text) => String(text).length)
    return { longest: Math.max(0, ...lengths), all: lengths.reduce((sum, length) => sum + length, 0) }
  }

  test('are none where too many marks stand in a row', () => {
    expect(counted(() => isCanonicalText(heap(300_000)))).toEqual({ longest: 0, all: 0 })
    expect(counted(() => textTyped(heap(300_000), 1_000_000))).toEqual({ longest: 0, all: 0 })
  })

  test.each([
    ['runs of marks within bounds', `a${'\u0300\u0323'.repeat(longestMarkRun / 2)}`],
    ['letters that compose with the letter before', '\u{16d67}'],
    ['Hangul', '\u1100\u1161\u11a8'],
    ['marks that come apart', 'a\u0f73'],
  ])('come in short pieces and grow with the text: %s', (_what, part) => {
    const text = part.repeat(200_000 / part.length)
    const { longest, all } = counted(() => canonicalText(text))
    expect(longest).toBeLessThan(3000)
    expect(all).toBeLessThan(8 * text.length)
  })
})
