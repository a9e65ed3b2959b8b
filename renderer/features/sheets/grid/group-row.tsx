import { memo } from 'react'
import { PointsOf } from '../../../ui/numbers.tsx'
import { useSheet } from '../state/store-context.ts'
import classes from './grid.module.css'
import type { GridRow } from './grid-rows.ts'

export interface GroupRowProps {
  readonly row: Extract<GridRow, { kind: 'group' }>
  /** How many columns stand between the title and the subtotal. */
  readonly span: number
}

/** A group's heading; its subtotal is the sum of the cells below it. */
export const GroupRow = memo(function GroupRow({ row, span }: GroupRowProps) {
  const group = useSheet((state) => state.groupOf.get(row.path))
  return (
    <tr className={classes['group']} data-depth={row.depth}>
      <th scope="rowgroup" colSpan={span} style={{ paddingLeft: 8 + row.depth * 10 }}>
        {row.code}. {row.title}
      </th>
      <td colSpan={3}>
        {group === undefined ? null : <PointsOf points={group.points} of={group.assignedMax} />}
      </td>
    </tr>
  )
})
