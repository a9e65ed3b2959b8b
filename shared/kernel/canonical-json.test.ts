import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { utf8Bytes, utf8Text } from './bytes.ts'
import { type CanonicalProblem, canonicalBytes, canonicalLimits, parseCanonical } from './canonical-json.ts'
import { expectOk } from './result.ts'
import { canonicalText } from './text.ts'

function written(value: unknown): string {
  return expectOk(utf8Text(expectOk(canonicalBytes(value), 'canonical')), 'UTF-8')
}
function problemOfText(text: string | Uint8Array): CanonicalProblem | 'none' {
  const outcome = parseCanonical(typeof text === 'string' ? utf8Bytes(text) : text)
  return outcome.ok ? 'none' : outcome.error.problem
}
function problemOfValue(value: unknown): CanonicalProblem | 'none' {
  const outcome = canonicalBytes(value)
  return outcome.ok ? 'none' : outcome.error.problem
}

const canonicalString = fc.string({ unit: 'grapheme' }).map(canonicalText)
const canonicalKey = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,39}$/)
const canonicalValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((number) => (Object.is(number, -0) ? 0 : number)),
    canonicalString,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(canonicalKey, tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('writing', () => {
  test('sorts keys, writes no spaces, escapes only what it must', () => {
    expect(written({ b: [1, -2, null, true], a: 'Đắk "Nông"\n\\/', aB: {}, a1: [] })).toBe(
      '{"a":"Đắk \\"Nông\\"\\n\\\\/","a1":[],"aB":{},"b":[1,-2,null,true]}',
    )
  })

  test.each<[string, unknown, CanonicalProblem]>([
    ['a fraction', 1.5, 'badNumber'],
    ['minus zero', -0, 'badNumber'],
    ['not a number', Number.NaN, 'badNumber'],
    ['infinity', Number.POSITIVE_INFINITY, 'badNumber'],
    ['2^53', 2 ** 53, 'badNumber'],
    ['text that is not NFC', 'e\u0301', 'badString'],
    ['a lone surrogate', '\ud800', 'badString'],
    ['NUL', 'a\0', 'badString'],
    ['a C1 control', '\u0085', 'badString'],
    ['a carriage return', '\r\n', 'badString'],
    ['a byte order mark', '\ufeff', 'badString'],
    ['a bidi override', '\u202e', 'badString'],
    ['an Arabic letter mark', '\u061c', 'badString'],
    ['a key with a dash', { 'a-b': 1 }, 'badKey'],
    ['a key in capitals', { Ab: 1 }, 'badKey'],
    ['an empty key', { '': 1 }, 'badKey'],
    ['a key of 41 characters', { ['a'.repeat(41)]: 1 }, 'badKey'],
    ['undefined', { a: undefined }, 'notJson'],
    ['a bigint', 1n, 'notJson'],
    ['a function', () => 1, 'notJson'],
  ])('refuses %s', (_what, value, problem) => {
    expect(problemOfValue(value)).toBe(problem)
  })

  test('keeps to depth and size', () => {
    const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)])
    expect(problemOfValue(nested(canonicalLimits.depth))).toBe('none')
    expect(problemOfValue(nested(canonicalLimits.depth + 1))).toBe('tooDeep')
    expect(problemOfValue('a'.repeat(canonicalLimits.bytes))).toBe('tooLarge')
    expect(problemOfValue('a'.repeat(canonicalLimits.bytes - 2))).toBe('none')
  })
})

describe('reading', () => {
  test.each<[string, string, CanonicalProblem]>([
    ['spaces', '{"a": 1}', 'notCanonical'],
    ['a trailing newline', '{}\n', 'notCanonical'],
    ['other order', '{"b":1,"a":2}', 'notCanonical'],
    ['a key twice', '{"a":1,"a":1}', 'notCanonical'],
    ['a key twice with other values', '{"a":1,"a":2}', 'notCanonical'],
    ['a needless escape', '"\\u0041"', 'notCanonical'],
    ['an escaped slash', '"\\/"', 'notCanonical'],
    ['1.0', '[1.0]', 'notCanonical'],
    ['1e2', '[1e2]', 'notCanonical'],
    ['-0', '[-0]', 'badNumber'],
    ['a number beyond 2^53', '[9007199254740993]', 'badNumber'],
    ['a huge exponent', '[1e999]', 'badNumber'],
    ['an escaped NUL', '"\\u0000"', 'badString'],
    ['an escaped lone surrogate', '"\\ud800"', 'badString'],
    ['a decomposed letter', '"e\u0301"', 'badString'],
    ['__proto__ as key', '{"__proto__":{"a":1}}', 'badKey'],
    ['a byte order mark', '\ufeff{}', 'notJson'],
    ['NaN', '[NaN]', 'notJson'],
    ['a comment', '{}//', 'notJson'],
    ['two values', '{}{}', 'notJson'],
    ['nothing', '', 'notJson'],
    ['a trailing comma', '[1,]', 'notJson'],
  ])('refuses %s', (_what, text, problem) => {
    expect(problemOfText(text)).toBe(problem)
  })

  test('refuses ill-formed UTF-8', () => {
    const overlong = new Uint8Array([0x22, 0xc0, 0x80, 0x22])
    const surrogate = new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])
    const cut = new Uint8Array([0x22, 0xc4])
    expect([overlong, surrogate, cut].map(problemOfText)).toEqual(Array(3).fill('illFormedUtf8'))
  })

  test('hostile depth and size are refused at once, without recursion', () => {
    const deep = '['.repeat(1_000_000)
    expect(problemOfText(deep)).toBe('tooDeep')
    expect(problemOfText(`${deep}${']'.repeat(1_000_000)}`)).toBe('tooDeep')
    expect(problemOfText(new Uint8Array(canonicalLimits.bytes + 1))).toBe('tooLarge')
  })

  test.each([
    ['empty lists', '[]', 'tooManyValues'],
    ['numbers', '0', 'tooManyValues'],
    ['letters', '"\u1ebf"', 'tooManyValues'],
    ['fields that are never the same', null, 'tooManyKeys'],
  ] as const)('millions of %s are refused unparsed', (_what, item, problem) => {
    const items = Array.from({ length: 500_000 }, (_, index) => item ?? `{"k${index.toString(36)}":0}`)
    const text = `[${items
      .join(',')
      .slice(0, 4_000_000)
      .replace(/,[^,]*$/, '')}]`
    const parse = vi.spyOn(JSON, 'parse')
    const refused = problemOfText(text)
    const parsed = parse.mock.calls.length
    parse.mockRestore()
    expect({ refused, parsed }).toEqual({ refused: problem, parsed: 0 })
  })

  test('what could not be read again is not written', () => {
    expect(problemOfValue(Array.from({ length: canonicalLimits.values + 1 }, () => 0))).toBe('tooManyValues')
    const wide = Object.fromEntries(Array.from({ length: canonicalLimits.keys + 1 }, (_, n) => [`k${n}`, 0]))
    expect(problemOfValue(wide)).toBe('tooManyKeys')
  })

  test('the largest lists that records may hold are read', () => {
    const item = { assigned: true, baseline: null, criterion: '1', subject: 'A1', target: null }
    const items = Array.from({ length: 50_000 }, () => item)
    const records = Array.from({ length: 50_000 }, () => 'a'.repeat(64))
    expect([problemOfText(written({ items })), problemOfText(written({ records }))]).toEqual(['none', 'none'])
  })

  test('brackets inside text are no depth', () => {
    expect(problemOfText(`"${'['.repeat(100)}\\"${'{'.repeat(100)}"`)).toBe('none')
  })

  test('gives plain values whose prototype nobody touched', () => {
    const value = expectOk(parseCanonical(utf8Bytes('{"constructor":1}')), 'canonical')
    expect(value).toEqual({ constructor: 1 })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('properties', () => {
  test('what is written is read back equal, from bytes that are the only writing', () => {
    fc.assert(
      fc.property(canonicalValue, (value) => {
        const bytes = expectOk(canonicalBytes(value), 'canonical')
        const again = expectOk(parseCanonical(bytes), 'read')
        expect(expectOk(canonicalBytes(again), 'again')).toEqual(bytes)
        expect(JSON.stringify(again)).toBe(expectOk(utf8Text(bytes), 'UTF-8'))
      }),
    )
  })

  test('the order in which keys were set plays no part', () => {
    fc.assert(
      fc.property(fc.uniqueArray(canonicalKey, { maxLength: 10 }), fc.integer(), (keys, number) => {
        const forwards = Object.fromEntries(keys.map((key) => [key, number]))
        const backwards = Object.fromEntries([...keys].reverse().map((key) => [key, number]))
        expect(written(forwards)).toBe(written(backwards))
      }),
    )
  })

  test('any change of one byte is refused or is another value', () => {
    fc.assert(
      fc.property(canonicalValue, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
        const bytes = expectOk(canonicalBytes(value), 'canonical')
        const other = new Uint8Array(bytes)
        const index = at % other.length
        other[index] = (other[index] ?? 0) ^ change
        const read = parseCanonical(other)
        if (read.ok) expect(expectOk(canonicalBytes(read.value), 'again')).toEqual(other)
      }),
    )
  })

  test('random bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseCanonical(bytes)))
    fc.assert(fc.property(fc.json(), (text) => void parseCanonical(utf8Bytes(text))))
  })
})
