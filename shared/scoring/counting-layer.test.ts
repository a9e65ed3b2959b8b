import { describe, expect, test } from 'vitest'
import {
  code,
  entry,
  evaluated,
  leaf,
  result,
  scaleOf,
  subjectOf,
  typed,
} from '../../tests/support/scoring/builders.ts'
import type { CountingLayer } from '../domain/season.ts'
import type { Entry } from '../domain/sheet.ts'
import { type CountingInput, countingEntries } from './counting-layer.ts'

const scale = scaleOf(
  leaf('1', 1000, { kind: 'direct' }),
  leaf('2', 1000, { kind: 'passFail' }),
  leaf('3', 1000, {
    kind: 'baseWithDeductions',
    base: 1000,
    deductions: [{ code: 'a', title: 'x', each: 100 }],
  }),
  leaf('4', 1000, { kind: 'relativeToLeader', unit: '', direction: 'lowerIsBetter', defaultTarget: '9' }),
)

const sheets = {
  self: { entries: [typed('1', 999), result('2', '1'), entry('3', {}), result('4', '1')], record: null },
  cross: { entries: [typed('1', 500)], record: 'c' as never },
  appraisal: { entries: [typed('1', 600), result('2', '0'), result('4', '7')], record: 'a' as never },
  review: {
    entries: [typed('1', 400), entry('3', {}), entry('2', {}), result('4', '8')],
    record: 'r' as never,
  },
}

function counting(policy: CountingLayer, given: CountingInput['sheets'] = sheets) {
  return countingEntries({ scale, policy, assignments: new Map(), sheets: given })
}

const inputs = (entries: readonly Entry[] | null) =>
  entries === null
    ? null
    : Object.fromEntries(
        entries.map((each) => [each.criterion as string, each.points ?? each.result ?? 'nothing']).toSorted(),
      )

describe('which layer counts', () => {
  test('the review replaces the appraisal item by item, where it says something', () => {
    const { entries, origin, origins } = counting('appraisal')
    expect(inputs(entries)).toEqual({ '1': 400, '2': '0', '3': 'nothing', '4': '8' })
    expect(origin).toEqual({ layer: 'appraisal', record: 'a' })
    expect([...origins]).toEqual([
      ['1', { layer: 'review', record: 'r' }],
      ['3', { layer: 'review', record: 'r' }],
      ['4', { layer: 'review', record: 'r' }],
    ])
  })
  test('never filled from another layer', () => {
    expect(inputs(counting('appraisal', { self: sheets.self, cross: sheets.cross }).entries)).toBe(null)
    expect(inputs(counting('cross', { self: sheets.self, appraisal: sheets.appraisal }).entries)).toBe(null)
    expect(inputs(counting('appraisal', { ...sheets, review: null }).entries)).toEqual({
      '1': 600,
      '2': '0',
      '4': '7',
    })
    expect(inputs(counting('appraisal', { review: sheets.review }).entries)).toEqual({
      '1': 400,
      '3': 'nothing',
      '4': '8',
    })
  })
  test('cross, and what was agreed in the minutes', () => {
    for (const policy of ['cross', 'agreedInMinutes'] as const) {
      expect(inputs(counting(policy).entries)).toEqual({ '1': 500 })
      expect(counting(policy).origin).toEqual({ layer: 'cross', record: 'c' })
    }
  })
  test('the higher of appraisal and review, item by item; lower results where lower is better', () => {
    expect(inputs(counting('maxOfAppraisalAndReview').entries)).toEqual({
      '1': 600,
      '2': '0',
      '3': 'nothing',
      '4': '7',
    })
  })
  test('an entry that cannot be scored loses against one that can', () => {
    const broken = { entries: [typed('1', 5000)], record: null }
    const given = { appraisal: broken, review: { entries: [typed('1', 10)], record: null } }
    expect(inputs(counting('maxOfAppraisalAndReview', given).entries)).toEqual({ '1': 10 })
    const turned = { appraisal: given.review, review: broken }
    expect(inputs(counting('maxOfAppraisalAndReview', turned).entries)).toEqual({ '1': 10 })
  })
  test('two entries for one criterion are kept, so that the evaluation can refuse them', () => {
    const twice = { appraisal: { entries: [typed('1', 10), typed('1', 20)], record: null } }
    const { entries, origin, origins } = counting('appraisal', twice)
    const scores = evaluated(scale, [{ ...subjectOf('A', entries), origin, origins }])
    expect(scores.get('A')?.criteria[0]).toMatchObject({
      points: null,
      assigned: true,
      problem: { code: 'entryRepeated', criterion: '1' },
    })
  })
})

test('the trace says on which sheet an item stands', () => {
  const { entries, origin, origins } = counting('appraisal')
  const scores = evaluated(scale, [{ ...subjectOf('A', entries), origin, origins }])
  expect(
    scores
      .get('A')
      ?.criteria.slice(0, 2)
      .map(({ trace }) => trace),
  ).toMatchObject([
    { origin: { layer: 'review', record: 'r' } },
    { origin: { layer: 'appraisal', record: 'a' } },
  ])
})

test('a sheet on an old scale counts nothing and says so', () => {
  const scores = evaluated(scale, [subjectOf('A', [typed('1', 10)], { onOldScale: true })])
  expect(scores.get('A')).toMatchObject({
    points: 0,
    missing: ['1', '2', '3', '4'],
    warnings: [{ code: 'oldScale' }],
  })
})

test('an entry for a criterion the scale does not have is named', () => {
  const scores = evaluated(scale, [subjectOf('A', [typed('99', 10)])])
  expect(scores.get('A')?.warnings).toEqual([{ code: 'criterionNotOnScale', criterion: code('99') }])
})
