import { describe, expect, test } from 'vitest'
import { utf8Bytes } from './bytes.ts'
import { type JsonBounds, jsonExcess } from './json-bounds.ts'

const bounds: JsonBounds = { depth: 3, containers: 5, values: 10, keys: 3, unlikeKeys: 4 }

function excessOf(text: string): string | null {
  return jsonExcess(utf8Bytes(text), bounds)
}

describe('what JSON asks for is known before it is parsed', () => {
  test.each([
    ['just as deep as allowed', '[[[[]]]]', null],
    ['one deeper', '[[[[[]]]]]', 'tooDeep'],
    ['just as many lists as allowed', '[[],[],[],[]]', null],
    ['one list more', '[[],[],[],[],[]]', 'tooManyValues'],
    ['just as many values as allowed', '[1,2,3,4,5,6,7,8,9]', null],
    ['one value more', '[1,2,3,4,5,6,7,8,9,0]', 'tooManyValues'],
    ['just as many fields as allowed', '{"a":1,"b":2,"c":3}', null],
    ['one field more', '{"a":1,"b":2,"c":3,"d":4}', 'tooManyKeys'],
    ['the same fields again and again', '[{"a":1,"b":2},{"a":1,"b":2},{"a":1,"b":2}]', null],
    ['other fields each time', '[{"a":1,"b":2},{"c":1,"d":2},{"e":1}]', 'tooManyKeys'],
    ['fields that begin alike', '[{"aa":1},{"ab":1},{"ac":1},{"ad":1}]', null],
    ['marks that only stand in text', `["${'[{,:'.repeat(20)}\\"${'[{,:'.repeat(20)}"]`, null],
    ['a text without end', '["a', null],
    ['an escape without end', '["a\\', null],
    ['only closings', ']]}}', null],
    ['colons outside everything', '::::::::', null],
    ['nothing', '', null],
  ])('%s', (_what, text, excess) => {
    expect(excessOf(text)).toBe(excess)
  })

  test('the same names in other places are unlike', () => {
    expect(excessOf('[{"a":1,"b":2},{"b":1,"a":2},{"a":1}]')).toBe('tooManyKeys')
  })
})
