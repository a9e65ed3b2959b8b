import { Anchor, Group, Text } from '@mantine/core'
import type { SeasonView } from '../../../shared/contract/season.ts'
import type { RoundCode } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { OfficialBadge } from '../../ui/badges.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { Percent, PointsOf } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import { placeFrom, usePlaceStore } from '../../ui/place.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './overview.module.css'

export interface StandingsSoFarProps {
  readonly view: SeasonView
  readonly round: RoundCode
}

/** The first of the own cluster, with a way to the whole table. */
export function StandingsSoFar({ view, round }: StandingsSoFarProps) {
  const t = useText()
  const words = useWords()
  const chosen = usePlaceStore()
  const place = placeFrom(view.season, view.ownSeats, { round, cluster: null }, chosen)
  const standings = useQueryCall('standings.get', { round: place.round, cluster: place.cluster })
  return (
    <Panel
      title={
        <Group gap="xs">
          {t('overview.standingsSoFar')} · {words.cluster(place.cluster)}
          {standings.data === undefined ? null : (
            <OfficialBadge official={standings.data.official !== null} />
          )}
        </Group>
      }
      aside={
        <Anchor size="sm" href={hrefs.standings(place.round, place.cluster)}>
          {t('overview.openStandings')}
        </Anchor>
      }
      flush
    >
      <Asked query={standings} rows={4}>
        {(value) => {
          const scored = value.rows.filter((row) => row.points > 0 || row.rank !== null)
          if (scored.length === 0) {
            return (
              <Text size="sm" c="dimmed" p="md">
                {t('overview.noScores')}. {t('overview.noScoresNext')}
              </Text>
            )
          }
          return scored.slice(0, 6).map((row) => (
            <div key={row.subject} className={classes['top']}>
              <span className={classes['place']}>{row.rank ?? '–'}</span>
              <Text span size="sm" truncate title={row.name}>
                {row.name}
              </Text>
              <PointsOf points={row.points} of={row.assignedMax} />
              <Percent percent={row.percent} />
            </div>
          ))
        }}
      </Asked>
    </Panel>
  )
}
