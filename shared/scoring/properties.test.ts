import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusters, decimals } from '../../tests/support/scoring/arbitraries.ts'
import {
  entry,
  evaluated,
  leaf,
  pointsOn,
  result,
  scaleOf,
  scoreOf,
  subjectOf,
  usualPolicies,
} from '../../tests/support/scoring/builders.ts'
import { naivePoints } from '../../tests/support/scoring/naive-relative-rule.ts'
import { leavesOf } from '../domain/scale.ts'
import { evaluateSubjects } from './evaluate.ts'
import { computeStandings } from './standings.ts'
import { pointsOfTrace } from './trace.ts'

const policies = [usualPolicies, { noTarget: 'leaderAmongNoTarget', metShare: '2/3' } as const]
const policy = fc.constantFrom(...policies)

test('the order of subjects never matters', () => {
  fc.assert(
    fc.property(clusters, policy, fc.infiniteStream(fc.nat()), ({ scale, subjects }, chosen, keys) => {
      const shuffled = subjects
        .map((each) => ({ each, key: keys.next().value }))
        .sort((left, right) => left.key - right.key)
        .map(({ each }) => each)
      const one = evaluated(scale, subjects, chosen)
      const other = evaluated(scale, shuffled, chosen)
      for (const [name, scores] of one) expect(other.get(name)).toEqual(scores)
      const standings = (scores: typeof one) =>
        computeStandings({ subjects: scores.values(), tieBreakers: ['group:G0', 'fewerDeductions'] })
      expect(standings(other)).toEqual(standings(one))
    }),
  )
})

test('adding a subject changes others only on relativeToLeader', () => {
  fc.assert(
    fc.property(clusters, policy, ({ scale, subjects }, chosen) => {
      const before = evaluated(scale, subjects.slice(1), chosen)
      const after = evaluated(scale, subjects, chosen)
      for (const [name, scores] of before) {
        for (const { criterion, points } of scores.criteria) {
          const rule = leavesOf(scale).find(({ code }) => code === criterion)?.rule
          if (rule?.kind !== 'relativeToLeader') expect(scoreOf(after, name, criterion).points).toBe(points)
        }
      }
    }),
  )
})

describe("raising A never lowers one's own points", () => {
  const kinds = [
    { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter', defaultTarget: '9' },
    { kind: 'proportional', unit: '', defaultTarget: '9', floorRatio: '1/3' },
    { kind: 'countCapped', unit: '', each: 130 },
  ] as const
  test.each(kinds)('$kind', (rule) => {
    const scale = scaleOf(leaf('1', 1000, rule))
    fc.assert(
      fc.property(decimals, decimals, fc.array(decimals, { maxLength: 5 }), (one, two, others) => {
        const rest = others.map((value, index) => subjectOf(`X${index}`, [result('1', value)]))
        const [low, high] = [one, two].sort((left, right) => Number(left) - Number(right))
        const pointsFor = (value: string | undefined) => {
          const scores = evaluated(scale, [subjectOf('A', [result('1', value ?? '0')]), ...rest])
          return scoreOf(scores, 'A', '1').points ?? -1
        }
        expect(pointsFor(high)).toBeGreaterThanOrEqual(pointsFor(low))
      }),
    )
  })
})

test('points stay within [min, M] unless mayExceedMax', () => {
  fc.assert(
    fc.property(clusters, policy, ({ scale, subjects }, chosen) => {
      for (const scores of evaluated(scale, subjects, chosen).values()) {
        for (const { criterion, points } of scores.criteria) {
          const found = leavesOf(scale).find(({ code }) => code === criterion)
          const min = found?.rule.kind === 'plusMinus' ? (found.rule.min ?? 0) : 0
          if (points === null || found === undefined) continue
          expect(Number.isSafeInteger(points)).toBe(true)
          expect(points).toBeGreaterThanOrEqual(min)
          if (found.mayExceedMax !== true) expect(points).toBeLessThanOrEqual(Math.max(found.max, min))
        }
      }
    }),
  )
})

test('printed cells add up to the printed totals, in every group', () => {
  fc.assert(
    fc.property(clusters, policy, ({ scale, subjects }, chosen) => {
      for (const scores of evaluated(scale, subjects, chosen).values()) {
        const sum = (criteria: typeof scores.criteria) => ({
          points: criteria.reduce((total, { points }) => total + (points ?? 0), 0),
          assignedMax: criteria.reduce((total, { assigned, max }) => total + (assigned ? max : 0), 0),
        })
        expect(scores).toMatchObject(sum(scores.criteria))
        const [first, second] = [scores.criteria.slice(0, 3), scores.criteria.slice(3, 6)]
        expect(scores.groups[0]).toMatchObject(sum(first))
        if (second.length > 0) expect(scores.groups[1]).toMatchObject(sum(second))
      }
    }),
  )
})

test('evaluating again gives the same, with and without traces', () => {
  fc.assert(
    fc.property(clusters, policy, ({ scale, subjects }, chosen) => {
      const input = { scale, policies: chosen, subjects }
      const traced = evaluateSubjects(input)
      const again = evaluateSubjects({ ...input, scale: structuredClone(scale) })
      const bare = evaluateSubjects(input, { traces: false })
      expect(again).toEqual(traced)
      for (const [name, scores] of traced) {
        const criteria = scores.criteria.map((score) => ({ ...score, trace: null }))
        expect(bare.get(name)).toEqual({ ...scores, criteria })
      }
    }),
  )
})

test('the trace alone, as text and back, is enough to recompute the points', () => {
  fc.assert(
    fc.property(clusters, policy, ({ scale, subjects }, chosen) => {
      for (const scores of evaluated(scale, subjects, chosen).values()) {
        for (const { points, trace } of scores.criteria) {
          expect(pointsOfTrace(JSON.parse(JSON.stringify(trace)))).toBe(points)
        }
      }
    }),
  )
})

test('relativeToLeader agrees with a plain second reading of the rule', () => {
  const subjects = fc.uniqueArray(
    fc.record({
      name: fc.integer({ min: 0, max: 9 }).map((digit) => `S${digit}`),
      target: fc.option(decimals),
      result: fc.option(decimals, { freq: 8 }),
      excluded: fc.boolean().map((no) => no),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 9 },
  )
  const terms = fc.record({
    max: fc.integer({ min: 0, max: 9999 }),
    metShare: fc.constantFrom('1/2', '2/3', '0', '1', '0.6', '1/7'),
    lowerIsBetter: fc.boolean(),
    leaderAmongNoTarget: fc.boolean(),
  })
  fc.assert(
    fc.property(subjects, terms, (given, chosen) => {
      const direction = chosen.lowerIsBetter ? 'lowerIsBetter' : 'higherIsBetter'
      const scale = scaleOf(leaf('1', chosen.max, { kind: 'relativeToLeader', unit: '', direction }))
      const scores = evaluated(
        { ...scale, metShare: chosen.metShare },
        given.map(({ excluded, name, result: value, target }) =>
          subjectOf(name, [entry('1', { result: value })], { excluded, targets: { '1': { target } } }),
        ),
        { metShare: '1/2', noTarget: chosen.leaderAmongNoTarget ? 'leaderAmongNoTarget' : 'exclude' },
      )
      const expected = Object.entries(naivePoints(chosen, given)).map(([name, points]) => [
        name,
        points === 'unassigned' ? null : points,
      ])
      expect(pointsOn(scores, '1')).toEqual(Object.fromEntries(expected))
      for (const [name, points] of Object.entries(naivePoints(chosen, given))) {
        expect(scoreOf(scores, name, '1').assigned).toBe(points !== 'unassigned')
      }
    }),
    { numRuns: 2000 },
  )
})
