import type { DeviceId, Seat } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { FactOf } from './fact.ts'
import { type EnrolledBySeat, enrolledAt } from './holders.ts'
import type { SeasonLine } from './season-line.ts'
import type { EnrolledDevice, HeldSeat } from './state.ts'

/** Who holds each seat by the newest season record, and which are contested. Sorted by seat. */
export function foldHeldSeats(line: SeasonLine, enrolled: EnrolledBySeat): readonly HeldSeat[] {
  const { newest, founding } = line
  const founderSeat = founding.claim.founder.seat
  const seats = new Set<Seat>([founderSeat, ...newest.seats.map((entry) => entry.seat)])
  return [...seats].sort(compareText).map((seat) => {
    const listed = line.holdersFrom(seat, newest.position)
    if (listed !== undefined) {
      const holders = listed.map(({ device, upTo }) => ({ device, upTo: upTo?.seq ?? null }))
      return { seat, holders, contested: false }
    }
    const devices =
      seat === founderSeat ? [founding.author] : [...enrolledAt(seat, newest.position, line, enrolled)]
    const [only] = devices
    const held = only !== undefined && devices.length === 1
    return { seat, holders: held ? [{ device: only, upTo: null }] : [], contested: devices.length > 1 }
  })
}

/** Every device that joined, with the seats it joined for; the founder's own with the founder's seat. Sorted. */
export function foldDevices(
  founding: FactOf<'season.founded/1'>,
  enrolments: readonly FactOf<'device.enrolled/1'>[],
  forks: ReadonlyMap<DeviceId, number>,
): readonly EnrolledDevice[] {
  const devices = new Map<DeviceId, EnrolledDevice>()
  const join = (
    device: DeviceId,
    { key, encryptionKey, seat }: Pick<EnrolledDevice, 'key' | 'encryptionKey'> & { readonly seat: Seat },
  ): void => {
    const seats = new Set([...(devices.get(device)?.seats ?? []), seat])
    // Enrolments come in the order of their numbers: the newest encryption key counts.
    devices.set(device, {
      device,
      key,
      encryptionKey,
      seats: [...seats].sort(compareText),
      forkedAt: forks.get(device) ?? null,
    })
  }
  join(founding.author, founding.claim.founder)
  for (const { author, claim } of enrolments) join(author, claim)
  return [...devices.values()].sort((left, right) => compareText(left.device, right.device))
}
