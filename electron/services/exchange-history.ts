import type { ExportRow, ImportRow } from '../../shared/contract/exchange.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { DeviceId, Seat } from '../../shared/domain/ids.ts'
import { err, type Result } from '../../shared/kernel/result.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { SetAsideRefusal, StoreError, TakeBackRefusal } from '../../shared/ledger/storage-errors.ts'
import { stopWork } from './long-work.ts'
import type { Machine } from './machine.ts'
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
  machine: Machine,
  session: SeasonSession,
  importId: number,
): Result<{ readonly records: number }, SetAsideFailure> {
  const done = session.store.setAside(importId)
  if (!done.ok) return err(setAsideFailure(done.error))
  forgetPreview(machine)
  rememberMoves(session, [])
  return done
}

/** Lets a set-aside import count again. */
export function takeBackImport(
  machine: Machine,
  session: SeasonSession,
  importId: number,
): Result<{ readonly records: number }, TakeBackFailure> {
  const done = session.store.takeBack(importId)
  if (!done.ok) return err(takeBackFailure(done.error))
  forgetPreview(machine)
  return done
}

/** What was previewed was compared with what counted before; a look or an import under way, too. */
function forgetPreview(machine: Machine): void {
  stopWork(machine)
  machine.preview = null
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

type SetAsideFailure = Failure<
  | 'importUnknown'
  | 'importSetAside'
  | 'importNotNewest'
  | 'writtenSinceImport'
  | 'importHoldsProof'
  | 'importStays'
  | 'storeFailed'
>

function setAsideFailure(error: SetAsideRefusal | StoreError): SetAsideFailure {
  switch (error.code) {
    case 'importUnknown':
      return failure('importUnknown', {})
    case 'alreadySetAside':
      return failure('importSetAside', {})
    case 'importNotNewest':
      return failure('importNotNewest', {})
    case 'writtenSince':
      return failure('writtenSinceImport', {})
    case 'holdsProof':
      return failure('importHoldsProof', {})
    case 'holdsOwn':
      return failure('importStays', { why: 'ownRecords' })
    case 'holdsNothing':
      return failure('importStays', { why: 'nothingLeft' })
    case 'antechamberFull':
      return failure('importStays', { why: 'noRoom' })
    default:
      return storeFailure(error)
  }
}

type TakeBackFailure = Failure<'importUnknown' | 'importNotSetAside' | 'importStays' | 'storeFailed'>

function takeBackFailure(error: TakeBackRefusal | StoreError): TakeBackFailure {
  switch (error.code) {
    case 'importUnknown':
      return failure('importUnknown', {})
    case 'notSetAside':
      return failure('importNotSetAside', {})
    case 'antechamberFull':
      return failure('importStays', { why: 'noRoom' })
    default:
      return storeFailure(error)
  }
}
