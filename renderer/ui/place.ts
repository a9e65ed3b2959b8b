import { create } from 'zustand'
import type { ClusterCode, RoundCode, Seat } from '../../shared/domain/ids.ts'
import { seatParts } from '../../shared/domain/ids.ts'
import type { Season } from '../../shared/domain/season.ts'
import { betweenClusters } from './hrefs.ts'

/** Which round and cluster the person looks at; kept while going from screen to screen. */
interface ChosenPlace {
  readonly round: RoundCode | null
  readonly cluster: ClusterCode | null | undefined
}

export const usePlaceStore = create<ChosenPlace>(() => ({ round: null, cluster: undefined }))

export interface Place {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

/** What is asked for, then what was chosen before, then what is nearest to this machine's seats. */
export function placeFrom(
  season: Season,
  ownSeats: readonly Seat[],
  asked: { readonly round: string | null; readonly cluster: string | null },
  chosen: ChosenPlace,
): Place {
  const round =
    season.rounds.find((each) => each.code === (asked.round ?? chosen.round)) ??
    season.rounds.find((each) => each.code === chosen.round) ??
    season.rounds[0]
  if (round === undefined) throw new Error('a season has at least one round')
  if (round.scope === 'betweenClusters') return { round: round.code, cluster: null }
  const wanted = asked.cluster !== null && asked.cluster !== betweenClusters ? asked.cluster : chosen.cluster
  const cluster =
    season.clusters.find((each) => each.code === wanted)?.code ??
    ownCluster(season, ownSeats) ??
    season.clusters[0]?.code ??
    null
  return { round: round.code, cluster }
}

/** The cluster this machine stands in; null for the authority, which stands in none. */
export function ownCluster(season: Season, ownSeats: readonly Seat[]): ClusterCode | null {
  for (const seat of ownSeats) {
    const parts = seatParts(seat)
    if (parts.role === 'lead') return parts.cluster
    if (parts.role === 'unit') {
      const unit = season.units.find((each) => each.code === parts.unit)
      if (unit !== undefined) return unit.cluster
    }
  }
  return null
}
