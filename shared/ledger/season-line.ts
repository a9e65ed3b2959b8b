import type { DeviceId, PublicKeyHex, RecordId, Seat } from '../domain/ids.ts'
import type { Cut, SeatEntry } from '../domain/season.ts'
import type { FactOf, SeasonOutline } from './fact.ts'

export type SeasonFact = FactOf<'season.founded/1'> | FactOf<'season.revised/1'>

/** One valid season record in the line from the founding to the newest. */
export interface SeasonLink {
  readonly id: RecordId
  readonly position: number
  /** The founder's device at this point. */
  readonly author: DeviceId
  readonly season: SeasonOutline
  readonly seats: readonly SeatEntry[]
}

/** Where a device stands in the newest season record that lists it for a seat. */
export interface Listing {
  readonly position: number
  /** Place among the holders, in the order of holding. */
  readonly index: number
  readonly upTo: Cut | null
}

/** The line of valid season records, with the questions that validity asks of it. */
export interface SeasonLine {
  readonly founding: FactOf<'season.founded/1'>
  readonly links: readonly SeasonLink[]
  readonly newest: SeasonLink
  positionOf(id: RecordId): number | undefined
  /** The holders in the first season record, from a position on, that lists any for this seat. */
  holdersFrom(seat: Seat, position: number): SeatEntry['holders'] | undefined
  /** The newest season record that lists this device for this seat. */
  newestListing(seat: Seat, device: DeviceId): Listing | undefined
  /** The entries for this device in the newest season record that lists it for any seat. */
  newestEntries(device: DeviceId): readonly { readonly seat: Seat; readonly upTo: Cut | null }[]
  /** Whether any season record lists this device with a cut. */
  isCut(device: DeviceId): boolean
  /** Whether any season record ends a feed at this record, whosever it is. */
  isCutEnd(id: RecordId): boolean
  /** Whether the season records from a position on offer this invitation for this seat. */
  isInvited(seat: Seat, invitation: PublicKeyHex, position: number): boolean
  /** Whether any season record ever offered this invitation, for whatever seat. */
  wasOffered(invitation: PublicKeyHex): boolean
}

/** Joins valid season records, the founding first, each replacing the one before it. */
export function seasonLine(
  founding: FactOf<'season.founded/1'>,
  revisions: readonly FactOf<'season.revised/1'>[],
): SeasonLine {
  const facts: readonly SeasonFact[] = [founding, ...revisions]
  const links = facts.map(
    ({ id, author, claim }, position): SeasonLink => ({
      id,
      position,
      author,
      season: claim.season,
      seats: claim.seats,
    }),
  )
  const positions = new Map(links.map((link) => [link.id, link.position]))
  const holders = new Map<Seat, Listed[]>()
  const newest = new Map<DeviceId, Map<Seat, Listing>>()
  const cut = new Set<DeviceId>()
  const cutEnds = new Set<RecordId>()
  const lastOffer = new Map<string, number>()
  const offered = new Set<PublicKeyHex>()
  for (const { position, seats } of links) {
    for (const entry of seats) {
      for (const invitation of entry.invitations) {
        lastOffer.set(offerKey(entry.seat, invitation), position)
        offered.add(invitation)
      }
      if (entry.holders.length === 0) continue
      getOrMake(holders, entry.seat, () => []).push({ position, holders: entry.holders })
      for (const [index, { device, upTo }] of entry.holders.entries()) {
        getOrMake(newest, device, () => new Map()).set(entry.seat, { position, index, upTo })
        if (upTo === null) continue
        cut.add(device)
        cutEnds.add(upTo.id)
      }
    }
  }
  return {
    founding,
    links,
    newest: links[links.length - 1] as SeasonLink, // the founding is always there
    positionOf: (id) => positions.get(id),
    holdersFrom: (seat, position) => firstFrom(holders.get(seat) ?? [], position)?.holders,
    newestListing: (seat, device) => newest.get(device)?.get(seat),
    newestEntries: (device) => newestOf(newest.get(device)),
    isCut: (device) => cut.has(device),
    isCutEnd: (id) => cutEnds.has(id),
    isInvited: (seat, invitation, position) => (lastOffer.get(offerKey(seat, invitation)) ?? -1) >= position,
    wasOffered: (invitation) => offered.has(invitation),
  }
}

interface Listed {
  readonly position: number
  readonly holders: SeatEntry['holders']
}

function offerKey(seat: Seat, invitation: PublicKeyHex): string {
  return `${seat} ${invitation}`
}

function firstFrom(listed: readonly Listed[], position: number): Listed | undefined {
  let low = 0
  let high = listed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((listed[middle]?.position ?? 0) < position) low = middle + 1
    else high = middle
  }
  return listed[low]
}

function newestOf(
  listings: ReadonlyMap<Seat, Listing> | undefined,
): readonly { readonly seat: Seat; readonly upTo: Cut | null }[] {
  const all = [...(listings ?? [])]
  const newest = Math.max(...all.map(([, listing]) => listing.position))
  return all
    .filter(([, listing]) => listing.position === newest)
    .map(([seat, { upTo }]) => ({ seat, upTo }))
    .sort((left, right) => (left.seat < right.seat ? -1 : 1))
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  return value
}
