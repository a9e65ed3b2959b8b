import type { ClusterCode, CriterionCode, RoundCode, SubjectCode } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import { exactPercent, percentText } from './percent.ts'
import { compareRationals } from './rational.ts'
import type { SubjectScores } from './scores.ts'
import { compareByTieBreaker, type TieBreaker } from './tie-breakers.ts'

/** `notRanked`: nothing is assigned to the subject, or its records are held back. */
export type StandingStatus = 'ranked' | 'incomplete' | 'excluded' | 'notRanked'

export interface StandingsRow {
  readonly subject: SubjectCode
  /** Hundredths. */
  readonly points: number
  readonly assignedMax: number
  /** Always 6 fraction digits, half away from zero; null: nothing is assigned. Order never depends on it. */
  readonly percent: string | null
  readonly rank: number | null
  readonly status: StandingStatus
  /** Shares its rank with another subject. */
  readonly tied: boolean
  /** Assigned criteria without a score. */
  readonly missing: readonly CriterionCode[]
}

export interface StandingsInput {
  /** The subjects of the counting layer, in any order. */
  readonly subjects: Iterable<SubjectScores>
  readonly tieBreakers: readonly TieBreaker[]
  /** Ties settled by lot or vote when the round was closed: subjects in their settled order. */
  readonly settledTies?: readonly SettledTie[]
  /** Gives incomplete subjects a rank too, by what is scored of them. Never in official standings. */
  readonly rankIncomplete?: boolean
}

/** Why the standings are not final as far as scoring can know. */
export type ProvisionalReason =
  | { readonly kind: 'incomplete'; readonly subject: SubjectCode; readonly missing: readonly CriterionCode[] }
  /** Somebody who may still lead has no result yet: others' points on this criterion may change. */
  | {
      readonly kind: 'leaderOpen'
      readonly criterion: CriterionCode
      readonly missing: readonly SubjectCode[]
    }

export interface SettledTie {
  readonly subjects: readonly SubjectCode[]
}

export interface Standings {
  /** By rank, then by subject code; subjects without a rank last. */
  readonly rows: readonly StandingsRow[]
  /** Settlements that settle nothing, because their subjects are not exactly those of one tie: they have no effect. */
  readonly idleTies: readonly SettledTie[]
  readonly provisional: readonly ProvisionalReason[]
}

/**
 * Ranks subjects by their exact percent of assigned points, then by the tie-breakers, then by a settled tie;
 * subjects still equal share a rank and the next one skips (1, 2, 2, 4). Source: scoring, "From criteria to
 * standings" 1–4.
 */
export function computeStandings(input: StandingsInput): Standings {
  const subjects = [...input.subjects]
  const { places, idleTies } = rankedPlaces(
    subjects.filter((scores) => isRanked(statusOf(scores), input.rankIncomplete ?? false)),
    input,
  )
  const rows = subjects.map((scores) => rowOf(scores, places.get(scores.subject)))
  return { rows: rows.sort(compareRows), idleTies, provisional: provisionalReasons(subjects) }
}

/** The subjects that share a rank, one group for each such rank. */
export function tiedGroups({ rows }: Pick<Standings, 'rows'>): readonly (readonly SubjectCode[])[] {
  const tied = rows.filter((row) => row.tied)
  return [...Map.groupBy(tied, (row) => row.rank).values()].map((group) => group.map((row) => row.subject))
}

/** The exact value whose canonical bytes give the standings digest. `scope`: null between clusters. */
export interface StandingsStatement {
  readonly round: RoundCode
  readonly scope: ClusterCode | null
  readonly rows: readonly Pick<StandingsRow, 'subject' | 'points' | 'assignedMax' | 'rank' | 'status'>[]
}

export function standingsStatement(standings: {
  readonly round: RoundCode
  readonly scope: ClusterCode | null
  readonly rows: readonly StandingsRow[]
}): StandingsStatement {
  const { round, scope } = standings
  const rows = standings.rows
    .map(({ subject, points, assignedMax, rank, status }) => ({ subject, points, assignedMax, rank, status }))
    .sort((left, right) => compareText(left.subject, right.subject))
  return { round, scope, rows }
}

interface Place {
  readonly rank: number
  readonly tied: boolean
}

function statusOf(scores: SubjectScores): StandingStatus {
  if (scores.excluded) return 'excluded'
  if (scores.quarantined || scores.assignedMax === 0) return 'notRanked'
  return scores.missing.length > 0 ? 'incomplete' : 'ranked'
}

function isRanked(status: StandingStatus, rankIncomplete: boolean): boolean {
  return status === 'ranked' || (rankIncomplete && status === 'incomplete')
}

function rowOf(scores: SubjectScores, place: Place | undefined): StandingsRow {
  const { subject, points, assignedMax, missing } = scores
  return {
    subject,
    points,
    assignedMax,
    percent: percentText(scores),
    rank: place?.rank ?? null,
    status: statusOf(scores),
    tied: place?.tied ?? false,
    missing,
  }
}

function compareRows(left: StandingsRow, right: StandingsRow): number {
  const byRank = (left.rank ?? Number.POSITIVE_INFINITY) - (right.rank ?? Number.POSITIVE_INFINITY)
  return left.rank === right.rank ? compareText(left.subject, right.subject) : byRank
}

function rankedPlaces(
  subjects: readonly SubjectScores[],
  { settledTies = [], tieBreakers }: StandingsInput,
): { readonly places: ReadonlyMap<SubjectCode, Place> } & Pick<Standings, 'idleTies'> {
  const percents = new Map(subjects.map((scores) => [scores, exactPercent(scores)]))
  const compare = (left: SubjectScores, right: SubjectScores): number => {
    const [own, other] = [percents.get(left), percents.get(right)]
    const byPercent = own && other ? compareRationals(other, own) : 0
    if (byPercent !== 0) return byPercent
    for (const tieBreaker of tieBreakers) {
      const order = compareByTieBreaker(tieBreaker, left, right)
      if (order !== 0) return order
    }
    return 0
  }
  const sorted = subjects.toSorted(compare)
  const places = new Map<SubjectCode, Place>()
  const used = new Set<SettledTie>()
  for (let start = 0; start < sorted.length; ) {
    const group = equalFrom(sorted, start, compare)
    const settled = settlementOf(group, settledTies)
    if (settled !== null) used.add(settled)
    const tied = settled === null && group.length > 1
    for (const { subject } of group) {
      places.set(subject, { rank: start + 1 + (settled?.subjects.indexOf(subject) ?? 0), tied })
    }
    start += group.length
  }
  return { places, idleTies: settledTies.filter((each) => !used.has(each)) }
}

function equalFrom(
  sorted: readonly SubjectScores[],
  start: number,
  compare: (left: SubjectScores, right: SubjectScores) => number,
): readonly SubjectScores[] {
  let end = start + 1
  for (const first = sorted[start]; first !== undefined && end < sorted.length; end++) {
    const next = sorted[end]
    if (next === undefined || compare(first, next) !== 0) break
  }
  return sorted.slice(start, end)
}

/** A settlement counts for the tie whose subjects are exactly those it names; null: none does. */
function settlementOf(
  group: readonly SubjectScores[],
  settledTies: readonly SettledTie[],
): SettledTie | null {
  if (group.length < 2) return null
  const tied = group.map((scores) => scores.subject)
  return settledTies.find(({ subjects }) => isSameSet(subjects, tied)) ?? null
}

function isSameSet(left: readonly SubjectCode[], right: readonly SubjectCode[]): boolean {
  const both = new Set(left)
  return both.size === left.length && left.length === right.length && right.every((each) => both.has(each))
}

function provisionalReasons(subjects: readonly SubjectScores[]): readonly ProvisionalReason[] {
  const inOrder = subjects.toSorted((left, right) => compareText(left.subject, right.subject))
  const incomplete = inOrder
    .filter((scores) => statusOf(scores) === 'incomplete')
    .map(({ subject, missing }) => ({ kind: 'incomplete', subject, missing }) as const)
  return [...incomplete, ...openLeaders(inOrder)]
}

/** Known only where the scores carry traces. */
function openLeaders(subjects: readonly SubjectScores[]): readonly ProvisionalReason[] {
  const missingByCriterion = new Map<CriterionCode, readonly SubjectCode[]>()
  for (const { criteria } of subjects) {
    if (criteria[0]?.trace === null) continue
    for (const { criterion, trace } of criteria) {
      if (trace?.state !== 'scored' || trace.rule !== 'relativeToLeader') continue
      if (trace.leader.missing.length > 0) missingByCriterion.set(criterion, trace.leader.missing)
    }
  }
  return [...missingByCriterion]
    .map(([criterion, missing]) => ({ kind: 'leaderOpen', criterion, missing }) as const)
    .sort((left, right) => compareText(left.criterion, right.criterion))
}
