import { describe, expect, test } from 'vitest'
import {
  evaluated,
  leaf,
  pointsOn,
  result,
  scaleOf,
  scoreOf,
  subjectOf,
  usualPolicies,
} from '../../tests/support/scoring/builders.ts'
import type { Rule } from '../domain/scale.ts'
import type { SubjectInput } from './scores.ts'

const relative = (fields: Partial<Extract<Rule, { kind: 'relativeToLeader' }>> = {}): Rule => ({
  kind: 'relativeToLeader',
  unit: '',
  direction: 'higherIsBetter',
  ...fields,
})
const higher = scaleOf(leaf('1', 500, relative({ defaultTarget: '10' })))
const lower = scaleOf(leaf('1', 500, relative({ direction: 'lowerIsBetter', defaultTarget: '10' })))

/** Each subject with one result; null: no result yet. */
function cluster(results: Readonly<Record<string, string | null>>): readonly SubjectInput[] {
  return Object.entries(results).map(([name, value]) =>
    subjectOf(name, value === null ? null : [result('1', value)]),
  )
}

function points(scale: typeof higher, results: Readonly<Record<string, string | null>>) {
  return pointsOn(evaluated(scale, cluster(results)), '1')
}

describe('the worked example: M = 5, T = 10', () => {
  test('8 → 2,00; 10 → 2,50; 15 → 3,75; 20 leads → 5,00', () => {
    expect(points(higher, { A: '8', B: '10', C: '15', D: '20' })).toEqual({ A: 200, B: 250, C: 375, D: 500 })
  })
  test('nobody beyond the target: whoever meets it has the base share', () => {
    expect(points(higher, { A: '8', B: '10', C: '10' })).toEqual({ A: 200, B: 250, C: 250 })
  })
  test('everybody below: each in proportion, the best of them too', () => {
    expect(points(higher, { A: '9', B: '3' })).toEqual({ A: 225, B: 75 })
  })
  test('all tied leaders get the max', () => {
    expect(points(higher, { A: '12', B: '12', C: '11' })).toEqual({ A: 500, B: 500, C: 375 })
  })
})

describe('lower is better', () => {
  test('e = (T − A)/T, below the target m·M·T/A', () => {
    expect(points(lower, { A: '20', B: '10', C: '5', D: '0' })).toEqual({ A: 125, B: 250, C: 375, D: 500 })
  })
  test('T = 0: A = 0 meets it, more gets nothing, neither leads', () => {
    const targets = { '1': { target: '0' } }
    const scores = evaluated(lower, [
      subjectOf('A', [result('1', '0')], { targets }),
      subjectOf('B', [result('1', '3')], { targets }),
      subjectOf('C', [result('1', '9')]),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: 250, B: 0, C: 500 })
    expect(scoreOf(scores, 'A', '1').trace).toMatchObject({ leader: { subjects: ['C'] } })
  })
})

describe('targets', () => {
  test('an assigned target stands before the default', () => {
    const scores = evaluated(higher, [
      subjectOf('A', [result('1', '10')], { targets: { '1': { target: '20' } } }),
      subjectOf('B', [result('1', '10')]),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: 125, B: 250 })
  })
  test('a pledge is exact: T = B·(1 + pledge)', () => {
    const pledged = scaleOf(leaf('1', 500, relative({ direction: 'lowerIsBetter', pledge: '-5%' })))
    const scores = evaluated(pledged, [
      subjectOf('A', [result('1', '95')], { targets: { '1': { baseline: '100' } } }),
      subjectOf('B', [result('1', '95.000001')], { targets: { '1': { baseline: '100' } } }),
      subjectOf('C', [result('1', '0.000001')], { targets: { '1': { baseline: '0.000001' } } }),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: 250, B: 250, C: 238 })
    expect(scoreOf(scores, 'A', '1').trace).toMatchObject({
      outcome: 'met',
      excess: '0',
      target: { value: '95', from: 'pledge', baseline: '100', pledge: '-5%' },
    })
    expect(scoreOf(scores, 'B', '1').trace).toMatchObject({ outcome: 'below' })
    expect(scoreOf(scores, 'C', '1').trace).toMatchObject({ target: { value: '0.00000095' } })
  })
  test('"not assigned" is neither scored nor a leader', () => {
    const scores = evaluated(higher, [
      subjectOf('A', [result('1', '99')], { targets: { '1': { assigned: false } } }),
      subjectOf('B', [result('1', '15')]),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: null, B: 500 })
    expect(scores.get('A')).toMatchObject({ points: 0, assignedMax: 0, missing: [] })
  })
})

describe('no target', () => {
  const free = scaleOf(leaf('1', 500, relative()))
  test('policy exclude: no points, not assigned, not incomplete, a warning', () => {
    const scores = evaluated(free, cluster({ A: '5' }))
    expect(scoreOf(scores, 'A', '1')).toMatchObject({
      points: null,
      assigned: false,
      state: 'noTarget',
      warnings: [{ code: 'noTarget' }],
    })
    expect(scores.get('A')).toMatchObject({ assignedMax: 0, missing: [] })
  })
  test('T = 0 where higher is better is no target', () => {
    const scores = evaluated(free, [
      subjectOf('A', [result('1', '5')], { targets: { '1': { target: '0' } } }),
    ])
    expect(scoreOf(scores, 'A', '1').state).toBe('noTarget')
  })
  test('policy leaderAmongNoTarget: M·A/max A within that group alone', () => {
    const policies = { ...usualPolicies, noTarget: 'leaderAmongNoTarget' } as const
    const scores = evaluated(
      free,
      [
        ...cluster({ A: '5', B: '15', C: null }),
        subjectOf('D', [result('1', '99')], { targets: { '1': { target: '50' } } }),
        subjectOf('E', [result('1', '30')], { excluded: true }),
      ],
      policies,
    )
    expect(pointsOn(scores, '1')).toEqual({ A: 167, B: 500, C: null, D: 500, E: 500 })
    expect(scoreOf(scores, 'B', '1').warnings).toEqual([{ code: 'fullMarksWithoutTarget' }])
    expect(scores.get('C')?.missing).toEqual(['1'])
    expect(pointsOn(evaluated(free, cluster({ A: '0', B: '0' }), policies), '1')).toEqual({ A: 0, B: 0 })
  })
  test("a scale's own policy wins over the season's", () => {
    const own = { ...free, noTarget: 'leaderAmongNoTarget' } as const
    expect(pointsOn(evaluated(own, cluster({ A: '5', B: '10' })), '1')).toEqual({ A: 250, B: 500 })
  })
})

describe('who may lead', () => {
  test('excluded and quarantined subjects set no leader and never get more than the max', () => {
    const scores = evaluated(higher, [
      ...cluster({ A: '15', B: '12' }),
      subjectOf('X', [result('1', '40')], { excluded: true }),
      subjectOf('Y', [result('1', '13')], { quarantined: true }),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: 500, B: 350, X: 500, Y: 400 })
  })
  test('an excluded subject that meets its target while no candidate goes beyond it has the base share', () => {
    const scores = evaluated(higher, [
      ...cluster({ A: '8' }),
      subjectOf('X', [result('1', '40')], { excluded: true }),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: 200, X: 250 })
  })
  test('while results are missing the leader is provisional and the trace names who is missing', () => {
    const scores = evaluated(higher, [
      ...cluster({ C: null, B: '12', A: null }),
      subjectOf('X', null, { excluded: true }),
      subjectOf('N', null, { targets: { '1': { assigned: false } } }),
    ])
    expect(scoreOf(scores, 'B', '1').trace).toMatchObject({
      leader: { subjects: ['B'], measure: '1/5', missing: ['A', 'C'] },
    })
  })
  test('an entry refused for its adjustment does not lead', () => {
    const refused = { ...result('1', '30'), adjustment: 5, reason: '' }
    const scores = evaluated(higher, [...cluster({ B: '12' }), subjectOf('A', [refused])])
    expect(pointsOn(scores, '1')).toEqual({ B: 500, A: null })
  })
  test('an unreadable cell keeps the leader open', () => {
    const scores = evaluated(higher, [
      ...cluster({ B: '12' }),
      subjectOf('A', [result('1', '30')], { unreadable: new Set(['1' as never]) }),
    ])
    expect(pointsOn(scores, '1')).toEqual({ B: 500, A: null })
    expect(scoreOf(scores, 'B', '1').trace).toMatchObject({ leader: { missing: ['A'] } })
  })
})

test('metShare other than one half', () => {
  const third = { ...higher, metShare: '1/3' }
  expect(points(third, { A: '8', B: '10', C: '15', D: '20' })).toEqual({ A: 133, B: 167, C: 333, D: 500 })
  expect(points({ ...higher, metShare: '0.6' }, { B: '10', D: '20' })).toEqual({ B: 300, D: 500 })
})
