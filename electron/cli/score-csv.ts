import Papa from 'papaparse'
import { normalised, textProblem } from '../../shared/kernel/text.ts'
import { type Column, columns, refused, type ScoreProblem } from './score-problem.ts'

/** A row of the file with its cells by column, trimmed and in one Unicode form. */
export interface CsvRow {
  /** As in the file: the header is row 1. */
  readonly row: number
  readonly cells: { readonly [Each in Column]: string }
  /** Why no cell of this row can be trusted, if so. */
  readonly broken: ScoreProblem | null
}

export interface CsvTable {
  readonly rows: readonly CsvRow[]
  /** Of the header. */
  readonly problems: readonly ScoreProblem[]
}

/** Quoted fields; blank rows are skipped but counted. The text has passed `csvExcess`. */
export function readCsv(text: string, delimiter: ',' | ';'): CsvTable {
  const plain = text.replace(/\r\n?/g, '\n')
  const parsed = Papa.parse<string[]>(plain, { delimiter, newline: '\n', skipEmptyLines: false })
  const [header = [], ...records] = parsed.data
  const names = header.map((cell) => cell.trim().toLowerCase())
  const problems = headerProblems(names)
  if (problems.some(({ refusal }) => refusal.code === 'columnMissing')) return { rows: [], problems }
  const misquoted = new Set(
    parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1),
  )
  const rows = records
    .map((record, index) => ({ record, row: index + 2 }))
    .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
    .map(({ record, row }) => ({
      row,
      ...readRow(record, row, names, misquoted.has(row)),
    }))
  return { rows, problems }
}

function headerProblems(names: readonly string[]): readonly ScoreProblem[] {
  const problemOf = (code: 'columnExtra' | 'columnRepeated' | 'columnMissing', column: string) =>
    refused({ code, column }, { row: 1, column })
  const present = names.flatMap((name, position) => {
    if (!columns.includes(name)) return [problemOf('columnExtra', name === '' ? String(position + 1) : name)]
    return names.indexOf(name) === position ? [] : [problemOf('columnRepeated', name)]
  })
  const missing = columns.filter((column) => !names.includes(column))
  return [...present, ...missing.map((column) => problemOf('columnMissing', column))]
}

/** An unquoted decimal comma moves everything after it: the row has a cell more than the header. */
function overflow(record: readonly string[], row: number, names: readonly string[]): ScoreProblem | null {
  if (record.length <= names.length) return null
  const column = String(names.length + 1)
  return refused({ code: 'columnExtra', column }, { row, column })
}

/** Length and marks are looked at before anything is normalised; a cell that is too much is not read at all. */
function readRow(
  record: readonly string[],
  row: number,
  names: readonly string[],
  misquoted: boolean,
): Pick<CsvRow, 'cells' | 'broken'> {
  const problems = record.map((cell) => textProblem(cell, longestCell))
  const cells = cellsOf(
    record.map((cell, index) => (problems[index] === null ? cell : '')),
    names,
  )
  if (misquoted) return { cells, broken: refused({ code: 'quotesBroken' }, { row }) }
  const at = problems.findIndex((problem) => problem !== null)
  if (at < 0) return { cells, broken: overflow(record, row, names) }
  const code = problems[at] === 'tooManyMarks' ? 'cellTooManyMarks' : 'cellTooLong'
  const column = names[at] ?? String(at + 1)
  return { cells, broken: refused({ code, column }, { row, column }) }
}

function cellsOf(record: readonly string[], names: readonly string[]): CsvRow['cells'] {
  const cell = (column: Column): string => normalised((record[names.indexOf(column)] ?? '').trim())
  return {
    subject: cell('subject'),
    criterion: cell('criterion'),
    target: cell('target'),
    result: cell('result'),
    detail: cell('detail'),
  }
}

/** In UTF-16 units; no number, code or list of counts comes near it. */
const longestCell = 4000
