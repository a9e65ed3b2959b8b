import { showPoints, showPointsShort } from '../../shared/kernel/decimal.ts'
import { describeWarning } from '../../shared/messages/scoring.warnings.ts'
import { type Language, standingStatusName } from '../../shared/messages/words.ts'
import { codeOf, type ScoreProblem } from './score-problem.ts'
import type { ScoredCriterion, ScoredSubject } from './score-subjects.ts'
import { problemInWords } from './score-words.ts'
import { textTable } from './table.ts'

/** One JSON document for programs: points and maxima in hundredths, percent with 6 digits and a point. */
export function jsonReport(
  subjects: readonly ScoredSubject[],
  problems: readonly ScoreProblem[],
  language: Language,
): string {
  return JSON.stringify({
    subjects: subjects.map(({ row, criteria }) => ({
      subject: row.subject,
      points: row.points,
      assignedMax: row.assignedMax,
      percent: row.percent,
      rank: row.rank,
      criteria: criteria.map(({ score, warnings }) => ({
        criterion: score.criterion,
        points: score.points,
        max: score.max,
        assigned: score.assigned,
        trace: score.trace,
        warnings: warnings.map((warning) => ({ ...warning, message: warningInWords(warning, language) })),
      })),
    })),
    problems: problems.map((problem) => ({
      row: problem.row,
      column: problem.column,
      code: codeOf(problem),
      message: problemInWords(problem, language),
    })),
  })
}

/** The standings as lines of text, then what deserves a second look. */
export function textReport(subjects: readonly ScoredSubject[], language: Language): string {
  const vi = language === 'vi'
  const head = vi
    ? ['Hạng', 'Đối tượng', 'Điểm', 'Tỷ lệ (%)', 'Trạng thái']
    : ['Rank', 'Subject', 'Points', 'Percent', 'Status']
  const lines = subjects.map(({ row }) => [
    row.rank === null ? '–' : `${row.rank}${row.tied ? '=' : ''}`,
    row.subject,
    `${showPoints(row.points)} / ${showPointsShort(row.assignedMax)}`,
    row.percent === null ? '–' : row.percent.replace('.', ','),
    standingStatusName(row.status, language) + (row.missing.length > 0 ? ` (${row.missing.length})` : ''),
  ])
  const warnings = subjects.flatMap((subject) => warningLines(subject, language))
  const table = textTable(head, lines, [0, 2, 3])
  if (warnings.length === 0) return `${table}\n`
  const warningHead = vi ? 'Cần xem lại:' : 'Worth a second look:'
  return `${[table, '', warningHead, ...warnings].join('\n')}\n`
}

/** One line per problem, with its place. */
export function problemReport(problems: readonly ScoreProblem[], language: Language): string {
  return problems
    .map((problem) => `${placeInWords(problem, language)}${problemInWords(problem, language)}\n`)
    .join('')
}

function placeInWords({ row, column }: ScoreProblem, language: Language): string {
  const vi = language === 'vi'
  if (row === null) return ''
  const where = vi ? `Dòng ${row}` : `Row ${row}`
  return column === null ? `${where}: ` : `${where}, ${vi ? 'cột' : 'column'} ${column}: `
}

/** Rows that are not there at all are told once for each subject. */
function warningLines({ row, scores, criteria }: ScoredSubject, language: Language): readonly string[] {
  const lines = criteria.flatMap(({ score, warnings }) =>
    warnings
      .filter((warning) => warning.code !== 'rowMissing')
      .map((warning) => `${row.subject}, ${score.criterion}: ${warningInWords(warning, language)}`),
  )
  const absent = criteria
    .filter(({ warnings }) => warnings.some(({ code }) => code === 'rowMissing'))
    .map(({ score }) => score.criterion)
  const missing = language === 'vi' ? 'không có dòng cho tiêu chí' : 'no row for criterion'
  return [
    ...scores.warnings.map((warning) => `${row.subject}: ${describeWarning(warning, language)}`),
    ...lines,
    ...(absent.length === 0 ? [] : [`${row.subject}: ${missing} ${absent.join(', ')}.`]),
  ]
}

function warningInWords(warning: ScoredCriterion['warnings'][number], language: Language): string {
  switch (warning.code) {
    case 'rowMissing':
      return language === 'vi' ? 'Không có dòng cho tiêu chí này.' : 'There is no row for this criterion.'
    case 'targetNotUsed':
      return language === 'vi'
        ? 'Tiêu chí này không dùng chỉ tiêu; cột target bị bỏ qua.'
        : 'This criterion uses no target; the column target is ignored.'
    case 'notAssignedButFilled':
      return language === 'vi'
        ? 'Tiêu chí này không giao (none); kết quả trên dòng không được tính.'
        : 'This criterion is not assigned (none); what the row enters is not counted.'
    default:
      return describeWarning(warning, language)
  }
}
