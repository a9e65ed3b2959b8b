import type { DeviceId, PublicKeyHex, Seat } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Enrolled, EnrolledBySeat } from './holders.ts'
import type { SeasonChain } from './season-chain.ts'
import type { SeasonLine } from './season-line.ts'
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

/** How a device came to take part. */
export interface Introduction {
  readonly key: PublicKeyHex
  /**
   * Those it proved to have had, the recovery key among them, each with the first enrolment that proves it; the
   * founder needs none.
   */
  readonly invitations: ReadonlyMap<PublicKeyHex, Fact>
}

/**
 * The devices that may take part in this season at all: its founder, and whoever proved with an enrolment to have
 * had an invitation of a season record in force, or the recovery key. Each with its own key, which its name is the
 * hash of. What they may do is judged record by record; whoever is not among them is a stranger, and no record of a
 * stranger counts for anything.
 */
export function introductionsIn(
  facts: Iterable<Fact>,
  line: SeasonLine,
  checks: Checks,
): ReadonlyMap<DeviceId, Introduction> {
  const { author, claim } = line.founding
  const found = new Map<DeviceId, { key: PublicKeyHex; invitations: Map<PublicKeyHex, Fact> }>()
  found.set(author, { key: claim.founder.key, invitations: new Map() })
  for (const fact of facts) {
    if (!isEnrolment(fact)) continue
    const { key, invitation } = fact.claim
    const known = found.get(fact.author)
    const first = known?.invitations.get(invitation)
    if (first !== undefined && !isBefore(fact, first)) continue
    if (!introduces(fact, line, checks)) continue
    if (known === undefined) found.set(fact.author, { key, invitations: new Map([[invitation, fact]]) })
    else known.invitations.set(invitation, fact)
  }
  return found
}

/** By number; of one number the lower id. */
function isBefore(left: Fact, right: Fact): boolean {
  return left.seq < right.seq || (left.seq === right.seq && left.id < right.id)
}

/** Whether this enrolment shows its author's own key and the secret of an invitation that the season gave out. */
export function introduces(fact: FactOf<'device.enrolled/1'>, line: SeasonLine, checks: Checks): boolean {
  const { invitation } = fact.claim
  const { recoveryKey } = line.founding.claim
  return (line.wasOffered(invitation) || invitation === recoveryKey) && isSelfMade(fact, checks)
}

/** Whether an enrolment names its author's own safe key and is signed by the invitation it names, whosever that is. */
export function isSelfMade(fact: FactOf<'device.enrolled/1'>, checks: Checks): boolean {
  const { key } = fact.claim
  return checks.deviceOf(key) === fact.author && checks.isSafe(key) && checks.invitationSigned(fact)
}

export function isEnrolment(fact: Fact): fact is FactOf<'device.enrolled/1'> {
  return fact.claim.kind === 'device.enrolled/1'
}

/** Collects devices by the seat they enrolled for. The recovery key opens no seat: it makes a founder. */
export function enrolledBySeat(
  enrolments: readonly FactOf<'device.enrolled/1'>[],
  recoveryKey: string,
): EnrolledBySeat {
  const ofSeats = enrolments.filter(({ claim }) => claim.invitation !== recoveryKey)
  return new Map(
    [...Map.groupBy(ofSeats, ({ claim }) => claim.seat)].map(([seat, ofSeat]): [Seat, Enrolled] => {
      const byInvitation = Map.groupBy(ofSeat, ({ claim }) => claim.invitation)
      return [
        seat,
        {
          devices: enrolledDevices(ofSeat),
          byInvitation: new Map([...byInvitation].map(([key, facts]) => [key, enrolledDevices(facts)])),
        },
      ]
    }),
  )
}

/** Every device that enrolled, on whatever invitation. */
export function enrolledDevices(enrolments: readonly FactOf<'device.enrolled/1'>[]): ReadonlySet<DeviceId> {
  return new Set(enrolments.map((fact) => fact.author))
}
