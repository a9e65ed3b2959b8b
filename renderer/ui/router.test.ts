import { describe, expect, it, vi } from 'vitest'

vi.stubGlobal('window', { location: { hash: '' }, addEventListener: () => undefined })
const { readRoute } = await import('./router.ts')

describe('addresses', () => {
  it('takes a hash apart into path and query', () => {
    const route = readRoute('#/sheets/Q1/PC%2002/self?from=todo')
    expect({ path: route.path, from: route.query.get('from') }).toEqual({
      path: ['sheets', 'Q1', 'PC 02', 'self'],
      from: 'todo',
    })
  })

  it('keeps broken percent-encoding as text instead of failing', () => {
    expect(readRoute('#/sheets/%E0%A4%A').path).toEqual(['sheets', '%E0%A4%A'])
  })

  it('reads an empty hash as the first screen', () => {
    expect(readRoute('').path).toEqual([])
  })
})
