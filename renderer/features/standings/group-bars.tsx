import { Text, UnstyledButton } from '@mantine/core'
import type { StandingRow } from '../../../shared/contract/rounds.ts'
import { showPointsShort } from '../../../shared/kernel/decimal.ts'
import { useText } from '../../i18n/setup.ts'
import { Percent } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './standings.module.css'
import type { StandingsTableProps } from './standings-table.tsx'

/** One bar per subject, made of its groups; a full bar is everything assigned. */
export function GroupBars({ standings, onExplain }: StandingsTableProps) {
  const t = useText()
  const groups = standings.rows[0]?.groups ?? []
  return (
    <Panel
      title={
        <span className={classes['legend']}>
          {groups.map((group, index) => (
            <span key={group.code} className={classes['legendItem']}>
              <span className={classes['swatch']} data-group={index % 6} aria-hidden="true" />
              {group.code}. {group.title}
            </span>
          ))}
        </span>
      }
      aside={
        <Text size="xs" c="dimmed">
          {t('standings.scaleTo')}
        </Text>
      }
    >
      <div className={classes['bars']}>
        {standings.rows
          .filter((row) => row.status !== 'excluded')
          .map((row) => (
            <UnstyledButton
              key={row.subject}
              className={classes['barRow']}
              onClick={() => onExplain(row.subject)}
              aria-label={t('standings.whyOf', { name: row.name })}
            >
              <span className={classes['barRank']}>{row.rank ?? '–'}</span>
              <Text span size="sm" truncate title={row.name}>
                {row.name}
              </Text>
              <Bar row={row} />
              <span className={classes['barValue']}>
                <Percent percent={row.percent} />
              </span>
            </UnstyledButton>
          ))}
      </div>
    </Panel>
  )
}

function Bar({ row }: { readonly row: StandingRow }) {
  const whole = Math.max(row.assignedMax, 1)
  return (
    <span className={classes['bar']}>
      {row.groups.map((group, index) => (
        <span
          key={group.code}
          className={classes['segment']}
          data-group={index % 6}
          style={{ width: `${(100 * Math.max(group.points, 0)) / whole}%` }}
          title={`${group.title}: ${showPointsShort(group.points)}/${showPointsShort(group.assignedMax)}`}
        >
          {showPointsShort(group.points)}
        </span>
      ))}
    </span>
  )
}
