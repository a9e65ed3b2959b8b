import { describe, expect, test } from 'vitest'
import {
  evaluated,
  group,
  leaf,
  scaleOf,
  subject,
  subjectOf,
  typed,
} from '../../tests/support/scoring/builders.ts'
import type { CriterionCode } from '../domain/ids.ts'
import { utf8Bytes } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import { changedCriteria, movedRanks } from './movement.ts'
import type { SubjectInput, SubjectScores } from './scores.ts'
import { computeStandings, type StandingsInput, standingsStatement } from './standings.ts'
import { whatDecides } from './what-decides.ts'

/** Group A (1, 2) and group B (3 with deductions): enough to part ties in every way. */
const scale = scaleOf(
  group('A', leaf('1', 3000, { kind: 'direct' }), leaf('2', 4000, { kind: 'direct' })),
  group(
    'B',
    leaf('3', 1000, {
      kind: 'baseWithDeductions',
      base: 1000,
      deductions: [{ code: 'a', title: 'Trừ', each: 100 }],
      bonuses: [{ code: 'p', title: 'Cộng', each: 100 }],
    }),
  ),
)

function sheet(
  name: string,
  points: readonly [number, number],
  deductions: number,
  more: Parameters<typeof subjectOf>[2] = {},
): SubjectInput {
  const counts = [
    { code: 'a', count: deductions },
    { code: 'p', count: deductions },
  ]
  const [one, two] = points
  return subjectOf(name, [typed('1', one), typed('2', two), { ...typed('3', 0), points: null, counts }], more)
}

function standings(subjects: readonly SubjectInput[], more: Partial<StandingsInput> = {}) {
  return computeStandings({ subjects: evaluated(scale, subjects).values(), tieBreakers: [], ...more })
}

const ranks = (given: ReturnType<typeof standings>) =>
  given.rows.map((row) => `${row.subject}:${row.rank ?? row.status}${row.tied ? '=' : ''}`)

describe('ranks', () => {
  test('equal percents share a rank and the next one skips; rows are in order of rank, then code', () => {
    const subjects = [
      sheet('D', [0, 0], 0),
      sheet('C', [1000, 2000], 0),
      sheet('B', [2000, 1000], 0),
      sheet('A', [3000, 3000], 0),
    ]
    expect(ranks(standings(subjects))).toEqual(['A:1', 'B:2=', 'C:2=', 'D:4'])
  })

  test('the exact percent decides, not the six printed digits', () => {
    const big = scaleOf(leaf('1', 99_999_999, { kind: 'direct' }), leaf('2', 1, { kind: 'direct' }))
    const without = { targets: { '2': { assigned: false } } }
    const scores = evaluated(big, [
      subjectOf('A', [typed('1', 50_000_000), typed('2', 0)]),
      subjectOf('B', [typed('1', 50_000_000)], without),
    ])
    const { rows } = computeStandings({ subjects: scores.values(), tieBreakers: [] })
    expect(rows.map(({ percent, rank, subject: name }) => [name, rank, percent])).toEqual([
      ['B', 1, '50.000001'],
      ['A', 2, '50.000000'],
    ])
    const third = scaleOf(leaf('1', 3000, { kind: 'direct' }))
    const row = computeStandings({
      subjects: evaluated(third, [subjectOf('A', [typed('1', 2000)])]).values(),
      tieBreakers: [],
    }).rows[0]
    expect(row?.percent).toBe('66.666667')
  })

  test('of different denominators: 684 of 700 is more than 976 of 1000', () => {
    const one = scaleOf(leaf('1', 70_000, { kind: 'direct' }), leaf('2', 30_000, { kind: 'direct' }))
    const scores = evaluated(one, [
      subjectOf('A', [typed('1', 70_000), typed('2', 27_600)]),
      subjectOf('B', [typed('1', 68_400)], { targets: { '2': { assigned: false } } }),
    ])
    const { rows } = computeStandings({ subjects: scores.values(), tieBreakers: [] })
    expect(rows.map(({ points, assignedMax, percent }) => [points, assignedMax, percent])).toEqual([
      [68_400, 70_000, '97.714286'],
      [97_600, 100_000, '97.600000'],
    ])
  })

  test('incomplete, excluded and nothing assigned have no rank and take none away', () => {
    const nothing = {
      targets: { '1': { assigned: false }, '2': { assigned: false }, '3': { assigned: false } },
    }
    const subjects = [
      sheet('X', [3000, 4000], 0, { excluded: true }),
      subjectOf('I', [typed('1', 3000)]),
      sheet('N', [0, 0], 0, nothing),
      sheet('Q', [3000, 4000], 0, { quarantined: true }),
      sheet('Z', [0, 0], 10),
    ]
    const table = standings(subjects)
    expect(ranks(table)).toEqual(['Z:1', 'I:incomplete', 'N:notRanked', 'Q:notRanked', 'X:excluded'])
    expect(table.rows[1]).toMatchObject({ percent: '37.500000', missing: ['2', '3'] })
    expect(table.rows[2]).toMatchObject({ percent: null, assignedMax: 0 })
    expect(table.provisional).toEqual([{ kind: 'incomplete', subject: 'I', missing: ['2', '3'] }])
    expect(ranks(standings(subjects, { rankIncomplete: true })).slice(0, 2)).toEqual(['I:1', 'Z:2'])
  })

  test('a total of 0 is a total', () => {
    const table = standings([sheet('A', [0, 0], 0, { targets: { '3': { assigned: false } } })])
    expect(table.rows[0]).toMatchObject({ points: 0, percent: '0.000000', rank: 1, status: 'ranked' })
  })

  test('an open leader makes standings provisional and names whom it waits for', () => {
    const relative = scaleOf(
      leaf('1', 100, { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter', defaultTarget: '1' }),
    )
    const scores = evaluated(relative, [
      subjectOf('A', [{ ...typed('1', 0), points: null, result: '2' }]),
      subjectOf('B', null),
    ])
    expect(computeStandings({ subjects: scores.values(), tieBreakers: [] }).provisional).toEqual([
      { kind: 'incomplete', subject: 'B', missing: ['1'] },
      { kind: 'leaderOpen', criterion: '1', missing: ['B'] },
    ])
  })
})

describe('ties', () => {
  const tied = [sheet('A', [1000, 2000], 2), sheet('B', [2000, 1000], 1), sheet('C', [1500, 1500], 1)]
  test('tie-breakers in their order', () => {
    expect(ranks(standings(tied, { tieBreakers: ['group:A'] }))).toEqual(['A:1=', 'B:1=', 'C:1='])
    expect(ranks(standings(tied, { tieBreakers: ['group:A', 'fewerDeductions'] }))).toEqual([
      'B:1=',
      'C:1=',
      'A:3',
    ])
    const unequalGroups = [sheet('A', [0, 2000], 0), { ...sheet('B', [1000, 1000], 5) }]
    expect(ranks(standings(unequalGroups, { tieBreakers: ['fewerDeductions', 'group:A'] }))).toEqual([
      'A:1',
      'B:2',
    ])
  })
  test('a group code that stands twice counts all its groups, a nested one once', () => {
    const twice = scaleOf(
      group(
        'I',
        group('1', leaf('x', 1000, { kind: 'direct' }), group('1', leaf('y', 1000, { kind: 'direct' }))),
      ),
      group('II', group('1', leaf('z', 1000, { kind: 'direct' }))),
      leaf('rest', 3000, { kind: 'direct' }),
    )
    const scores = evaluated(twice, [
      subjectOf('A', [typed('x', 100), typed('y', 100), typed('z', 100), typed('rest', 500)]),
      subjectOf('B', [typed('x', 100), typed('y', 150), typed('z', 0), typed('rest', 550)]),
    ])
    const { rows } = computeStandings({ subjects: scores.values(), tieBreakers: ['group:1'] })
    expect(rows.map(({ rank, subject: name }) => [name, rank])).toEqual([
      ['A', 1],
      ['B', 2],
    ])
  })
  test('a lot or vote settles the tie it names whole', () => {
    const order = (...names: string[]) => [{ subjects: names.map(subject) }]
    expect(ranks(standings(tied, { settledTies: order('C', 'A', 'B') }))).toEqual(['C:1', 'A:2', 'B:3'])
    const parted = { tieBreakers: ['fewerDeductions'], settledTies: order('C', 'B') }
    expect(ranks(standings(tied, parted))).toEqual(['C:1', 'B:2', 'A:3'])
  })

  test('a lot over others than exactly one tie has no effect, and is named', () => {
    const untied = [...tied, sheet('D', [0, 0], 0)]
    const lots = [
      ['C', 'D', 'A', 'B'],
      ['C', 'A'],
      ['A', 'D'],
      ['C', 'C', 'A'],
      ['A', 'Z', 'B'],
    ]
    for (const names of lots) {
      const settledTies = [{ subjects: names.map(subject) }]
      const table = standings(untied, { settledTies })
      expect(table.rows).toEqual(standings(untied).rows)
      expect(table.idleTies).toEqual(settledTies)
    }
    const [first, second] = [
      ['C', 'A', 'B'],
      ['A', 'B', 'C'],
    ].map((names) => ({
      subjects: names.map(subject),
    }))
    const twice = standings(untied, { settledTies: [first, second].filter((each) => each !== undefined) })
    expect(ranks(twice).slice(0, 3)).toEqual(['C:1', 'A:2', 'B:3'])
    expect(twice.idleTies).toEqual([second])
  })
})

test('the statement holds exactly what is sealed, sorted by subject', () => {
  const { rows } = standings([sheet('B', [3000, 4000], 0), sheet('A', [0, 0], 0), subjectOf('C', null)])
  const statement = standingsStatement({ round: 'Q1' as never, scope: null, rows })
  expect(canonicalBytes(statement)).toEqual({
    ok: true,
    value: utf8Bytes(
      '{"round":"Q1","rows":[' +
        '{"assignedMax":8000,"points":1000,"rank":2,"status":"ranked","subject":"A"},' +
        '{"assignedMax":8000,"points":8000,"rank":1,"status":"ranked","subject":"B"},' +
        '{"assignedMax":8000,"points":0,"rank":null,"status":"incomplete","subject":"C"}],"scope":null}',
    ),
  })
})

describe('what moved and why', () => {
  const before = [sheet('A', [1000, 0], 0), sheet('B', [500, 0], 0), sheet('C', [100, 0], 0)]
  const after = [sheet('A', [1000, 0], 0), sheet('B', [500, 2000], 0), sheet('D', [0, 0], 0)]
  test('only subjects that changed, newcomers and those that left', () => {
    const moves = movedRanks(standings(before), standings(after))
    expect(moves.map((move) => [move.subject, move.before?.rank ?? null, move.after?.rank ?? null])).toEqual([
      ['B', 2, 1],
      ['A', 1, 2],
      ['D', null, 3],
      ['C', 3, null],
    ])
    expect(movedRanks(standings(before), standings(before))).toEqual([])
  })
  test('the criteria behind a move', () => {
    const [old, now] = [evaluated(scale, before), evaluated(scale, after)]
    expect(changedCriteria(old.get('B'), now.get('B') as SubjectScores)).toEqual([
      { criterion: '2' as CriterionCode, before: 0, after: 2000 },
    ])
  })
})

describe('what decides between two subjects', () => {
  const decided = (one: SubjectInput, other: SubjectInput, ties: Parameters<typeof whatDecides>[2] = []) => {
    const scores = evaluated(scale, [one, other])
    return whatDecides(
      scores.get(one.subject) as SubjectScores,
      scores.get(other.subject) as SubjectScores,
      ties,
    )
  }
  test('the biggest differences first', () => {
    expect(decided(sheet('A', [3000, 1000], 0), sheet('B', [2500, 3000], 0))).toEqual({
      decidedBy: 'percent',
      percentDifference: '-18.750000',
      criteria: [
        {
          criterion: '2',
          max: 4000,
          points: 1000,
          otherPoints: 3000,
          difference: -2000,
          assignedToOne: false,
        },
        { criterion: '1', max: 3000, points: 3000, otherPoints: 2500, difference: 500, assignedToOne: false },
      ],
    })
  })
  test('what only one of them was assigned is named', () => {
    const unassigned = sheet('B', [0, 0], 0, { targets: { '1': { assigned: false } } })
    expect(decided(sheet('A', [0, 0], 0), unassigned).criteria).toEqual([
      { criterion: '1', max: 3000, points: 0, otherPoints: null, difference: 0, assignedToOne: true },
    ])
  })
  test('a tie-breaker, or nothing', () => {
    const [one, other] = [sheet('A', [1000, 2000], 2), sheet('B', [2000, 1000], 1)]
    expect(decided(one, other, ['group:A', 'fewerDeductions']).decidedBy).toBe('fewerDeductions')
    expect(decided(one, other, ['group:A']).decidedBy).toBe(null)
  })
})
