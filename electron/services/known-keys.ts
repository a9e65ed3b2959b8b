import type { DeviceId } from '../../shared/domain/ids.ts'
import type { KeyLookup } from '../../shared/exchange/bundle-keys.ts'
import { bytesOfHex } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import type { SeasonSession } from './season-session.ts'

/** The keys of every device that the held records introduce, valid or not: reading needs them, judging comes later. */
export function keyLookup(session: SeasonSession): KeyLookup {
  const keyByDevice = new Map<DeviceId, Uint8Array>()
  for (const { author, claim } of session.store.snapshot().facts) {
    const key =
      claim.kind === 'season.founded/1'
        ? claim.founder.key
        : claim.kind === 'device.enrolled/1'
          ? claim.key
          : null
    if (key !== null) keyByDevice.set(author, expectOk(bytesOfHex(key), 'keys in facts are hex'))
  }
  return (device) => keyByDevice.get(device)
}
