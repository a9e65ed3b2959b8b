import type { ImportClass } from '../../../shared/contract/exchange.ts'

/** In the order a person looks at them: what is wrong, what waits, what changes, what is known. */
export const classOrder: readonly ImportClass[] = [
  'fork',
  'quarantined',
  'foreignSeason',
  'waiting',
  'supersedes',
  'new',
  'withdraws',
  'adoptsOwn',
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
  new: 'pine',
  withdraws: 'gold',
  adoptsOwn: 'pine',
  stale: 'gray',
  setAside: 'gray',
  present: 'gray',
}
