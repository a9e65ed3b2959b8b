import type { ClusterCode, RecordId, RoundCode, SeasonId, Sha256Hex } from '../../shared/domain/ids.ts'
import type { Season } from '../../shared/domain/season.ts'
import { type Layer, layers } from '../../shared/domain/sheet.ts'
import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import { standingsDigest, stateFingerprint } from '../../shared/ledger/fingerprint.ts'
import { fold } from '../../shared/ledger/fold.ts'
import { judge } from '../../shared/ledger/judge.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import type { Closing, SeasonState } from '../../shared/ledger/state.ts'
import type { BodyReader } from '../../shared/ledger/valid-facts.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import type { StandingsRow } from '../../shared/scoring/standings.ts'
import { placesOf } from './places.ts'
import { closingBasis, currentBasis, type RoundBasis } from './round-basis.ts'
import { layerScores, roundStandings } from './round-standings.ts'

/** A closing and whether its seal holds. */
export interface ClosingVerification {
  readonly closing: RecordId
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  /** The closing in force; others were reopened. */
  readonly current: boolean
  readonly reopenings: readonly {
    readonly record: RecordId
    readonly actor: string
    readonly reason: string
  }[]
  readonly sealed: string
  /** Null: something it rests on cannot be read from the files. */
  readonly recomputed: Sha256Hex | null
  readonly rows: readonly StandingsRow[]
}

/** A round as it stands by the sheets that count now. */
export interface OpenStandings {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  /** Subjects scored on each layer. */
  readonly scored: { readonly [Each in Layer]: number }
  readonly rows: readonly StandingsRow[]
}

export interface SeasonVerification {
  readonly season: SeasonId
  /** Null: its founding is in none of the files, or not valid. */
  readonly name: string | null
  readonly practice: boolean
  readonly records: number
  readonly verdicts: { readonly [Each in Verdict['status']]: number }
  readonly fingerprint: Sha256Hex
  readonly agreements: readonly {
    readonly record: RecordId
    readonly title: string
    readonly current: boolean
    readonly parties: number
    readonly signed: number
  }[]
  readonly closings: readonly ClosingVerification[]
  readonly open: readonly OpenStandings[]
}

/** Judges and recomputes one season from records whose signatures have been checked. */
export function verifySeason(
  season: SeasonId,
  records: readonly ReadRecord[],
  crypto: Verification,
): { readonly season: SeasonVerification; readonly problems: readonly VerificationProblem[] } {
  const byId = new Map(records.map((record) => [record.id, record]))
  const bodyOf: BodyReader = (id) => byId.get(id)?.typed ?? null
  const facts = records.map((record) => factOf(record))
  const judgement = judge(facts, crypto)
  const state = fold(facts, judgement, bodyOf)
  const found: Findings = { byId, bodyOf, crypto, problems: [] }
  if (!byId.has(season as string as RecordId)) {
    found.problems.push({ code: 'foundingMissing', season }) // a season's id is its founding record's
  }
  for (const fact of facts) reportVerdict(fact, judgement.verdicts.get(fact.id), found.problems)
  const closings = (state?.closings ?? []).map((closing) => verifyClosing(closing, found))
  const open = state === null ? [] : openStandings(state, found)
  const statuses = [...judgement.verdicts.values()].map((verdict) => verdict.status)
  return {
    season: {
      season,
      name: state?.season.name ?? null,
      practice: state?.season.practice ?? false,
      records: records.length,
      verdicts: countsOf(statuses),
      fingerprint: stateFingerprint(byId.keys(), crypto),
      agreements: agreementsOf(state),
      closings,
      open,
    },
    problems: found.problems,
  }
}

interface Findings {
  readonly byId: ReadonlyMap<RecordId, ReadRecord>
  readonly bodyOf: BodyReader
  readonly crypto: Verification
  readonly problems: VerificationProblem[]
}

function reportVerdict(fact: Fact, verdict: Verdict | undefined, problems: VerificationProblem[]): void {
  switch (verdict?.status) {
    case 'waiting':
    case 'quarantined':
    case 'fork': {
      const { id, author, seq, kind } = fact
      problems.push({ code: 'notValid', record: id, author, seq, kind, verdict })
    }
  }
}

function verifyClosing(closing: Closing, found: Findings): ClosingVerification {
  const { round, cluster, standings: sealed } = closing.body
  const place = { closing: closing.record, round, cluster }
  const reopenings = closing.reopenings.map(({ record, actor, reason }) => ({ record, actor, reason }))
  const verification = { ...place, current: closing.current, reopenings, sealed }
  const season = seasonAt(closing.record, found)
  const basis = season === null ? null : closingBasis(closing.body, season, found.bodyOf)
  if (basis === null || !basis.ok || basis.value.unreadable.length > 0) {
    found.problems.push(unreadableClosing(place, basis))
    return { ...verification, recomputed: null, rows: [] }
  }
  if (basis.value.misplaced.length > 0) {
    found.problems.push({ code: 'closingMisplaced', ...place, records: basis.value.misplaced })
  }
  const { standings, statement } = roundStandings(basis.value, { traces: false })
  const recomputed = standingsDigest(statement, found.crypto)
  if ((recomputed as string) !== sealed) {
    found.problems.push({ code: 'digestDiffers', ...place, sealed, recomputed })
  }
  for (const { subjects } of standings.idleTies) {
    found.problems.push({ code: 'tieIdle', ...place, subjects })
  }
  for (const { subject, status, missing } of standings.rows) {
    const accepted = closing.body.gaps.filter((gap) => gap.subject === subject)
    const open = missing.filter(
      (criterion) => !accepted.some((gap) => gap.criterion === null || gap.criterion === criterion),
    )
    if (status === 'incomplete' && open.length > 0) {
      found.problems.push({ code: 'gapNotAccepted', ...place, subject, missing: open })
    }
  }
  return { ...verification, recomputed, rows: standings.rows }
}

function unreadableClosing(
  place: { readonly closing: RecordId; readonly round: RoundCode; readonly cluster: ClusterCode | null },
  basis: ReturnType<typeof closingBasis> | null,
): VerificationProblem {
  if (basis === null) return { code: 'closingUnreadable', ...place, missing: [] }
  if (basis.ok) return { code: 'closingUnreadable', ...place, missing: basis.value.unreadable }
  return basis.error.code === 'basisUnreadable'
    ? { code: 'closingUnreadable', ...place, missing: [basis.error.record] }
    : { code: 'closingMisplaced', ...place, records: [] }
}

/** The season as the author of a record knew it: what its envelope names as basis. */
function seasonAt(record: RecordId, found: Findings): Season | null {
  const basis = found.byId.get(record)?.envelope.basis ?? null
  const typed = basis === null ? null : found.bodyOf(basis)
  return typed?.kind === 'season.founded/1' || typed?.kind === 'season.revised/1' ? typed.body.season : null
}

/** Every place with a sheet that counts: all layers scored, the standings as they are now. */
function openStandings(state: SeasonState, found: Findings): readonly OpenStandings[] {
  return state.season.rounds
    .flatMap((round) => placesOf(state.season, round))
    .flatMap(({ round, cluster }) => {
      const basis = currentBasis(state, found.bodyOf, round.code, cluster)
      if (!basis.ok || basis.value.sheets.length === 0) return []
      const scored = scoreLayers(basis.value, found)
      const { standings } = roundStandings(basis.value, { traces: false, rankIncomplete: true })
      return [{ round: round.code, cluster, scored, rows: standings.rows }]
    })
}

function scoreLayers(basis: RoundBasis, found: Findings): OpenStandings['scored'] {
  const scoredOn = (layer: Layer): number => {
    if (!basis.sheets.some(({ body }) => body.layer === layer)) return 0
    let subjects = 0
    for (const scores of layerScores(basis, layer).values()) {
      if (scores.criteria.some((score) => score.points !== null)) subjects++
      const sheet = basis.sheets.find(({ body }) => body.layer === layer && body.subject === scores.subject)
      const record = sheet === undefined ? undefined : found.byId.get(sheet.record)
      if (record === undefined) continue
      const { author, seq, kind } = record.envelope
      for (const { criterion, problem } of scores.criteria) {
        if (problem === undefined) continue
        const place = { record: record.id, author, seq, kind }
        const what = { subject: scores.subject, criterion, problem: problem.code }
        found.problems.push({ code: 'entryUnscorable', ...place, ...what })
      }
    }
    return subjects
  }
  const [self, cross, appraisal, review] = layers.map(scoredOn)
  return { self: self ?? 0, cross: cross ?? 0, appraisal: appraisal ?? 0, review: review ?? 0 }
}

function agreementsOf(state: SeasonState | null): SeasonVerification['agreements'] {
  return (state?.agreements ?? []).map(({ record, current, body, signatures }) => ({
    record,
    title: body.title,
    current,
    parties: body.parties.length,
    signed: new Set(signatures.map((signature) => signature.seat)).size,
  }))
}

function countsOf(statuses: readonly Verdict['status'][]): SeasonVerification['verdicts'] {
  const count = (status: Verdict['status']): number => statuses.filter((each) => each === status).length
  return {
    valid: count('valid'),
    waiting: count('waiting'),
    quarantined: count('quarantined'),
    fork: count('fork'),
    withheld: count('withheld'),
    unknownKind: count('unknownKind'),
  }
}
