import { Text, Tooltip } from '@mantine/core'
import { showPoints, showPointsShort } from '../../shared/kernel/decimal.ts'
import { showDecimal } from '../i18n/format.ts'
import classes from './numbers.module.css'

/** `93,25` large and the remaining digits small: exact, and still readable. */
export function Percent({ percent }: { readonly percent: string | null }) {
  if (percent === null) return <span className={classes['none']}>–</span>
  const six = showDecimal(percent, 6)
  return (
    <span className={classes['number']} title={`${six} %`}>
      {six.slice(0, -4)}
      <span className={classes['rest']}>{six.slice(-4)}</span>
    </span>
  )
}

/** Hundredths, always two decimals. */
export function Points({ points }: { readonly points: number | null }) {
  return points === null ? (
    <span className={classes['none']}>–</span>
  ) : (
    <span className={classes['number']}>{showPoints(points)}</span>
  )
}

/** `684/700`: points of those that could be had. */
export function PointsOf({ points, of }: { readonly points: number; readonly of: number }) {
  return (
    <span className={classes['number']}>
      {showPointsShort(points)}
      <span className={classes['of']}>/{showPointsShort(of)}</span>
    </span>
  )
}

/** A rank that rose, fell or stayed. */
export function RankMoved({
  before,
  after,
  label,
}: {
  readonly before: number | null
  readonly after: number | null
  readonly label: string
}) {
  if (before === after) return null
  const up = after !== null && (before === null || after < before)
  const size = before !== null && after !== null ? Math.abs(before - after) : null
  return (
    <Tooltip label={label}>
      <Text span size="xs" fw={600} c={up ? 'pine' : 'red'} aria-label={label}>
        {up ? '▲' : '▼'}
        {size ?? ''}
      </Text>
    </Tooltip>
  )
}
