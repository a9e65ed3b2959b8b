import { describe, expect, test } from 'vitest'
import { leaf, scaleOf } from '../../tests/support/scoring/builders.ts'
import { csvOf, runCommand, scoreFile } from '../../tests/support/scoring/score-command.ts'

const scale = scaleOf(
  leaf('1', 4000, { kind: 'direct' }),
  leaf('2', 1000, { kind: 'passFail' }),
  leaf('3', 2000, { kind: 'relativeToLeader', unit: '%', direction: 'higherIsBetter', defaultTarget: '80' }),
  leaf('4', 3000, {
    kind: 'relativeToLeader',
    unit: 'vụ',
    direction: 'lowerIsBetter',
    baseline: '2020',
    pledge: '-5%',
  }),
)

const full = csvOf(
  'A,1,,"25,67",',
  'A,2,,1,',
  'A,3,,90,',
  'A,4,100,90,',
  'B,1,,40,',
  'B,2,,0,',
  'B,3,,85,',
  'B,4,100,100,',
)

describe('what it prints', () => {
  test('exactly the documented shape', async () => {
    const { status, printed, err } = await scoreFile(scale, full)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(Object.keys(printed)).toEqual(['subjects', 'problems'])
    const [first] = printed.subjects
    expect(Object.keys(first ?? {})).toEqual([
      'subject',
      'points',
      'assignedMax',
      'percent',
      'rank',
      'criteria',
    ])
    expect(Object.keys(first?.criteria[0] ?? {})).toEqual([
      'criterion',
      'points',
      'max',
      'assigned',
      'trace',
      'warnings',
    ])
    expect(
      printed.subjects.map(({ criteria, ...subject }) => ({
        ...subject,
        points: criteria.map(({ points }) => points),
      })),
    ).toEqual([
      { subject: 'A', points: [2567, 1000, 2000, 3000], assignedMax: 10000, percent: '85.670000', rank: 1 },
      { subject: 'B', points: [4000, 0, 1500, 1425], assignedMax: 10000, percent: '69.250000', rank: 2 },
    ])
  })

  test('the order of rows changes nothing', async () => {
    const [header = '', ...rows] = full.trimEnd().split('\n')
    const reversed = await scoreFile(scale, `${[header, ...rows.toReversed()].join('\n')}\n`)
    const withoutRows = (text: string) => text.replace(/"row":\d+/g, '"row":0')
    expect(withoutRows(reversed.out)).toBe(withoutRows((await scoreFile(scale, full)).out))
  })

  test('excluded and incomplete subjects have no rank; the others close up', async () => {
    const { printed, status } = await scoreFile(scale, `${full}C,1,,1,\n`, '--exclude', 'A', '--exclude=A')
    expect(printed.subjects.map(({ subject, rank }) => [subject, rank])).toEqual([
      ['B', 1],
      ['A', null],
      ['C', null],
    ])
    expect(status).toBe(0)
  })

  test('equal percents share a rank and the next one skips', async () => {
    const one = scaleOf(leaf('1', 4000, { kind: 'direct' }))
    const { printed } = await scoreFile(one, csvOf('D,1,,10,', 'C,1,,20,', 'A,1,,20,', 'B,1,,30,'))
    expect(printed.subjects.map(({ subject, rank }) => [subject, rank])).toEqual([
      ['B', 1],
      ['A', 2],
      ['C', 2],
      ['D', 4],
    ])
  })

  test('a missing row is not scored, with a warning and no error', async () => {
    const { printed, status } = await scoreFile(scale, csvOf('A,1,,10,'))
    expect(status).toBe(0)
    expect(printed.subjects[0]?.criteria[1]).toMatchObject({
      points: null,
      assigned: true,
      warnings: [{ code: 'rowMissing' }],
    })
    expect(printed.subjects[0]).toMatchObject({ points: 1000, rank: null, percent: '14.285714' })
  })

  test('target: empty, none, a number; for a pledge the baseline', async () => {
    const { printed } = await scoreFile(
      scale,
      csvOf('A,3,,100,', 'B,3,none,100,', 'C,3,100,100,', 'A,4,,90,', 'B,4,200,180,'),
    )
    const cells = (criterion: number) =>
      printed.subjects
        .map(({ criteria, subject }) => ({ subject, ...criteria[criterion] }))
        .sort((left, right) => (left.subject < right.subject ? -1 : 1))
        .map(({ assigned, points }) => [points, assigned])
    expect(cells(2)).toEqual([
      [2000, true],
      [null, false],
      [1000, true],
    ])
    expect(cells(3)).toEqual([
      [null, false],
      [3000, true],
      [null, false],
    ])
  })
})

describe('how the file may be written', () => {
  test.each([
    ['semicolons', full.replaceAll(',', ';').replace('"25;67"', '25,67')],
    ['a byte-order mark', `\ufeff${full}`],
    ['Windows line ends', full.replaceAll('\n', '\r\n')],
    ['no line end at the end', full.trimEnd()],
    [
      'quotes around everything',
      full.replace(/^.*$/gm, (line) => line.replace(/[^,"]+(?![^"]*"[^"]*$)/g, '"$&"')),
    ],
    ['spaces around cells', full.replace('B,1,,40,', ' B , 1 ,, 40 ,')],
    ['blank lines', full.replace('B,1', '\nB,1')],
  ])('%s', async (_name, csv) => {
    const plain = await scoreFile(scale, full)
    const { printed, status } = await scoreFile(scale, csv)
    const essence = (given: typeof printed) =>
      given.subjects.map(({ criteria, ...subject }) => [subject, criteria.map(({ points }) => points)])
    expect(essence(printed)).toEqual(essence(plain.printed))
    expect(status).toBe(0)
  })

  test('columns may stand in another order', async () => {
    const { printed, status } = await scoreFile(
      scale,
      'detail;result;target;criterion;subject\n;25,67;;1;A\n',
    )
    expect(status).toBe(0)
    expect(printed.subjects[0]).toMatchObject({ subject: 'A', points: 2567 })
  })
})

test('text for people, in both languages', async () => {
  const { err, out, status } = await runCommand('--help')
  expect({ err, status }).toEqual({ err: '', status: 0 })
  expect(out).toContain('--exclude')
  const english = await runCommand('--help', '--language', 'en')
  expect(english.out).toContain('Scores a file of results')
})
