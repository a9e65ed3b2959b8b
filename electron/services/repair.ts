import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type {
  RepairAct,
  RepairCase,
  RepairChange,
  RepairPreview,
  RepairSeat,
} from '../../shared/contract/repair.ts'
import type { Slip } from '../../shared/contract/workspace.ts'
import type { DeviceId, RecordId, Seat } from '../../shared/domain/ids.ts'
import type { Cut, SeasonRevised } from '../../shared/domain/season.ts'
import { err, expectDefined, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import { fold } from '../../shared/ledger/fold.ts'
import { type Invitation, newInvitation } from '../../shared/ledger/invitation.ts'
import { judge } from '../../shared/ledger/judge.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { BodyReader } from '../../shared/ledger/valid-facts.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { slipOf } from './invitations.ts'
import type { Machine } from './machine.ts'
import { movedBetween, standingsIn, standingsNow } from './rank-moves.ts'
import { quietSeats, repairCases, repairRecord } from './repair-cases.ts'
import { repairedSeats } from './repair-seats.ts'
import { composeAt, type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

type Refusal = Failure<'notYourSeat' | 'repairImpossible'>

/** Everything that is wrong with machines and their records, and whether this machine may do something about it. */
export function listRepairs(session: SeasonSession): {
  readonly cases: readonly RepairCase[]
  readonly seats: readonly RepairSeat[]
  readonly mayRepair: boolean
} {
  return {
    cases: repairCases(session),
    seats: quietSeats(session),
    mayRepair: founderRefusal(session) === null,
  }
}

/** What an act would change: records that become valid or valid no longer, and who would move. Nothing is written. */
export function previewRepair(
  machine: Machine,
  session: SeasonSession,
  act: RepairAct,
): Result<RepairPreview, Refusal> {
  const planned = plan(machine, session, act, '')
  if (!planned.ok) return planned
  const { after } = planned.value
  const { facts, verdicts } = session.store.snapshot()
  const isValid = (verdict: Verdict | undefined): boolean => verdict?.status === 'valid'
  const turned = facts.filter(
    (fact) => isValid(verdicts.get(fact.id)) !== isValid(after.verdicts.get(fact.id)),
  )
  return ok({
    becomeValid: change(
      turned.filter((fact) => isValid(after.verdicts.get(fact.id))),
      after.verdicts,
    ),
    becomeInvalid: change(
      turned.filter((fact) => isValid(verdicts.get(fact.id))),
      after.verdicts,
    ),
    moved: movedBetween(standingsNow(session), standingsIn(after.state, after.bodyOf), after.state),
  })
}

/**
 * Writes the one revision that an act asks for, as it was previewed. The secret of a new invitation is kept before
 * the season names it, so no slip is ever lost.
 */
export function applyRepair(
  machine: Machine,
  session: SeasonSession,
  input: { readonly act: RepairAct; readonly reason: string },
): Result<
  { readonly record: RecordId; readonly slip: Slip | null },
  WriteFailure | Failure<'repairImpossible'>
> {
  const { act, reason } = input
  const planned = plan(machine, session, act, reason)
  if (!planned.ok) return planned
  const { body, invitation } = planned.value
  const seat = act.act === 'newInvitation' ? act.seat : null
  if (seat !== null) {
    const { publicKey, secret } = invitation
    const kept = session.store.invitations.putMany([{ seat, publicKey, secret }])
    if (!kept.ok) return err(storeFailure(kept.error))
  }
  const written = writeRecord(machine, session, { kind: 'season.revised/1', body })
  if (!written.ok) return written
  const slip = seat === null ? null : slipOf(machine, session.id, seat, invitation.secret)
  return ok({ record: written.value.id, slip })
}

interface Planned {
  readonly body: SeasonRevised
  readonly invitation: Invitation
  readonly after: {
    readonly verdicts: ReadonlyMap<RecordId, Verdict>
    readonly state: SeasonState
    readonly bodyOf: BodyReader
  }
}

/** Composes the revision and judges everything held together with it. */
function plan(
  machine: Machine,
  session: SeasonSession,
  act: RepairAct,
  reason: string,
): Result<Planned, Refusal> {
  const refusal = founderRefusal(session)
  if (refusal !== null) return err(refusal)
  const { store, device } = session
  const { crypto } = machine.ports
  const state = stateOf(session)
  const { facts, verdicts } = store.snapshot()
  const invitation = newInvitation(machine.sources.random, crypto)
  const head = store.head(device)
  const position = { seq: (head?.seq ?? 0) + 1, prev: head?.id ?? null, basis: state.basis }
  const seats = repairedSeats(act, {
    state,
    fact: (record) => facts.find((each) => each.id === record),
    verdict: (record) => verdicts.get(record as RecordId), // unknown text finds nothing
    enrolment: (author, seat) => enrolmentIn(facts, author, seat),
    invitation: invitation.publicKey,
    head: { seq: position.seq - 1, id: expectDefined(position.prev, 'a founder has written before') },
  })
  if (!seats.ok) return err(failure('repairImpossible', { why: seats.error }))
  const body: SeasonRevised = { replaces: state.basis, season: state.season, seats: [...seats.value], reason }
  const revision = expectOk(
    composeAt(machine, session, { kind: 'season.revised/1', body }, position),
    'a revision with other holders keeps the form of the one in force',
  )
  const bodyOf: BodyReader = (id) =>
    id === revision.id ? { kind: 'season.revised/1', body } : store.body(id)
  const all = [...facts, factOf(revision)]
  const judgement = judge(all, crypto)
  if (act.act === 'admit' && judgement.verdicts.get(act.record)?.status !== 'valid') {
    return err(failure('repairImpossible', { why: 'notCured' }))
  }
  const after = expectDefined(fold(all, judgement, bodyOf), 'the founding record is held')
  return ok({ body, invitation, after: { verdicts: judgement.verdicts, state: after, bodyOf } })
}

function founderRefusal(session: SeasonSession): Failure<'notYourSeat'> | null {
  const state = stateOf(session)
  const mayRevise = state.founder === session.device && !state.founderFrozen
  return mayRevise ? null : failure('notYourSeat', { seats: [state.founderSeat] })
}

function enrolmentIn(facts: readonly Fact[], author: DeviceId, seat: Seat): Cut | null {
  const fact = facts.find(
    ({ claim, author: by }) => by === author && claim.kind === 'device.enrolled/1' && claim.seat === seat,
  )
  return fact === undefined ? null : { seq: fact.seq, id: fact.id }
}

const shownChanges = 50

function change(facts: readonly Fact[], after: ReadonlyMap<RecordId, Verdict>): RepairChange {
  const records = facts.slice(0, shownChanges).flatMap((fact) => {
    const verdict = after.get(fact.id)
    return verdict === undefined ? [] : [repairRecord(fact, verdict)]
  })
  return { total: facts.length, records }
}
