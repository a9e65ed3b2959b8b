import { describe, expect, it } from 'vitest'
import { readQuantity } from './quantity-text.ts'

describe('reading a typed quantity', () => {
  it('asks back exactly what could be two numbers', () => {
    expect(readQuantity('1.234')).toEqual({ state: 'ambiguous', whole: '1234', fraction: '1.234' })
    expect(readQuantity('13,470')).toEqual({ state: 'ambiguous', whole: '13470', fraction: '13.47' })
  })

  it('takes comma and point alike', () => {
    expect([readQuantity(' 25,67 '), readQuantity('25.67'), readQuantity('0.125')]).toEqual([
      { state: 'read', canonical: '25.67' },
      { state: 'read', canonical: '25.67' },
      { state: 'read', canonical: '0.125' },
    ])
  })

  it('keeps empty apart from zero', () => {
    expect([readQuantity(''), readQuantity('0')]).toEqual([
      { state: 'empty' },
      { state: 'read', canonical: '0' },
    ])
  })
})
