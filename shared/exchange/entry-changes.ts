import type { CriterionCode } from '../domain/ids.ts'
import type { Entry } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import { parseCanonicalQuantity, showPoints, showQuantity } from '../kernel/decimal.ts'

/** One criterion whose entry differs between two sheets; null: no entry there. */
export interface EntryChange {
  readonly criterion: CriterionCode
  readonly before: string | null
  readonly after: string | null
}

/** What a newer sheet changes against the one it supersedes, in the order of the newer one; then what it drops. */
export function entryChanges(before: readonly Entry[], after: readonly Entry[]): readonly EntryChange[] {
  const textBefore = new Map(before.map((entry) => [entry.criterion, entryText(entry)]))
  const stillThere = new Set(after.map((entry) => entry.criterion))
  const changed = after.map((entry) => ({
    criterion: entry.criterion,
    before: textBefore.get(entry.criterion) ?? null,
    after: entryText(entry),
  }))
  const dropped = [...textBefore]
    .filter(([criterion]) => !stillThere.has(criterion))
    .map(([criterion, text]) => ({ criterion, before: text, after: null }))
  return [...changed.filter((change) => change.before !== change.after), ...dropped]
}

/** One criterion on which sheets beside each other differ: what each says, in their order; null: no entry there. */
export interface EntryDifference {
  readonly criterion: CriterionCode
  readonly values: readonly (string | null)[]
}

/**
 * Where several sheets about one thing differ in what they enter, in the order of the first that names a criterion.
 * Reasons and evidence are no part of it: they change no point.
 */
export function entryDifferences(sheets: readonly (readonly Entry[])[]): readonly EntryDifference[] {
  const inputs = sheets.map((entries) => new Map(entries.map((entry) => [entry.criterion, inputText(entry)])))
  const criteria = new Set(sheets.flatMap((entries) => entries.map((entry) => entry.criterion)))
  return [...criteria]
    .map((criterion) => ({ criterion, values: inputs.map((input) => input.get(criterion) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1)
}

/**
 * An entry as people read it, in the notation of the results file and without a language: `95`, `25,67`,
 * `a=2; !b`, `1/2`, `-` (nothing to count); behind it the adjustment with its reason and the number of papers.
 */
export function entryText(entry: Entry): string {
  const reason = entry.reason === '' ? '' : ` (${entry.reason})`
  const papers = entry.evidence.length === 0 ? '' : ` [${entry.evidence.length}]`
  return `${inputText(entry)}${reason}${papers}`
}

/** What the points are reckoned from: equal texts, equal points. */
function inputText(entry: Entry): string {
  const counts = entry.counts.filter(({ count }) => count > 0).toSorted(byCode)
  const counted = [
    ...counts.map(({ code, count }) => `${code}=${count}`),
    ...entry.waivers.toSorted().map((code) => `!${code}`),
  ]
  const inputs = [
    ...(entry.result === null ? [] : [resultText(entry.result)]),
    ...(entry.points === null ? [] : [showPoints(entry.points)]),
    ...(counted.length === 0 ? [] : [counted.join('; ')]),
    ...(entry.ranks.length === 0 ? [] : [entry.ranks.join('/')]),
  ]
  const input = inputs.length === 0 ? '-' : inputs.join(' · ')
  return entry.adjustment === null ? input : `${input} ${signed(entry.adjustment)}`
}

function byCode(left: Entry['counts'][number], right: Entry['counts'][number]): number {
  return compareText(left.code, right.code)
}

function resultText(result: string): string {
  const quantity = parseCanonicalQuantity(result)
  return quantity.ok ? showQuantity(quantity.value) : result
}

function signed(points: number): string {
  return points < 0 ? showPoints(points) : `+${showPoints(points)}`
}
