import { Anchor, Group, Text } from '@mantine/core'
import type { ClusterCode, RoundCode } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { OfficialBadge } from '../../ui/badges.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { Percent, PointsOf } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './overview.module.css'

export interface StandingsSoFarProps {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

/** The first of the own cluster, with a way to the whole table. */
export function StandingsSoFar({ round, cluster }: StandingsSoFarProps) {
  const t = useText()
  const words = useWords()
  const standings = useQueryCall('standings.get', { round, cluster })
  return (
    <Panel
      title={
        <Group gap="xs" wrap="nowrap">
          {t('overview.standingsSoFar')} · {words.round(round)} · {words.cluster(cluster)}
          {standings.data === undefined ? null : (
            <OfficialBadge official={standings.data.official !== null} />
          )}
        </Group>
      }
      aside={
        <Anchor size="sm" flex="none" href={hrefs.standings(round, cluster)}>
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
