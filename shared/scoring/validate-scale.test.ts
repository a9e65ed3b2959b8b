import { describe, expect, test } from 'vitest'
import province from '../../build/presets/scale-province-2021.json' with { type: 'json' }
import { group, leaf, parsedScale, scaleOf } from '../../tests/support/scoring/builders.ts'
import type { Criterion, Rule } from '../domain/scale.ts'
import { scaleProblems } from './validate-scale.ts'

const problemsOf = (rule: Rule, more: Partial<Criterion> = {}) =>
  scaleProblems(scaleOf(leaf('1', 1000, rule, more))).map(({ code }) => code)

test('the scale that comes with the program can be published', () => {
  expect(scaleProblems(parsedScale(province))).toEqual([])
})

describe('declared equals filled', () => {
  test('the total and every group that declares one', () => {
    const scale = scaleOf(
      group('A', group('A.I', leaf('1', 30000, { kind: 'direct' })), leaf('2', 10000, { kind: 'direct' })),
    )
    const declared = { ...scale.criteria[0], code: 'A', title: 'A', max: 70000 } as (typeof scale.criteria)[0]
    expect(scaleProblems({ ...scale, total: 100000, criteria: [declared] })).toEqual([
      { code: 'totalDiffers', declared: 100000, filled: 40000 },
      { code: 'groupDiffers', path: ['A'], declared: 70000, filled: 40000 },
    ])
  })
  test('leaf codes are unique, group codes need not be', () => {
    const scale = scaleOf(
      group('1', leaf('a', 100, { kind: 'direct' })),
      group('1', leaf('b', 100, { kind: 'direct' }), leaf('a', 100, { kind: 'direct' })),
    )
    expect(scaleProblems(scale)).toEqual([{ code: 'criterionRepeated', criterion: 'a' }])
  })
})

describe('bands', () => {
  const bands = (...list: { from: string; to?: string; points: number }[]): Rule => ({
    kind: 'bands',
    of: 'result',
    unit: '',
    bands: list,
  })
  test.each([
    [
      'whole',
      [
        { from: '0', to: '5', points: 1 },
        { from: '5', points: 0 },
      ],
      [],
    ],
    [
      'any order',
      [
        { from: '5', points: 0 },
        { from: '0', to: '5', points: 1 },
      ],
      [],
    ],
    [
      'open ones, the first that fits',
      [
        { from: '5', points: 0 },
        { from: '0', points: 1 },
      ],
      [],
    ],
    ['not from 0', [{ from: '1', points: 1 }], [{ from: '0', to: '1' }]],
    ['not to the end', [{ from: '0', to: '9.5', points: 1 }], [{ from: '9.5', to: null }]],
    [
      'a hole',
      [
        { from: '0', to: '2', points: 1 },
        { from: '3', points: 0 },
      ],
      [{ from: '2', to: '3' }],
    ],
  ])('%s', (_name, list, stretches) => {
    const found = scaleProblems(scaleOf(leaf('1', 1000, bands(...list))))
    expect(found).toEqual(
      stretches.map((stretch) => ({ code: 'bandsUncovered', criterion: '1', ...stretch })),
    )
  })
  test('a band that holds nothing, or gives more than the max', () => {
    const list = [
      { from: '0', points: 1 },
      { from: '5', to: '5', points: 1 },
      { from: '7', to: '8', points: 1001 },
    ]
    expect(problemsOf(bands(...list))).toEqual(['bandEmpty', 'pointsAboveMax'])
    expect(problemsOf(bands(...list), { mayExceedMax: true })).toEqual(['bandEmpty'])
  })
})

test.each<[Rule, readonly string[]]>([
  [{ kind: 'relativeToLeader', unit: '', direction: 'lowerIsBetter', pledge: '-100%' }, []],
  [{ kind: 'relativeToLeader', unit: '', direction: 'lowerIsBetter', pledge: '-100.01%' }, ['pledgeOutside']],
  [{ kind: 'proportional', unit: '', floorRatio: '1' }, []],
  [{ kind: 'proportional', unit: '', floorRatio: '3/2' }, ['floorRatioOutside']],
  [{ kind: 'baseWithDeductions', base: 1001, deductions: [] }, ['pointsAboveMax']],
  [
    {
      kind: 'baseWithDeductions',
      base: 0,
      deductions: [{ code: 'a', title: 'x', each: 1 }],
      bonuses: [{ code: 'a', title: 'y', each: 1 }],
    },
    ['itemRepeated'],
  ],
  [{ kind: 'plusMinus', base: 2000, min: 1001, plus: [], minus: [] }, ['pointsAboveMax', 'minAboveMax']],
  [
    {
      kind: 'rankPoints',
      table: [
        { rank: 2, points: 1 },
        { rank: 1, points: 2 },
      ],
    },
    [],
  ],
  [
    {
      kind: 'rankPoints',
      table: [
        { rank: 1, points: 1 },
        { rank: 1, points: 2 },
      ],
    },
    ['rankRepeated'],
  ],
  [
    {
      kind: 'rankPoints',
      table: [
        { rank: 1, points: 1 },
        { rank: 3, points: 2000 },
      ],
    },
    ['rankMissing', 'pointsAboveMax'],
  ],
])('%j', (rule, expected) => {
  expect(problemsOf(rule)).toEqual(expected)
})

test('shares lie between 0 and 1', () => {
  const scale = scaleOf(leaf('1', 1000, { kind: 'direct' }))
  expect(scaleProblems({ ...scale, metShare: '3/2' })).toEqual([
    { code: 'shareOutside', field: 'metShare', value: '3/2' },
  ])
  expect(scaleProblems({ ...scale, metShare: '0.6' })).toEqual([])
})
