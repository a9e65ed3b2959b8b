import type { ExportRow, ImportRow } from '../../shared/contract/exchange.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { DeviceId, Seat } from '../../shared/domain/ids.ts'
import { Defect, err, type Result } from '../../shared/kernel/result.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { rememberMoves } from './rank-moves.ts'
import { type SeasonSession, stateOf } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

/** What came in and what went out, newest first. */
export function exchangeHistory(session: SeasonSession): {
  readonly imports: readonly ImportRow[]
  readonly exports: readonly ExportRow[]
} {
  const state = stateOf(session)
  return {
    imports: session.store.history.imports().map((entry) => ({
      importId: entry.importId,
      at: entry.at,
      names: entry.bundles.map((bundle) => bundle.name),
      from: [...new Set(entry.bundles.flatMap((bundle) => seatsOfDevice(state, bundle.exporter)))],
      stored: entry.stored,
      healed: entry.healed,
      setAside: entry.setAside,
      mayBeSetAside: entry.mayBeSetAside,
    })),
    exports: session.store.history
      .exports()
      .map(({ number, at, name, recipients, records, bytes, purpose }) => ({
        number,
        at,
        name,
        recipients,
        records,
        bytes,
        purpose,
      })),
  }
}

/** Takes the newest import back: its records stay, but count for nothing until they are taken back in. */
export function setAsideImport(
  session: SeasonSession,
  importId: number,
): Result<
  { readonly records: number },
  Failure<
    | 'importUnknown'
    | 'importSetAside'
    | 'importNotNewest'
    | 'writtenSinceImport'
    | 'importHoldsProof'
    | 'storeFailed'
  >
> {
  const done = session.store.setAside(importId)
  if (done.ok) {
    rememberMoves(session, [])
    return done
  }
  const { error } = done
  switch (error.code) {
    case 'importUnknown':
      return err(failure('importUnknown', {}))
    case 'alreadySetAside':
      return err(failure('importSetAside', {}))
    case 'importNotNewest':
      return err(failure('importNotNewest', {}))
    case 'writtenSince':
      return err(failure('writtenSinceImport', {}))
    case 'holdsProof':
      return err(failure('importHoldsProof', {}))
    case 'notSetAside':
      throw new Defect('an import that counts was refused to be set aside because it counts')
    default:
      return err(storeFailure(error))
  }
}

/** Lets a set-aside import count again. */
export function takeBackImport(
  session: SeasonSession,
  importId: number,
): Result<{ readonly records: number }, Failure<'importUnknown' | 'importNotSetAside' | 'storeFailed'>> {
  const done = session.store.takeBack(importId)
  if (done.ok) return done
  const { error } = done
  switch (error.code) {
    case 'importUnknown':
      return err(failure('importUnknown', {}))
    case 'notSetAside':
      return err(failure('importNotSetAside', {}))
    case 'alreadySetAside':
    case 'importNotNewest':
    case 'writtenSince':
    case 'holdsProof':
      throw new Defect(`taking an import back was refused with ${error.code}`)
    default:
      return err(storeFailure(error))
  }
}

/** The seats a device enrolled for or holds, as far as they are known here. */
export function seatsOfDevice(state: SeasonState | null, device: DeviceId): readonly Seat[] {
  if (state === null) return []
  const enrolled = state.devices.find((each) => each.device === device)?.seats ?? []
  const held = state.heldSeats
    .filter((each) => each.holders.some((holder) => holder.device === device))
    .map((each) => each.seat)
  return [...new Set([...enrolled, ...held])]
}
