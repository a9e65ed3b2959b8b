import type { DeviceId, RecordId, Seat } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import { contentProblem, placeOfClaim, placeProblem } from './claim-problems.ts'
import { enrolmentProblem, isRecovery } from './enrolments.ts'
import type { Fact, FactOf, InspectionTeam } from './fact.ts'
import { type Feeds, isCounted } from './feeds.ts'
import { cutProblem, type EnrolledBySeat, holding, unseatedCutProblem } from './holders.ts'
import { ownerSeats, type Place } from './ownership.ts'
import { competitionOf, competitionProblem, teamsInspecting } from './places.ts'
import { fits, type Reference, referencesOf } from './references.ts'
import type { SeasonChain } from './season-chain.ts'
import type { QuarantineReason, Verdict, WaitingFor } from './verdict.ts'

/** How much one author may make everybody read; far above what any honest season needs. */
const workLimits = { recordsOfAuthor: 50_000, sheetsOfRound: 3000, closingsOfRound: 100 } as const

/** What is known about the season before single records are judged. */
export interface Situation {
  readonly feeds: Feeds
  readonly chain: SeasonChain
  readonly checks: Checks
  /** The position of the newest valid basis named before a record in its feed; -1: none. */
  readonly newestBasisBefore: (fact: Fact) => number
  readonly seats: {
    /** By valid enrolments. */
    readonly enrolled: EnrolledBySeat
    /** By enrolments that were good once, whatever forks and cuts came later. */
    readonly everEnrolled: EnrolledBySeat
    readonly devices: ReadonlySet<DeviceId>
    readonly everDevices: ReadonlySet<DeviceId>
  }
}

export interface Finding {
  readonly verdict: Verdict
  /**
   * Held without gap, well placed, and by somebody who was once entitled to it. Unlike validity this outlives
   * forks, cuts and other holders: a closing seals records that were good when it was made, and stands.
   */
  readonly sealable: boolean
}

/**
 * Judges one record; what it names has been judged before. In this order: its feed is held up to it; it is not
 * behind an unsettled fork; its basis is valid and does not go back; its author has not written more than anybody
 * may; the place it speaks about exists at its basis; its author was ever entitled to speak about it; what it says
 * exists; its author holds an owning seat, not beyond a cut; everything it names is valid. The first thing wrong is
 * the verdict. The right comes before the content, so that only who may say much can make others read much.
 */
export function judgeRecord(
  fact: Fact,
  situation: Situation,
  findings: ReadonlyMap<RecordId, Finding>,
): Finding {
  const missing = situation.feeds.missingBefore(fact)
  if (missing !== null) return { verdict: waiting(missing), sealable: false }
  const { kind } = fact.claim
  if (kind === 'withheld' || kind === 'unknownKind') {
    const problem = unseated(fact, situation) ?? basisProblem(fact, situation)
    return { verdict: problem ?? { status: kind }, sealable: true }
  }
  const lasting = lastingProblem(fact, situation)
  const problem =
    forkFirst(fact, situation) ??
    lasting ??
    seatProblem(fact, situation) ??
    namedProblem(fact, situation, findings, false) ??
    signoffProblem(fact, situation) ??
    reopeningProblem(fact, situation)
  return {
    verdict: problem ?? { status: 'valid' },
    sealable: lasting === null && namedProblem(fact, situation, findings, true) === null,
  }
}

/** Judges an enrolment. It rests on the season's line alone. */
export function judgeEnrolment(fact: FactOf<'device.enrolled/1'>, situation: Situation): Finding {
  const missing = situation.feeds.missingBefore(fact)
  if (missing !== null) return { verdict: waiting(missing), sealable: false }
  const lasting = lastingEnrolmentProblem(fact, situation)
  const problem = forkFirst(fact, situation) ?? lasting ?? unseated(fact, situation)
  return { verdict: problem ?? { status: 'valid' }, sealable: lasting === null }
}

type Problem = Verdict | null

function lastingEnrolmentProblem(fact: FactOf<'device.enrolled/1'>, situation: Situation): Problem {
  const problem = basisProblem(fact, situation) ?? limitProblem(fact, situation)
  if (problem !== null) return problem
  const { chain, checks } = situation
  const why = enrolmentProblem(fact, positionOf(fact, situation), chain, checks)
  return why === null ? null : quarantined(why)
}

/** What stays wrong whatever forks, cuts and later season records bring. */
function lastingProblem(fact: Fact, situation: Situation): Problem {
  const problem = basisProblem(fact, situation) ?? limitProblem(fact, situation)
  if (problem !== null) return problem
  const { chain, checks } = situation
  const season = seasonAt(fact, situation)
  const place = placeProblem(fact.claim, season, chain.line.founding.season)
  if (place !== null) return quarantined(place)
  if (fact.claim.kind === 'signatory.enrolled/1') {
    if (!checks.isSafe(fact.claim.key)) return quarantined({ reason: 'unsafeKey' })
    return isKnownDevice(fact.author, situation, 'everDevices') ? null : notOwner([])
  }
  const owners = ownersOf(fact, situation)
  if (!('seats' in owners)) return owners
  if (!owners.seats.some((seat) => wasEntitled(fact.author, seat, situation))) return notOwner(owners.seats)
  const content = contentProblem(fact.claim, season)
  return content === null ? null : quarantined(content)
}

/** Limits count along the author's own feed, so that every machine finds the same, whatever came first. */
function limitProblem(fact: Fact, { feeds }: Situation): Problem {
  if (fact.seq > workLimits.recordsOfAuthor) {
    return quarantined({ reason: 'tooMany', what: 'recordsOfAuthor', most: workLimits.recordsOfAuthor })
  }
  if (!isCounted(fact)) return null
  const what = fact.claim.kind === 'sheet.submitted/1' ? 'sheetsOfRound' : 'closingsOfRound'
  const most = workLimits[what]
  return feeds.writtenUpTo(fact) > most ? quarantined({ reason: 'tooMany', what, most }) : null
}

function isKnownDevice(device: DeviceId, situation: Situation, enrolled: 'devices' | 'everDevices'): boolean {
  return (
    isFounder(device, situation) ||
    situation.seats[enrolled].has(device) ||
    situation.chain.line.newestEntries(device).length > 0
  )
}

/** Whether the author holds an owning seat now, by the holders and cuts in force. */
function seatProblem(fact: Fact, situation: Situation): Problem {
  const { chain, feeds, seats } = situation
  if (fact.claim.kind === 'signatory.enrolled/1') {
    const known = isKnownDevice(fact.author, situation, 'devices')
    return unseated(fact, situation) ?? (known ? null : notOwner([]))
  }
  const owners = ownersOf(fact, situation)
  if (!('seats' in owners)) return owners
  const position = positionOf(fact, situation)
  let beyond: Problem = null
  let contested: Seat | undefined
  for (const seat of owners.seats) {
    const answer = holding(fact.author, seat, position, chain.line, seats.enrolled)
    if (answer === 'contested') contested ??= seat
    if (answer !== 'holds') continue
    const problem = cutProblem(fact, seat, position, chain.line, feeds, chain.forks)
    if (problem === null) return null
    beyond ??= problem
  }
  if (beyond !== null) return beyond
  if (contested !== undefined) return quarantined({ reason: 'seatContested', seat: contested })
  return notOwner(owners.seats)
}

/**
 * Whether everything named is there. All that is missing is listed at once. `sealing`: good when it was made is
 * good enough, as for whatever a closing rests on.
 */
function namedProblem(
  fact: Fact,
  situation: Situation,
  findings: ReadonlyMap<RecordId, Finding>,
  sealing: boolean,
): Problem {
  const season = seasonAt(fact, situation)
  const absent: WaitingFor[] = []
  for (const reference of referencesOf(fact.claim)) {
    const target = situation.feeds.get(reference.id)
    const finding = findings.get(reference.id)
    if (target !== undefined && !fits(fact, reference, target, season)) {
      return quarantined({ reason: 'unknownPlace', field: fieldOf(reference) })
    }
    const there = target !== undefined && finding !== undefined && counts(reference, target, finding, sealing)
    if (!there) absent.push({ what: 'record', id: reference.id, role: reference.role })
  }
  return absent.length === 0 ? null : { status: 'waiting', for: absent }
}

function counts(reference: Reference, target: Fact, finding: Finding, sealing: boolean): boolean {
  const { status } = finding.verdict
  const unread = target.claim.kind === 'withheld' || target.claim.kind === 'unknownKind'
  if (reference.need === 'sealed' || sealing) {
    return finding.sealable && (!unread || reference.role === 'closed' || reference.role === 'replaces')
  }
  if (status === 'valid') return true
  return reference.need === 'validOrUnread' && (status === 'withheld' || status === 'unknownKind')
}

function fieldOf({ role }: Reference): string {
  return role === 'closed' ? 'records' : role
}

function signoffProblem(fact: Fact, { feeds, checks }: Situation): Problem {
  if (!isSignoff(fact)) return null
  const { agreement, seat, signatory } = fact.claim.statement
  const draft = feeds.get(agreement)?.claim
  const key = feeds.get(signatory)?.claim
  if (draft?.kind !== 'agreement.drafted/1' || !draft.parties.includes(seat)) {
    return quarantined({ reason: 'notParty', seat })
  }
  const signed = key?.kind === 'signatory.enrolled/1' && checks.signedOff(fact, key.key)
  return signed ? null : quarantined({ reason: 'signoffSignature' })
}

/** A round is closed again after a reopening of this round and cluster, not of another. */
function reopeningProblem({ claim }: Fact, { feeds }: Situation): Problem {
  if (claim.kind !== 'round.closed/1' || claim.reopening === null) return null
  const reopening = feeds.get(claim.reopening)?.claim
  const closing = reopening?.kind === 'round.reopened/1' ? feeds.get(reopening.closing)?.claim : undefined
  const fitting =
    closing?.kind === 'round.closed/1' && closing.round === claim.round && closing.cluster === claim.cluster
  return fitting ? null : quarantined({ reason: 'unknownPlace', field: 'reopening' })
}

/** The seats that own a record at its basis, or why that cannot be said. */
function ownersOf(fact: Fact, situation: Situation): { readonly seats: readonly Seat[] } | Verdict {
  const { claim } = fact
  const teams = teamsFor(fact, situation)
  if (teams !== null && 'status' in teams) return teams
  const place =
    claim.kind === 'round.reopened/1'
      ? placeOfReopening(claim.closing, fact, situation)
      : placeOfClaim(claim, teams)
  if (place !== null && 'status' in place) return place
  return { seats: place === null ? [] : ownerSeats(seasonAt(fact, situation), place) }
}

/** A reopening speaks about the place of the closing it names. */
function placeOfReopening(id: RecordId, fact: Fact, situation: Situation): Place | Verdict {
  const closing = situation.feeds.get(id)?.claim
  if (closing === undefined || closing.kind === 'withheld' || closing.kind === 'unknownKind') {
    return waiting({ what: 'record', id, role: 'closing' })
  }
  if (closing.kind !== 'round.closed/1') return quarantined({ reason: 'unknownPlace', field: 'closing' })
  const { round, cluster } = closing
  const unknown = competitionProblem(seasonAt(fact, situation), round, cluster) !== null
  return unknown
    ? quarantined({ reason: 'unknownPlace', field: 'closing' })
    : { kind: 'round.reopened/1', round, cluster }
}

/** The teams that the plan of a cross sheet sends to its subject. Null: the record needs no plan. */
function teamsFor(fact: Fact, situation: Situation): readonly InspectionTeam[] | Verdict | null {
  const { claim } = fact
  if (claim.kind !== 'sheet.submitted/1' || claim.layer !== 'cross') return null
  if (claim.plan === null) return quarantined({ reason: 'notInPlan' })
  const plan = situation.feeds.get(claim.plan)?.claim
  if (plan === undefined || plan.kind === 'withheld' || plan.kind === 'unknownKind') {
    return waiting({ what: 'record', id: claim.plan, role: 'plan' })
  }
  if (plan.kind !== 'inspection.planned/1') return quarantined({ reason: 'unknownPlace', field: 'plan' })
  const competition = competitionOf(seasonAt(fact, situation), claim.round, claim.subject)
  const planned =
    plan.round === claim.round && typeof competition !== 'string' && plan.cluster === competition.cluster
  const teams = planned ? teamsInspecting(plan.teams, claim.subject) : []
  return teams.length > 0 ? teams : quarantined({ reason: 'notInPlan' })
}

/** Listed for the seat in any season record, enrolled for it, or its founder: not a stranger to it. */
function wasEntitled(device: DeviceId, seat: Seat, { chain, seats }: Situation): boolean {
  const { line } = chain
  return (
    line.newestListing(seat, device) !== undefined ||
    seats.everEnrolled.get(seat)?.devices.has(device) === true ||
    (seat === line.founding.claim.founder.seat && device === line.founding.author)
  )
}

/** Where no cut was ever made for the author, a fork is named before anything else that may be wrong. */
function forkFirst(fact: Fact, { chain }: Situation): Problem {
  const at = chain.forks.get(fact.author)
  if (at === undefined || fact.seq < at || chain.line.isCut(fact.author)) return null
  return { status: 'fork', author: fact.author, at }
}

function unseated(fact: Fact, { feeds, chain }: Situation): Problem {
  return unseatedCutProblem(fact, chain.line, feeds, chain.forks)
}

function basisProblem(fact: Fact, situation: Situation): Problem {
  const { feeds, chain, newestBasisBefore } = situation
  if (fact.basis === null) return null
  const position = chain.line.positionOf(fact.basis)
  if (position === undefined) {
    const basis = feeds.get(fact.basis)
    if (basis !== undefined && !basis.kind.startsWith('season.')) {
      return quarantined({ reason: 'unknownPlace', field: 'basis' })
    }
    const readable = basis?.claim.kind === 'season.revised/1' || basis?.claim.kind === 'season.founded/1'
    // A recovery device may have rested on the very season record that its revision overturns.
    if (readable && isRecovery(fact, chain)) return null
    const overturned = chain.verdicts.get(fact.basis)
    if (overturned?.status === 'quarantined' && overturned.why.reason === 'recoveryWon') return overturned
    return waiting({ what: 'record', id: fact.basis, role: 'basis' })
  }
  const wentBack = position < newestBasisBefore(fact)
  return wentBack ? quarantined({ reason: 'basisWentBack' }) : null
}

function positionOf(fact: Fact, { chain }: Situation): number {
  return (fact.basis === null ? undefined : chain.line.positionOf(fact.basis)) ?? 0
}

function seasonAt(fact: Fact, situation: Situation): SeasonChain['line']['newest']['season'] {
  const { links, newest } = situation.chain.line
  return (links[positionOf(fact, situation)] ?? newest).season
}

function isFounder(device: DeviceId, { chain }: Situation): boolean {
  return chain.line.links.some((link) => link.author === device)
}

function isSignoff(fact: Fact): fact is FactOf<'agreement.signed/1'> {
  return fact.claim.kind === 'agreement.signed/1'
}

function waiting(reason: WaitingFor): Verdict {
  return { status: 'waiting', for: [reason] }
}

function quarantined(why: QuarantineReason): Verdict {
  return { status: 'quarantined', why }
}

function notOwner(seats: readonly Seat[]): Verdict {
  return quarantined({ reason: 'notOwner', seats })
}
