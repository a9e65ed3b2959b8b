import { authoritySeat, type DeviceId, leadSeat, type RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { Checks } from './checks.ts'
import { type ClosingFact, type ReopeningFact, settledClosings } from './closing-chain.ts'
import { enrolledBySeat, enrolledDevices, isEnrolment } from './enrolments.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Feeds, GrowingFeeds } from './feeds.ts'
import { compareHolders } from './holders.ts'
import { type Journal, permanent } from './journal.ts'
import { type Finding, judgeEnrolment, judgeRecord, type Situation } from './judge-record.ts'
import type { Judgement } from './judgement.ts'
import { referencesOf } from './references.ts'
import type { SeasonChain } from './season-chain.ts'
import type { Verdict } from './verdict.ts'

/** The judgement of a season's records, kept up to date while records come. */
export interface SeasonJudge {
  /** Its verdicts are those of this moment: they change when records are added. */
  readonly judgement: Judgement
  /**
   * Adds records to the feeds and judges again whatever they can change: themselves, their feeds where these did
   * not simply go on, and what hangs on either by name. Gives the ids judged. Null: they may change anything (a
   * season record, an enrolment, a fork, more branches than there is room for, the feed of a founder or of a device
   * that was cut), so the season must be judged anew; what the feeds took is for the caller to take back.
   */
  add(facts: readonly Fact[], journal: Journal): ReadonlySet<RecordId> | null
}

/**
 * Judges all records of one season whose line of season records is known: first the enrolments, since they say who
 * may hold a seat, then the rest, whatever is named before what names it.
 */
export function judgeSeason(feeds: GrowingFeeds, chain: SeasonChain, checks: Checks): SeasonJudge {
  const verdicts = new Map<RecordId, Verdict>()
  const memory: Memory = {
    findings: new Map(),
    verdicts,
    newestBases: new Map(),
    dependents: new Map(),
    closings: new Map(),
  }
  for (const [id, verdict] of chain.verdicts) setFinding(memory, id, { verdict, sealable: false }, permanent)
  for (const fact of [...feeds.facts()].sort(byNumber)) remember(fact, memory, feeds, chain, permanent)
  const before: Situation = {
    feeds,
    chain,
    checks,
    newestBasisBefore: (fact) => newestBasisBefore(fact, memory, feeds),
    seats: noSeats,
  }
  const situation: Situation = { ...before, seats: seatsAfterEnrolments(before, memory) }
  for (const fact of feeds.facts()) judgeAfterNamed(fact, situation, memory, permanent)
  for (const place of memory.closings.keys()) settleClosings(place, situation, memory, permanent)
  const { line, founder, founderFrozen, forks } = chain
  const ruling = new Set([founder, ...line.links.map((link) => link.author)])
  return {
    judgement: {
      verdicts,
      seasonChain: line.links.map((link) => link.id),
      founder,
      founderFrozen,
      forks,
    },
    add(facts, journal) {
      const known = new Set(forks.keys())
      const { touched, regular } = feeds.add(facts, journal)
      const mayChangeAnything =
        touched.some((fact) => shapesSeason(fact) || line.isCut(fact.author) || known.has(fact.author)) ||
        touched.some((fact) => feeds.crowded.has(fact.author) || line.isCutEnd(fact.id)) ||
        (!regular && touched.some((fact) => feeds.forks.has(fact.author) || ruling.has(fact.author)))
      if (mayChangeAnything) return null
      for (const fact of touched) remember(fact, memory, feeds, chain, journal)
      const open = withDependents(touched, memory)
      // An enrolment that rests on what is no season record.
      for (const id of open) {
        const fact = feeds.get(id)
        if (fact !== undefined && shapesSeason(fact)) return null
      }
      for (const id of open) journal.delete(memory.findings, id)
      const places = new Set<string>()
      for (const id of open) {
        const fact = feeds.get(id)
        if (fact === undefined) continue
        judgeAfterNamed(fact, situation, memory, journal)
        const place = placeSettledBy(fact, feeds)
        if (place !== null) places.add(place)
      }
      const judged = new Set(open)
      for (const place of places) {
        settleClosings(place, situation, memory, journal)
        for (const { id } of closingsAt(place, memory, feeds)) judged.add(id)
      }
      return judged
    },
  }
}

/** What the judge knows of single records. Everything in it follows from the feeds and the line of season records. */
interface Memory {
  readonly findings: Map<RecordId, Finding>
  readonly verdicts: Map<RecordId, Verdict>
  /** For each record the position of the newest valid basis named in its feed up to it; -1: none. */
  readonly newestBases: Map<RecordId, number>
  /** Records by what they name. */
  readonly dependents: Map<RecordId, Set<RecordId>>
  /** Closings by round and cluster, and how each stands before it is compared with the others. */
  readonly closings: Map<string, Map<RecordId, ClosingFact>>
}

const nobody: ReadonlySet<DeviceId> = new Set()
const noSeats: Situation['seats'] = {
  enrolled: new Map(),
  everEnrolled: new Map(),
  devices: nobody,
  everDevices: nobody,
}

/** Season records and enrolments say who may write what, for everybody. */
export function shapesSeason({ kind }: Fact): boolean {
  return kind.startsWith('season.') || kind.startsWith('device.enrolled/')
}

function setFinding(memory: Memory, id: RecordId, finding: Finding, journal: Journal): void {
  journal.set(memory.findings, id, finding)
  journal.set(memory.verdicts, id, finding.verdict)
}

/** Parents are remembered before their children: facts come in the order of their numbers. */
function remember(
  fact: Fact,
  memory: Memory,
  feeds: GrowingFeeds,
  chain: SeasonChain,
  journal: Journal,
): void {
  const own = fact.basis === null ? 0 : (chain.line.positionOf(fact.basis) ?? -1)
  journal.set(memory.newestBases, fact.id, Math.max(newestBasisBefore(fact, memory, feeds), own))
  const named = referencesOf(fact.claim).map(({ id }) => id)
  // A basis in the line is there for good; what another one is shows when it comes.
  if (fact.basis !== null && own < 0) named.push(fact.basis)
  // So is what a revision replaces: the line decides about it, and has to be told when it comes.
  if (fact.claim.kind === 'season.revised/1') named.push(fact.claim.replaces)
  for (const id of named) {
    const known = memory.dependents.get(id)
    if (known === undefined) journal.set(memory.dependents, id, new Set([fact.id]))
    else if (!known.has(fact.id)) {
      known.add(fact.id)
      journal.note(() => known.delete(fact.id))
    }
  }
  if (!isClosing(fact)) return
  const place = placeOf(fact)
  const same = memory.closings.get(place)
  if (same === undefined) journal.set(memory.closings, place, new Map([[fact.id, fact]]))
  else journal.set(same, fact.id, fact)
}

function newestBasisBefore(fact: Fact, { newestBases }: Memory, feeds: GrowingFeeds): number {
  const previous = feeds.before(fact)
  return previous === undefined ? -1 : (newestBases.get(previous.id) ?? -1)
}

/** These and whatever names them, directly or through others. */
function withDependents(facts: readonly Fact[], { dependents }: Memory): ReadonlySet<RecordId> {
  const reached = new Set(facts.map((fact) => fact.id))
  for (const id of reached) for (const dependent of dependents.get(id) ?? []) reached.add(dependent)
  return reached
}

function seatsAfterEnrolments(situation: Situation, memory: Memory): Situation['seats'] {
  const valid: FactOf<'device.enrolled/1'>[] = []
  const ever: FactOf<'device.enrolled/1'>[] = []
  for (const fact of situation.feeds.facts()) {
    if (!isEnrolment(fact)) continue
    const finding = judgeEnrolment(fact, situation)
    setFinding(memory, fact.id, finding, permanent)
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
function judgeAfterNamed(fact: Fact, situation: Situation, memory: Memory, journal: Journal): void {
  const { findings } = memory
  const stack: Fact[] = [fact]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (!findings.has(top.id)) {
      const size = stack.length
      for (const { id } of referencesOf(top.claim)) {
        const named = findings.has(id) ? undefined : situation.feeds.get(id)
        if (named !== undefined) stack.push(named)
      }
      if (stack.length > size) continue
      setFinding(memory, top.id, judgeRecord(top, situation, findings), journal)
    }
    stack.pop()
  }
}

/** Compares the closings of one round and cluster and what reopened them. Nothing else names either. */
function settleClosings(place: string, situation: Situation, memory: Memory, journal: Journal): void {
  const isValid = (fact: Fact): boolean => memory.findings.get(fact.id)?.verdict.status === 'valid'
  const facts = closingsAt(place, memory, situation.feeds).filter(isValid)
  const settled = settledClosings(facts.filter(isClosing), facts.filter(isReopening), (left, right) =>
    compareClosings(left, right, situation),
  )
  for (const [id, verdict] of settled) journal.set(memory.verdicts, id, verdict)
}

/** The closings of one round and cluster and the reopenings that name them. */
function closingsAt(
  place: string,
  { closings, dependents }: Memory,
  feeds: Feeds,
): readonly (ClosingFact | ReopeningFact)[] {
  return [...(closings.get(place)?.values() ?? [])].flatMap((closing) => {
    const naming = [...(dependents.get(closing.id) ?? [])].flatMap((id) => feeds.get(id) ?? [])
    return [closing, ...naming.filter(isReopening)]
  })
}

/** The earliest holder's first, and of one holder the lowest number. */
function compareClosings(left: ClosingFact, right: ClosingFact, { chain }: Situation): number {
  // A number orders one feed; between two holders of the seat only the season does.
  if (left.author === right.author) return left.seq - right.seq || compareText(left.id, right.id)
  const { cluster } = left.claim
  const seat = cluster === null ? authoritySeat : leadSeat(cluster)
  return compareHolders(seat, left.author, right.author, chain.line) || compareText(left.author, right.author)
}

function placeOf({ claim }: ClosingFact): string {
  return `${claim.round} ${claim.cluster ?? ''}`
}

function byNumber(left: Fact, right: Fact): number {
  return left.seq - right.seq
}

/** The place at which closings have to be compared again when this was judged. */
function placeSettledBy(fact: Fact, feeds: GrowingFeeds): string | null {
  const closing = isReopening(fact) ? feeds.get(fact.claim.closing) : fact
  return closing !== undefined && isClosing(closing) ? placeOf(closing) : null
}

function isClosing(fact: Fact): fact is ClosingFact {
  return fact.claim.kind === 'round.closed/1'
}

function isReopening(fact: Fact): fact is ReopeningFact {
  return fact.claim.kind === 'round.reopened/1'
}
