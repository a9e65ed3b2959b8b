import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { Assignment } from '../../../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import type { Entry } from '../../../../shared/domain/sheet.ts'
import { expectDefined } from '../../../../shared/kernel/result.ts'
import { evaluateSubjects } from '../../../../shared/scoring/evaluate.ts'
import type {
  CriterionScore,
  EvaluationInput,
  SubjectInput,
  SubjectScores,
} from '../../../../shared/scoring/scores.ts'
import { computeStandings } from '../../../../shared/scoring/standings.ts'

/** Where the sheet would stand among the subjects whose entries are known here. */
export interface LivePlace {
  readonly rank: number | null
  readonly of: number
}

export interface LiveScores {
  readonly own: SubjectScores
  readonly percent: string | null
  readonly place: LivePlace
  readonly scoreOf: ReadonlyMap<CriterionCode, CriterionScore>
}

/** Scores one sheet among its cluster, again and again as it is typed. */
export interface LiveScorer {
  /** Without traces: for every change of a cell. */
  score(entries: readonly Entry[]): LiveScores
  /** With traces, for what is explained beside the grid. */
  explain(entries: readonly Entry[]): ReadonlyMap<CriterionCode, CriterionScore>
}

/** The other subjects are prepared once; they do not change while this sheet is written. */
export function liveScorer(view: SheetView): LiveScorer {
  const assignmentsOf = assignmentsBySubject(view.assignments)
  // A sheet that cannot be written is looked at as it was submitted; otherwise it is a draft.
  const submitted = view.mayWrite.yes ? null : (view.layers[view.layer]?.record ?? null)
  const origin = { layer: view.layer, record: null }
  const others: readonly SubjectInput[] = view.others.map((other) => ({
    subject: other.subject,
    assignments: assignmentsOf(other.subject),
    entries: other.entries,
    origin,
    excluded: other.excluded,
  }))
  const inputWith = (entries: readonly Entry[]): EvaluationInput => ({
    scale: view.scale,
    policies: view.policies,
    subjects: [
      {
        subject: view.subject,
        assignments: assignmentsOf(view.subject),
        entries,
        origin: { layer: view.layer, record: submitted },
        excluded: view.excluded !== null,
      },
      ...others,
    ],
  })
  const known = new Set(
    view.others.flatMap((other) => (other.entries === null || other.excluded ? [] : [other.subject])),
  )
  return {
    score: (entries) => {
      const all = evaluateSubjects(inputWith(entries), { traces: false })
      const own = expectDefined(all.get(view.subject), 'the evaluation holds the subject itself')
      const competing = [...all.values()].filter(
        ({ subject }) => subject === view.subject || known.has(subject),
      )
      const { rows } = computeStandings({
        subjects: competing,
        tieBreakers: view.policies.ties,
        rankIncomplete: true,
      })
      const row = rows.find((each) => each.subject === view.subject)
      return {
        own,
        percent: row?.percent ?? null,
        place: { rank: row?.rank ?? null, of: competing.length },
        scoreOf: byCriterion(own),
      }
    },
    explain: (entries) =>
      byCriterion(
        expectDefined(
          evaluateSubjects(inputWith(entries), { traces: true }).get(view.subject),
          'the evaluation holds the subject itself',
        ),
      ),
  }
}

function byCriterion(scores: SubjectScores): ReadonlyMap<CriterionCode, CriterionScore> {
  return new Map(scores.criteria.map((score) => [score.criterion, score]))
}

const none: ReadonlyMap<CriterionCode, Assignment> = new Map()

function assignmentsBySubject(
  assignments: readonly Assignment[],
): (subject: SubjectCode) => ReadonlyMap<CriterionCode, Assignment> {
  const bySubject = new Map<SubjectCode, Map<CriterionCode, Assignment>>()
  for (const assignment of assignments) {
    const own = bySubject.get(assignment.subject) ?? new Map<CriterionCode, Assignment>()
    own.set(assignment.criterion, assignment)
    bySubject.set(assignment.subject, own)
  }
  return (subject) => bySubject.get(subject) ?? none
}
