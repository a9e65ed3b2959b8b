import type { ImportClass } from '../../../shared/exchange/import-preview.ts'

export const classColors: { readonly [Each in ImportClass]: string } = {
  fork: 'red',
  quarantined: 'red',
  foreignSeason: 'red',
  waiting: 'gold',
  supersedes: 'gold',
  beside: 'gold',
  new: 'pine',
  withdraws: 'gold',
  heals: 'pine',
  adoptsOwn: 'pine',
  notCounted: 'gray',
  stale: 'gray',
  setAside: 'gray',
  present: 'gray',
}
