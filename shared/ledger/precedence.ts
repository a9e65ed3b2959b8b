import type { DeviceId, Seat } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { Fact } from './fact.ts'
import { compareHolders, type EnrolledBySeat } from './holders.ts'
import type { SeasonLine } from './season-line.ts'

/**
 * Which of several records about one thing is the newest: the owner named first, the latest holder of its seat,
 * then the highest number. `owners`: the seats that own the thing by the newest season record.
 */
export type Precedence = (owners: readonly Seat[]) => (left: Fact, right: Fact) => number

/** Comparisons by one season; the newest sorts first. Total, so that sorting never depends on where it began. */
export function precedenceBy(line: SeasonLine, enrolled: EnrolledBySeat): Precedence {
  const holdsOnce = (device: DeviceId, seat: Seat): boolean =>
    line.newestListing(seat, device) !== undefined ||
    enrolled.get(seat)?.has(device) === true ||
    (seat === line.founding.claim.founder.seat && device === line.founding.author)

  return (owners) => {
    const rankByDevice = new Map<DeviceId, number>()
    const rankOf = (device: DeviceId): number => {
      const known = rankByDevice.get(device)
      if (known !== undefined) return known
      const found = owners.findIndex((seat) => holdsOnce(device, seat))
      // Somebody who owned it under an earlier season record weighs less than any present owner.
      const rank = found === -1 ? owners.length : found
      rankByDevice.set(device, rank)
      return rank
    }
    return (left, right) => {
      if (left.author === right.author) return right.seq - left.seq || compareText(left.id, right.id)
      const rank = rankOf(left.author)
      const byOwner = rank - rankOf(right.author)
      if (byOwner !== 0) return byOwner
      const seat = owners[rank]
      const byHolder = seat === undefined ? 0 : compareHolders(seat, right.author, left.author, line)
      return byHolder || right.seq - left.seq || compareText(left.id, right.id)
    }
  }
}
