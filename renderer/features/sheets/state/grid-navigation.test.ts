import { describe, expect, it } from 'vitest'
import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import { type CellPlace, type GridShape, movedTo } from './grid-navigation.ts'

const code = (text: string): CriterionCode => text as CriterionCode
const shape: GridShape = {
  rows: [code('1'), code('2'), code('3')],
  columns: ['result', 'adjustment', 'reason'],
  pageSize: 2,
}
const at = (criterion: string, column: CellPlace['column']): CellPlace => ({
  criterion: code(criterion),
  column,
})

describe('moving through the grid', () => {
  it('stops at the edges with arrows', () => {
    expect([
      movedTo(shape, at('1', 'result'), 'up'),
      movedTo(shape, at('3', 'reason'), 'down'),
      movedTo(shape, at('2', 'result'), 'left'),
      movedTo(shape, at('2', 'reason'), 'right'),
    ]).toEqual([at('1', 'result'), at('3', 'reason'), at('2', 'result'), at('2', 'reason')])
  })

  it('goes through row ends with Tab and leaves after the last cell', () => {
    expect([
      movedTo(shape, at('1', 'reason'), 'next'),
      movedTo(shape, at('2', 'result'), 'previous'),
      movedTo(shape, at('3', 'reason'), 'next'),
      movedTo(shape, at('1', 'result'), 'previous'),
    ]).toEqual([at('2', 'result'), at('1', 'reason'), null, null])
  })

  it('moves by pages and to the ends', () => {
    expect([
      movedTo(shape, at('1', 'adjustment'), 'pageDown'),
      movedTo(shape, at('3', 'adjustment'), 'first'),
      movedTo(shape, at('2', 'adjustment'), 'rowEnd'),
    ]).toEqual([at('3', 'adjustment'), at('1', 'adjustment'), at('2', 'reason')])
  })

  it('starts over at the top when the row was filtered away', () => {
    expect(movedTo(shape, at('9', 'result'), 'down')).toEqual(at('1', 'result'))
  })
})
