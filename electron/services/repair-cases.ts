import type {
  RepairBranch,
  RepairCase,
  RepairDevice,
  RepairRecord,
  RepairSeat,
  SeatMachine,
} from '../../shared/contract/repair.ts'
import type { DeviceId, RecordId, Seat } from '../../shared/domain/ids.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { holderOf, type SeasonSession, stateOf } from './season-session.ts'

/** More are counted, not listed: a list is for reading. */
const shownRecords = 50

/**
 * What is wrong with machines and their records, by the judgement of everything held: forks, seats that several
 * machines or nobody holds, records beyond a cut and otherwise quarantined. The same on every machine that holds the
 * same records.
 */
export function repairCases(session: SeasonSession): readonly RepairCase[] {
  const view = viewOf(session)
  const { state } = view
  const { judgement } = session.store.snapshot()
  return [
    ...[...judgement.forks.keys()].sort().map((device) => forkCase(device, view)),
    ...state.heldSeats.flatMap((held): readonly RepairCase[] => {
      const { seat, holders } = held
      if (held.contested) {
        const enrolled = state.devices.filter(({ seats }) => seats.includes(seat))
        return [
          { case: 'contestedSeat', seat, devices: enrolled.map(({ device }) => deviceView(device, view)) },
        ]
      }
      const isVacant = holders.length > 0 && holders.every(({ upTo }) => upTo !== null)
      return isVacant ? [{ case: 'vacantSeat', seat }] : []
    }),
    ...quarantineCases(view),
  ]
}

/**
 * Seats that no case is about: held by one machine, or still open. That a machine broke, a slip was stolen or an
 * invitation never arrived stands in no record. The founder's own seat is settled with the recovery slip alone.
 */
export function quietSeats(session: SeasonSession): readonly RepairSeat[] {
  const state = stateOf(session)
  return state.seats.flatMap(({ seat }): readonly RepairSeat[] => {
    const held = state.heldSeats.find((each) => each.seat === seat)
    const holder = holderOf(state, seat)
    const isOpen = held === undefined || (!held.contested && held.holders.length === 0)
    if (seat === state.founderSeat || (holder === null && !isOpen)) return []
    return [{ seat, holder, own: holder === session.device }]
  })
}

/** The machine that holds a seat, with the records at which it can be cut. */
export function seatMachine(session: SeasonSession, seat: Seat): SeatMachine | null {
  const view = viewOf(session)
  const holder = holderOf(view.state, seat)
  if (holder === null) return null
  const facts = unbrokenFeed(view.byAuthor.get(holder) ?? []).toReversed()
  return {
    device: deviceView(holder, view),
    records: facts.slice(0, shownRecords).map((fact) => repairRecord(fact, verdictOf(fact, view))),
    more: Math.max(0, facts.length - shownRecords),
  }
}

/**
 * The records of one feed up to the first number that is missing or doubled. A cut beyond a gap would let nothing
 * count until the gap is filled, and a cut beyond a doubled number chooses a branch.
 */
export function unbrokenFeed(facts: readonly Fact[]): readonly Fact[] {
  const bySeq = Map.groupBy(facts, (fact) => fact.seq)
  const feed: Fact[] = []
  for (;;) {
    const [next, doubled] = bySeq.get(feed.length + 1) ?? []
    if (next === undefined || doubled !== undefined || next.prev !== (feed.at(-1)?.id ?? null)) return feed
    feed.push(next)
  }
}

/** One record as a repair shows it. */
export function repairRecord(fact: Fact, verdict: Verdict): RepairRecord {
  const { claim } = fact
  return {
    record: fact.id,
    author: fact.author,
    seq: fact.seq,
    kind: fact.kind,
    at: fact.at,
    actor: fact.actor,
    round: 'round' in claim ? claim.round : null,
    subject: 'subject' in claim ? claim.subject : null,
    layer: claim.kind === 'sheet.submitted/1' ? claim.layer : null,
    verdict,
    mayAdmit: isCurable(verdict),
  }
}

/** What holders and cuts decide, other holders and cuts can change. Everything else is wrong by itself. */
function isCurable(verdict: Verdict): boolean {
  if (verdict.status === 'fork') return true
  if (verdict.status !== 'quarantined') return false
  const { reason } = verdict.why
  return reason === 'beyondCut' || reason === 'seatContested' || reason === 'notOwner'
}

interface View {
  readonly session: SeasonSession
  readonly state: SeasonState
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  readonly byAuthor: ReadonlyMap<DeviceId, readonly Fact[]>
}

function viewOf(session: SeasonSession): View {
  const { facts, verdicts } = session.store.snapshot()
  return {
    session,
    state: stateOf(session),
    verdicts,
    byAuthor: Map.groupBy(facts, (fact) => fact.author),
  }
}

function forkCase(device: DeviceId, view: View): RepairCase {
  const facts = view.byAuthor.get(device) ?? []
  const at = expectDefined(view.session.store.snapshot().judgement.forks.get(device), 'it is forked')
  const doubled = facts.filter((fact) => fact.seq === at).sort(byNumber)
  const before = doubled[0]?.prev ?? null
  return {
    case: 'fork',
    device: deviceView(device, view),
    at,
    before: facts.some((fact) => fact.id === before) ? before : null,
    branches: doubled.map((first) => branchFrom(first, facts, view)),
    settled: facts.every((fact) => verdictOf(fact, view).status !== 'fork' || isOverturned(fact, view)),
  }
}

/** A revision of a founder that was replaced: what its doubled number says is decided by the recovery for good. */
function isOverturned({ kind, author }: Fact, { state }: View): boolean {
  return kind.startsWith('season.revised/') && author !== state.founder
}

function branchFrom(first: Fact, facts: readonly Fact[], view: View): RepairBranch {
  const ids = new Set<RecordId>([first.id])
  const later = facts.filter((fact) => fact.seq > first.seq).sort(byNumber)
  // Each follows the record before it, so one pass in the order of numbers finds them all.
  const records = [
    first,
    ...later.filter((fact) => fact.prev !== null && ids.has(fact.prev) && ids.add(fact.id)),
  ]
  const last = expectDefined(records.at(-1), 'a branch begins with its first record')
  return {
    records: records.slice(0, shownRecords).map((fact) => repairRecord(fact, verdictOf(fact, view))),
    more: Math.max(0, records.length - shownRecords),
    last: last.id,
    knownBy: seatsKnowing(first.author, ids, view),
    kept: records.some((fact) => verdictOf(fact, view).status === 'valid'),
  }
}

/** Seats whose machines said in a bundle that they hold one of these records. */
function seatsKnowing(author: DeviceId, ids: ReadonlySet<RecordId>, view: View): readonly Seat[] {
  const { history } = view.session.store
  const seats = view.state.devices
    .filter(({ device }) =>
      history.knownHolds(device).some((feed) => feed.author === author && ids.has(feed.head)),
    )
    .flatMap((device) => device.seats)
  return [...new Set(seats)].sort()
}

/** By device: what lies beyond its cut, and what is quarantined for other reasons. */
function quarantineCases(view: View): readonly RepairCase[] {
  return [...view.byAuthor]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([device, facts]): readonly RepairCase[] => {
      const quarantined = facts
        .filter((fact) => verdictOf(fact, view).status === 'quarantined')
        .sort(byNumber)
      const beyond = quarantined.filter((fact) => isBeyondCut(verdictOf(fact, view)))
      const others = quarantined.filter((fact) => !isBeyondCut(verdictOf(fact, view)))
      return [
        ...(beyond.length === 0 ? [] : [{ case: 'cut' as const, ...listed(device, beyond, view) }]),
        ...(others.length === 0 ? [] : [{ case: 'quarantined' as const, ...listed(device, others, view) }]),
      ]
    })
}

function listed(device: DeviceId, facts: readonly Fact[], view: View) {
  return {
    device: deviceView(device, view),
    records: facts.slice(0, shownRecords).map((fact) => repairRecord(fact, verdictOf(fact, view))),
    more: Math.max(0, facts.length - shownRecords),
  }
}

function deviceView(device: DeviceId, { session, state, byAuthor }: View): RepairDevice {
  const facts = [...(byAuthor.get(device) ?? [])].sort(byNumber)
  return {
    device,
    own: device === session.device,
    seats: state.devices.find((each) => each.device === device)?.seats ?? [],
    actors: [...new Set(facts.map((fact) => fact.actor))].slice(0, 5),
    since: facts[0]?.at ?? '',
    newest: facts.at(-1)?.at ?? '',
    records: facts.length,
    sheets: facts.filter((fact) => fact.kind.startsWith('sheet.submitted/')).length,
  }
}

function verdictOf(fact: Fact, { verdicts }: View): Verdict {
  return expectDefined(verdicts.get(fact.id), 'every held record is judged')
}

function isBeyondCut(verdict: Verdict): boolean {
  return verdict.status === 'quarantined' && verdict.why.reason === 'beyondCut'
}

function byNumber(left: Fact, right: Fact): number {
  return left.seq - right.seq || (left.id < right.id ? -1 : 1)
}
