import { expect, it } from 'vitest'
import { matchesSearch } from './search.ts'

it('finds Vietnamese names typed without diacritics', () => {
  expect([
    matchesSearch('Công an huyện Đắk Mil', 'dak mil'),
    matchesSearch('Công an huyện Đắk Mil', 'mil dak'),
    matchesSearch('Công an huyện Cư Jút', 'dak'),
  ]).toEqual([true, true, false])
})
