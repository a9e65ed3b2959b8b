import { expect, it } from 'vitest'
import { readDay } from './day-text.ts'

it('reads days as people write them and refuses days that do not exist', () => {
  expect(['05/02/2021', '5-2-2021', '', '31/02/2021', '2021-02-05', '29/02/2024'].map(readDay)).toEqual([
    '2021-02-05',
    '2021-02-05',
    null,
    'wrong',
    'wrong',
    '2024-02-29',
  ])
})
