import type { CallName } from '../../shared/contract/calls.ts'

/** What a screen reads out of the practice season; the season is the same on every machine. */
export const practiceReadings: readonly { readonly name: CallName; readonly input: object }[] = [
  { name: 'season.get', input: {} },
  { name: 'season.overview', input: {} },
  { name: 'agreement.list', input: {} },
  { name: 'sheets.list', input: { round: 'Q1' } },
  { name: 'sheets.open', input: { round: '6T', subject: 'PX03', layer: 'self' } },
  { name: 'standings.get', input: { round: 'Q1', cluster: '3' } },
  { name: 'standings.explain', input: { round: 'Q1', cluster: '1', subject: 'PX03' } },
  { name: 'exchange.history', input: {} },
]
