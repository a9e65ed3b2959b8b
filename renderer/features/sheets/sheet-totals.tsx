import { Badge, Text, Tooltip } from '@mantine/core'
import { isGroup } from '../../../shared/domain/scale.ts'
import { useText } from '../../i18n/setup.ts'
import { Percent, PointsOf } from '../../ui/numbers.tsx'
import classes from './sheet.module.css'
import { useSheet } from './state/store-context.ts'

/** "684/700", the groups, and where it would stand: always in sight. */
export function SheetTotals() {
  const t = useText()
  const total = useSheet((state) => state.total)
  const scale = useSheet((state) => state.view.scale)
  const groupOf = useSheet((state) => state.groupOf)
  const missing = useSheet((state) => state.missing)
  const place = useSheet((state) => state.place)
  const groups = scale.criteria.filter(isGroup)
  return (
    <footer className={classes['totals']} aria-live="off">
      <span className={classes['total']} data-testid="total">
        <span className={classes['totalWord']}>{t('sheets.total')}</span>
        <strong>
          <PointsOf points={total.points} of={total.assignedMax} />
        </strong>
      </span>
      <span className={classes['fact']}>
        <Percent percent={total.percent} /> %
      </span>
      <span className={classes['groups']}>
        {groups.map((group) => {
          const sum = groupOf.get(group.code)
          return (
            <Tooltip key={group.code} label={group.title}>
              <span className={classes['groupSum']}>
                <Text span size="xs" c="dimmed">
                  {group.code}
                </Text>{' '}
                {sum === undefined ? null : <PointsOf points={sum.points} of={sum.assignedMax} />}
              </span>
            </Tooltip>
          )
        })}
      </span>
      {place.rank === null ? null : (
        <Tooltip label={t('sheets.placeHint')}>
          <span className={classes['fact']}>{t('sheets.place', { rank: place.rank, of: place.of })}</span>
        </Tooltip>
      )}
      <Badge color={missing === 0 ? 'pine' : 'gold'} variant="light">
        {missing === 0 ? t('sheets.missingNone') : t('sheets.missing', { count: missing })}
      </Badge>
    </footer>
  )
}
