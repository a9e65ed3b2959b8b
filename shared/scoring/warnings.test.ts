import { describe, expect, test } from 'vitest'
import {
  entry,
  evaluated,
  leaf,
  pointsAlone,
  result,
  scaleOf,
  scoreOf,
  subjectOf,
  typed,
} from '../../tests/support/scoring/builders.ts'
import type { SubjectScores } from './scores.ts'
import { layerGapWarnings } from './warnings.ts'

const relative = leaf('1', 1000, { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter' })

function codes(targets: Readonly<Record<string, string>>, value: string) {
  const scores = evaluated(
    scaleOf(relative),
    Object.entries(targets).map(([name, target]) =>
      subjectOf(name, [result('1', value)], { targets: { '1': { target } } }),
    ),
  )
  return Object.fromEntries(
    Object.keys(targets).map((name) => [name, scoreOf(scores, name, '1').warnings.map((each) => each.code)]),
  )
}

describe('targets', () => {
  test('e above 300 %, not at it', () => {
    expect(codes({ A: '10' }, '40')).toEqual({ A: [] })
    expect(codes({ A: '10' }, '40.000001')).toEqual({ A: ['excessAbove300'] })
  })
  test("more than 10 times off the cluster's median, on either side", () => {
    expect(codes({ A: '90', B: '90', C: '9', D: '8.9', E: '901', F: '90' }, '5')).toEqual({
      A: [],
      B: [],
      C: [],
      D: ['targetFarFromMedian'],
      E: ['targetFarFromMedian'],
      F: [],
    })
  })
  test('the median of an even number is the mean of the two in the middle', () => {
    expect(codes({ A: '1', B: '21' }, '1')).toEqual({ A: ['targetFarFromMedian'], B: [] })
    expect(codes({ A: '1', B: '19' }, '1')).toEqual({ A: [], B: [] })
  })
})

test('a bonus at its cap, or cut by the max', () => {
  const bonus = (base: number, count: number) =>
    pointsAlone(
      leaf('1', 1000, {
        kind: 'baseWithDeductions',
        base,
        deductions: [],
        bonuses: [{ code: 'p', title: 'Cộng', each: 100 }],
        capBonus: 300,
      }),
      entry('1', { counts: [{ code: 'p', count }] }),
    ).warnings
  expect([bonus(0, 2), bonus(0, 3), bonus(0, 9), bonus(900, 2), bonus(1000, 0)]).toEqual([
    [],
    [{ code: 'bonusAtCap', cap: 300 }],
    [{ code: 'bonusAtCap', cap: 300 }],
    [{ code: 'bonusAtCap', cap: 1000 }],
    [],
  ])
})

test("evidence is missed on the subject's own sheet only", () => {
  const criterion = leaf('1', 1000, { kind: 'direct' }, { evidence: true })
  const self = { origin: { layer: 'self', record: null } } as const
  expect(pointsAlone(criterion, typed('1', 5), self).warnings).toEqual([{ code: 'evidenceMissing' }])
  expect(pointsAlone(criterion, typed('1', 5)).warnings).toEqual([])
  const proven = entry('1', { points: 5, evidence: ['ab' as never] })
  expect(pointsAlone(criterion, proven, self).warnings).toEqual([])
})

test('self above appraisal by more than 5 % of the max is amber, by more than 10 % red', () => {
  const criteria = [5, 50, 51, 100, 101, -500].map((gap, index) => ({ gap, code: String(index) }))
  const scale = scaleOf(...criteria.map((each) => leaf(each.code, 1000, { kind: 'direct' })))
  const layer = (plus: boolean) =>
    evaluated(scale, [
      subjectOf(
        'A',
        criteria.map((each) => typed(each.code, 500 + (plus ? each.gap : 0))),
      ),
    ]).get('A') as SubjectScores
  expect(layerGapWarnings(layer(true).criteria, layer(false).criteria)).toMatchObject([
    { criterion: '2', level: 'amber', self: 551, appraisal: 500 },
    { criterion: '3', level: 'amber' },
    { criterion: '4', level: 'red' },
  ])
})

test('a percent outside 0–100', () => {
  const scale = scaleOf(leaf('1', 1000, { kind: 'direct' }, { mayExceedMax: true }))
  const over = evaluated(scale, [subjectOf('A', [typed('1', 1200)])]).get('A')
  expect(over?.warnings).toEqual([{ code: 'percentOutside', percent: '120.000000' }])
  const under = scaleOf(
    leaf('1', 300, { kind: 'plusMinus', min: -500, plus: [], minus: [{ code: 'b', title: 'x', each: 100 }] }),
  )
  const given = entry('1', { counts: [{ code: 'b', count: 1 }] })
  expect(evaluated(under, [subjectOf('A', [given])]).get('A')?.warnings).toEqual([
    { code: 'percentOutside', percent: '-33.333333' },
  ])
})

test('a warning never changes a score', () => {
  const honest = evaluated(scaleOf(relative), [
    subjectOf('A', [result('1', '50')], { targets: { '1': { target: '10' } } }),
  ])
  expect(scoreOf(honest, 'A', '1')).toMatchObject({ points: 1000, warnings: [{ code: 'excessAbove300' }] })
})
