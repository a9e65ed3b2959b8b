import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import { enrolledBySeat, enrolledDevices, introductions } from './enrolments.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Feeds } from './feeds.ts'
import { compareHolders } from './holders.ts'
import { type Finding, judgeEnrolment, judgeRecord, type Situation } from './judge-record.ts'
import type { Judgement } from './judgement.ts'
import { ownerSeats } from './ownership.ts'
import { referencesOf } from './references.ts'
import type { SeasonChain } from './season-chain.ts'

type Closing = FactOf<'round.closed/1'>

/**
 * Judges all records of one season whose line of season records is known: first the enrolments, since they say who
 * may hold a seat, then the rest, whatever is named before what names it.
 */
export function judgeSeason(feeds: Feeds, chain: SeasonChain, checks: Checks): Judgement {
  const findings = new Map<RecordId, Finding>()
  for (const [id, verdict] of chain.verdicts) findings.set(id, { verdict, sealable: false })
  const before: Situation = {
    feeds,
    chain,
    checks,
    introduction: introductions(feeds, chain.line.founding.author, checks),
    newestBasisBefore: newestBases(feeds, chain),
    seats: noSeats,
  }
  const situation: Situation = { ...before, seats: seatsAfterEnrolments(before, findings) }
  for (const fact of feeds.facts) judgeAfterNamed(fact, situation, findings)
  settleClosings(situation, findings)
  const { line, founder, founderFrozen, forks } = chain
  return {
    verdicts: new Map([...findings].map(([id, finding]) => [id, finding.verdict])),
    seasonChain: line.links.map((link) => link.id),
    founder,
    founderFrozen,
    forks,
  }
}

const nobody: ReadonlySet<DeviceId> = new Set()
const noSeats: Situation['seats'] = {
  enrolled: new Map(),
  everEnrolled: new Map(),
  devices: nobody,
  everDevices: nobody,
}

/** For each record the position of the newest valid basis named before it in its feed; -1: none. */
function newestBases(feeds: Feeds, chain: SeasonChain): ReadonlyMap<RecordId, number> {
  const before = new Map<RecordId, number>()
  const upTo = new Map<RecordId, number>()
  for (const fact of [...feeds.facts].sort((left, right) => left.seq - right.seq)) {
    const previous = feeds.before(fact)
    const newest = previous === undefined ? -1 : (upTo.get(previous.id) ?? -1)
    const own = fact.basis === null ? 0 : (chain.line.positionOf(fact.basis) ?? -1)
    before.set(fact.id, newest)
    upTo.set(fact.id, Math.max(newest, own))
  }
  return before
}

function seatsAfterEnrolments(situation: Situation, findings: Map<RecordId, Finding>): Situation['seats'] {
  const valid: FactOf<'device.enrolled/1'>[] = []
  const ever: FactOf<'device.enrolled/1'>[] = []
  for (const fact of situation.feeds.facts) {
    if (!isEnrolment(fact)) continue
    const finding = judgeEnrolment(fact, situation)
    findings.set(fact.id, finding)
    if (finding.sealable) ever.push(fact)
    if (finding.verdict.status === 'valid') valid.push(fact)
  }
  const { recoveryKey } = situation.chain.line.founding.claim
  return {
    enrolled: enrolledBySeat(valid, recoveryKey),
    everEnrolled: enrolledBySeat(ever, recoveryKey),
    devices: enrolledDevices(valid),
    everDevices: enrolledDevices(ever),
  }
}

/** Ids are hashes, so records cannot name each other in a circle; a stack of our own bears chains of any length. */
function judgeAfterNamed(fact: Fact, situation: Situation, findings: Map<RecordId, Finding>): void {
  const stack: Fact[] = [fact]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (!findings.has(top.id)) {
      const size = stack.length
      for (const { id } of referencesOf(top.claim)) {
        const named = findings.has(id) ? undefined : situation.feeds.get(id)
        if (named !== undefined) stack.push(named)
      }
      if (stack.length > size) continue
      findings.set(top.id, judgeRecord(top, situation, findings))
    }
    stack.pop()
  }
}

/**
 * Of several closings of one round and cluster the first counts, in the order of holding and then of number; the
 * others would need a reopening first.
 */
function settleClosings(situation: Situation, findings: Map<RecordId, Finding>): void {
  const closings = new Map<string, Closing[]>()
  for (const fact of situation.feeds.facts) {
    if (!isClosing(fact) || findings.get(fact.id)?.verdict.status !== 'valid') continue
    const key = `${fact.claim.round} ${fact.claim.cluster ?? ''}`
    const same = closings.get(key)
    if (same === undefined) closings.set(key, [fact])
    else same.push(fact)
  }
  for (const same of closings.values()) {
    const [first, ...others] = same.sort((left, right) => compareClosings(left, right, situation))
    if (first === undefined) continue
    for (const { id } of others) {
      const why = { reason: 'alreadyClosed', closing: first.id } as const
      findings.set(id, { verdict: { status: 'quarantined', why }, sealable: false })
    }
  }
}

function compareClosings(left: Closing, right: Closing, { chain }: Situation): number {
  const { kind, round, cluster } = left.claim
  const [seat] = ownerSeats(chain.line.newest.season, { kind, round, cluster })
  const byHolder = seat === undefined ? 0 : compareHolders(seat, left.author, right.author, chain.line)
  return byHolder || left.seq - right.seq || (left.id < right.id ? -1 : 1)
}

function isEnrolment(fact: Fact): fact is FactOf<'device.enrolled/1'> {
  return fact.claim.kind === 'device.enrolled/1'
}

function isClosing(fact: Fact): fact is Closing {
  return fact.claim.kind === 'round.closed/1'
}
