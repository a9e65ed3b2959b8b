import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Cut } from '../domain/season.ts'
import type { Checks } from './checks.ts'
import { isEnrolment, isSelfMade } from './enrolments.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Feeds } from './feeds.ts'

/** What devices that enrolled with the recovery key may do to the line of season records. */
export interface Recovery {
  /** Whether this device proved that it had the recovery key. */
  isEnrolled(device: DeviceId): boolean
  /** Held without gap, and before any fork of its feed or on the branch that a recovery device kept. */
  isUsable(fact: Fact): boolean
  /** On the branch of a fork that a recovery device kept with a cut. */
  isKept(fact: Fact): boolean
  /** A recovery device's first revision, cutting this founder on the founder's seat. */
  isTakeover(fact: FactOf<'season.revised/1'>, founder: DeviceId): boolean
  /** Whether a revision lists this device with a cut on the founder's seat. */
  cuts(fact: FactOf<'season.revised/1'>, device: DeviceId): boolean
}

/**
 * Finds the recovery devices. Their enrolment and first revision may rest on a season record that the revision
 * itself overturns: the thief of the founder's machine may have written it. So for those two `basis` only has to be
 * a season record that is held, by the founder or a recovery device: what anybody else wrote plays no part here.
 */
export function recoveryOf(feeds: Feeds, founding: FactOf<'season.founded/1'>, checks: Checks): Recovery {
  const { founder } = founding.claim
  const facts = [...feeds.facts()]
  const proven = recoveryEnrolments(facts, founding, checks)
  const writers = rulingDevices(facts, founding, checks)
  const isSeasonRecord = (id: RecordId | null): boolean => {
    const fact = id === null ? undefined : feeds.get(id)
    return fact !== undefined && isReadableSeason(fact) && writers.has(fact.author)
  }
  const enrolments = proven.filter((fact) => isSound(fact, founder.seat, feeds, checks, isSeasonRecord))
  const candidates = facts
    .filter(isRevision)
    .filter((fact) => isSeasonRecord(fact.basis) && isFirstAfterEnrolment(fact, feeds, enrolments))
  const candidateIds = new Set(candidates.map((fact) => fact.id))
  const enrolled = new Set(enrolments.map((fact) => fact.author))

  /** Branches that a usable recovery revision keeps of a forked feed. */
  const kept: Cut[] = []
  const isKept = (fact: Fact): boolean => kept.some((cut) => feeds.isWithin(fact, cut) === true)
  const isUsable = (fact: Fact): boolean => {
    if (feeds.missingBefore(fact) !== null) return false
    const fork = feeds.forks.get(fact.author)
    if (fork === undefined || fact.seq < fork) return true
    return isKept(fact)
  }
  const open = new Set(candidates)
  for (let found = true; found; ) {
    found = false
    for (const candidate of open) {
      if (!isUsable(candidate)) continue
      open.delete(candidate)
      found = true
      kept.push(...cutsIn(candidate, founder.seat))
    }
  }
  const cuts = (fact: FactOf<'season.revised/1'>, device: DeviceId): boolean =>
    fact.claim.seats.some(
      ({ seat, holders }) =>
        seat === founder.seat && holders.some((holder) => holder.device === device && holder.upTo !== null),
    )
  return {
    isEnrolled: (device) => enrolled.has(device),
    isUsable,
    isKept,
    isTakeover: (fact, old) => candidateIds.has(fact.id) && cuts(fact, old),
    cuts,
  }
}

/** The founder and every device that had the recovery key: nobody else can have a part in the season's line. */
export function rulingDevices(
  facts: readonly Fact[],
  founding: FactOf<'season.founded/1'>,
  checks: Checks,
): ReadonlySet<DeviceId> {
  const recoverers = recoveryEnrolments(facts, founding, checks).map((fact) => fact.author)
  return new Set([founding.author, ...recoverers])
}

/** The founder has nothing to recover from itself: once replaced it never comes back. */
function recoveryEnrolments(
  facts: readonly Fact[],
  { author: founder, claim: { recoveryKey } }: FactOf<'season.founded/1'>,
  checks: Checks,
): readonly FactOf<'device.enrolled/1'>[] {
  return facts
    .filter(isEnrolment)
    .filter(({ author, claim }) => author !== founder && claim.invitation === recoveryKey)
    .filter((fact) => isSelfMade(fact, checks))
}

function isRevision(fact: Fact): fact is FactOf<'season.revised/1'> {
  return fact.claim.kind === 'season.revised/1'
}

function isSound(
  fact: FactOf<'device.enrolled/1'>,
  founderSeat: string,
  feeds: Feeds,
  checks: Checks,
  isSeasonRecord: (id: RecordId | null) => boolean,
): boolean {
  return (
    fact.claim.seat === founderSeat &&
    feeds.missingBefore(fact) === null &&
    isSeasonRecord(fact.basis) &&
    checks.isEncryptionKey(fact.claim.encryptionKey)
  )
}

function isReadableSeason({ claim }: Fact): boolean {
  return claim.kind === 'season.founded/1' || claim.kind === 'season.revised/1'
}

function isFirstAfterEnrolment(
  fact: FactOf<'season.revised/1'>,
  feeds: Feeds,
  enrolments: readonly FactOf<'device.enrolled/1'>[],
): boolean {
  const own = new Set(enrolments.filter((each) => each.author === fact.author).map((each) => each.id))
  if (own.size === 0) return false
  let enrolled = false
  for (let each = feeds.before(fact); each !== undefined; each = feeds.before(each)) {
    if (each.kind.startsWith('season.revised/')) return false
    if (own.has(each.id)) enrolled = true
  }
  return enrolled
}

function cutsIn(fact: FactOf<'season.revised/1'>, seat: string): readonly Cut[] {
  return fact.claim.seats
    .filter((entry) => entry.seat === seat)
    .flatMap((entry) => entry.holders)
    .flatMap(({ upTo }) => (upTo === null ? [] : [upTo]))
}
