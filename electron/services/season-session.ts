import type { SeasonStore } from '../../db/season-store.ts'
import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { DeviceId, SeasonId, Seat } from '../../shared/domain/ids.ts'
import type { Signer } from '../../shared/kernel/ports.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { canonicalText } from '../../shared/kernel/text.ts'
import { type ComposeError, composeRecord, type Position } from '../../shared/ledger/compose.ts'
import type { BodyByKind, RecordKind } from '../../shared/ledger/kinds.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Machine } from './machine.ts'
import { composeFailure } from './own-record-failures.ts'
import type { Account } from './ports.ts'
import { appendFailure } from './storage-failures.ts'

/** An open season on this machine: the store, and the key it writes with. */
export interface SeasonSession {
  readonly id: SeasonId
  readonly store: SeasonStore
  readonly device: DeviceId
  readonly signer: Signer
  readonly account: Account
}

/** The season that is open, or why there is none. */
export function openSeason(machine: Machine): Result<SeasonSession, Failure<'noSeason'>> {
  const season = machine.session.state === 'open' ? machine.session.season : null
  return season === null ? err(failure('noSeason', {})) : ok(season)
}

/** Everything the valid records say. A machine that founded or joined always has a founding record. */
export function stateOf(session: SeasonSession): SeasonState {
  return expectDefined(
    session.store.snapshot().state,
    'the season of this machine has a valid founding record',
  )
}

/** Seats this machine holds now: the last listed holder, without a cut, not contested. */
export function ownSeats(state: SeasonState, device: DeviceId): readonly Seat[] {
  return state.heldSeats
    .filter((held) => !held.contested)
    .filter((held) => {
      const holder = held.holders.at(-1)
      return holder?.device === device && holder.upTo === null
    })
    .map((held) => held.seat)
}

/** The device that holds a seat now, if anybody does. */
export function holderOf(state: SeasonState, seat: Seat): DeviceId | null {
  const held = state.heldSeats.find((each) => each.seat === seat)
  if (held === undefined || held.contested) return null
  const holder = held.holders.at(-1)
  return holder === undefined || holder.upTo !== null ? null : holder.device
}

/** A record to be written: its kind and the body beside the salt. */
export type DraftRecord = {
  readonly [Kind in RecordKind]: { readonly kind: Kind; readonly body: BodyByKind[Kind] }
}[RecordKind]

/**
 * Writes one record of this machine's own. Texts are brought into canonical form here, the one door every typed
 * text passes; position and basis come from the write transaction.
 */
export function writeRecord(
  machine: Machine,
  session: SeasonSession,
  draft: DraftRecord,
): Result<SignedRecord, WriteFailure> {
  const written = session.store.append((position) => composeAt(machine, session, draft, position))
  if (written.ok) return written
  return err(
    isComposeError(written.error)
      ? composeFailure(written.error, draft.body)
      : appendFailure(written.error, draft.body),
  )
}

/** Composes and signs at a given position; for `writeRecord` and for founding, which has no store yet. */
export function composeAt(
  machine: Machine,
  author: Pick<SeasonSession, 'signer'> & {
    readonly id: SeasonId | ''
    readonly account: Pick<Account, 'name'>
  },
  draft: DraftRecord,
  position: Position,
): Result<SignedRecord, ComposeError> {
  const { clock, random } = machine.sources
  return composeRecord(
    {
      ...position,
      season: author.id,
      at: clock.now(),
      actor: canonicalText(author.account.name).slice(0, 200),
      kind: draft.kind,
      body: withCanonicalTexts(draft.body),
      salt: random.bytes(16),
    },
    author.signer,
    machine.ports.crypto,
  )
}

/** A copy with every text in canonical form (NFC, no controls). Codes and hex are so already. */
export function withCanonicalTexts<Value>(value: Value): Value {
  if (typeof value === 'string') return canonicalText(value) as Value // a string stays a string
  if (Array.isArray(value)) return value.map(withCanonicalTexts) as Value // the same shape, item by item
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, withCanonicalTexts(member)]),
    ) as Value // the same keys, member by member
  }
  return value
}

function isComposeError(error: { readonly code: string }): error is ComposeError {
  return error.code === 'canonical' || error.code === 'shape'
}
