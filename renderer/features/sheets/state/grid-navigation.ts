import type { CriterionCode } from '../../../../shared/domain/ids.ts'

/** Columns a person can write in. */
export type EditColumn = 'result' | 'adjustment' | 'reason'

export interface CellPlace {
  readonly criterion: CriterionCode
  readonly column: EditColumn
}

export function cellKey({ criterion, column }: CellPlace): string {
  return `${column} ${criterion}`
}

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'rowStart'
  | 'rowEnd'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown'

export interface GridShape {
  /** Rows in sight, filters applied. */
  readonly rows: readonly CriterionCode[]
  readonly columns: readonly EditColumn[]
  readonly pageSize: number
}

/**
 * Where a key leads. Arrows stop at the edges; `next` and `previous` (Tab) go through row ends and answer null
 * beyond the first and last cell: then the focus leaves the grid.
 */
export function movedTo(shape: GridShape, from: CellPlace, move: Move): CellPlace | null {
  const { rows, columns } = shape
  const row = rows.indexOf(from.criterion)
  const column = columns.indexOf(from.column)
  // The row was filtered away: start over at the top.
  if (row < 0 || column < 0) return place(shape, 0, 0)
  const lastRow = rows.length - 1
  const lastColumn = columns.length - 1
  switch (move) {
    case 'up':
      return place(shape, Math.max(0, row - 1), column)
    case 'down':
      return place(shape, Math.min(lastRow, row + 1), column)
    case 'left':
      return place(shape, row, Math.max(0, column - 1))
    case 'right':
      return place(shape, row, Math.min(lastColumn, column + 1))
    case 'rowStart':
      return place(shape, row, 0)
    case 'rowEnd':
      return place(shape, row, lastColumn)
    case 'first':
      return place(shape, 0, column)
    case 'last':
      return place(shape, lastRow, column)
    case 'pageUp':
      return place(shape, Math.max(0, row - shape.pageSize), column)
    case 'pageDown':
      return place(shape, Math.min(lastRow, row + shape.pageSize), column)
    case 'next':
      return column < lastColumn ? place(shape, row, column + 1) : place(shape, row + 1, 0)
    case 'previous':
      return column > 0 ? place(shape, row, column - 1) : place(shape, row - 1, lastColumn)
  }
}

function place(shape: GridShape, row: number, column: number): CellPlace | null {
  const criterion = shape.rows[row]
  const edited = shape.columns[column]
  return criterion === undefined || edited === undefined ? null : { criterion, column: edited }
}
