import type { CountedItem, Criterion, Rule } from '../../../../shared/domain/scale.ts'
import { type Entry, emptyEntry, entrySchema } from '../../../../shared/domain/sheet.ts'
import { parsePoints, showPointsShort } from '../../../../shared/kernel/decimal.ts'
import { showCanonical } from '../../../i18n/format.ts'
import { readQuantity } from '../../../ui/quantity-text.ts'

/** What cells say that is not a number. */
export interface CellWords {
  readonly passed: string
  readonly failed: string
  /** A counted rule with an entry and no counts: looked at, nothing there. */
  readonly nothingToCount: string
}

export type CellProblem =
  | { readonly code: 'notNumber' | 'negative' | 'tooFine' | 'tooLarge' }
  | { readonly code: 'ambiguous'; readonly whole: string; readonly fraction: string }
  | { readonly code: 'passFail' }
  | { readonly code: 'items'; readonly known: string }
  | { readonly code: 'ranks' | 'ranksMany' }
  | { readonly code: 'resultFirst' }
  | { readonly code: 'tooLong' | 'tooManyMarks' }
  /** Typed before the subject was spared the criterion. */
  | { readonly code: 'notAssigned' }
  /** Typed when it was no value; now it would be one, if the person says so. */
  | { readonly code: 'readAgain' }

/** What a typed text makes of an entry; `entry` null: not scored. */
export type CellReading =
  | { readonly ok: true; readonly entry: Entry | null }
  | { readonly ok: false; readonly problem: CellProblem }

/** What a record would refuse is no value either: it stays as it was typed, and is marked. */
export function withinLimits(reading: CellReading): CellReading {
  if (!reading.ok || reading.entry === null) return reading
  const parsed = entrySchema.safeParse(reading.entry)
  const [issue] = parsed.error?.issues ?? []
  return issue === undefined ? reading : { ok: false, problem: limitProblem(issue) }
}

type EntryIssue = NonNullable<ReturnType<typeof entrySchema.safeParse>['error']>['issues'][number]

function limitProblem({ path: [field], ...issue }: EntryIssue): CellProblem {
  if (field === 'reason') {
    const tooManyMarks = issue.code === 'custom' && issue.params?.['fault'] === 'tooManyMarks'
    return { code: tooManyMarks ? 'tooManyMarks' : 'tooLong' }
  }
  return { code: field === 'ranks' ? 'ranksMany' : 'tooLarge' }
}

/** The items that may be counted, in the order of the scale; empty for other rules. */
export function countedItems(rule: Rule): readonly CountedItem[] {
  if (rule.kind === 'baseWithDeductions') return [...rule.deductions, ...(rule.bonuses ?? [])]
  if (rule.kind === 'plusMinus') return [...rule.plus, ...rule.minus]
  return []
}

export function isCounted(rule: Rule): boolean {
  return rule.kind === 'baseWithDeductions' || rule.kind === 'plusMinus'
}

/** Whether the entry holds a value of its rule; a mere reason or adjustment is none. */
export function hasResult(rule: Rule, entry: Entry | undefined): boolean {
  if (entry === undefined) return false
  if (rule.kind === 'direct') return entry.points !== null
  if (rule.kind === 'rankPoints') return entry.ranks.length > 0
  return isCounted(rule) || entry.result !== null
}

/** As the grid shows it. Empty: not scored. */
export function resultText(rule: Rule, entry: Entry | undefined, words: CellWords): string {
  if (entry === undefined || !hasResult(rule, entry)) return ''
  if (rule.kind === 'passFail') return entry.result === '1' ? words.passed : words.failed
  if (isCounted(rule)) {
    const text = editedText(rule, entry)
    return text === '-' ? words.nothingToCount : text.replaceAll(';', '; ')
  }
  return editedText(rule, entry)
}

/** As it is typed: what `readResultText` reads back to the same entry. */
export function editedText(rule: Rule, entry: Entry | undefined): string {
  if (entry === undefined || !hasResult(rule, entry)) return ''
  if (rule.kind === 'direct') return entry.points === null ? '' : showPointsShort(entry.points)
  if (rule.kind === 'rankPoints') return entry.ranks.join('/')
  if (isCounted(rule)) {
    const parts = [
      ...entry.counts.filter(({ count }) => count > 0).map(({ code, count }) => `${code}=${count}`),
      ...entry.waivers.map((code) => `!${code}`),
    ]
    return parts.length === 0 ? '-' : parts.join(';')
  }
  return entry.result === null ? '' : showCanonical(entry.result)
}

/** Reads a typed or pasted cell; the rest of the entry (reason, adjustment, evidence) is kept. */
export function readResultText(criterion: Criterion, text: string, before: Entry | undefined): CellReading {
  const { rule } = criterion
  const trimmed = text.trim()
  const base = before ?? emptyEntry(criterion.code)
  if (trimmed === '') return { ok: true, entry: withoutResult(rule, base) }
  switch (rule.kind) {
    case 'passFail':
      return readPassFail(trimmed, base)
    case 'direct': {
      const points = parsePoints(trimmed)
      if (points.ok) return { ok: true, entry: { ...base, points: points.value } }
      return {
        ok: false,
        problem: { code: points.error === 'ambiguous' ? 'tooFine' : points.error },
      }
    }
    case 'baseWithDeductions':
    case 'plusMinus':
      return readCounted(countedItems(rule), trimmed, base)
    case 'rankPoints': {
      const ranks = trimmed.split(/[/;,\s]+/).map(Number)
      const valid = ranks.every((rank) => Number.isInteger(rank) && rank >= 1 && rank <= 10_000)
      return valid ? { ok: true, entry: { ...base, ranks } } : { ok: false, problem: { code: 'ranks' } }
    }
    case 'relativeToLeader':
    case 'proportional':
    case 'bands':
    case 'deadline':
    case 'countCapped': {
      const quantity = readQuantity(trimmed.replace(/\s*%$/, ''))
      if (quantity.state === 'read') return { ok: true, entry: { ...base, result: quantity.canonical } }
      if (quantity.state === 'empty') return { ok: true, entry: withoutResult(rule, base) }
      return quantity.state === 'ambiguous'
        ? {
            ok: false,
            problem: { code: 'ambiguous', whole: quantity.whole, fraction: quantity.fraction },
          }
        : { ok: false, problem: { code: quantity.problem } }
    }
  }
}

/** Null: nothing is left, the criterion is not scored. A counted entry goes as a whole: its being there is a score. */
function withoutResult(rule: Rule, entry: Entry): Entry | null {
  if (isCounted(rule)) return null
  return kept({ ...entry, result: null, points: null, ranks: [], counts: [], waivers: [] })
}

function kept(entry: Entry): Entry | null {
  return entry.adjustment === null && entry.reason === '' && entry.evidence.length === 0 ? null : entry
}

function readPassFail(text: string, base: Entry): CellReading {
  const plain = text.toLowerCase()
  if (/^(1|đ|d|x|đạt|dat|pass|yes)$/.test(plain)) return { ok: true, entry: { ...base, result: '1' } }
  if (/^(0|k|kd|kđ|không|khong|không đạt|khong dat|fail|no)$/.test(plain)) {
    return { ok: true, entry: { ...base, result: '0' } }
  }
  return { ok: false, problem: { code: 'passFail' } }
}

function readCounted(items: readonly CountedItem[], text: string, base: Entry): CellReading {
  const known = items.map(({ code }) => code).join(', ')
  const refused: CellReading = { ok: false, problem: { code: 'items', known } }
  const only = items.length === 1 ? items[0] : undefined
  if (text === '-' || text === '0') return { ok: true, entry: { ...base, counts: [], waivers: [] } }
  if (only !== undefined && /^\d{1,7}$/.test(text)) {
    return { ok: true, entry: { ...base, counts: [{ code: only.code, count: Number(text) }], waivers: [] } }
  }
  const counts: { code: string; count: number }[] = []
  const waivers: string[] = []
  for (const part of text.split(/[;,]/)) {
    const trimmed = part.trim()
    if (trimmed === '') continue
    const read = /^(!?)\s*([A-Za-z0-9]+?)\s*(?:[=:x×]\s*(\d{1,7}))?$/.exec(trimmed)
    const item = items.find(({ code }) => code.toLowerCase() === read?.[2]?.toLowerCase())
    if (read === null || item === undefined) return refused
    if (read[1] === '!') {
      if (!waivers.includes(item.code)) waivers.push(item.code)
      continue
    }
    if (counts.some(({ code }) => code === item.code)) return refused
    const count = Number(read[3] ?? '1')
    if (count > 0) counts.push({ code: item.code, count })
  }
  return { ok: true, entry: { ...base, counts, waivers } }
}

/** `-0,5` or `+1` into signed hundredths. Layers after self only. */
export function readAdjustmentText(
  criterion: Criterion,
  text: string,
  before: Entry | undefined,
): CellReading {
  const trimmed = text.trim().replace('−', '-')
  if (isCounted(criterion.rule) && before === undefined && trimmed !== '') {
    return { ok: false, problem: { code: 'resultFirst' } }
  }
  const base = before ?? emptyEntry(criterion.code)
  if (trimmed === '' || /^[+-]?0([.,]0+)?$/.test(trimmed))
    return finished(criterion, { ...base, adjustment: null })
  const points = parsePoints(trimmed.replace(/^[+-]\s*/, ''))
  if (!points.ok) {
    return { ok: false, problem: { code: points.error === 'ambiguous' ? 'tooFine' : points.error } }
  }
  return finished(criterion, { ...base, adjustment: trimmed.startsWith('-') ? -points.value : points.value })
}

export function readReasonText(criterion: Criterion, text: string, before: Entry | undefined): CellReading {
  const reason = text.trim()
  if (isCounted(criterion.rule) && before === undefined && reason !== '') {
    return { ok: false, problem: { code: 'resultFirst' } }
  }
  return finished(criterion, { ...(before ?? emptyEntry(criterion.code)), reason })
}

function finished(criterion: Criterion, entry: Entry): CellReading {
  return { ok: true, entry: hasResult(criterion.rule, entry) ? entry : kept(entry) }
}

export function adjustmentText(entry: Entry | undefined): string {
  const adjustment = entry?.adjustment ?? null
  if (adjustment === null) return ''
  return adjustment > 0 ? `+${showPointsShort(adjustment)}` : showPointsShort(adjustment)
}

/** All that was entered for one criterion on one line; texts that are no value yet as they were typed. */
export function itemText(
  leaf: Criterion,
  { entry, unread }: { readonly entry: Entry | null; readonly unread: readonly { readonly text: string }[] },
  words: CellWords,
): string {
  return [
    resultText(leaf.rule, entry ?? undefined, words),
    adjustmentText(entry ?? undefined),
    entry?.reason ?? '',
    ...unread.map(({ text }) => `“${text}”`),
  ]
    .filter((text) => text !== '')
    .join(' · ')
}
