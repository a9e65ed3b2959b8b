import type { Assignment } from '../../shared/domain/assignment.ts'
import type { CriterionCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { Criterion } from '../../shared/domain/scale.ts'
import { type Entry, emptyEntry } from '../../shared/domain/sheet.ts'
import { formatCanonicalQuantity, parsePoints, parseQuantity } from '../../shared/kernel/decimal.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { usesTarget } from '../../shared/scoring/target.ts'
import type { Column, ScoreRefusal } from './score-problem.ts'

/** The three cells of a row that a rule reads. */
export interface RuleCells {
  readonly target: string
  readonly result: string
  readonly detail: string
}

export interface ReadCells {
  readonly assignment: Assignment | null
  /** Null: not scored. */
  readonly entry: Entry | null
  readonly problems: readonly { readonly column: Column; readonly refusal: ScoreRefusal }[]
  /** A target that the rule does not look at. */
  readonly targetUnused: boolean
}

/** What one row says about one criterion of one subject. */
export function readCells(subject: SubjectCode, criterion: Criterion, cells: RuleCells): ReadCells {
  const target = readTarget(subject, criterion, cells.target)
  const entry = readEntry(criterion, cells)
  return {
    assignment: target.ok ? target.value : null,
    entry: entry.ok ? entry.value : null,
    problems: [
      ...(target.ok ? [] : [{ column: 'target', refusal: target.error } as const]),
      ...(entry.ok ? [] : [entry.error]),
    ],
    targetUnused: cells.target !== '' && !isNone(cells.target) && !usesTarget(criterion.rule),
  }
}

/** Empty: the rule's default, or no target. `none`: not assigned. With a pledge: the baseline. */
function readTarget(
  subject: SubjectCode,
  { code, rule }: Criterion,
  text: string,
): Result<Assignment | null, ScoreRefusal> {
  if (text === '') return ok(null)
  const item = { subject, criterion: code, assigned: true, target: null, baseline: null }
  if (isNone(text)) return ok({ ...item, assigned: false })
  const quantity = readQuantity(text)
  if (!quantity.ok) return quantity
  const isBaseline = rule.kind === 'relativeToLeader' && rule.pledge !== undefined
  return ok(isBaseline ? { ...item, baseline: quantity.value } : { ...item, target: quantity.value })
}

type CellResult = Result<Entry | null, { readonly column: Column; readonly refusal: ScoreRefusal }>

function readEntry({ code, rule }: Criterion, { detail, result }: RuleCells): CellResult {
  switch (rule.kind) {
    case 'baseWithDeductions':
    case 'plusMinus':
    case 'rankPoints': {
      if (result !== '') return refuse('result', { code: 'resultNotUsed', text: result })
      if (detail === '') return ok(null)
      return rule.kind === 'rankPoints' ? readRanks(code, detail) : readItems(code, detail)
    }
    case 'direct':
    case 'passFail':
    case 'relativeToLeader':
    case 'proportional':
    case 'bands':
    case 'deadline':
    case 'countCapped': {
      if (detail !== '') return refuse('detail', { code: 'detailNotUsed', text: detail })
      if (result === '') return ok(null)
      if (rule.kind === 'direct') return readTypedPoints(code, result)
      const quantity = readQuantity(result)
      return quantity.ok
        ? ok({ ...emptyEntry(code), result: quantity.value })
        : refuse('result', quantity.error)
    }
  }
}

function readTypedPoints(criterion: CriterionCode, text: string): CellResult {
  const points = parsePoints(text)
  return points.ok
    ? ok({ ...emptyEntry(criterion), points: points.value })
    : refuse('result', { code: points.error, text, decimals: 2 })
}

/** `a=2;b=1`, `!a` a waiver, `-` nothing to count. Unknown and repeated items are the engine's to refuse. */
function readItems(criterion: CriterionCode, detail: string): CellResult {
  if (detail === '-') return ok(emptyEntry(criterion))
  const counts: { code: string; count: number }[] = []
  const waivers: string[] = []
  for (const part of detail.split(';')) {
    const waiver = waiverPattern.exec(part)
    const counted = countPattern.exec(part)
    const [, item = '', count = ''] = counted ?? []
    if (waiver?.[1] !== undefined) waivers.push(waiver[1])
    else if (counted !== null && Number(count) <= largestCount)
      counts.push({ code: item, count: Number(count) })
    else if (negativePattern.test(part)) {
      return refuse('detail', { code: 'negative', text: part.trim(), decimals: 6 })
    } else return refuse('detail', { code: 'detailInvalid', text: detail, takes: 'items' })
  }
  return ok({ ...emptyEntry(criterion), counts, waivers })
}

/** `ranks=1/2`. */
function readRanks(criterion: CriterionCode, detail: string): CellResult {
  const ranks = ranksPattern.exec(detail)?.[1]?.split('/').map(Number)
  return ranks === undefined || ranks.length > 100
    ? refuse('detail', { code: 'detailInvalid', text: detail, takes: 'ranks' })
    : ok({ ...emptyEntry(criterion), ranks })
}

function readQuantity(text: string): Result<string, ScoreRefusal> {
  const quantity = parseQuantity(text)
  return quantity.ok
    ? ok(formatCanonicalQuantity(quantity.value))
    : err({ code: quantity.error, text, decimals: 6 })
}

function refuse(column: Column, refusal: ScoreRefusal): CellResult {
  return err({ column, refusal })
}

function isNone(text: string): boolean {
  return text.toLowerCase() === 'none'
}

/** As in a sheet's entries. */
const largestCount = 1_000_000
const waiverPattern = /^\s*!\s*([A-Za-z0-9]{1,8})\s*$/
const countPattern = /^\s*([A-Za-z0-9]{1,8})\s*=\s*(\d{1,7})\s*$/
const negativePattern = /^\s*[A-Za-z0-9]{1,8}\s*=\s*[-−]\s*\d/
const ranksPattern = /^ranks\s*=\s*(\d{1,5}(?:\s*\/\s*\d{1,5})*)$/i
