import { describe, expect, it } from 'vitest'
import { bareCode, groupedCode } from './code-text.ts'

describe('typing an invitation code', () => {
  it('groups by four and capitalises, whatever separators were typed', () => {
    expect(groupedCode('b7kq-2mzx h4')).toBe('B7KQ 2MZX H4')
  })

  it('takes a pasted slip with line breaks and drops what is beyond its length', () => {
    expect(bareCode(`${'ABCD '.repeat(4)}\n${'1234 '.repeat(6)}`)).toHaveLength(36)
  })

  it('groups again what is grouped already', () => {
    expect(groupedCode(groupedCode('b7kq2mzxh4'))).toBe('B7KQ 2MZX H4')
  })
})
