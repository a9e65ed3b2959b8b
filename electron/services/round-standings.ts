import type { Assignment } from '../../shared/domain/assignment.ts'
import type { CriterionCode, RecordId, SubjectCode } from '../../shared/domain/ids.ts'
import type { CountingLayer } from '../../shared/domain/season.ts'
import type { Layer } from '../../shared/domain/sheet.ts'
import { compareText } from '../../shared/kernel/bytes.ts'
import { countingEntries, type LayerSheet } from '../../shared/scoring/counting-layer.ts'
import { evaluateSubjects } from '../../shared/scoring/evaluate.ts'
import type { SubjectInput, SubjectScores } from '../../shared/scoring/scores.ts'
import {
  computeStandings,
  type Standings,
  type StandingsStatement,
  standingsStatement,
} from '../../shared/scoring/standings.ts'
import { type Subject, subjectsAt } from './places.ts'
import { type RoundBasis, sheetOn } from './round-basis.ts'
import type { SettledSheet, SideBySide } from './side-by-side.ts'

export interface RoundStandings {
  readonly subjects: readonly Subject[]
  /** On the counting layer. */
  readonly scores: ReadonlyMap<SubjectCode, SubjectScores>
  readonly standings: Standings
  /** What a closing seals: `standingsDigest(statement, hasher)`. */
  readonly statement: StandingsStatement
  /**
   * Exactly what the standings rest on, sorted: exclusions, and sheets of the counting layer; those on an old scale
   * too, for it is by them that their subjects are incomplete.
   */
  readonly restsOn: readonly RecordId[]
  /** Subjects whose sheet on the counting layer was made on another scale: it does not count until resubmitted. */
  readonly onOldScale: readonly SubjectCode[]
}

export interface StandingsOptions {
  /** Costs time; without traces the standings cannot name open leaders. Default: with. */
  readonly traces?: boolean
  /** Gives incomplete subjects a rank, for tables marked provisional only. Default: no. */
  readonly rankIncomplete?: boolean
}

/**
 * The standings of one place, from the sheets, exclusions, scale and policies of a basis, open (`currentBasis`) or
 * closed (`closingBasis`). The application, closing itself and the verifier all come here, so a digest can only
 * differ where the records do.
 */
export function roundStandings(basis: RoundBasis, options: StandingsOptions = {}): RoundStandings {
  const { season, place, scale } = basis
  const subjects = subjectsAt(season, place)
  const assignments = assignmentsBySubject(basis)
  const inputs = subjects.map(({ subject }) => countingInput(basis, subject, assignments))
  const scores = evaluateSubjects(
    { scale: scale.scale, policies: season.policies, subjects: inputs },
    { traces: options.traces ?? true },
  )
  const standings = computeStandings({
    subjects: scores.values(),
    tieBreakers: season.policies.ties,
    settledTies: basis.settledTies,
    rankIncomplete: options.rankIncomplete ?? false,
  })
  const taking = new Set(subjects.map(({ subject }) => subject))
  return {
    subjects,
    scores,
    standings,
    statement: standingsStatement({ round: place.round.code, scope: place.cluster, rows: standings.rows }),
    restsOn: restsOn(basis, taking),
    onOldScale: inputs.filter((input) => input.onOldScale).map((input) => input.subject),
  }
}

/** All subjects of a place on one layer alone, each against the others of that layer. */
export function layerScores(
  basis: RoundBasis,
  layer: Layer,
  options: Pick<StandingsOptions, 'traces'> = {},
): ReadonlyMap<SubjectCode, SubjectScores> {
  const assignments = assignmentsBySubject(basis)
  const inputs = subjectsAt(basis.season, basis.place).map(({ subject }): SubjectInput => {
    const sheet = sheetOn(basis, subject, layer)
    return {
      ...termsOf(basis, subject, assignments),
      entries: sheet?.body.entries ?? null,
      origin: { layer, record: sheet?.record ?? null },
      onOldScale: isOnOldScale(basis, sheet),
    }
  })
  const { scale, season } = basis
  return evaluateSubjects(
    { scale: scale.scale, policies: season.policies, subjects: inputs },
    { traces: options.traces ?? true },
  )
}

/** The layers a policy looks at, the one that must be there first. */
function layersCounted(policy: CountingLayer): readonly [Layer, ...Layer[]] {
  switch (policy) {
    case 'appraisal':
    case 'maxOfAppraisalAndReview':
      return ['appraisal', 'review']
    case 'cross':
    case 'agreedInMinutes':
      return ['cross']
  }
}

/** Sheets that several seats entered, on the layers that the standings need. */
export function countedSideBySide({ season, sideBySide }: RoundBasis): readonly SideBySide[] {
  const counted: readonly Layer[] = layersCounted(season.policies.countingLayer)
  return sideBySide.filter(({ layer }) => counted.includes(layer))
}

type Assignments = ReadonlyMap<SubjectCode, ReadonlyMap<CriterionCode, Assignment>>

function assignmentsBySubject(basis: RoundBasis): Assignments {
  const bySubject = Map.groupBy(basis.assignments?.items ?? [], (item) => item.subject)
  return new Map(
    [...bySubject].map(([subject, items]) => [
      subject,
      new Map(items.map((item) => [item.criterion, item] as const)),
    ]),
  )
}

function countingInput(
  basis: RoundBasis,
  subject: SubjectCode,
  assignments: Assignments,
): SubjectInput & { readonly onOldScale: boolean } {
  const terms = termsOf(basis, subject, assignments)
  const policy = basis.season.policies.countingLayer
  const counting = countingEntries({
    scale: basis.scale.scale,
    policy,
    assignments: terms.assignments,
    sheets: {
      cross: onThisScale(basis, sheetOn(basis, subject, 'cross')),
      appraisal: onThisScale(basis, sheetOn(basis, subject, 'appraisal')),
      review: onThisScale(basis, sheetOn(basis, subject, 'review')),
    },
  })
  // A review on the right scale still counts where the appraisal is on an old one, so only a subject of which
  // nothing is left is told to be on the old scale.
  const outdated = layersCounted(policy).some((layer) => isOnOldScale(basis, sheetOn(basis, subject, layer)))
  return { ...terms, ...counting, onOldScale: outdated && counting.entries === null }
}

function termsOf(
  basis: RoundBasis,
  subject: SubjectCode,
  assignments: Assignments,
): Pick<SubjectInput, 'subject' | 'assignments' | 'excluded'> {
  return {
    subject,
    assignments: assignments.get(subject) ?? new Map(),
    excluded: basis.exclusions.some((exclusion) => exclusion.subject === subject),
  }
}

function onThisScale(basis: RoundBasis, sheet: SettledSheet | null): LayerSheet | null {
  if (sheet === null || isOnOldScale(basis, sheet)) return null
  return { entries: sheet.body.entries, record: sheet.record }
}

function isOnOldScale(basis: RoundBasis, sheet: SettledSheet | null): boolean {
  return sheet !== null && sheet.body.scale !== basis.scale.record
}

function restsOn(basis: RoundBasis, taking: ReadonlySet<SubjectCode>): readonly RecordId[] {
  const counted = new Set<Layer>(layersCounted(basis.season.policies.countingLayer))
  const sheets = basis.sheets.filter(({ body }) => taking.has(body.subject) && counted.has(body.layer))
  const exclusions = basis.exclusions.filter(({ subject }) => taking.has(subject))
  return [...sheets, ...exclusions].map(({ record }) => record).sort(compareText)
}
