import { describe, expect, it } from 'vitest'
import { readPrintAddress } from './print-address.ts'

describe('print address', () => {
  it('reads every document', () => {
    const read = (document: string, query: string) => readPrintAddress(document, new URLSearchParams(query))
    expect([
      read('agreement', ''),
      read('sheet', 'round=Q1&subject=PC02'),
      read('sheet', 'round=Q1&subject=PC02&blank=1'),
      read('standings', 'round=NAM&cluster=3'),
      read('standings', 'round=CUM&cluster=-'),
      read('slips', 'seat=lead:3'),
    ]).toEqual([
      { document: 'agreement', agreement: null },
      { document: 'sheet', round: 'Q1', subject: 'PC02', blank: false },
      { document: 'sheet', round: 'Q1', subject: 'PC02', blank: true },
      { document: 'standings', round: 'NAM', cluster: '3' },
      { document: 'standings', round: 'CUM', cluster: null },
      { document: 'slips', seat: 'lead:3' },
    ])
  })

  it.each([
    ['ballot', ''],
    ['agreement', 'agreement=abc'],
    ['sheet', 'round=Q1'],
    ['sheet', 'round=Q1&subject=<b>'],
    ['standings', 'round=Q1'],
    ['slips', 'seat=king'],
  ])('refuses #/print/%s?%s', (document, query) => {
    expect(readPrintAddress(document, new URLSearchParams(query))).toBeNull()
  })
})
