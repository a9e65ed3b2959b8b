import type { DeviceId, PublicKeyHex, RecordId } from '../domain/ids.ts'
import type { Introduction } from './enrolments.ts'
import type { Fact } from './fact.ts'
import type { Feeds } from './feeds.ts'
import { referencesOf } from './references.ts'
import { roomFor } from './room-limits.ts'
import type { SeasonLine } from './season-line.ts'
import type { QuarantineReason } from './verdict.ts'

const tooManyBranches = { reason: 'tooMany', what: 'branchesOfFeed', most: roomFor.branchesOfFeed } as const
export const tooManyDevices = {
  reason: 'tooMany',
  what: 'devicesOfInvitation',
  most: roomFor.devicesOfInvitation,
} as const

export interface DeviceRoom {
  /** There is room for them nowhere. */
  readonly beyond: ReadonlySet<DeviceId>
  /** Beyond the bound of one slip at least: what names them may change whom there is room for. */
  readonly contested: ReadonlySet<DeviceId>
}

/**
 * The devices of a slip beyond its bound. The founder's listings come first, then whose records others have named,
 * then the lowest ids: never who came first. Whoever founds needs no invitation, whoever has another slip with room
 * needs this one not, and the recovery key is bounded by nothing but the contest of its devices: none of them takes
 * a place.
 */
export function roomForDevices(
  introductions: ReadonlyMap<DeviceId, Introduction>,
  line: SeasonLine,
  named: () => Naming,
): DeviceRoom {
  const { recoveryKey } = line.founding.claim
  const bySlip = new Map<PublicKeyHex, DeviceId[]>()
  for (const [device, { invitations }] of introductions) {
    for (const slip of invitations.keys()) {
      const known = bySlip.get(slip)
      if (known === undefined) bySlip.set(slip, [device])
      else known.push(device)
    }
  }
  const free = new Set(line.links.map(({ author }) => author))
  for (const [slip, devices] of bySlip) {
    if (slip !== recoveryKey && devices.length > roomFor.devicesOfInvitation) continue
    for (const device of devices) free.add(device)
    bySlip.delete(slip)
  }
  const contested = new Set<DeviceId>()
  const within = new Set<DeviceId>()
  for (const devices of bySlip.values()) {
    const rest = devices.filter((device) => !free.has(device))
    if (rest.length <= roomFor.devicesOfInvitation) {
      for (const device of rest) within.add(device)
      continue
    }
    const rank = (device: DeviceId): number =>
      isListed(device, line) ? 0 : named().devices.has(device) ? 1 : 2
    const ranked = rest.sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
    for (const [place, device] of ranked.entries()) {
      if (place < roomFor.devicesOfInvitation || rank(device) === 0) within.add(device)
      else contested.add(device)
    }
  }
  return { beyond: new Set([...contested].filter((device) => !within.has(device))), contested }
}

/**
 * The records of branches beyond the bound, of feeds that have more of them. What the season's line rests on stays:
 * its own records, those that its cuts name, and the enrolments by which devices came in.
 */
export function branchesBeyond(
  feeds: Feeds,
  introductions: ReadonlyMap<DeviceId, Introduction>,
  line: SeasonLine,
  named: () => Naming,
): ReadonlyMap<RecordId, QuarantineReason> {
  if (feeds.crowded.size === 0) return new Map()
  const ruled = new Set<RecordId>(line.links.map(({ id }) => id))
  for (const { seats } of line.links) {
    for (const { upTo } of seats.flatMap(({ holders }) => holders)) if (upTo !== null) ruled.add(upTo.id)
  }
  const beyond = new Map<RecordId, QuarantineReason>()
  for (const author of feeds.crowded) {
    for (const { id } of introductions.get(author)?.invitations.values() ?? []) ruled.add(id)
    for (const id of surplusOf(feeds.of(author), ruled, named().records)) beyond.set(id, tooManyBranches)
  }
  return beyond
}

/** What records of others name: what somebody else has relied on is not crowded out by whoever has the key. */
export interface Naming {
  readonly records: ReadonlySet<RecordId>
  readonly devices: ReadonlySet<DeviceId>
}

/**
 * Only what everybody keeps can say what is kept: records before any gap or fork, by devices whose slip nobody else
 * used. And whoever came in by the same slip is not another; one slip could make as many witnesses as it likes.
 */
export function namingIn(
  feeds: Feeds,
  introductions: ReadonlyMap<DeviceId, Introduction>,
  line: SeasonLine,
): Naming {
  const records = new Set<RecordId>()
  const devices = new Set<DeviceId>()
  const witnesses = witnessesAmong(introductions, line)
  for (const fact of feeds.facts()) {
    const own = witnesses.get(fact.author)
    if (own === undefined || fact.seq >= (feeds.forks.get(fact.author) ?? Number.MAX_VALUE)) continue
    if (feeds.missingBefore(fact) !== null) continue
    for (const { id } of referencesOf(fact.claim)) {
      const target = feeds.get(id)
      if (target === undefined || target.author === fact.author) continue
      const theirs = introductions.get(target.author)
      if (theirs === undefined || sharesSlip(own, theirs)) continue
      records.add(id)
      devices.add(target.author)
    }
  }
  return { records, devices }
}

function witnessesAmong(
  introductions: ReadonlyMap<DeviceId, Introduction>,
  line: SeasonLine,
): ReadonlyMap<DeviceId, Introduction> {
  const usedBy = new Map<PublicKeyHex, number>()
  for (const { invitations } of introductions.values()) {
    for (const slip of invitations.keys()) usedBy.set(slip, (usedBy.get(slip) ?? 0) + 1)
  }
  const isAlone = (slip: PublicKeyHex): boolean => usedBy.get(slip) === 1
  return new Map(
    [...introductions].filter(
      ([device, { invitations }]) =>
        device === line.founding.author || isListed(device, line) || [...invitations.keys()].some(isAlone),
    ),
  )
}

function sharesSlip(one: Introduction, other: Introduction): boolean {
  return [...one.invitations.keys()].some((slip) => other.invitations.has(slip))
}

function isListed(device: DeviceId, line: SeasonLine): boolean {
  return line.newestEntries(device).length > 0
}

/** How much a record is needed, and so its whole branch before it. */
const need = { none: 0, named: 1, ruled: 2, proof: 3 } as const

/**
 * Of one feed, by number, what lies on branches beyond the bound. A feed begins once and goes on once after each
 * record; whatever else goes on from there, and whatever begins after a gap, is one branch more. Of these the most
 * needed stay, then the lowest numbers, then the lowest ids. A branch is at least as needed as what grows from it
 * and begins earlier, so no branch stays without the one it grows from; and as further ones only ever push others
 * back, machines that exchange what they kept end up with the same.
 */
function surplusOf(
  feed: readonly Fact[],
  ruled: ReadonlySet<RecordId>,
  named: ReadonlySet<RecordId>,
): readonly RecordId[] {
  const byId = new Map(feed.map((fact) => [fact.id, fact]))
  const parentOf = (fact: Fact): Fact | undefined => {
    const parent = fact.prev === null ? undefined : byId.get(fact.prev)
    return parent?.seq === fact.seq - 1 ? parent : undefined
  }
  const needs = new Map<RecordId, number>()
  for (const { id } of feed)
    needs.set(id, ruled.has(id) ? need.ruled : named.has(id) ? need.named : need.none)
  const needOf = ({ id }: Fact): number => needs.get(id) ?? need.none
  const byNeed = (left: Fact, right: Fact): number =>
    needOf(right) - needOf(left) || left.seq - right.seq || (left.id < right.id ? -1 : 1)
  // The two that prove the fork stay: where a feed forks decides about everything after it.
  const forked = feed.findIndex((fact, at) => fact.seq === feed[at + 1]?.seq)
  const ofNumber = forked < 0 ? [] : feed.filter((fact) => fact.seq === feed[forked]?.seq)
  for (const { id } of ofNumber.sort(byNeed).slice(0, 2)) needs.set(id, need.proof)
  for (const fact of feed.toReversed()) {
    const parent = parentOf(fact)
    if (parent !== undefined) needs.set(parent.id, Math.max(needOf(parent), needOf(fact)))
  }
  const branches: Fact[] = []
  for (const siblings of Map.groupBy(feed, ({ prev }) => prev).values()) {
    siblings.sort(byNeed)
    const [first] = siblings
    const goesOn = first !== undefined && (first.seq === 1 || parentOf(first) !== undefined)
    branches.push(...(goesOn ? siblings.slice(1) : siblings))
  }
  const surplus = branches
    .sort(byNeed)
    .slice(roomFor.branchesOfFeed - 1)
    .filter((fact) => needOf(fact) < need.ruled)
  const gone = new Set(surplus.map(({ id }) => id))
  for (const fact of feed) {
    const parent = parentOf(fact)
    if (parent !== undefined && gone.has(parent.id)) gone.add(fact.id)
  }
  return [...gone]
}
