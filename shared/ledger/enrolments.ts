import type { DeviceId, RecordId, Seat } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Feeds } from './feeds.ts'
import type { EnrolledBySeat } from './holders.ts'
import type { SeasonChain } from './season-chain.ts'
import type { QuarantineReason } from './verdict.ts'

/**
 * What is wrong with an enrolment by itself, by the season record at `position`. Keys are checked first: a record
 * whose key is not its author's says nothing about anybody.
 */
export function enrolmentProblem(
  fact: FactOf<'device.enrolled/1'>,
  position: number,
  chain: SeasonChain,
  checks: Checks,
): QuarantineReason | null {
  const { key, encryptionKey, seat, invitation } = fact.claim
  if (checks.deviceOf(key) !== fact.author) return { reason: 'keyMismatch' }
  if (!checks.isSafe(key) || !checks.isEncryptionKey(encryptionKey)) return { reason: 'unsafeKey' }
  const invited = isRecovery(fact, chain)
    ? seat === chain.line.founding.claim.founder.seat
    : chain.line.isInvited(seat, invitation, position)
  if (!invited) return { reason: 'invitationUnknown' }
  return checks.invitationSigned(fact) ? null : { reason: 'invitationSignature' }
}

/** Whether an enrolment uses the recovery key: it stands above invitations, and above the basis it happens to name. */
export function isRecovery(fact: Fact, chain: SeasonChain): boolean {
  return (
    fact.claim.kind === 'device.enrolled/1' && fact.claim.invitation === chain.line.founding.claim.recoveryKey
  )
}

export type Introduction = 'introduced' | 'unread' | 'stranger'

/**
 * Whether the feed a record stands in begins with its author's own key: the founding, or an enrolment whose key is
 * the author's and safe. `unread`: it begins with a record that was not given to this seat.
 */
export function introductions(feeds: Feeds, founder: DeviceId, checks: Checks): (fact: Fact) => Introduction {
  const known = new Map<RecordId, Introduction>()
  return (fact) => {
    if (fact.author === founder) return 'introduced'
    const root = feeds.rootOf(fact)
    const earlier = known.get(root.id)
    if (earlier !== undefined) return earlier
    const introduction = introductionBy(root, checks)
    known.set(root.id, introduction)
    return introduction
  }
}

/** Collects devices by the seat they enrolled for. The recovery key opens no seat: it makes a founder. */
export function enrolledBySeat(
  enrolments: readonly FactOf<'device.enrolled/1'>[],
  recoveryKey: string,
): EnrolledBySeat {
  const bySeat = new Map<Seat, Set<DeviceId>>()
  for (const { author, claim } of enrolments) {
    if (claim.invitation === recoveryKey) continue
    const devices = bySeat.get(claim.seat)
    if (devices === undefined) bySeat.set(claim.seat, new Set([author]))
    else devices.add(author)
  }
  return bySeat
}

/** Every device that enrolled, on whatever invitation. */
export function enrolledDevices(enrolments: readonly FactOf<'device.enrolled/1'>[]): ReadonlySet<DeviceId> {
  return new Set(enrolments.map((fact) => fact.author))
}

function introductionBy(root: Fact, checks: Checks): Introduction {
  const { claim, author } = root
  if (claim.kind === 'withheld' || claim.kind === 'unknownKind') return 'unread'
  const own =
    claim.kind === 'device.enrolled/1' && checks.deviceOf(claim.key) === author && checks.isSafe(claim.key)
  return own ? 'introduced' : 'stranger'
}
