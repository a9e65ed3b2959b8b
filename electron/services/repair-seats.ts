import type { FailureByCode } from '../../shared/contract/failures.ts'
import type { RepairAct } from '../../shared/contract/repair.ts'
import type { DeviceId, PublicKeyHex, Seat } from '../../shared/domain/ids.ts'
import type { Cut, SeatEntry } from '../../shared/domain/season.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { holderOf } from './season-session.ts'
import { listedHolders } from './season-view.ts'

type Impossible = FailureByCode['repairImpossible']['why']

export interface RepairGround {
  readonly state: SeasonState
  readonly fact: (record: string) => Fact | undefined
  readonly verdict: (record: string) => Verdict | undefined
  /** Where a device enrolled for a seat. */
  readonly enrolment: (device: DeviceId, seat: Seat) => Cut | null
  /** The public half of the invitation that `newInvitation` gives out. */
  readonly invitation: PublicKeyHex
  /** The newest record of the founder's machine. */
  readonly head: Cut
}

/** The seats of the revision that an act asks for, or why there is none. */
export function repairedSeats(
  act: RepairAct,
  ground: RepairGround,
): Result<readonly SeatEntry[], Impossible> {
  switch (act.act) {
    case 'chooseDevice':
      return chosen(act.seat, act.device, ground)
    case 'setCut': {
      const fact = ground.fact(act.record)
      return fact === undefined ? err('unknownRecord') : cutAt(fact, [], ground)
    }
    case 'giveUp':
      return givenUp(act.seat, ground)
    case 'newInvitation':
      return invited(act.seat, ground)
    case 'admit': {
      const fact = ground.fact(act.record)
      const verdict = ground.verdict(act.record)
      if (fact === undefined || verdict === undefined) return err('unknownRecord')
      return cutAt(fact, seatsOf(verdict), ground)
    }
  }
}

/** The chosen one holds the seat. The others are listed with a cut at their enrolment, so that it can be moved. */
function chosen(
  seat: Seat,
  device: DeviceId,
  ground: RepairGround,
): Result<readonly SeatEntry[], Impossible> {
  const { state, enrolment } = ground
  const enrolled = state.devices.filter((each) => each.seats.includes(seat))
  const wanted = enrolled.find((each) => each.device === device)
  if (wanted === undefined) return err('notEnrolled')
  if (wanted.forkedAt !== null) return err('forkedDevice')
  return changed(state, [seat], (entry) => {
    const past = entry.holders.filter((holder) => holder.upTo !== null)
    // A cut device never goes on; it joins anew.
    if (past.some((holder) => holder.device === device)) return err('forkedDevice')
    const others = enrolled
      .filter((each) => each.device !== device && past.every((holder) => holder.device !== each.device))
      .map((each) => ({ device: each.device, upTo: enrolment(each.device, seat) }))
      .filter((holder) => holder.upTo !== null)
    return ok({ ...entry, holders: [...past, ...others, { device, upTo: null }] })
  })
}

/** The founder's machine is cut in this seat alone, so its own goes on. */
function givenUp(seat: Seat, { state, head }: RepairGround): Result<readonly SeatEntry[], Impossible> {
  if (seat === state.founderSeat) return err('founderSeat')
  if (holderOf(state, seat) !== state.founder) return err('notEnrolled')
  return changed(state, [seat], (entry) => {
    const holders = presentHolders(state, entry)
    const isOwn = (device: DeviceId): boolean => device === state.founder
    return ok({
      ...entry,
      holders: holders.map((each) => (isOwn(each.device) ? { device: each.device, upTo: head } : each)),
    })
  })
}

/** The seat is empty and has one invitation, so whoever joins on it holds it. */
function invited(seat: Seat, { state, invitation }: RepairGround): Result<readonly SeatEntry[], Impossible> {
  if (seat === state.founderSeat) return err('founderSeat')
  if (holderOf(state, seat) !== null) return err('seatHeld')
  return changed(state, [seat], (entry) => ok({ ...entry, invitations: [invitation], holders: [] }))
}

/**
 * The feed counts up to this record in every seat that its device holds or held; where it holds none, in those that
 * it enrolled for among `asked`. It comes before the present holder.
 */
function cutAt(
  { id, seq, author }: Fact,
  asked: readonly Seat[],
  { state }: RepairGround,
): Result<readonly SeatEntry[], Impossible> {
  // The founder's own feed is settled with the recovery key alone.
  if (author === state.founder) return err('ownDevice')
  const enrolled = state.devices.find((each) => each.device === author)?.seats ?? []
  const held = state.heldSeats
    .filter(({ holders }) => holders.some((holder) => holder.device === author))
    .map(({ seat }) => seat)
  const wanted = asked.filter((seat) => enrolled.includes(seat))
  const seats = new Set([...held, ...(wanted.length > 0 ? wanted : held.length > 0 ? [] : enrolled)])
  if (seats.size === 0) return err('notEnrolled')
  return changed(state, [...seats], (entry) => {
    const present = presentHolders(state, entry)
    // Listing a cut device alone would shut out whoever is about to join, or to be chosen.
    if (present.length === 0) return err(isContested(state, entry.seat) ? 'chooseFirst' : 'invitationOpen')
    const cut = { device: author, upTo: { seq, id } }
    const known = present.some((holder) => holder.device === author)
    const holders = known
      ? present.map((holder) => (holder.device === author ? cut : holder))
      : [cut, ...present]
    return ok({ ...entry, holders })
  })
}

/** Listed, or the only one enrolled. */
function presentHolders(state: SeasonState, entry: SeatEntry): SeatEntry['holders'] {
  return listedHolders(state, entry).holders
}

function isContested(state: SeasonState, seat: Seat): boolean {
  return state.heldSeats.some((held) => held.seat === seat && held.contested)
}

function seatsOf(verdict: Verdict): readonly Seat[] {
  if (verdict.status !== 'quarantined') return []
  const { why } = verdict
  if (why.reason === 'notOwner') return why.seats
  return why.reason === 'beyondCut' || why.reason === 'seatContested' ? [why.seat] : []
}

function changed(
  state: SeasonState,
  seats: readonly Seat[],
  change: (entry: SeatEntry) => Result<SeatEntry, Impossible>,
): Result<readonly SeatEntry[], Impossible> {
  const entries: SeatEntry[] = []
  let touched = false
  for (const entry of state.seats) {
    if (!seats.includes(entry.seat)) {
      // Each revision lists every enrolment its author has seen.
      entries.push(listedHolders(state, entry))
      continue
    }
    const next = change(entry)
    if (!next.ok) return next
    touched = true
    entries.push(next.value)
  }
  return touched ? ok(entries) : err('notEnrolled')
}
