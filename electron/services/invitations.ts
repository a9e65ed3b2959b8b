import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { Slip } from '../../shared/contract/workspace.ts'
import type { SeasonId, Seat } from '../../shared/domain/ids.ts'
import { err, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import {
  checkGroup,
  type Invitation,
  type InvitationError,
  inGroups,
  invitationFor,
  invitationFrom,
  parseInvitation,
  slipQr,
  type TypedInvitation,
} from '../../shared/ledger/invitation.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Machine } from './machine.ts'

export type InvitationFailure = Failure<
  'invitationMistyped' | 'invitationForeign' | 'invitationUnknown' | 'invitationUsed'
>

/** An invitation of this season that nobody has used yet, or its recovery slip, and the seat it opens. */
export interface OpenInvitation {
  readonly invitation: Invitation
  readonly seat: Seat
  /** The recovery slip: whoever enrols with it takes the founder's place. It can be used again. */
  readonly recovers: boolean
}

/** What a slip prints, from the 28 characters of its secret. */
export function slipOf(machine: Machine, season: SeasonId, seat: Slip['seat'], secret: string): Slip {
  const { crypto } = machine.ports
  const invitation = expectOk(invitationFrom(secret, crypto), 'a kept secret is one this program wrote')
  return {
    seat,
    code: inGroups(invitation.secret),
    checkGroup: inGroups(checkGroup(invitation, season, crypto)),
    qrText: slipQr(invitation, season),
  }
}

/** Reads what was typed; whether it belongs to a season only `openInvitation` can say. */
export function typedInvitation(text: string): Result<TypedInvitation, InvitationFailure> {
  const parsed = parseInvitation(text)
  return parsed.ok ? parsed : err(invitationFailure(parsed.error))
}

/** True if the slip was made for this season. */
export function isOfSeason(machine: Machine, typed: TypedInvitation, season: SeasonId): boolean {
  return invitationFor(typed, season, machine.ports.crypto).ok
}

/** The seat a slip opens in a season, if it is of that season and nobody has taken it, or the slip overrides that. */
export function openInvitation(
  machine: Machine,
  typed: TypedInvitation,
  state: SeasonState,
): Result<OpenInvitation, InvitationFailure> {
  const found = invitationFor(typed, state.id, machine.ports.crypto)
  if (!found.ok) return err(invitationFailure(found.error))
  const invitation = found.value
  if (invitation.publicKey === state.recoveryKey) {
    return ok({ invitation, seat: state.founderSeat, recovers: true })
  }
  const entry = state.seats.find((each) => each.invitations.includes(invitation.publicKey))
  if (entry === undefined) return err(failure('invitationUnknown', {}))
  const { seat } = entry
  const held = state.heldSeats.find((each) => each.seat === seat)
  const taken = entry.holders.length > 0 || held?.contested === true || (held?.holders.length ?? 0) > 0
  return taken ? err(failure('invitationUsed', { seat })) : ok({ invitation, seat, recovers: false })
}

function invitationFailure(error: InvitationError): InvitationFailure {
  return error.code === 'checkGroup'
    ? failure('invitationForeign', {})
    : failure('invitationMistyped', { why: error.code })
}
