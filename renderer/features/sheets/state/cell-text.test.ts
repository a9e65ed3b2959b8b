import { describe, expect, it } from 'vitest'
import type { Criterion, Rule } from '../../../../shared/domain/scale.ts'
import { emptyEntry } from '../../../../shared/domain/sheet.ts'
import { type CellWords, editedText, readAdjustmentText, readResultText, resultText } from './cell-text.ts'

const words: CellWords = { passed: 'Đạt', failed: 'Không đạt', nothingToCount: 'Không phát sinh' }
const criterion = (rule: Rule): Criterion => ({
  code: '1' as Criterion['code'],
  title: 'Tiêu chí',
  max: 1000,
  rule,
})
const counted = criterion({
  kind: 'baseWithDeductions',
  base: 1000,
  deductions: [
    { code: 'a', title: 'Chậm', each: 100 },
    { code: 'b', title: 'Không báo cáo', each: 300 },
  ],
})
const passFail = criterion({ kind: 'passFail' })
const relative = criterion({ kind: 'relativeToLeader', unit: '%', direction: 'higherIsBetter' })
const direct = criterion({ kind: 'direct' })

function shown(of: Criterion, typed: string): string | object {
  const reading = readResultText(of, typed, undefined)
  if (!reading.ok) return reading.problem
  return reading.entry === null ? 'not scored' : resultText(of.rule, reading.entry, words)
}

describe('typing into a result cell', () => {
  it('keeps zero, nothing to count and not scored apart', () => {
    expect([
      shown(relative, '0'),
      shown(counted, '-'),
      shown(counted, '0'),
      shown(counted, ''),
      shown(relative, ''),
    ]).toEqual(['0', 'Không phát sinh', 'Không phát sinh', 'not scored', 'not scored'])
  })

  it('reads counted items as files write them, waivers too', () => {
    expect([shown(counted, 'a=2;b=1'), shown(counted, 'A2; !b'), shown(counted, 'c=1')]).toEqual([
      'a=2; b=1',
      { code: 'items', known: 'a, b' },
      { code: 'items', known: 'a, b' },
    ])
    expect(shown(counted, 'A=2; !b')).toBe('a=2; !b')
  })

  it('asks back an ambiguous quantity and refuses points that are too fine', () => {
    expect([shown(relative, '1.234'), shown(direct, '1,234')]).toEqual([
      { code: 'ambiguous', whole: '1234', fraction: '1.234' },
      { code: 'tooFine' },
    ])
  })

  it('reads pass and fail by 1/0 and by words', () => {
    expect(['1', 'đạt', '0', 'k', '2'].map((typed) => shown(passFail, typed))).toEqual([
      'Đạt',
      'Đạt',
      'Không đạt',
      'Không đạt',
      { code: 'passFail' },
    ])
  })

  it('writes what it reads', () => {
    for (const [of, typed] of [
      [counted, 'a=2;!b'],
      [counted, '-'],
      [relative, '12,5'],
      [direct, '7,25'],
      [passFail, '0'],
    ] as const) {
      const reading = readResultText(of, typed, undefined)
      expect(reading.ok && reading.entry !== null ? editedText(of.rule, reading.entry) : null).toBe(typed)
    }
  })

  it('keeps reason and adjustment when only the result is cleared', () => {
    const entry = { ...emptyEntry(relative.code), result: '5', reason: 'theo hồ sơ' }
    expect(readResultText(relative, '', entry)).toEqual({
      ok: true,
      entry: { ...entry, result: null },
    })
  })
})

describe('typing an adjustment', () => {
  it('reads signed points and takes zero as none', () => {
    const read = (typed: string) => {
      const reading = readAdjustmentText(relative, typed, { ...emptyEntry(relative.code), result: '5' })
      return reading.ok ? reading.entry?.adjustment : reading.problem.code
    }
    expect([read('-0,5'), read('+1'), read('−2'), read('0'), read('x')]).toEqual([
      -50,
      100,
      -200,
      null,
      'notNumber',
    ])
  })

  it('never makes a counted criterion scored by itself', () => {
    expect(readAdjustmentText(counted, '-1', undefined)).toEqual({
      ok: false,
      problem: { code: 'resultFirst' },
    })
  })
})
