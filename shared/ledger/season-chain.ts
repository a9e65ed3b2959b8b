import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Feeds } from './feeds.ts'
import { isKnownSeat, seasonProblem } from './places.ts'
import { type Recovery, recoveryOf } from './recovery.ts'
import { type SeasonLine, seasonLine } from './season-line.ts'
import type { QuarantineReason, Verdict, WaitingFor } from './verdict.ts'

/** The season records in force, and why the others are not. */
export interface SeasonChain {
  readonly line: SeasonLine
  readonly founder: DeviceId
  readonly founderFrozen: boolean
  /** Doubled numbers, and the numbers at which two revisions contend for one place. */
  readonly forks: ReadonlyMap<DeviceId, number>
  /** Of the founding and every revision. */
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  readonly recovery: Recovery
}

/**
 * Follows the season from its founding, which is sound (`foundingProblem`). Who is neither founder nor recovery
 * device has no part in it.
 *
 * The founding is the season's root of trust: the season's id is its hash, so nothing but its own form can make it
 * invalid. Revisions form a chain by `replaces`, written by the founder's device. A device that enrolled with the
 * recovery key takes the founder's place with its first revision, which replaces the last good one and lists the
 * old founder with a cut on the founder's seat. Of two revisions replacing the same one the recovery device's wins
 * and what follows the other falls with it. Two recovery devices contend like this: the one wins that lists every
 * other with a cut. Where nobody wins, the founder is frozen for every machine alike, until a recovery wins.
 */
export function followSeason(
  feeds: Feeds,
  founding: FactOf<'season.founded/1'>,
  checks: Checks,
): SeasonChain {
  const recovery = recoveryOf(feeds, founding, checks)
  const revisions = [...feeds.facts()].filter(isRevision)
  const following = groupByReplaced(revisions)
  const chain: FactOf<'season.revised/1'>[] = []
  const positions = new Map<RecordId, number>([[founding.id, 0]])
  const lost = new Map<RecordId, RecordId>()
  const contended: FactOf<'season.revised/1'>[] = []
  let founder = founding.author
  for (let head: RecordId = founding.id; ; ) {
    const usable = (following.get(head) ?? []).filter(
      (fact) => formProblem(fact, checks, founding) === null && recovery.isUsable(fact),
    )
    const own = usable.filter((fact) => fact.author === founder)
    // A founder that was replaced has its first revision behind it, so it can never take over again.
    const rescues = usable.filter((fact) => fact.author !== founder && recovery.isTakeover(fact, founder))
    const contenders = rescues.length > 0 ? rescues : own
    // Two that cut each other settle nothing: then nobody wins.
    const [next, ...others] =
      contenders.length > 1 ? contenders.filter((fact) => cutsAll(fact, rescues, recovery)) : contenders
    if (next === undefined || others.length > 0) {
      contended.push(...rescues, ...own)
      break
    }
    if (next.author === founder && !basisFits(next, feeds, (id) => positions.get(id))) break
    for (const loser of [...rescues, ...own]) if (loser !== next) lost.set(loser.id, next.id)
    founder = next.author
    chain.push(next)
    head = next.id
    positions.set(head, chain.length)
  }
  const forks = withContended(feeds.forks, contended)
  const line = seasonLine(founding, chain)
  const situation = { feeds, line, recovery, checks, forks, lost, contended: idsOf(contended) }
  return {
    line,
    founder,
    // While recoveries contend, nothing the founder still writes can come into force either.
    founderFrozen: forks.has(founder) || contended.length > 0,
    forks,
    verdicts: verdictsOf(revisions, situation),
    recovery,
  }
}

/** What is wrong with a founding by itself; null: it can be the root of a season. */
export function foundingProblem(fact: FactOf<'season.founded/1'>, checks: Checks): QuarantineReason | null {
  const { founder, recoveryKey } = fact.claim
  if (checks.deviceOf(founder.key) !== fact.author) return { reason: 'keyMismatch' }
  const safe = checks.isSafe(founder.key) && checks.isSafe(recoveryKey)
  if (!safe || !checks.isEncryptionKey(founder.encryptionKey)) return { reason: 'unsafeKey' }
  // A unit has nothing to found a season with; a cluster that runs alone is founded by its lead.
  if (founder.seat.startsWith('unit:') || !isKnownSeat(fact.claim.season, founder.seat)) {
    return { reason: 'unknownPlace', field: 'founder.seat' }
  }
  return formProblem(fact, checks, fact)
}

/** What is wrong with a season record by itself. */
function formProblem(
  { claim }: FactOf<'season.founded/1'> | FactOf<'season.revised/1'>,
  checks: Checks,
  founding: FactOf<'season.founded/1'>,
): QuarantineReason | null {
  for (const { invitations } of claim.seats) {
    if (!invitations.every(checks.isSafe)) return { reason: 'unsafeKey' }
  }
  const field = seasonProblem(claim.season)
  if (field !== null) return { reason: 'unknownPlace', field }
  const seatsFit = claim.seats.every(({ seat }) => isKnownSeat(claim.season, seat))
  if (!seatsFit || !isKnownSeat(claim.season, founding.claim.founder.seat)) {
    return { reason: 'unknownPlace', field: 'seats' }
  }
  return null
}

/** The founder judges by the chain so far: its basis is in it, and not older than one it has named before. */
function basisFits(fact: Fact, feeds: Feeds, positionOf: SeasonLine['positionOf']): boolean {
  const basis = fact.basis === null ? undefined : positionOf(fact.basis)
  return basis !== undefined && basis >= newestBasisBefore(fact, feeds, positionOf)
}

function newestBasisBefore(fact: Fact, feeds: Feeds, positionOf: SeasonLine['positionOf']): number {
  let newest = -1
  for (let each = feeds.before(fact); each !== undefined; each = feeds.before(each)) {
    newest = Math.max(newest, each.basis === null ? 0 : (positionOf(each.basis) ?? -1))
  }
  return newest
}

function cutsAll(
  fact: FactOf<'season.revised/1'>,
  rescues: readonly FactOf<'season.revised/1'>[],
  recovery: Recovery,
): boolean {
  return rescues.length > 0 && rescues.every((other) => other === fact || recovery.cuts(fact, other.author))
}

function withContended(
  forks: ReadonlyMap<DeviceId, number>,
  contended: readonly Fact[],
): ReadonlyMap<DeviceId, number> {
  const merged = new Map(forks)
  for (const { author, seq } of contended) merged.set(author, Math.min(seq, merged.get(author) ?? seq))
  return merged
}

interface Situation {
  readonly feeds: Feeds
  readonly line: SeasonLine
  readonly recovery: Recovery
  readonly checks: Checks
  readonly forks: ReadonlyMap<DeviceId, number>
  readonly lost: ReadonlyMap<RecordId, RecordId>
  readonly contended: ReadonlySet<RecordId>
}

/** Replaced records are judged before those that replace them. */
function verdictsOf(
  revisions: readonly FactOf<'season.revised/1'>[],
  situation: Situation,
): ReadonlyMap<RecordId, Verdict> {
  const verdicts = new Map<RecordId, Verdict>([[situation.line.founding.id, { status: 'valid' }]])
  for (const revision of revisions) {
    const open: FactOf<'season.revised/1'>[] = []
    for (let fact: Fact | undefined = revision; fact !== undefined && isRevision(fact); ) {
      if (verdicts.has(fact.id)) break
      open.push(fact)
      fact = situation.feeds.get(fact.claim.replaces)
    }
    for (const fact of open.reverse()) verdicts.set(fact.id, verdictOf(fact, situation, verdicts))
  }
  return verdicts
}

function verdictOf(
  fact: FactOf<'season.revised/1'>,
  { feeds, line, recovery, checks, forks, lost, contended }: Situation,
  verdicts: ReadonlyMap<RecordId, Verdict>,
): Verdict {
  if (line.positionOf(fact.id) !== undefined) return { status: 'valid' }
  const missing = feeds.missingBefore(fact)
  if (missing !== null) return waiting(missing)
  const winner = lost.get(fact.id) ?? winnerBehind(verdicts.get(fact.claim.replaces))
  if (winner !== undefined) return quarantined({ reason: 'recoveryWon', by: winner })
  const fork = forks.get(fact.author)
  if (fork !== undefined && fact.seq >= fork && (contended.has(fact.id) || !recovery.isKept(fact))) {
    return { status: 'fork', author: fact.author, at: fork }
  }
  const form = formProblem(fact, checks, line.founding)
  if (form !== null) return quarantined(form)
  const replaced = feeds.get(fact.claim.replaces)
  if (replaced !== undefined && !replaced.kind.startsWith('season.')) {
    return quarantined({ reason: 'unknownPlace', field: 'replaces' })
  }
  const position = line.positionOf(fact.claim.replaces)
  if (position === undefined) return waitingFor(fact.claim.replaces, 'replaces')
  if (recovery.isEnrolled(fact.author)) return quarantined({ reason: 'notSuccessor' })
  if (line.links[position]?.author !== fact.author) {
    return quarantined({ reason: 'notOwner', seats: [line.founding.claim.founder.seat] })
  }
  const basis = fact.basis === null ? undefined : line.positionOf(fact.basis)
  if (basis === undefined) return waitingFor(fact.basis ?? fact.claim.replaces, 'basis')
  if (basis < newestBasisBefore(fact, feeds, line.positionOf)) return quarantined({ reason: 'basisWentBack' })
  return quarantined({ reason: 'notSuccessor' })
}

function winnerBehind(replaced: Verdict | undefined): RecordId | undefined {
  const fell = replaced?.status === 'quarantined' && replaced.why.reason === 'recoveryWon'
  return fell ? replaced.why.by : undefined
}

function isRevision(fact: Fact): fact is FactOf<'season.revised/1'> {
  return fact.claim.kind === 'season.revised/1'
}

function groupByReplaced(
  revisions: readonly FactOf<'season.revised/1'>[],
): ReadonlyMap<RecordId, readonly FactOf<'season.revised/1'>[]> {
  const groups = new Map<RecordId, FactOf<'season.revised/1'>[]>()
  for (const revision of revisions) {
    const group = groups.get(revision.claim.replaces)
    if (group === undefined) groups.set(revision.claim.replaces, [revision])
    else group.push(revision)
  }
  return groups
}

function idsOf(facts: readonly Fact[]): ReadonlySet<RecordId> {
  return new Set(facts.map((fact) => fact.id))
}

function waiting(reason: WaitingFor): Verdict {
  return { status: 'waiting', for: [reason] }
}

function waitingFor(id: RecordId, role: 'replaces' | 'basis'): Verdict {
  return waiting({ what: 'record', id, role })
}

function quarantined(why: QuarantineReason): Verdict {
  return { status: 'quarantined', why }
}
