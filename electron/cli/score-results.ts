import Papa from 'papaparse'
import type { Assignment } from '../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../shared/domain/ids.ts'
import { type Criterion, leavesOf, type Scale } from '../../shared/domain/scale.ts'
import type { Entry } from '../../shared/domain/sheet.ts'
import { readCells } from './score-cells.ts'
import { type Column, columns, refused, type ScoreProblem, type ScoreRefusal } from './score-problem.ts'

/** What the file says about one subject. */
export interface SubjectRows {
  readonly subject: SubjectCode
  readonly assignments: Map<CriterionCode, Assignment>
  readonly entries: Entry[]
  /** The row of each criterion, broken ones included. */
  readonly rowOf: Map<CriterionCode, number>
  readonly unreadable: Set<CriterionCode>
  readonly unusedTargets: Set<CriterionCode>
}

export interface ResultsReading {
  /** In the order of their first row. */
  readonly subjects: readonly SubjectRows[]
  readonly problems: readonly ScoreProblem[]
}

/**
 * Reads the CSV of results. Every wrong cell is named by row and column and leaves its criterion without points;
 * all others are kept.
 */
export function readResults(text: string, scale: Scale): ResultsReading {
  const { records, problems } = csvRecords(text)
  const header = readHeader(records[0] ?? [])
  problems.push(...header.problems)
  if (header.positions === null) return { subjects: [], problems }
  const criteria = new Map<string, Criterion>(
    leavesOf(scale).map((leaf) => [leaf.code.normalize('NFC'), leaf]),
  )
  const bySubject = new Map<string, SubjectRows>()
  for (const [index, record] of records.entries()) {
    if (index === 0 || record.every((cell) => cell.trim() === '')) continue
    const width = header.width
    problems.push(...readRow(record, index + 1, width, header.positions, criteria, bySubject))
  }
  return { subjects: [...bySubject.values()], problems }
}

type Positions = { readonly [Each in Column]: number }

function csvRecords(text: string): { records: readonly (readonly string[])[]; problems: ScoreProblem[] } {
  const plain = text.replace(/\r\n?/g, '\n')
  const firstLine = plain.slice(0, plain.indexOf('\n') + 1 || plain.length)
  const delimiter = firstLine.includes(';') ? ';' : ','
  const parsed = Papa.parse<string[]>(plain, { delimiter, newline: '\n', skipEmptyLines: false })
  const broken = new Set(
    parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1),
  )
  return {
    records: parsed.data,
    problems: [...broken].map((row) => refused({ code: 'quotesBroken' }, { row })),
  }
}

function readHeader(cells: readonly string[]): {
  readonly positions: Positions | null
  readonly width: number
  readonly problems: readonly ScoreProblem[]
} {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const at = (column: string) => ({ row: 1, column })
  const problems: ScoreProblem[] = []
  for (const [position, name] of names.entries()) {
    const column = name === '' ? String(position + 1) : name
    if (!columns.includes(name)) {
      problems.push(refused({ code: 'columnExtra', column }, at(column)))
    } else if (names.indexOf(name) !== position) {
      problems.push(refused({ code: 'columnRepeated', column }, at(column)))
    }
  }
  const missing = columns.filter((column) => !names.includes(column))
  for (const column of missing) problems.push(refused({ code: 'columnMissing', column }, at(column)))
  const positions: Positions = {
    subject: names.indexOf('subject'),
    criterion: names.indexOf('criterion'),
    target: names.indexOf('target'),
    result: names.indexOf('result'),
    detail: names.indexOf('detail'),
  }
  return { positions: missing.length === 0 ? positions : null, width: names.length, problems }
}

function readRow(
  record: readonly string[],
  row: number,
  width: number,
  positions: Positions,
  criteria: ReadonlyMap<string, Criterion>,
  bySubject: Map<string, SubjectRows>,
): readonly ScoreProblem[] {
  const cell = (column: Column): string => (record[positions[column]] ?? '').trim().normalize('NFC')
  const refuse = (column: string, refusal: ScoreRefusal) => [refused(refusal, { row, column })]
  const subject = cell('subject')
  if (subject === '') return refuse('subject', { code: 'cellEmpty', column: 'subject' })
  if (!subjectPattern.test(subject)) return refuse('subject', { code: 'subjectInvalid' })
  const rows = bySubject.get(subject) ?? emptyRows(subject as SubjectCode) // any readable name will do here
  bySubject.set(subject, rows)
  const code = cell('criterion')
  if (code === '') return refuse('criterion', { code: 'cellEmpty', column: 'criterion' })
  const criterion = criteria.get(code)
  if (criterion === undefined) return refuse('criterion', { code: 'criterionUnknown', criterion: code })
  const firstRow = rows.rowOf.get(criterion.code)
  if (firstRow !== undefined) return refuse('criterion', { code: 'rowRepeated', firstRow })
  rows.rowOf.set(criterion.code, row)
  if (record.length > width) {
    // An unquoted decimal comma moves everything after it: no cell of this row can be trusted.
    rows.unreadable.add(criterion.code)
    const column = String(width + 1)
    return refuse(column, { code: 'columnExtra', column })
  }
  const cells = { target: cell('target'), result: cell('result'), detail: cell('detail') }
  const read = readCells(rows.subject, criterion, cells)
  if (read.problems.length > 0) rows.unreadable.add(criterion.code)
  if (read.assignment !== null) rows.assignments.set(criterion.code, read.assignment)
  if (read.entry !== null) rows.entries.push(read.entry)
  if (read.targetUnused) rows.unusedTargets.add(criterion.code)
  return read.problems.map(({ column, refusal }) => refused(refusal, { row, column }))
}

function emptyRows(subject: SubjectCode): SubjectRows {
  return {
    subject,
    assignments: new Map(),
    entries: [],
    rowOf: new Map(),
    unreadable: new Set(),
    unusedTargets: new Set(),
  }
}

const subjectPattern = /^[^\p{C}]{1,200}$/u
