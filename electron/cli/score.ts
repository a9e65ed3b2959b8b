import type { SubjectCode } from '../../shared/domain/ids.ts'
import { leavesOf } from '../../shared/domain/scale.ts'
import type { Output } from './output.ts'
import { mannerOf, readArguments, type ScoreManner, usage } from './score-arguments.ts'
import { compareProblems, refused, type ScoreProblem } from './score-problem.ts'
import { jsonReport, problemReport, textReport } from './score-report.ts'
import { openResults, readResults } from './score-results.ts'
import { readScale } from './score-scale.ts'
import { type ScoredSubject, scoreRows } from './score-subjects.ts'

/**
 * The verb `score`: scoring alone, without any database. Returns the exit status: 1 on any error (what could be
 * scored is printed all the same), else 0, warnings included.
 */
export async function runScore(args: readonly string[], io: Output): Promise<number> {
  const manner = mannerOf(args)
  if (manner.help) {
    io.out(usage[manner.language])
    return 0
  }
  const { subjects, problems } = score(args)
  print(subjects, told(problems), manner, io)
  return problems.length === 0 ? 0 : 1
}

interface Scoring {
  readonly subjects: readonly ScoredSubject[]
  readonly problems: readonly ScoreProblem[]
}

function score(args: readonly string[]): Scoring {
  const parsed = readArguments(args)
  if (!parsed.ok) return { subjects: [], problems: [parsed.error] }
  const { excluded, results, scale: scaleFile } = parsed.value
  const { scale, problems: ofScale } = readScale(scaleFile)
  const text = openResults(results)
  if (!text.ok) return { subjects: [], problems: [...ofScale, text.error] }
  if (scale === null) return { subjects: [], problems: ofScale }
  const rows = readResults(text.value, scale)
  const criteria = leavesOf(scale).length
  const subjects = rows.subjects.length
  if (subjects > mostSubjects || subjects * criteria > mostScores) {
    const limits = { subjects: mostSubjects, scores: mostScores }
    const wide = { code: 'tooManyScores', subjects, criteria, limits } as const
    return { subjects: [], problems: [...ofScale, refused(wide), ...rows.problems] }
  }
  const known = new Set<string>(rows.subjects.map(({ subject }) => subject))
  const unknown = [...new Set(excluded)].filter((subject) => !known.has(subject))
  const scored = scoreRows(
    scale,
    rows.subjects,
    new Set(excluded as readonly SubjectCode[]), // compared with the subjects of the file, whatever they are
  )
  return {
    subjects: scored.subjects,
    problems: [
      ...ofScale,
      ...unknown.map((subject) => refused({ code: 'subjectUnknown', subject })),
      ...rows.problems,
      ...scored.problems,
    ],
  }
}

function print(
  subjects: readonly ScoredSubject[],
  problems: readonly ScoreProblem[],
  { json, language }: ScoreManner,
  io: Output,
): void {
  if (json) {
    io.out(`${jsonReport(subjects, problems, language)}\n`)
    return
  }
  if (subjects.length > 0) io.out(textReport(subjects, language))
  if (problems.length > 0) io.err(problemReport(problems, language))
}

/** The worst by place; nobody mends more at once. */
function told(problems: readonly ScoreProblem[]): readonly ScoreProblem[] {
  const inOrder = problems.toSorted(compareProblems)
  const more = inOrder.length - mostProblems
  return more > 0
    ? [...inOrder.slice(0, mostProblems), refused({ code: 'moreProblems', count: more })]
    : inOrder
}

const mostProblems = 1000
/** A season has at most 2000 units. */
const mostSubjects = 5000
/** Of all subjects: a thousand of them on a hundred criteria. Each score carries how it came about. */
const mostScores = 100_000
