import { z } from 'zod'
import type { ImportResult } from '../../shared/contract/exchange.ts'
import type { RankMove } from '../../shared/contract/rounds.ts'
import { clusterCodeSchema, roundCodeSchema, subjectCodeSchema } from '../../shared/domain/ids.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { BodyReader } from '../../shared/ledger/valid-facts.ts'
import { movedRanks } from '../../shared/scoring/movement.ts'
import type { Standings } from '../../shared/scoring/standings.ts'
import { type Place, placesOf, subjectsAt } from './places.ts'
import { currentBasis } from './round-basis.ts'
import { roundStandings } from './round-standings.ts'
import { type SeasonSession, stateOf } from './season-session.ts'

export type Moved = ImportResult['moved']

/** The standings of every place as they are now, to be compared with what an import makes of them. */
export type StandingsBefore = ReadonlyMap<string, Standings>

export function standingsNow(session: SeasonSession): StandingsBefore {
  const state = stateOf(session)
  const known = standingsByState.get(state)
  if (known !== undefined) return known
  const standings = reckonAll(session)
  standingsByState.set(state, standings)
  return standings
}

/** A state never changes: what one import ends with is what the next begins with. */
const standingsByState = new WeakMap<SeasonState, StandingsBefore>()

function reckonAll(session: SeasonSession): StandingsBefore {
  return standingsIn(stateOf(session), session.store.body)
}

/** The standings of every place that has sheets, by what counts in a state, closed or not. */
export function standingsIn(state: SeasonState, bodyOf: BodyReader): StandingsBefore {
  return new Map(
    everyPlace(state).flatMap((place) => {
      const basis = currentBasis(state, bodyOf, place.round.code, place.cluster)
      if (!basis.ok || basis.value.sheets.length === 0) return []
      return [[keyOf(place), roundStandings(basis.value, { traces: false }).standings] as const]
    }),
  )
}

/** Who moved since `before`, place by place; places where nobody did are left out. */
export function movedSince(session: SeasonSession, before: StandingsBefore): Moved {
  return movedBetween(before, standingsNow(session), stateOf(session))
}

/** Who moves from one to the other, by the names of a state. A place that has no standings left is left out. */
export function movedBetween(before: StandingsBefore, now: StandingsBefore, state: SeasonState): Moved {
  return everyPlace(state).flatMap((place) => {
    const after = now.get(keyOf(place))
    if (after === undefined) return []
    const names = new Map(subjectsAt(state.season, place).map((each) => [each.subject, each.name]))
    const moves = movedRanks(before.get(keyOf(place)) ?? { rows: [] }, after)
      .map(
        ({ subject, before: row, after: next }): RankMove => ({
          subject,
          name: names.get(subject) ?? subject,
          rankBefore: row?.rank ?? null,
          rankAfter: next?.rank ?? null,
          pointsBefore: row?.points ?? 0,
          pointsAfter: next?.points ?? 0,
        }),
      )
      .filter((move) => move.pointsBefore !== move.pointsAfter || move.rankBefore !== move.rankAfter)
    return moves.length === 0 ? [] : [{ round: place.round.code, cluster: place.cluster, moves }]
  })
}

/** Remembers what the newest import moved; empty after it was set aside. */
export function rememberMoves(session: SeasonSession, moved: Moved): boolean {
  return session.store.settings.put(movesSetting, JSON.stringify(moved)).ok
}

/** What the newest import moved at a place. */
export function movesAt(
  session: SeasonSession,
  place: Pick<Moved[number], 'round' | 'cluster'>,
): readonly RankMove[] {
  const stored = session.store.settings.get(movesSetting)
  if (stored === null) return []
  const parsed = movedSchema.safeParse(JSON.parse(stored))
  if (!parsed.success) return []
  return parsed.data.find((each) => each.round === place.round && each.cluster === place.cluster)?.moves ?? []
}

const movesSetting = 'movesOfNewestImport'
const movedSchema = z.array(
  z.object({
    round: roundCodeSchema,
    cluster: clusterCodeSchema.nullable(),
    moves: z.array(
      z.object({
        subject: subjectCodeSchema,
        name: z.string(),
        rankBefore: z.number().nullable(),
        rankAfter: z.number().nullable(),
        pointsBefore: z.number(),
        pointsAfter: z.number(),
      }),
    ),
  }),
)

function everyPlace({ season }: SeasonState): readonly Place[] {
  return season.rounds.flatMap((round) => placesOf(season, round))
}

function keyOf(place: Place): string {
  return `${place.round.code}/${place.cluster ?? ''}`
}
