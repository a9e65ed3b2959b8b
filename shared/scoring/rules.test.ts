import { describe, expect, test } from 'vitest'
import { entry, leaf, pointsAlone, result, typed } from '../../tests/support/scoring/builders.ts'
import type { Criterion } from '../domain/scale.ts'
import type { Entry } from '../domain/sheet.ts'

/** Points in hundredths, or the code of the problem. */
function outcome(criterion: Criterion, given: Entry, more: Parameters<typeof pointsAlone>[2] = {}) {
  const score = pointsAlone(criterion, given, more)
  return score.points ?? score.problem?.code ?? score.state
}

const counts = (...pairs: readonly [string, number][]) => ({
  counts: pairs.map(([code, count]) => ({ code, count })),
})

describe('direct', () => {
  const rule = leaf('1', 4000, { kind: 'direct' })
  test('typed points stand as typed; 0 is a score', () => {
    expect([typed('1', 2567), typed('1', 0), typed('1', 4000)].map((given) => outcome(rule, given))).toEqual([
      2567, 0, 4000,
    ])
  })
  test('outside is an error, never a silent clamp', () => {
    expect(outcome(rule, typed('1', 4001))).toBe('pointsAboveMax')
    expect(outcome(rule, typed('1', -1))).toBe('pointsInvalid')
    expect(outcome(rule, typed('1', 0.5))).toBe('pointsInvalid')
  })
  test('mayExceedMax lifts the upper end', () => {
    expect(outcome(leaf('1', 4000, { kind: 'direct' }, { mayExceedMax: true }), typed('1', 4500))).toBe(4500)
  })
  test('nothing typed is not scored', () => {
    expect(outcome(rule, entry('1', {}))).toBe('notScored')
  })
})

describe('passFail', () => {
  const rule = leaf('1', 5000, { kind: 'passFail' })
  test.each([
    ['1', 5000],
    ['0', 0],
    ['2', 'passFailResult'],
    ['0.5', 'passFailResult'],
  ])('result %s gives %s', (value, expected) => {
    expect(outcome(rule, result('1', value))).toBe(expected)
  })
})

describe('proportional', () => {
  const rule = leaf('1', 1000, { kind: 'proportional', unit: '', defaultTarget: '30' })
  test.each([
    ['0', 0],
    ['10', 333],
    ['20', 667],
    ['29.999', 1000],
    ['30', 1000],
    ['45', 1000],
  ])('A = %s of T = 30 gives %s', (value, expected) => {
    expect(outcome(rule, result('1', value))).toBe(expected)
  })
  test('under the floor it is 0, at the floor it counts', () => {
    const floored = leaf('1', 1000, { ...rule.rule, kind: 'proportional', unit: '', floorRatio: '1/2' })
    expect(['14.999999', '15'].map((value) => outcome(floored, result('1', value)))).toEqual([0, 500])
    const decimal = leaf('1', 1000, {
      kind: 'proportional',
      unit: '',
      defaultTarget: '30',
      floorRatio: '0.5',
    })
    expect(['14.999999', '15'].map((value) => outcome(decimal, result('1', value)))).toEqual([0, 500])
  })
  test('without a target, or with a target of 0, it is not assigned whatever the policy', () => {
    const without = leaf('1', 1000, { kind: 'proportional', unit: '' })
    expect(outcome(without, result('1', '5'))).toBe('noTarget')
    expect(outcome(without, result('1', '5'), { targets: { '1': { target: '0' } } })).toBe('noTarget')
  })
})

describe('bands', () => {
  const bands = [
    { from: '100', points: 2000 },
    { from: '98', to: '100', points: 1000 },
    { from: '0', to: '98', points: 0 },
  ]
  test.each([
    ['0', 0],
    ['97.999999', 0],
    ['98', 1000],
    ['99.999999', 1000],
    ['100', 2000],
    ['120', 2000],
  ])('of the result: %s gives %s', (value, expected) => {
    expect(
      outcome(leaf('1', 2000, { kind: 'bands', of: 'result', unit: '%', bands }), result('1', value)),
    ).toBe(expected)
  })
  test('of the ratio: 100·A/T, exact at the edge', () => {
    const rule = leaf('1', 2000, { kind: 'bands', of: 'ratio', unit: '', defaultTarget: '3', bands })
    expect(['2.94', '2.939999', '3', '2.999999'].map((value) => outcome(rule, result('1', value)))).toEqual([
      1000, 0, 2000, 1000,
    ])
  })
  test('the first band that fits applies', () => {
    const open = [
      { from: '10', points: 300 },
      { from: '5', points: 200 },
      { from: '0', points: 100 },
    ]
    const rule = leaf('1', 300, { kind: 'bands', of: 'result', unit: '', bands: open })
    expect(['12', '10', '7', '0'].map((value) => outcome(rule, result('1', value)))).toEqual([
      300, 300, 200, 100,
    ])
  })
  test('a hole in a scale that was published all the same is named, not guessed over', () => {
    const rule = leaf('1', 300, {
      kind: 'bands',
      of: 'result',
      unit: '',
      bands: [{ from: '5', points: 300 }],
    })
    expect(outcome(rule, result('1', '4'))).toBe('bandMissing')
  })
})

test('deadline: bands over days late', () => {
  const rule = leaf('1', 3000, {
    kind: 'deadline',
    unit: 'ngày',
    bands: [
      { from: '0', to: '1', points: 3000 },
      { from: '1', to: '8', points: 2000 },
      { from: '8', points: 0 },
    ],
  })
  expect(['0', '1', '7', '8', '400'].map((value) => outcome(rule, result('1', value)))).toEqual([
    3000, 2000, 2000, 0, 0,
  ])
})

describe('baseWithDeductions', () => {
  const rule = leaf('1', 2000, {
    kind: 'baseWithDeductions',
    base: 2000,
    deductions: [
      { code: 'a', title: 'Để lộ', each: 1000, once: true },
      { code: 'b', title: 'Vi phạm', each: 200 },
    ],
    capDeductions: 1500,
  })
  test.each([
    ['nothing to count', {}, 2000],
    ['each times its points', counts(['b', 3]), 1400],
    ['once counts once', counts(['a', 3]), 1000],
    ['the cap holds', counts(['a', 1], ['b', 9]), 500],
    ['a waiver cancels its item whole', { ...counts(['a', 1], ['b', 2]), waivers: ['a'] }, 1600],
    ['an unknown item', counts(['z', 1]), 'itemUnknown'],
    ['an unknown waiver', { waivers: ['z'] }, 'itemUnknown'],
    ['an item twice', counts(['b', 1], ['b', 2]), 'itemRepeated'],
    ['a broken count', counts(['b', -1]), 'countInvalid'],
    ['a count beyond any sense', counts(['b', 9_000_000_000_000]), 'countsTooLarge'],
  ])('%s', (_name, fields, expected) => {
    expect(outcome(rule, entry('1', fields))).toBe(expected)
  })
  test('bonuses have a cap of their own and the max still holds', () => {
    const withBonus = (base: number, mayExceedMax: boolean) =>
      leaf(
        '1',
        1000,
        {
          kind: 'baseWithDeductions',
          base,
          deductions: [{ code: 'a', title: 'Trừ', each: 100 }],
          bonuses: [{ code: 'p', title: 'Cộng', each: 150 }],
          capBonus: 300,
        },
        mayExceedMax ? { mayExceedMax } : {},
      )
    expect(outcome(withBonus(500, false), entry('1', counts(['a', 1], ['p', 1])))).toBe(550)
    expect(outcome(withBonus(500, false), entry('1', counts(['p', 5])))).toBe(800)
    expect(outcome(withBonus(900, false), entry('1', counts(['p', 2])))).toBe(1000)
    expect(outcome(withBonus(900, true), entry('1', counts(['p', 2])))).toBe(1200)
  })
  test('never below 0 without a cap', () => {
    const open = leaf('1', 500, {
      kind: 'baseWithDeductions',
      base: 500,
      deductions: [{ code: 'a', title: 'Trừ', each: 300 }],
    })
    expect(outcome(open, entry('1', counts(['a', 2])))).toBe(0)
  })
})

describe('plusMinus', () => {
  const rule = (min?: number) =>
    leaf('1', 1000, {
      kind: 'plusMinus',
      base: 500,
      ...(min === undefined ? {} : { min }),
      plus: [{ code: 'a', title: 'Cộng', each: 300 }],
      minus: [{ code: 'b', title: 'Trừ', each: 300 }],
    })
  test.each([
    [undefined, counts(['a', 1], ['b', 1]), 500],
    [undefined, counts(['a', 2]), 1000],
    [undefined, counts(['b', 2]), 0],
    [-200, counts(['b', 2]), -100],
    [-200, counts(['b', 9]), -200],
    [100, counts(['b', 9]), 100],
    [undefined, { ...counts(['a', 1], ['b', 9]), waivers: ['b'] }, 800],
  ])('min %s with %j', (min, fields, expected) => {
    expect(outcome(rule(min), entry('1', fields))).toBe(expected)
  })
})

test('countCapped: min(M, count · each), rounded once', () => {
  const rule = leaf('1', 4000, { kind: 'countCapped', unit: 'mô hình', each: 1000 })
  expect(['0', '3', '4', '9', '2.5'].map((value) => outcome(rule, result('1', value)))).toEqual([
    0, 3000, 4000, 4000, 2500,
  ])
  const fine = leaf('1', 4000, { kind: 'countCapped', unit: '', each: 1 })
  expect(['0.499999', '0.5', '1.5'].map((value) => outcome(fine, result('1', value)))).toEqual([0, 1, 2])
})

describe('rankPoints', () => {
  const rule = leaf('1', 3000, {
    kind: 'rankPoints',
    table: [
      { rank: 3, points: 1500 },
      { rank: 1, points: 3000 },
      { rank: 2, points: 2250 },
      { rank: 4, points: 500 },
    ],
  })
  test.each([
    [[1], 3000],
    [[2], 2250],
    [[1, 2], 2250],
    [[1, 1, 2], 3000],
    [[2, 3, 3, 2], 1500],
    [[4], 500],
    [[99], 500],
    [[], 'notScored'],
    [[0], 'rankInvalid'],
  ])('ranks %j give %s', (ranks, expected) => {
    expect(outcome(rule, entry('1', { ranks }))).toBe(expected)
  })
})

describe('the last step: adjustment, then clamp', () => {
  const rule = leaf('1', 1000, { kind: 'passFail' })
  const adjusted = (adjustment: number, value = '1') =>
    entry('1', { result: value, adjustment, reason: 'Kiểm tra thực tế' })
  test('signed, and clamped to the ends', () => {
    expect([-250, 500, -2000].map((each) => outcome(rule, adjusted(each)))).toEqual([750, 1000, 0])
    expect(outcome(rule, adjusted(300, '0'))).toBe(300)
  })
  test('the value before it is not clamped: a deep deduction is not forgiven first', () => {
    const counted = leaf('1', 500, {
      kind: 'baseWithDeductions',
      base: 500,
      deductions: [{ code: 'a', title: 'Trừ', each: 400 }],
    })
    const given = entry('1', { ...counts(['a', 2]), adjustment: 350, reason: 'Miễn một phần' })
    expect(outcome(counted, given)).toBe(50)
  })
  test('never on self, never without a reason', () => {
    expect(outcome(rule, adjusted(-100), { origin: { layer: 'self', record: null } })).toBe(
      'adjustmentOnSelf',
    )
    expect(outcome(rule, entry('1', { result: '1', adjustment: -100, reason: ' ' }))).toBe(
      'adjustmentWithoutReason',
    )
    expect(outcome(rule, entry('1', { result: '1', adjustment: 0 }))).toBe(1000)
  })
  test('an adjustment alone scores nothing', () => {
    expect(outcome(rule, entry('1', { adjustment: 100, reason: 'x' }))).toBe('notScored')
  })
})
