import { describe, expect, test } from 'vitest'
import province from '../../build/presets/scale-province-2021.json' with { type: 'json' }
import { isGroup, leavesOf, scaleLimits, scaleSchema } from './scale.ts'

const leaf = { code: '1', title: 'Tiêu chí', max: 100, rule: { kind: 'direct' } }
const scale = (...criteria: readonly unknown[]) => ({ title: 'Thang điểm', total: 100, criteria })
const issues = (value: unknown) => scaleSchema.safeParse(value).error?.issues ?? []

/** A leaf under so many groups. */
function nested(depth: number): unknown {
  let node: unknown = leaf
  for (let level = 0; level < depth; level++) node = { code: 'g', title: 'Nhóm', children: [node] }
  return node
}

test('the scale that comes with the program is read whole', () => {
  const read = scaleSchema.parse(province)
  expect(read).toEqual(province)
  expect(leavesOf(read)).toHaveLength(35)
})

test('a tree of any sensible depth', () => {
  const [top] = scaleSchema.parse(scale(nested(20))).criteria
  expect(top !== undefined && isGroup(top)).toBe(true)
})

describe('strict at every depth', () => {
  test.each([
    ['an unknown key of a leaf', scale({ ...leaf, points: 3 })],
    ['an unknown key of a group', scale({ code: 'A', title: 'A', children: [leaf], points: 3 })],
    ['an unknown key of a rule', scale({ ...leaf, rule: { kind: 'direct', cap: 3 } })],
    ['an unknown rule', scale({ ...leaf, rule: { kind: 'guess' } })],
    ['points that are not whole hundredths', scale({ ...leaf, max: 0.5 })],
    [
      'a quantity that is a number',
      scale({ ...leaf, rule: { kind: 'proportional', unit: '', defaultTarget: 3 } }),
    ],
    ['a negative max', scale({ ...leaf, max: -1 })],
    ['a division by zero', { ...scale(leaf), metShare: '1/0' }],
    ['a group without children', scale({ code: 'A', title: 'A', children: [] })],
    ['no criteria', scale()],
    ['no object', null],
  ])('%s is refused', (_name, value) => {
    expect(issues(value).length).toBeGreaterThan(0)
  })
})

describe('hostile trees are refused before anything recurses into them', () => {
  test('too deep', () => {
    expect(issues(scale(nested(scaleLimits.depth)))).toMatchObject([{ message: 'scaleTooDeep' }])
    expect(issues(scale(nested(100_000)))).toMatchObject([{ message: 'scaleTooDeep' }])
  })
  test('too many', () => {
    expect(issues(scale(...Array(scaleLimits.nodes + 1).fill(leaf)))).toMatchObject([
      { message: 'scaleTooLarge' },
    ])
  })
})
