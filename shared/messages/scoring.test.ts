import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusters, rules } from '../../tests/support/scoring/arbitraries.ts'
import {
  entry,
  evaluated,
  leaf,
  result,
  scaleOf,
  scoreOf,
  subjectOf,
} from '../../tests/support/scoring/builders.ts'
import type { Trace } from '../scoring/trace.ts'
import { ruleInWords } from './scoring.rules.ts'
import { describeTrace } from './scoring.traces.ts'
import { describeWarning } from './scoring.warnings.ts'

const languages = ['vi', 'en'] as const

/** Sentences a person could read: nothing missing, no machine words, numbers with a comma. */
function expectReadable(sentence: string): void {
  expect(sentence).toMatch(/^\S.*\S$/)
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\d\.\d/)
}

test('every trace and warning that can occur becomes readable sentences in both languages', () => {
  fc.assert(
    fc.property(clusters, ({ scale, subjects }) => {
      for (const noTarget of ['exclude', 'leaderAmongNoTarget'] as const) {
        for (const scores of evaluated(scale, subjects, { metShare: '1/2', noTarget }).values()) {
          for (const language of languages) {
            for (const { trace, warnings } of scores.criteria) {
              const sentences = describeTrace(trace as Trace, language)
              expect(sentences.length).toBeGreaterThan(0)
              for (const sentence of sentences) expectReadable(sentence)
              for (const warning of warnings) expectReadable(describeWarning(warning, language))
            }
          }
        }
      }
    }),
  )
})

test('every rule becomes one readable sentence', () => {
  fc.assert(
    fc.property(rules, ({ rule }) => {
      for (const language of languages) expectReadable(ruleInWords(rule, language))
    }),
  )
})

describe('examples', () => {
  const scale = scaleOf(
    leaf('1', 500, { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter', defaultTarget: '10' }),
    leaf('2', 1000, {
      kind: 'baseWithDeductions',
      base: 1000,
      deductions: [{ code: 'a', title: 'Báo cáo chậm', each: 300, once: true }],
      capDeductions: 200,
    }),
  )
  const scores = evaluated(scale, [
    subjectOf('A', [
      result('1', '12.5'),
      entry('2', { counts: [{ code: 'a', count: 2 }], adjustment: -50, reason: 'Thiếu hồ sơ' }),
    ]),
    subjectOf('B', [result('1', '20')]),
    subjectOf('C', null),
  ])
  test('the relative rule', () => {
    const { trace } = scoreOf(scores, 'A', '1')
    expect(describeTrace(trace as Trace, 'vi', { subject: (code) => `đơn vị ${code}` })).toEqual([
      'Kết quả A = 12,5.',
      'Chỉ tiêu T = 10 (chung của thang điểm).',
      'Mức vượt e = (A − T)/T = 1/4 (25 %).',
      'Dẫn đầu: đơn vị B, L = 1 (100 %).',
      'Dẫn đầu tạm tính: chưa có kết quả của đơn vị C.',
      'Vượt chỉ tiêu: m · M + (1 − m) · M · e/L (m = 1/2).',
      'Trước khi làm tròn 3,125; làm tròn 3,13.',
      'Điểm: 3,13 / 5,00.',
      'Nguồn: Thẩm định (chưa nộp).',
    ])
  })
  test('counted items, cap and adjustment', () => {
    const { trace } = scoreOf(scores, 'A', '2')
    const [, criterion] = scale.criteria
    const words = criterion !== undefined && 'rule' in criterion ? { criterion } : {}
    expect(describeTrace(trace as Trace, 'en', words)).toEqual([
      'Base 10,00.',
      'a) Báo cáo chậm: − 1 × 3,00 = 3,00 (2 times, counted once).',
      'Capped at 2,00 (instead of 3,00).',
      'Adjustment -0,50: Thiếu hồ sơ',
      'Points: 7,50 / 10,00.',
      'Source: Appraisal (not submitted).',
    ])
  })
})
