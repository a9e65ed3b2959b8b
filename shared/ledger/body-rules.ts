import type { RoundClosed } from '../domain/round.ts'
import type { SheetSubmitted } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import type { TypedBody } from './read-record.ts'

/** The first thing wrong with a body. `shape`: the strict shape of its kind; the others: what a shape cannot say. */
export interface BodyProblem {
  readonly path: string
  readonly fault: 'shape' | 'repeated' | 'sameButForCase' | 'unsorted' | 'adjustedBySelf' | 'reasonMissing'
}

/**
 * What a shape alone cannot say: inside one body nothing is named twice, lists that stand for sets are sorted, and
 * nobody adjusts their own points.
 * A body that breaks this would mean different things to different readers, so it is ill formed like any other.
 * Gives the first thing that is wrong, or null.
 */
export function bodyRuleProblem(content: TypedBody): BodyProblem | null {
  switch (content.kind) {
    case 'season.founded/1':
    case 'season.revised/1':
      return seasonProblem(content.body)
    case 'assignments.published/1':
      return repeated('items', content.body.items, (item) => `${item.subject} ${item.criterion}`)
    case 'agreement.drafted/1':
      return (
        repeated('parties', content.body.parties, (party) => party) ??
        repeated('articles', content.body.articles, (article) => String(article.no)) ??
        repeated('titles', content.body.titles, ({ seat, title }) => `${seat} ${title}`)
      )
    case 'sheet.submitted/1':
      return (
        repeated('entries', content.body.entries, (entry) => entry.criterion) ??
        adjustmentProblem(content.body)
      )
    case 'round.closed/1':
      return unsorted('records', content.body.records) ?? tieProblem(content.body)
    case 'device.enrolled/1':
    case 'signatory.enrolled/1':
    case 'scale.published/1':
    case 'agreement.signed/1':
    case 'inspection.planned/1':
    case 'exclusion.recorded/1':
    case 'round.reopened/1':
      return null
  }
}

type SeasonBody = Extract<TypedBody, { readonly kind: 'season.founded/1' | 'season.revised/1' }>['body']

function seasonProblem({ season, seats }: SeasonBody): BodyProblem | null {
  const repeatedSeat =
    repeatedCode('season.clusters', season.clusters) ??
    repeatedCode('season.units', season.units) ??
    repeatedCode('season.rounds', season.rounds) ??
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
function adjustmentProblem({ layer, entries }: SheetSubmitted): BodyProblem | null {
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    if (entry === undefined || entry.adjustment === null || entry.adjustment === 0) continue
    if (layer === 'self') return { path: `entries.${index}.adjustment`, fault: 'adjustedBySelf' }
    if (entry.reason.trim() === '') return { path: `entries.${index}.reason`, fault: 'reasonMissing' }
  }
  return null
}

/** A subject is tied once: named twice, in one lot or in two, its order could not be told. */
function tieProblem({ ties }: RoundClosed): BodyProblem | null {
  const seen = new Set<string>()
  for (const [index, { subjects }] of ties.entries()) {
    for (const [place, subject] of subjects.entries()) {
      if (seen.has(subject)) return { path: `ties.${index}.subjects.${place}`, fault: 'repeated' }
      seen.add(subject)
    }
  }
  return null
}

/** Codes become names of files and folders, and Windows knows no capitals in them. */
function repeatedCode(field: string, items: readonly { readonly code: string }[]): BodyProblem | null {
  const problem = repeated(field, items, (item) => item.code.toLowerCase())
  if (problem === null) return null
  const exact = repeated(field, items, (item) => item.code)
  return exact?.path === problem.path ? exact : { ...problem, fault: 'sameButForCase' }
}

function repeated<Item>(
  field: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): BodyProblem | null {
  const seen = new Set<string>()
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item // index is below length
    seen.add(keyOf(item))
    if (seen.size !== index + 1) return { path: `${field}.${index}`, fault: 'repeated' }
  }
  return null
}

function unsorted(field: string, ids: readonly string[]): BodyProblem | null {
  for (let index = 1; index < ids.length; index++) {
    const [before, id] = [ids[index - 1] as string, ids[index] as string] // both below length
    if (compareText(before, id) >= 0) return { path: `${field}.${index}`, fault: 'unsorted' }
  }
  return null
}
