import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { Assignment } from '../../../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import { criterionOf, type Scale } from '../../../../shared/domain/scale.ts'
import type { Entry } from '../../../../shared/domain/sheet.ts'
import { expectDefined } from '../../../../shared/kernel/result.ts'
import { evaluateSubjects } from '../../../../shared/scoring/evaluate.ts'
import type { CriterionScore, SubjectInput, SubjectScores } from '../../../../shared/scoring/scores.ts'
import { computeStandings } from '../../../../shared/scoring/standings.ts'
import { groupsAbove, withCriterion } from './patched-scores.ts'

/** Where the sheet would stand among the subjects whose entries are known here. */
export interface LivePlace {
  readonly rank: number | null
  readonly of: number
}

export interface LiveScores {
  readonly own: SubjectScores
  readonly percent: string | null
  readonly place: LivePlace
}

type Entries = ReadonlyMap<CriterionCode, Entry>
type Scores = ReadonlyMap<SubjectCode, SubjectScores>

/** Scores one sheet among its cluster, again and again as it is typed. Without traces. */
export interface LiveScorer {
  readonly score: (entries: Entries) => LiveScores
  /**
   * The same after `changed` alone differs from what was scored last. Criteria never look at each other, so one cell
   * costs one criterion, not the whole scale of the whole cluster.
   */
  readonly rescore: (entries: Entries, changed: readonly CriterionCode[]) => LiveScores
  /** One criterion with its trace. */
  readonly explain: (entries: Entries, criterion: CriterionCode) => CriterionScore | undefined
}

/** Beyond this many changed criteria everything is scored anew: a pasted block, a copied layer. */
const fewCriteria = 6

/** The other subjects are prepared once; they do not change while this sheet is written. */
export function liveScorer(view: SheetView): LiveScorer {
  const subjects = preparedSubjects(view)
  const groupsOf = groupsAbove(view.scale)
  const scaleOf = new Map<CriterionCode, Scale>()
  let scored: Entries = new Map()
  let scores: Scores = new Map()

  /** A scale of one criterion, kept because the engine prepares each scale object once. */
  const scaleWith = (code: CriterionCode): Scale | null => {
    const known = scaleOf.get(code)
    if (known !== undefined) return known
    const leaf = criterionOf(view.scale, code)
    if (leaf === undefined) return null
    const scale = { ...view.scale, total: leaf.max, criteria: [leaf] }
    scaleOf.set(code, scale)
    return scale
  }
  const evaluate = (entries: Entries, only: CriterionCode | null, traces: boolean): Scores | null => {
    const scale = only === null ? view.scale : scaleWith(only)
    if (scale === null) return null
    return evaluateSubjects({ scale, policies: view.policies, subjects: subjects(entries, only) }, { traces })
  }
  const standing = (): LiveScores => {
    const own = expectDefined(scores.get(view.subject), 'the evaluation holds the subject itself')
    const competing = [...scores.values()].filter(
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
    }
  }
  const known = new Set(
    view.others.flatMap((other) => (other.entries === null || other.excluded ? [] : [other.subject])),
  )
  const score = (entries: Entries): LiveScores => {
    scored = entries
    scores = evaluate(entries, null, false) ?? scores
    return standing()
  }
  return {
    score,
    rescore: (entries, changed) => {
      if (scores.size === 0 || changed.length > fewCriteria) return score(entries)
      for (const criterion of changed) {
        const before = evaluate(scored, criterion, false)
        const after = evaluate(entries, criterion, false)
        if (before === null || after === null) return score(entries)
        scores = withCriterion(scores, criterion, groupsOf.get(criterion) ?? [], before, after)
      }
      scored = entries
      return standing()
    },
    explain: (entries, criterion) => evaluate(entries, criterion, true)?.get(view.subject)?.criteria[0],
  }
}

/** All subjects as the engine takes them, with all their entries or with those of one criterion. */
function preparedSubjects(
  view: SheetView,
): (entries: Entries, only: CriterionCode | null) => readonly SubjectInput[] {
  const assignmentsOf = assignmentsBySubject(view.assignments)
  const others = view.others.map((other) => ({
    input: {
      subject: other.subject,
      assignments: assignmentsOf(other.subject),
      entries: other.entries,
      origin: { layer: view.layer, record: null },
      excluded: other.excluded,
    },
    entryOf: new Map(other.entries?.map((entry) => [entry.criterion, entry])),
  }))
  // A sheet that cannot be written is looked at as it was submitted; otherwise it is a draft.
  const record = view.mayWrite.yes ? null : (view.layers[view.layer]?.record ?? null)
  const own = {
    subject: view.subject,
    assignments: assignmentsOf(view.subject),
    origin: { layer: view.layer, record },
    excluded: view.excluded !== null,
  }
  return (entries, only) => [
    { ...own, entries: entriesOf(entries, only) },
    ...others.map(({ input, entryOf }) =>
      only === null || input.entries === null ? input : { ...input, entries: entriesOf(entryOf, only) },
    ),
  ]
}

function entriesOf(entries: Entries, only: CriterionCode | null): readonly Entry[] {
  if (only === null) return [...entries.values()]
  const entry = entries.get(only)
  return entry === undefined ? [] : [entry]
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
