import type { DeviceId, Seat } from '../domain/ids.ts'
import type { SeasonState } from './state.ts'

/**
 * The seats a device holds now: listed without a cut, or the only one enrolled, by the newest season record. The
 * judge has the last word on each record; this is what screens and services ask before they offer an act.
 */
export function seatsHeldBy(
  state: Pick<SeasonState, 'heldSeats' | 'devices'>,
  device: DeviceId,
): readonly Seat[] {
  const isForked = state.devices.some((each) => each.device === device && each.forkedAt !== null)
  if (isForked) return []
  return state.heldSeats
    .filter(({ holders }) => holders.some((holder) => holder.device === device && holder.upTo === null))
    .map(({ seat }) => seat)
}
