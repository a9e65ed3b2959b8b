import { describe, expect, test } from 'vitest'
import {
  entry,
  evaluated,
  leaf,
  pointsOn,
  result,
  scaleOf,
  scoreOf,
  subjectOf,
  typed,
} from '../../tests/support/scoring/builders.ts'
import { csvOf, scoreFile } from '../../tests/support/scoring/score-command.ts'
import { parsePoints } from '../kernel/decimal.ts'
import { countingEntries } from './counting-layer.ts'
import { computeStandings } from './standings.ts'
import { scaleProblems } from './validate-scale.ts'

/** What went wrong in the systems used before; the numbers are those of the product's list. */
describe('mistakes seen before do not happen here', () => {
  test('1: a cell typed 25,67 among dotted numbers counts in full', async () => {
    expect(parsePoints('25,67')).toEqual(parsePoints('25.67'))
    const scale = scaleOf(leaf('1', 5000, { kind: 'direct' }), leaf('2', 5000, { kind: 'direct' }))
    const { printed } = await scoreFile(scale, csvOf('A,1,,"25,67",', 'A,2,,10.33,'))
    expect(printed.subjects[0]).toMatchObject({ points: 3600, percent: '36.000000' })
  })

  test('2: one target typed as 90, 0.90 and 9 is pointed out', () => {
    const scale = scaleOf(
      leaf('1', 1500, { kind: 'relativeToLeader', unit: '%', direction: 'higherIsBetter' }),
    )
    const sheet = (name: string, target: string) =>
      subjectOf(name, [result('1', '92')], { targets: { '1': { target } } })
    const scores = evaluated(scale, [sheet('A', '90'), sheet('B', '0.9'), sheet('C', '9'), sheet('D', '90')])
    const warned = ['A', 'B', 'C', 'D'].map((name) =>
      scoreOf(scores, name, '1').warnings.map(({ code }) => code),
    )
    expect(warned).toEqual([[], ['targetFarFromMedian', 'excessAbove300'], ['excessAbove300'], []])
  })

  test('3: without a target there are no full marks over units that met theirs', () => {
    const scale = scaleOf(
      leaf('1', 1500, { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter' }),
    )
    const scores = evaluated(scale, [
      subjectOf('A', [result('1', '1')]),
      subjectOf('B', [result('1', '10')], { targets: { '1': { target: '10' } } }),
      subjectOf('C', [result('1', '10')], { targets: { '1': { target: '10' } } }),
    ])
    expect(pointsOn(scores, '1')).toEqual({ A: null, B: 750, C: 750 })
    expect(scoreOf(scores, 'A', '1')).toMatchObject({ assigned: false, warnings: [{ code: 'noTarget' }] })
  })

  test('4: layers are never mixed: what the appraisal left out stays out', () => {
    const scale = scaleOf(leaf('1', 1000, { kind: 'direct' }), leaf('2', 1000, { kind: 'direct' }))
    const counting = countingEntries({
      scale,
      policy: 'appraisal',
      assignments: new Map(),
      sheets: {
        self: { entries: [typed('1', 1000), typed('2', 1000)], record: null },
        appraisal: { entries: [typed('1', 700)], record: null },
      },
    })
    const scores = evaluated(scale, [{ ...subjectOf('A', null), ...counting }])
    expect(scores.get('A')).toMatchObject({ points: 700, missing: ['2'] })
  })

  test('6: parents are summed; 700 declared and 400 filled is refused', () => {
    const scale = scaleOf(leaf('1', 40000, { kind: 'direct' }))
    expect(scaleProblems({ ...scale, total: 70000 })).toEqual([
      { code: 'totalDiffers', declared: 70000, filled: 40000 },
    ])
  })

  test('7: 0 is a score, "not scored yet" is something else', () => {
    const scale = scaleOf(leaf('1', 1000, { kind: 'direct' }))
    const scores = evaluated(scale, [subjectOf('A', [typed('1', 0)]), subjectOf('B', [entry('1', {})])])
    const { rows } = computeStandings({ subjects: scores.values(), tieBreakers: [] })
    expect(rows.map(({ points, rank, status }) => ({ points, rank, status }))).toEqual([
      { points: 0, rank: 1, status: 'ranked' },
      { points: 0, rank: null, status: 'incomplete' },
    ])
  })

  test('9: a cap in the scale is enforced', () => {
    const scale = scaleOf(leaf('1', 4000, { kind: 'countCapped', unit: 'mô hình', each: 1000 }))
    expect(pointsOn(evaluated(scale, [subjectOf('A', [result('1', '7')])]), '1')).toEqual({ A: 4000 })
  })
})
