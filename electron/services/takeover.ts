import type { DeviceId, RecordId } from '../../shared/domain/ids.ts'
import type { Cut, SeasonRevised, SeatEntry } from '../../shared/domain/season.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { unbrokenFeed } from './repair-cases.ts'
import { listedHolders } from './season-view.ts'

/** A machine whose place as founder is taken with the recovery slip, and where it is cut. */
export interface ReplacedFounder {
  readonly device: DeviceId
  readonly cut: Cut
  /** Of the record at the cut, as its author's clock said. */
  readonly at: string
  readonly actor: string
  /** Records held from beyond the cut: after a gap or a doubled number. */
  readonly beyond: number
}

/**
 * Everybody who could claim to be the founder, cut at the newest record held: the founder, and every device that
 * enrolled with the recovery key before. Of several recoveries only the one that cuts all others can win.
 */
export function replacedFounders(
  state: SeasonState,
  facts: readonly Fact[],
  newcomer: DeviceId | null,
): readonly ReplacedFounder[] {
  const byAuthor = Map.groupBy(facts, (fact) => fact.author)
  return state.devices
    .filter(({ device, seats }) => device !== newcomer && seats.includes(state.founderSeat))
    .map(({ device }) => {
      const feed = byAuthor.get(device) ?? []
      const last = unbrokenFeed(feed).at(-1) ?? introductionIn(feed, state)
      const { id, seq, at, actor } = expectDefined(last, 'a known device has introduced itself')
      const within = feed.filter((fact) => fact.seq <= seq).length
      return { device, cut: { seq, id }, at, actor, beyond: feed.length - within }
    })
}

/** The revision by which a device that enrolled with the recovery key becomes the founder. */
export function takeover(state: SeasonState, facts: readonly Fact[], newcomer: DeviceId): SeasonRevised {
  const replaced = new Map(
    replacedFounders(state, facts, newcomer).map(({ device, cut }) => [device, cut] as const),
  )
  // Whoever was cut before stays cut where it was. A machine that is gone is gone in all its seats.
  const cutIn = (holders: SeatEntry['holders']): SeatEntry['holders'] =>
    holders.map(({ device, upTo }) => ({ device, upTo: upTo ?? replaced.get(device) ?? null }))
  const own = (entry: SeatEntry): SeatEntry => {
    const listed = new Set(entry.holders.map(({ device }) => device))
    const unlisted = [...replaced].filter(([device]) => !listed.has(device))
    return {
      ...entry,
      holders: [
        ...cutIn(entry.holders),
        ...unlisted.map(([device, upTo]) => ({ device, upTo })),
        { device: newcomer, upTo: null },
      ],
    }
  }
  const isKnown = state.seats.some(({ seat }) => seat === state.founderSeat)
  const seats = isKnown
    ? state.seats
    : [...state.seats, { seat: state.founderSeat, invitations: [], holders: [] }]
  return {
    replaces: state.basis,
    season: state.season,
    seats: seats.map((entry) => {
      if (entry.seat === state.founderSeat) return own(entry)
      const listed = listedHolders(state, entry)
      return { ...listed, holders: cutIn(listed.holders) }
    }),
    reason: 'Lập lại bằng phiếu khôi phục',
  }
}

/** Where a feed is doubled from its first number on, its founding or enrolment is what can be kept of it. */
function introductionIn(feed: readonly Fact[], state: SeasonState): Fact | undefined {
  return (
    feed.find(({ id }) => id === (state.id as string as RecordId)) ?? // the season's id is that of its founding
    feed.find(({ claim }) => claim.kind === 'device.enrolled/1' && claim.seat === state.founderSeat)
  )
}
