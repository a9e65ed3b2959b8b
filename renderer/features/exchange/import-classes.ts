import type { ImportClass } from '../../../shared/contract/exchange.ts'

/** In the order a person looks at them: what is wrong, what waits, what changes, what is known. */
export const classOrder: readonly ImportClass[] = [
  'fork',
  'quarantined',
  'foreignSeason',
  'waiting',
  'supersedes',
  'beside',
  'new',
  'withdraws',
  'adoptsOwn',
  'notCounted',
  'stale',
  'setAside',
  'present',
]

export const classColors: { readonly [Each in ImportClass]: string } = {
  fork: 'red',
  quarantined: 'red',
  foreignSeason: 'red',
  waiting: 'gold',
  supersedes: 'gold',
  beside: 'gold',
  new: 'pine',
  withdraws: 'gold',
  adoptsOwn: 'pine',
  notCounted: 'gray',
  stale: 'gray',
  setAside: 'gray',
  present: 'gray',
}
