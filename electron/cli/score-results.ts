import type { Assignment } from '../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../shared/domain/ids.ts'
import { type Criterion, leavesOf, type Scale } from '../../shared/domain/scale.ts'
import type { Entry } from '../../shared/domain/sheet.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { csvExcess, csvLimits, delimiterOf } from './csv-bounds.ts'
import { readCells } from './score-cells.ts'
import { type CsvRow, readCsv } from './score-csv.ts'
import { readBytes, textOf } from './score-files.ts'
import { type Column, refused, type ScoreProblem, type ScoreRefusal } from './score-problem.ts'

/** What the file says about one subject. */
export interface SubjectRows {
  readonly subject: SubjectCode
  readonly assignments: Map<CriterionCode, Assignment>
  readonly entries: Entry[]
  /** The row of each criterion, broken ones included. */
  readonly rowOf: Map<CriterionCode, number>
  readonly unreadable: Set<CriterionCode>
  readonly unusedTargets: Set<CriterionCode>
  /** Not assigned (`none`), yet the row enters something: it is not counted, and that is said. */
  readonly filledUnassigned: Set<CriterionCode>
}

export interface ResultsReading {
  /** In the order of their first row. */
  readonly subjects: readonly SubjectRows[]
  readonly problems: readonly ScoreProblem[]
}

/** The text of a file of results, once it is known to ask for no more than it may. */
export interface ResultsText {
  readonly text: string
  readonly delimiter: ',' | ';'
}

export function openResults(file: string): Result<ResultsText, ScoreProblem> {
  const bytes = readBytes(file, csvLimits.bytes)
  if (!bytes.ok) return bytes
  const delimiter = delimiterOf(bytes.value)
  const excess = csvExcess(bytes.value, delimiter)
  if (excess !== null) {
    const { limit, row, what } = excess
    return err(refused({ code: what, file, limit }, { row }))
  }
  const text = textOf(file, bytes.value)
  return text.ok ? ok({ text: text.value, delimiter }) : text
}

/**
 * Reads the CSV of results. Every wrong cell is named by row and column and leaves its criterion without points;
 * all others are kept.
 */
export function readResults({ text, delimiter }: ResultsText, scale: Scale): ResultsReading {
  const { problems, rows } = readCsv(text, delimiter)
  const criteria = new Map<string, Criterion>(
    leavesOf(scale).map((leaf) => [leaf.code.normalize('NFC'), leaf]),
  )
  const bySubject = new Map<string, SubjectRows>()
  const ofRows = rows.flatMap((row) => readRow(row, criteria, bySubject))
  return { subjects: [...bySubject.values()], problems: [...problems, ...ofRows] }
}

function readRow(
  { broken, cells, row }: CsvRow,
  criteria: ReadonlyMap<string, Criterion>,
  bySubject: Map<string, SubjectRows>,
): readonly ScoreProblem[] {
  const refuse = (column: Column, refusal: ScoreRefusal) => [refused(refusal, { row, column })]
  // Where a broken row does not even say whose and which it is, that it is broken says more than that they are missing.
  if (broken !== null && (cells.subject === '' || cells.criterion === '')) return [broken]
  if (cells.subject === '') return refuse('subject', { code: 'cellEmpty', column: 'subject' })
  if (!subjectPattern.test(cells.subject)) return refuse('subject', { code: 'subjectInvalid' })
  const subject = cells.subject as SubjectCode // any readable name will do here
  const rows = bySubject.get(subject) ?? emptyRows(subject)
  bySubject.set(subject, rows)
  if (cells.criterion === '') return refuse('criterion', { code: 'cellEmpty', column: 'criterion' })
  const criterion = criteria.get(cells.criterion)
  if (criterion === undefined) {
    return refuse('criterion', { code: 'criterionUnknown', criterion: cells.criterion })
  }
  const firstRow = rows.rowOf.get(criterion.code)
  if (firstRow !== undefined) return refuse('criterion', { code: 'rowRepeated', firstRow })
  rows.rowOf.set(criterion.code, row)
  if (broken !== null) {
    rows.unreadable.add(criterion.code)
    return [broken]
  }
  const read = readCells(rows.subject, criterion, cells)
  if (read.problems.length > 0) rows.unreadable.add(criterion.code)
  if (read.assignment !== null) rows.assignments.set(criterion.code, read.assignment)
  if (read.entry !== null) rows.entries.push(read.entry)
  if (read.targetUnused) rows.unusedTargets.add(criterion.code)
  if (read.assignment?.assigned === false && (cells.result !== '' || cells.detail !== '')) {
    rows.filledUnassigned.add(criterion.code)
  }
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
    filledUnassigned: new Set(),
  }
}

const subjectPattern = /^[^\p{C}]{1,200}$/u
