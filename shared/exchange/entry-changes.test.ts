import { describe, expect, test } from 'vitest'
import type { CriterionCode, Sha256Hex } from '../domain/ids.ts'
import { type Entry, emptyEntry } from '../domain/sheet.ts'
import { entryChanges, entryText } from './entry-changes.ts'

function entry(criterion: string, values: Partial<Entry> = {}): Entry {
  return { ...emptyEntry(criterion as CriterionCode), ...values }
}

describe('an entry as people read it', () => {
  test('tells zero, nothing to count and each kind of input apart', () => {
    const texts = [
      entry('1', { result: '0' }),
      entry('1'),
      entry('1', { result: '25.67' }),
      entry('1', { points: 2567 }),
      entry('1', {
        counts: [
          { code: 'a', count: 2 },
          { code: 'b', count: 0 },
        ],
        waivers: ['c'],
      }),
      entry('1', { ranks: [1, 2] }),
      entry('1', { result: '95', adjustment: -50, reason: 'thiếu minh chứng' }),
      entry('1', { points: 100, evidence: ['0'.repeat(64) as Sha256Hex], adjustment: 5 }),
    ].map(entryText)
    expect(texts).toEqual([
      '0',
      '-',
      '25,67',
      '25,67',
      'a=2; !c',
      '1/2',
      '95 -0,50 (thiếu minh chứng)',
      '1,00 +0,05 [1]',
    ])
  })
})

describe('what a newer sheet changes', () => {
  test('lists changed, added and dropped criteria and leaves out the others', () => {
    const before = [entry('1', { result: '1' }), entry('2', { result: '2' }), entry('3', { result: '3' })]
    const after = [entry('4', { result: '4' }), entry('2', { result: '20' }), entry('3', { result: '3' })]
    expect(entryChanges(before, after)).toEqual([
      { criterion: '4', before: null, after: '4' },
      { criterion: '2', before: '2', after: '20' },
      { criterion: '1', before: '1', after: null },
    ])
  })
})
