import { expect, test } from 'vitest'
import type { ShownDoubt } from '../contract/workspace.ts'
import type { DeviceId, Seat } from '../domain/ids.ts'
import { describeDoubt } from './copy-doubts.ts'

const file = '/home/an/own-head.sealed'
const names = { seat: (seat: Seat) => `seat ${seat}` }

test.each<[ShownDoubt, RegExp]>([
  [{ doubt: 'behind', where: 'folder', seq: 7 }, /7/],
  [{ doubt: 'behind', where: 'computer', seq: 7 }, /7/],
  [
    { doubt: 'claimed', device: 'ab'.repeat(16) as DeviceId, seq: 7, seats: ['lead:1' as Seat] },
    /“seat lead:1”.*7/,
  ],
  [{ doubt: 'claimed', device: 'ab'.repeat(16) as DeviceId, seq: 7, seats: [] }, /“abababab”.*7/],
  [{ doubt: 'gap', highest: 7 }, /7/],
  [{ doubt: 'headMissing', where: 'folder', file }, /own-head\.sealed/],
  [{ doubt: 'headDamaged', where: 'computer', file }, /own-head\.sealed/],
  [{ doubt: 'headUnreadable', where: 'computer', file }, /own-head\.sealed/],
  [{ doubt: 'moved' }, /./],
  [{ doubt: 'otherComputer' }, /./],
  [{ doubt: 'renamed', from: 'may-1', to: 'may-2' }, /“may-1”.*“may-2”/],
])('%o is said in both languages, with what it is about', (doubt, about) => {
  const [vi, en] = [describeDoubt(doubt, names, 'vi'), describeDoubt(doubt, names, 'en')]
  expect(vi).toMatch(about)
  expect(en).toMatch(about)
  expect(vi).not.toBe(en)
})
