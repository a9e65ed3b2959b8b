import { criterionCodeSchema } from '../domain/ids.ts'
import { sheetSubmittedSchema } from '../domain/sheet.ts'

/**
 * Sheets are nearly everything a bundle holds: 100,000 entries in one import. Their entries are checked by hand,
 * several times faster than by the schema; a test holds both to the same answers.
 * Gives the path of the first thing that is wrong, or null.
 */
export function sheetShapeProblem(fields: { readonly [key: string]: unknown }): string | null {
  const { entries, ...others } = fields
  const outcome = withoutEntries.safeParse(others)
  if (!outcome.success) return outcome.error.issues[0]?.path.join('.') ?? ''
  if (!Array.isArray(entries) || entries.length > 2000) return 'entries'
  for (let index = 0; index < entries.length; index++) {
    const problem = entryProblem(entries[index])
    if (problem !== null) return `entries.${index}${problem}`
  }
  return null
}

const withoutEntries = sheetSubmittedSchema.omit({ entries: true })

type Fields = { readonly [key: string]: unknown }
type Check = (value: unknown) => boolean

const maxPoints = 100_000_000
const quantity = /^(0|[1-9]\d{0,12})(\.\d{0,5}[1-9])?$/
const itemCode = /^[A-Za-z0-9]{1,8}$/
const sha256 = /^[0-9a-f]{64}$/

/** One check per field of an entry, in the order of the shape. */
const entryChecks: { readonly [field: string]: Check } = {
  criterion: isCriterion,
  result: (value) => value === null || (typeof value === 'string' && quantity.test(value)),
  counts: (value) => isShortList(value, isCount),
  ranks: (value) => isShortList(value, (rank) => isWhole(rank, 1, 10_000)),
  points: (value) => value === null || isWhole(value, 0, maxPoints),
  waivers: (value) => isShortList(value, isItemCode),
  adjustment: (value) => value === null || isWhole(value, -maxPoints, maxPoints),
  reason: (value) => typeof value === 'string' && value.length <= 4000,
  evidence: (value) => isShortList(value, (digest) => typeof digest === 'string' && sha256.test(digest)),
}
const entryFields = Object.entries(entryChecks)

function entryProblem(entry: unknown): string | null {
  if (!isPlainObject(entry) || Object.keys(entry).length !== entryFields.length) return ''
  for (const [field, check] of entryFields) if (!check(entry[field])) return `.${field}`
  return null
}

function isCount(value: unknown): boolean {
  if (!isPlainObject(value) || Object.keys(value).length !== 2) return false
  const { code, count } = value
  return isItemCode(code) && isWhole(count, 0, 1_000_000)
}

function isItemCode(code: unknown): boolean {
  return typeof code === 'string' && itemCode.test(code)
}

function isShortList(value: unknown, check: Check): boolean {
  if (!Array.isArray(value) || value.length > 100) return false
  for (const item of value) if (!check(item)) return false
  return true
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most // an integer
}

function isPlainObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A scale has some hundred codes that come back in every sheet: remember the good ones, within bounds. */
const knownCriteria = new Set<string>()

function isCriterion(value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (knownCriteria.has(value)) return true
  if (!criterionCodeSchema.safeParse(value).success) return false
  if (knownCriteria.size < 5000) knownCriteria.add(value)
  return true
}
