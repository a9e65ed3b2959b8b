import type { SheetSubmitted } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import type { TypedBody } from './read-record.ts'

/**
 * What a shape alone cannot say: inside one body nothing is named twice, lists that stand for sets are sorted, and
 * nobody adjusts their own points.
 * A body that breaks this would mean different things to different readers, so it is ill formed like any other.
 * Gives the path of the first thing that is wrong, or null.
 */
export function bodyRuleProblem(content: TypedBody): string | null {
  switch (content.kind) {
    case 'season.founded/1':
    case 'season.revised/1':
      return seasonProblem(content.body)
    case 'assignments.published/1':
      return repeated('items', content.body.items, (item) => `${item.subject} ${item.criterion}`)
    case 'agreement.drafted/1':
      return (
        repeated('parties', content.body.parties, (party) => party) ??
        repeated('articles', content.body.articles, (article) => String(article.no))
      )
    case 'sheet.submitted/1':
      return (
        repeated('entries', content.body.entries, (entry) => entry.criterion) ??
        adjustmentProblem(content.body)
      )
    case 'round.closed/1':
      return unsorted('records', content.body.records)
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    case 'scale.published/1':
    case 'agreement.signed/1':
    case 'inspection.planned/1':
    case 'exclusion.recorded/1':
      return null
  }
}

type SeasonBody = Extract<TypedBody, { readonly kind: 'season.founded/1' | 'season.revised/1' }>['body']

function seasonProblem({ season, seats }: SeasonBody): string | null {
  const repeatedSeat =
    repeated('season.clusters', season.clusters, (cluster) => cluster.code) ??
    repeated('season.units', season.units, (unit) => unit.code) ??
    repeated('season.rounds', season.rounds, (round) => round.code) ??
    repeated('seats', seats, (entry) => entry.seat)
  if (repeatedSeat !== null) return repeatedSeat
  for (const [index, entry] of seats.entries()) {
    const twice = repeated(`seats.${index}.holders`, entry.holders, (holder) => holder.device)
    if (twice !== null) return twice
  }
  // An invitation opens one seat; listed under two it would be a key to whichever the bearer likes.
  const invitations = seats.flatMap((entry) => entry.invitations)
  return repeated('seats.invitations', invitations, (invitation) => invitation)
}

/** Adjustments belong to the layers after self, each with its reason. */
function adjustmentProblem({ layer, entries }: SheetSubmitted): string | null {
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    if (entry === undefined || entry.adjustment === null || entry.adjustment === 0) continue
    if (layer === 'self') return `entries.${index}.adjustment`
    if (entry.reason === '') return `entries.${index}.reason`
  }
  return null
}

function repeated<Item>(field: string, items: readonly Item[], keyOf: (item: Item) => string): string | null {
  const seen = new Set<string>()
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item // index is below length
    seen.add(keyOf(item))
    if (seen.size !== index + 1) return `${field}.${index}`
  }
  return null
}

function unsorted(field: string, ids: readonly string[]): string | null {
  for (let index = 1; index < ids.length; index++) {
    if (compareText(ids[index - 1] as string, ids[index] as string) >= 0) return `${field}.${index}` // both below length
  }
  return null
}
