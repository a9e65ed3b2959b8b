import type { DeviceId, PublicKeyHex, Seat } from '../domain/ids.ts'
import type { Fact } from './fact.ts'
import type { Feeds } from './feeds.ts'
import type { SeasonLine } from './season-line.ts'
import type { Verdict } from './verdict.ts'

/** Devices that enrolled validly, by the seat they enrolled for. */
export type EnrolledBySeat = ReadonlyMap<Seat, Enrolled>
export interface Enrolled {
  readonly devices: ReadonlySet<DeviceId>
  readonly byInvitation: ReadonlyMap<PublicKeyHex, ReadonlySet<DeviceId>>
}

/**
 * Whether a device holds a seat for a record resting on the season record at `position`: (a) listed there, if
 * that one lists anybody; (b) otherwise by the first later one that lists anybody; (c) where none does, the only
 * device enrolled on an invitation that the seat still has there. So a season record that gives a seat a new
 * invitation instead of the old ones makes room for the machine that will enrol on it. The founder holds its seat
 * unlisted until somebody is listed for it.
 */
export function holding(
  device: DeviceId,
  seat: Seat,
  position: number,
  line: SeasonLine,
  enrolled: EnrolledBySeat,
): 'holds' | 'contested' | 'notHolder' {
  const listed = line.holdersFrom(seat, position)
  if (listed !== undefined) return listed.some((holder) => holder.device === device) ? 'holds' : 'notHolder'
  if (seat === line.founding.claim.founder.seat) {
    return device === line.founding.author ? 'holds' : 'notHolder'
  }
  const devices = enrolledAt(seat, position, line, enrolled)
  if (!devices.has(device)) return 'notHolder'
  return devices.size === 1 ? 'holds' : 'contested'
}

/** The devices that enrolled on the invitations which a seat has in the season record at `position`, or later. */
export function enrolledAt(
  seat: Seat,
  position: number,
  line: SeasonLine,
  enrolled: EnrolledBySeat,
): ReadonlySet<DeviceId> {
  const ofSeat = enrolled.get(seat)
  if (ofSeat === undefined) return nobody
  const open = [...ofSeat.byInvitation].filter(([invitation]) => line.isInvited(seat, invitation, position))
  if (open.length === ofSeat.byInvitation.size) return ofSeat.devices
  return new Set(open.flatMap(([, devices]) => [...devices]))
}

/**
 * What the cut in force says about a record of a seat's holder, or null: nothing against it. The newest season
 * record that lists the device for the seat decides; without a cut, whatever comes at or after a fork is out.
 */
export function cutProblem(
  fact: Fact,
  seat: Seat,
  position: number,
  line: SeasonLine,
  feeds: Feeds,
  forks: ReadonlyMap<DeviceId, number>,
): Verdict | null {
  const listing = line.newestListing(seat, fact.author)
  const upTo = listing === undefined || listing.position < position ? null : listing.upTo
  if (upTo === null) return forkProblem(fact, forks)
  const within = feeds.isWithin(fact, upTo)
  if (within === true) return null
  return within === false
    ? { status: 'quarantined', why: { reason: 'beyondCut', seat, seq: upTo.seq } }
    : { status: 'waiting', for: [within] }
}

/**
 * The same for records that no seat owns: enrolments, signatories, and those that cannot be read. The newest
 * season record that lists the device at all decides: a device cut in everything it held goes on in nothing.
 */
export function unseatedCutProblem(
  fact: Fact,
  line: SeasonLine,
  feeds: Feeds,
  forks: ReadonlyMap<DeviceId, number>,
): Verdict | null {
  const entries = line.newestEntries(fact.author)
  const answers = entries.flatMap(({ upTo }) => (upTo === null ? [] : [feeds.isWithin(fact, upTo)]))
  if (answers.includes(true)) return null
  const [first] = entries
  if (first === undefined || answers.length < entries.length) return forkProblem(fact, forks)
  for (const answer of answers) {
    if (typeof answer !== 'boolean') return { status: 'waiting', for: [answer] }
  }
  const seq = Math.max(...entries.map(({ upTo }) => upTo?.seq ?? 0))
  return { status: 'quarantined', why: { reason: 'beyondCut', seat: first.seat, seq } }
}

/** Who weighs more for one seat: the later in the order of holding. Positive: left does. */
export function compareHolders(seat: Seat, left: DeviceId, right: DeviceId, line: SeasonLine): number {
  const [before, after] = [line.newestListing(seat, left), line.newestListing(seat, right)]
  return (before?.position ?? -1) - (after?.position ?? -1) || (before?.index ?? -1) - (after?.index ?? -1)
}

const nobody: ReadonlySet<DeviceId> = new Set()

function forkProblem(fact: Fact, forks: ReadonlyMap<DeviceId, number>): Verdict | null {
  const at = forks.get(fact.author)
  return at !== undefined && fact.seq >= at ? { status: 'fork', author: fact.author, at } : null
}
