import type { DeviceId, Seat } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { Fact, SeasonOutline } from './fact.ts'
import { compareHolders, type EnrolledBySeat } from './holders.ts'
import type { SeasonLine } from './season-line.ts'

/** A record about a thing that others speak about, too. */
export interface Ranked<Item extends Fact> {
  readonly fact: Item
  /** The owning seat in whose name its author speaks; null: no season record names the author an owner. */
  readonly seat: Seat | null
  /**
   * `current`: the newest word of an owning seat; seats that own the thing together each have theirs. `superseded`:
   * there is a newer one of the same seat. `outranked`: its seat owns the thing no longer.
   */
  readonly standing: 'current' | 'superseded' | 'outranked'
}

/**
 * Puts records about one thing in order, the newest first. `ownersBy`: the seats that own the thing by one version
 * of the season; those named first stand first.
 */
export type Precedence = <Item extends Fact>(
  facts: readonly Item[],
  ownersBy: (season: SeasonOutline) => readonly Seat[],
) => readonly Ranked<Item>[]

/**
 * The order of what is newer, by one season. A number orders one feed and nothing else: between devices the season
 * decides. A present owner stands before one whom a later season record relieved, of one seat the later holder
 * before the earlier; seats that own a thing together stand beside each other, none of them newer than another.
 */
export function precedenceBy(line: SeasonLine, enrolled: EnrolledBySeat): Precedence {
  const holdsOnce = (device: DeviceId, seat: Seat): boolean =>
    line.newestListing(seat, device) !== undefined ||
    enrolled.get(seat)?.devices.has(device) === true ||
    (seat === line.founding.claim.founder.seat && device === line.founding.author)

  return (facts, ownersBy) => {
    const voices = new Map<DeviceId, Voice>()
    for (const { author } of facts) {
      if (!voices.has(author)) voices.set(author, voiceOf(author, line, ownersBy, holdsOnce))
    }
    const voice = (fact: Fact): Voice => voices.get(fact.author) ?? nobody
    const sorted = [...facts].sort((left, right) => {
      if (left.author === right.author) return right.seq - left.seq || compareText(left.id, right.id)
      return compareVoices(voice(left), voice(right), line) || compareText(left.author, right.author)
    })
    const [first] = sorted
    const newest = first === undefined ? nobody : voice(first)
    const heard = new Set<Seat | null>()
    return sorted.map((fact) => {
      const { seat, position } = voice(fact)
      const present = position === newest.position ? 'current' : 'outranked'
      const standing = heard.has(seat) ? 'superseded' : present
      heard.add(seat)
      return { fact, seat, standing }
    })
  }
}

/** How a device comes to speak about a thing. */
interface Voice {
  readonly device: DeviceId | null
  /** Of the newest season record by which a seat that it holds or held owns the thing. */
  readonly position: number
  /** Place of that seat among the owners. */
  readonly index: number
  readonly seat: Seat | null
}

const nobody: Voice = { device: null, position: -1, index: 0, seat: null }

function voiceOf(
  device: DeviceId,
  { links }: SeasonLine,
  ownersBy: (season: SeasonOutline) => readonly Seat[],
  holdsOnce: (device: DeviceId, seat: Seat) => boolean,
): Voice {
  for (let position = links.length - 1; position >= 0; position--) {
    const link = links[position]
    if (link === undefined) continue
    for (const [index, seat] of ownersBy(link.season).entries()) {
      if (holdsOnce(device, seat)) return { device, position, index, seat }
    }
  }
  return { ...nobody, device }
}

function compareVoices(left: Voice, right: Voice, line: SeasonLine): number {
  const bySeat = right.position - left.position || left.index - right.index
  if (bySeat !== 0 || left.seat === null || left.device === null || right.device === null) return bySeat
  return compareHolders(left.seat, right.device, left.device, line)
}
