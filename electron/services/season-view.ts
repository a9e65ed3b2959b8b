import { failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { InvitationRow, SeasonView } from '../../shared/contract/season.ts'
import type { RecordId, Seat } from '../../shared/domain/ids.ts'
import type { SeatEntry } from '../../shared/domain/season.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { shortFingerprint } from '../../shared/ledger/fingerprint.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { slipOf } from './invitations.ts'
import type { Machine } from './machine.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'

/** The season as this machine knows it, with the fingerprint of what it holds. */
export function seasonView(session: SeasonSession): SeasonView {
  const { store } = session
  const state = stateOf(session)
  const full = store.fingerprint()
  const { verdicts, facts } = store.snapshot()
  const counted = { waiting: 0, quarantined: 0, fork: 0, unknownKind: 0, withheld: 0, valid: 0 }
  for (const verdict of verdicts.values()) counted[verdict.status]++
  return {
    season: state.season,
    basis: state.basis,
    ownSeats: ownSeats(state, session.device),
    heldSeats: state.heldSeats,
    founderFrozen: state.founderFrozen,
    fingerprint: { short: shortFingerprint(full), full },
    records: {
      held: facts.length,
      waiting: counted.waiting,
      quarantined: counted.quarantined,
      forked: counted.fork,
      unknownKind: counted.unknownKind,
      withheld: counted.withheld,
      setAside: store.setAsideRecords().size,
    },
  }
}

/** Every seat with the state of its invitations; slips only where their secrets are kept. */
export function invitationRows(machine: Machine, session: SeasonSession): readonly InvitationRow[] {
  const state = stateOf(session)
  const secrets = session.store.invitations.list()
  return state.seats
    .filter((entry) => entry.invitations.length > 0)
    .map(({ seat, invitations, holders }) => {
      const secret = secrets.find((each) => each.seat === seat && invitations.includes(each.publicKey))
      return {
        seat,
        state: invitationState(state, seat, holders.length),
        slip: secret === undefined ? null : slipOf(machine, session.id, seat, secret.secret),
      }
    })
}

/** Writes a revision that lists every enrolment seen: from then on later enrolments on the same slips are void. */
export function confirmHolders(
  machine: Machine,
  session: SeasonSession,
  input: { readonly reason: string },
): Result<{ readonly record: RecordId }, WriteFailure> {
  const state = stateOf(session)
  if (state.founder !== session.device || state.founderFrozen) {
    return err(failure('notYourSeat', { seats: [state.founderSeat] }))
  }
  const written = writeRecord(machine, session, {
    kind: 'season.revised/1',
    body: {
      replaces: state.basis,
      season: state.season,
      seats: state.seats.map((entry) => listedHolders(state, entry)),
      reason: input.reason,
    },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

/** Seats with an enrolment that no revision lists yet. Nobody can enrol for a seat without an invitation. */
export function unlistedSeats(state: SeasonState): readonly Seat[] {
  return state.seats
    .filter((entry) => entry.invitations.length > 0)
    .filter((entry) => listedHolders(state, entry).holders.length > entry.holders.length)
    .map((entry) => entry.seat)
}

function invitationState(state: SeasonState, seat: Seat, listed: number): InvitationRow['state'] {
  const held = state.heldSeats.find((each) => each.seat === seat)
  if (held?.contested === true) return 'contested'
  if (listed > 0) return 'listed'
  return held !== undefined && held.holders.length > 0 ? 'enrolled' : 'open'
}

/** A seat with whoever holds it listed. A contested one stays unlisted: which machine is the right one, a person says. */
export function listedHolders(state: SeasonState, entry: SeatEntry): SeatEntry {
  const held = state.heldSeats.find((each) => each.seat === entry.seat)
  if (entry.holders.length > 0 || held === undefined || held.contested) return entry
  return {
    ...entry,
    holders: held.holders.map(({ device }) => ({ device, upTo: null })),
  }
}
