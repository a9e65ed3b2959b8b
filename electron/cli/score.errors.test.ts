import { describe, expect, test, vi } from 'vitest'
import { leaf, scaleOf } from '../../tests/support/scoring/builders.ts'
import { csvOf, runCommand, scoreFile } from '../../tests/support/scoring/score-command.ts'

const scale = scaleOf(
  leaf('d', 2000, { kind: 'direct' }),
  leaf('p', 1000, { kind: 'passFail' }),
  leaf('r', 2000, { kind: 'relativeToLeader', unit: '', direction: 'higherIsBetter', defaultTarget: '8' }),
  leaf('c', 2000, {
    kind: 'baseWithDeductions',
    base: 2000,
    deductions: [
      { code: 'a', title: 'Một lần', each: 1000, once: true },
      { code: 'b', title: 'Mỗi lần', each: 200 },
    ],
  }),
  leaf('k', 1000, {
    kind: 'rankPoints',
    table: [
      { rank: 1, points: 1000 },
      { rank: 2, points: 600 },
      { rank: 3, points: 0 },
    ],
  }),
)

/** `row:column:code` of every problem, and the points of the criterion the second row speaks of. */
async function problemsOf(...rows: readonly string[]) {
  const { printed, status } = await scoreFile(scale, csvOf(...rows))
  const criterion = rows[0]?.split(',')[1]
  const cell = printed.subjects[0]?.criteria.find((each) => each.criterion === criterion)
  const problems = printed.problems.map(({ code, column, row }) => `${row}:${column}:${code}`)
  return { problems, points: cell?.points ?? null, status }
}

describe('a wrong cell is an error at its row and column, never a guess', () => {
  test.each([
    ['A,d,,1.234,', '2:result:tooFine'],
    ['A,d,,12.345,', '2:result:tooFine'],
    ['A,d,,0.125,', '2:result:tooFine'],
    ['A,d,,20.01,', '2:result:pointsAboveMax'],
    ['A,d,,"1.234,5",', '2:result:pointsAboveMax'],
    ['A,d,,-1,', '2:result:negative'],
    ['A,d,,abc,', '2:result:notNumber'],
    ['A,d,,1e3,', '2:result:notNumber'],
    ['A,d,,99999999999999,', '2:result:tooLarge'],
    ['A,p,,2,', '2:result:passFailResult'],
    ['A,p,,x,', '2:result:notNumber'],
    ['A,r,,1.234,', '2:result:ambiguous'],
    ['A,r,,"13,472",', '2:result:ambiguous'],
    ['A,r,1.234,9,', '2:target:ambiguous'],
    ['A,r,many,9,', '2:target:notNumber'],
    ['A,r,-5,9,', '2:target:negative'],
    ['A,r,,0.1234567,', '2:result:tooFine'],
    ['A,r,,95%,', '2:result:notNumber'],
    ['A,r,,9,a=1', '2:detail:detailNotUsed'],
    ['A,c,,,z=1', '2:detail:itemUnknown'],
    ['A,c,,,!z', '2:detail:itemUnknown'],
    ['A,c,,,a=1;a=2', '2:detail:itemRepeated'],
    ['A,c,,,a', '2:detail:detailInvalid'],
    ['A,c,,,a=1.5', '2:detail:detailInvalid'],
    ['A,c,,,a=-1', '2:detail:negative'],
    ['A,c,,,a=1;-', '2:detail:detailInvalid'],
    ['A,c,,,b=9999999', '2:detail:detailInvalid'],
    ['A,c,,5,', '2:result:resultNotUsed'],
    ['A,k,,,ranks=x', '2:detail:detailInvalid'],
    ['A,k,,,1/2', '2:detail:detailInvalid'],
    ['A,k,,,ranks=0', '2:detail:rankInvalid'],
    ['A,d,,10,67,', '2:6:columnExtra'],
  ])('%s', async (row, problem) => {
    expect(await problemsOf(row)).toEqual({ problems: [problem], points: null, status: 1 })
  })
})

describe('what is plain is taken as it stands', () => {
  test.each([
    ['A,d,,"12,50",', 1250],
    ['A,d,,0,', 0],
    ['A,p,,0,', 0],
    ['A,r,,1234.5,', 2000],
    ['A,r,0.125,0.125,', 1000],
    ['A,c,,,-', 2000],
    ['A,c,,,a=3;b=1', 800],
    ['A,c,,," a = 1 ; !a ; b=2 "', 1600],
    ['A,c,,,!a', 2000],
    ['A,k,,,ranks=1/2', 600],
    ['A,k,,,ranks = 1 / 1 / 2', 1000],
    ['A,k,,,ranks=50', 0],
  ])('%s', async (row, expected) => {
    const { points, problems } = await problemsOf(row)
    expect({ points, problems }).toEqual({ points: expected, problems: [] })
  })
  test('empty cells are not scored', async () => {
    expect(await problemsOf('A,c,,,', 'A,d,,,', 'A,k,,,')).toEqual({ problems: [], points: null, status: 0 })
  })
})

test('repeated rows, unknown criteria and empty codes are named; the rest is still scored', async () => {
  const { printed, status } = await scoreFile(
    scale,
    csvOf('A,d,,10,', 'A,x,,1,', 'A,d,,12,', ',d,,1,', 'A,,,1,', '', 'B,d,,5,'),
    '--exclude',
    'Z',
  )
  expect(status).toBe(1)
  expect(printed.problems.map(({ code, column, row }) => [row, column, code])).toEqual([
    [null, null, 'subjectUnknown'],
    [3, 'criterion', 'criterionUnknown'],
    [4, 'criterion', 'rowRepeated'],
    [5, 'subject', 'cellEmpty'],
    [6, 'criterion', 'cellEmpty'],
  ])
  expect(printed.subjects.map(({ points, subject }) => [subject, points])).toEqual([
    ['A', 1000],
    ['B', 500],
  ])
  expect(printed.problems.every(({ message }) => message.length > 10)).toBe(true)
})

test('a cell that is too long or heaped with marks is named and never normalised; the rest is scored', async () => {
  const heap = '\u0301\u0323'.repeat(100)
  const normalize = vi.spyOn(String.prototype, 'normalize')
  const { printed, status } = await scoreFile(
    scale,
    csvOf(`A${heap},d,,1,`, `A,${heap},,1,`, `A,d,,${heap.repeat(1000)},`, `A,c,,,${heap}`, 'B,d,,5,'),
  )
  const refused = await scoreFile(scale, csvOf('B,d,,5,'), '--exclude', heap.repeat(1000))
  const lengths = normalize.mock.contexts.map((text) => String(text).length)
  normalize.mockRestore()
  expect(Math.max(...lengths)).toBeLessThan(1000)
  expect({ status, refused: refused.printed.problems.length }).toEqual({ status: 1, refused: 1 })
  expect(printed.problems.map(({ code, column, row }) => [row, column, code])).toEqual([
    [2, 'subject', 'cellTooManyMarks'],
    [3, 'criterion', 'cellTooManyMarks'],
    [4, 'result', 'cellTooLong'],
    [5, 'detail', 'cellTooManyMarks'],
  ])
  expect(printed.subjects.find(({ subject }) => subject === 'B')?.points).toBe(500)
})

describe('headers', () => {
  test.each([
    ['subject,criterion,target,result\nA,d,,1\n', [[1, 'detail', 'columnMissing']], 0],
    ['Đơn vị;Tiêu chí\n', [1, 2, 3, 4, 5].length, 0],
    ['subject,criterion,target,result,detail,note\nA,d,,1,,x\n', [[1, 'note', 'columnExtra']], 1],
    ['subject,criterion,target,result,detail,result\nA,d,,1,,2\n', [[1, 'result', 'columnRepeated']], 1],
  ])('%j', async (csv, expected, subjects) => {
    const { printed, status } = await scoreFile(scale, csv)
    const problems = printed.problems.map(({ code, column, row }) => [row, column, code])
    if (typeof expected === 'number') expect(problems.length).toBeGreaterThanOrEqual(expected)
    else expect(problems).toEqual(expected)
    expect({ status, subjects: printed.subjects.length }).toEqual({ status: 1, subjects })
  })
})

describe('files', () => {
  const codes = async (givenScale: unknown, csv: string | Uint8Array) => {
    const { printed, status } = await scoreFile(givenScale, csv)
    return { codes: printed.problems.map(({ code }) => code), subjects: printed.subjects.length, status }
  }
  test.each([
    ['an empty file', scale, '', ['fileEmpty']],
    ['not UTF-8', scale, Uint8Array.from([0x73, 0xc3, 0x28]), ['notUtf8']],
    ['a scale that is not JSON', '{', csvOf('A,d,,1,'), ['notJson']],
    ['a scale of another shape', { title: 'x' }, csvOf('A,d,,1,'), ['scaleShape', 'scaleShape']],
    ['quotes that never close', scale, csvOf('A,d,,"1,'), ['quotesBroken']],
  ])('%s', async (_name, givenScale, csv, expected) => {
    expect(await codes(givenScale, csv)).toMatchObject({ codes: expected, status: 1 })
  })

  test('a scale that does not add up is an error, but still scores', async () => {
    expect(await codes({ ...scale, total: 70000 }, csvOf('A,d,,1,'))).toEqual({
      codes: ['totalDiffers'],
      subjects: 1,
      status: 1,
    })
  })

  test('two criteria of one code leave nothing to score on', async () => {
    const twice = scaleOf(leaf('1', 100, { kind: 'direct' }), leaf('1', 100, { kind: 'direct' }))
    expect(await codes(twice, csvOf('A,1,,1,'))).toEqual({
      codes: ['criterionRepeated'],
      subjects: 0,
      status: 1,
    })
  })

  test('a wrong place in a deep scale is named', async () => {
    const wrong = {
      ...scale,
      criteria: [
        { code: 'A', title: 'A', children: [{ code: '1', title: 'x', max: 1.5, rule: { kind: 'direct' } }] },
      ],
    }
    const { printed } = await scoreFile(wrong, csvOf(), '--language', 'en')
    expect(printed.problems[0]?.message).toContain('criteria[0].children[0].max')
  })

  test('a nesting bomb is refused at once', async () => {
    const bomb = `{"title":"x","total":1,"criteria":${'[{"code":"g","title":"g","children":'.repeat(50_000)}[]${'}]'.repeat(50_000)}}`
    expect(await codes(bomb, csvOf('A,d,,1,'))).toMatchObject({ codes: ['tooDeep'], status: 1 })
  })
})

test('a command that is not understood is refused in words, and as JSON when asked', async () => {
  const cases = [
    ['--scale'],
    ['--scale', 'a.json'],
    ['--what'],
    ['--scale', 'a', '--scale', 'b', '--results', 'c'],
    ['--scale', 'a', '--results', 'b', '--language', 'fr'],
  ]
  for (const args of cases) {
    const run = await runCommand(...args)
    expect({ status: run.status, out: run.out, told: run.err.length > 10 }).toEqual({
      status: 1,
      out: '',
      told: true,
    })
    const printed = JSON.parse((await runCommand(...args, '--json')).out) as unknown
    expect(printed).toMatchObject({ subjects: [], problems: [{ row: null, column: null, code: 'usage' }] })
  }
  const missing = await runCommand(
    '--scale',
    '/nowhere/scale.json',
    '--results',
    '/nowhere/results.csv',
    '--json',
  )
  expect(JSON.parse(missing.out)).toMatchObject({
    problems: [{ code: 'fileNotFound' }, { code: 'fileNotFound' }],
  })
  expect((await runCommand('--scale', '/', '--results', '/', '--json')).out).toContain('fileUnreadable')
})

test('control characters from the file never reach the terminal', async () => {
  const { printed } = await scoreFile(scale, csvOf('A,d,,\u001b[31mred,', `A,${'x'.repeat(500)},,1,`))
  const messages = printed.problems.map(({ message }) => message)
  expect(messages).toHaveLength(2)
  expect(messages.some((message) => message.includes('\u001b') || message.length > 200)).toBe(false)
})
