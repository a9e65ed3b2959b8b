import { Group, Select } from '@mantine/core'
import type { SeasonView } from '../../shared/contract/season.ts'
import type { ClusterCode, RoundCode } from '../../shared/domain/ids.ts'
import { useText } from '../i18n/setup.ts'
import { type Place, placeFrom, usePlaceStore } from './place.ts'
import { useRoute } from './router.ts'
import { useWords } from './use-words.ts'

/** The place this screen shows: from its address, or where the person was before. */
export function usePlace(view: SeasonView): Place {
  const asked = useRoute((route) => route.query)
  const chosen = usePlaceStore()
  return placeFrom(
    view.season,
    view.ownSeats,
    { round: asked.get('round'), cluster: asked.get('cluster') },
    chosen,
  )
}

export interface PlacePickerProps {
  readonly view: SeasonView
  readonly place: Place
  readonly onPick: (place: Place) => void
  readonly withCluster?: boolean
}

/** Round and cluster. A round between clusters has no cluster to choose. */
export function PlacePicker({ view, place, onPick, withCluster = true }: PlacePickerProps) {
  const t = useText()
  const words = useWords()
  const { season } = view
  const pick = (next: Place) => {
    usePlaceStore.setState(next)
    onPick(next)
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={t('common.round')}
        w={190}
        allowDeselect={false}
        value={place.round}
        data={season.rounds.map((round) => ({ value: round.code as string, label: round.name }))}
        onChange={(code) => {
          const round = season.rounds.find((each) => each.code === code)
          if (round === undefined) return
          const cluster = round.scope === 'betweenClusters' ? null : (place.cluster ?? firstCluster(view))
          pick({ round: round.code as RoundCode, cluster })
        }}
      />
      {withCluster && place.cluster !== null ? (
        <Select
          aria-label={t('common.cluster')}
          w={190}
          allowDeselect={false}
          value={place.cluster as string}
          data={season.clusters.map((cluster) => ({
            value: cluster.code as string,
            label: words.cluster(cluster.code),
          }))}
          onChange={(code) => {
            const cluster = season.clusters.find((each) => each.code === code)
            if (cluster !== undefined) pick({ round: place.round, cluster: cluster.code })
          }}
        />
      ) : null}
    </Group>
  )
}

function firstCluster(view: SeasonView): ClusterCode | null {
  return view.season.clusters[0]?.code ?? null
}
