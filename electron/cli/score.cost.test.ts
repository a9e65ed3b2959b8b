import { describe, expect, test, vi } from 'vitest'
import { leaf, scaleOf } from '../../tests/support/scoring/builders.ts'
import { scoreFile } from '../../tests/support/scoring/score-command.ts'
import { csvLimits } from './csv-bounds.ts'

/** Files that are small and would be dear: each is refused by its place before rows are made of it. */
const scale = scaleOf(leaf('d', 2000, { kind: 'direct' }))
const header = 'subject,criterion,target,result,detail\n'
const { rows, cellsInRow } = csvLimits

async function problemsOf(csv: string, of: unknown = scale) {
  const { printed, status } = await scoreFile(of, csv)
  return { problems: printed.problems.map(({ code, row }) => `${row}:${code}`), status }
}

describe('a file of results', () => {
  test.each([
    ['millions of empty lines', '\n'.repeat(12_000_000), `${rows + 1}:tooManyRows`],
    ['millions of empty lines of an old Mac', '\r'.repeat(3_000_000), `${rows + 1}:tooManyRows`],
    ['millions of short rows', 'A,d,,1,\n'.repeat(1_000_000), `${rows + 1}:tooManyRows`],
    ['millions of empty texts', '""\n'.repeat(2_600_000), `${rows + 1}:tooManyRows`],
    ['a row of millions of cells', `\n${','.repeat(8_000_000)}`, '3:tooManyCellsInRow'],
    ['rows of nothing but quotes', `${'"a"b'.repeat(15)},\n`.repeat(195_000), '100002:tooManyCells'],
    ['many wide rows', `${'A,'.repeat(cellsInRow - 1)}\n`.repeat(30_000), '6001:tooManyCells'],
  ])('with %s is refused where it is too much', async (_what, body, problem) => {
    const before = process.cpuUsage()
    const answer = await problemsOf(header + body)
    const { user, system } = process.cpuUsage(before)
    expect(answer).toEqual({ problems: [problem], status: 1 })
    expect((user + system) / 1e6).toBeLessThan(4)
  })

  test('with a header of thousands of columns is refused in one sentence', async () => {
    expect(await problemsOf(`${',x'.repeat(100_000)}\n`)).toEqual({
      problems: ['1:tooManyCellsInRow'],
      status: 1,
    })
  })

  test('may be as long as allowed', async () => {
    expect(await problemsOf(`${header}A,d,,1,\n${'\n'.repeat(rows - 2)}`)).toEqual({
      problems: [],
      status: 0,
    })
    expect((await problemsOf(`${header}A,d,,1,\n${'\n'.repeat(rows - 1)}x`)).problems).toEqual([
      `${rows + 1}:tooManyRows`,
    ])
  })

  test('may have a long list in one cell, whatever separates the others', async () => {
    const list = Array.from({ length: 100 }, (_, index) => `x${index}=1`).join(';')
    const counted = scaleOf(
      leaf('d', 2000, {
        kind: 'plusMinus',
        plus: Array.from({ length: 100 }, (_, index) => ({ code: `x${index}`, title: 'x', each: 1 })),
        minus: [],
      }),
    )
    const csv = `subject;criterion;target;result;detail\nA;d;;;"${list}"\n`
    expect(await problemsOf(csv, counted)).toEqual({ problems: [], status: 0 })
  })

  test('of more subjects than can be scored at once says so', async () => {
    const wide = scaleOf(...Array.from({ length: 200 }, (_, n) => leaf(`d${n}`, 100, { kind: 'direct' })))
    const body = Array.from({ length: 501 }, (_, n) => `S${n},d0,,1,\n`).join('')
    expect(await problemsOf(header + body, wide)).toEqual({ problems: ['null:tooManyScores'], status: 1 })
  })

  test('tells only the first of very many problems, and how many there are more', async () => {
    const { problems } = await problemsOf(header + 'A,nowhere,,1,\n'.repeat(5000))
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)).toBe('null:moreProblems')
  })

  test('may have very many subjects, but not one on each of very many lines', async () => {
    const body = (count: number) => Array.from({ length: count }, (_, n) => `S${n},d,,1,\n`).join('')
    expect(await problemsOf(header + body(5000))).toEqual({ problems: [], status: 0 })
    expect((await problemsOf(header + body(150_000))).problems).toEqual(['null:tooManyScores'])
  })
})

describe('a scale', () => {
  test.each([
    ['nested without end', '['.repeat(2_000_000), 'tooDeep'],
    ['of millions of lists', `[${'[],'.repeat(1_000_000)}[]]`, 'tooManyValues'],
    [
      'of fields without end',
      `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":0`).join(',')}}`,
      'tooManyKeys',
    ],
  ])('%s is refused before it is parsed', async (_what, text, code) => {
    const parse = vi.spyOn(JSON, 'parse')
    const { out } = await scoreFile(text, `${header}A,d,,1,\n`)
    const parsed = parse.mock.calls.some(([parsed]) => parsed === text)
    parse.mockRestore()
    expect(parsed).toBe(false)
    expect(JSON.parse(out).problems.map((problem: { code: string }) => problem.code)).toEqual([code])
  })
})
