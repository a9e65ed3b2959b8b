import { describe, expect, it } from 'vitest'
import { readPastedBlock } from './pasted-block.ts'

describe('pasting from a spreadsheet', () => {
  it('reads rows and columns, with either line end', () => {
    expect(readPastedBlock('1\t2,5\r\n3\t4\r\n')).toEqual([
      ['1', '2,5'],
      ['3', '4'],
    ])
  })

  it('keeps empty cells and empty rows: they clear what is there', () => {
    expect(readPastedBlock('1\n\n3')).toEqual([['1'], [''], ['3']])
    expect(readPastedBlock('\t2')).toEqual([['', '2']])
  })

  it('reads quoted cells with tabs, line ends and quotes inside', () => {
    expect(readPastedBlock('"a\tb"\t"c\nd"\t"e ""f"""\n')).toEqual([['a\tb', 'c\nd', 'e "f"']])
  })

  it('takes a quote inside a word as a quote', () => {
    expect(readPastedBlock('5"')).toEqual([['5"']])
  })
})
