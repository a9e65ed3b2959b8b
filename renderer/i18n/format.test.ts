import { describe, expect, it } from 'vitest'
import { compareNames, showBytes, showDecimal } from './format.ts'

describe('formats for people', () => {
  it('cuts the decimals of a percent without rounding it up', () => {
    expect([showDecimal('99.999999', 2), showDecimal('7', 2), showDecimal('93.251000', 6)]).toEqual([
      '99,99',
      '7,00',
      '93,251000',
    ])
  })

  it('sorts by the Vietnamese alphabet, not by code points', () => {
    expect(['Đắk Mil', 'Cư Jút', 'Dak Nong', 'Ea Sup'].toSorted((a, b) => compareNames(a, b))).toEqual([
      'Cư Jút',
      'Dak Nong',
      'Đắk Mil',
      'Ea Sup',
    ])
  })

  it('shows sizes with a decimal comma', () => {
    expect([showBytes(512), showBytes(1536), showBytes(12_582_912)]).toEqual(['512 B', '1,5 KB', '12,0 MB'])
  })
})
