import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { ClosingView } from '../../shared/contract/rounds.ts'
import type { ClusterCode, RecordId, RoundCode } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import type { Closing } from '../../shared/ledger/state.ts'
import type { Machine } from './machine.ts'
import { closingsAt, placeOf } from './places.ts'
import { closerRefusal } from './rounds.ts'
import { type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { sourceOf, standingRows, standingsOfClosing } from './standings.ts'

/** Every closing of a place with what it sealed, the newest first; one that was reopened stays readable. */
export function roundClosings(
  machine: Machine,
  session: SeasonSession,
  input: { readonly round: RoundCode; readonly cluster: ClusterCode | null },
): Result<
  { readonly closings: readonly ClosingView[]; readonly mayReopen: boolean },
  Failure<'roundUnknown'>
> {
  const state = stateOf(session)
  const place = placeOf(state.season, input.round, input.cluster)
  if (place === null) return err(failure('roundUnknown', {}))
  const closings = closingsAt(state, place)
  const isClosed = closings[0]?.current === true
  return ok({
    closings: closings.map((closing) => closingView(machine, session, closing)),
    mayReopen: isClosed && closerRefusal(session, input) === null,
  })
}

/**
 * Opens a closed round again, with the reason that is shown wherever the closing was. Whoever may close the round may
 * do this, on whatever machine it was closed.
 */
export function reopenRound(
  machine: Machine,
  session: SeasonSession,
  input: { readonly closing: RecordId; readonly reason: string },
): Result<{ readonly record: RecordId }, WriteFailure | Failure<'closingNotInForce'>> {
  const closing = stateOf(session).closings.find((each) => each.record === input.closing)
  if (closing?.current !== true) return err(failure('closingNotInForce', { closing: input.closing }))
  const refusal = closerRefusal(session, closing.body)
  if (refusal !== null) return err(refusal)
  const written = writeRecord(machine, session, { kind: 'round.reopened/1', body: input })
  return written.ok ? ok({ record: written.value.id }) : written
}

function closingView(machine: Machine, session: SeasonSession, closing: Closing): ClosingView {
  const found = standingsOfClosing(sourceOf(session), closing, { traces: false })
  const readable = found.ok && found.value.basis.unreadable.length === 0
  const sealed = closing.body.standings
  return {
    closing: closing.record,
    at: closing.at,
    actor: closing.actor,
    digest: sealed,
    digestMatches: readable
      ? standingsDigest(found.value.standings.statement, machine.ports.crypto) === sealed
      : null,
    rows: readable ? standingRows(found.value) : [],
    gaps: closing.body.gaps,
    reopenings: closing.reopenings.map(({ record, at, actor, reason }) => ({ record, at, actor, reason })),
  }
}
