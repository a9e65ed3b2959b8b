import { utf8Bytes, utf8Text } from './bytes.ts'
import { type JsonExcess, jsonExcess } from './json-bounds.ts'
import { err, ok, type Result } from './result.ts'
import { isCanonicalText } from './text.ts'

/**
 * Canonical JSON: RFC 8785 (JCS) restricted to integers and well-behaved strings, so that equal values have
 * equal bytes on every machine. Source of the rule: ledger-and-bundles, "Canonical bytes".
 */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

/**
 * Wide enough for the largest record of each kind: assignments of 50,000 items have 300,000 values in as many
 * containers as items, and no shape has 20 fields. Scales are the least even: 2000 criteria of mixed rules.
 */
export const canonicalLimits = {
  bytes: 4 * 1024 * 1024,
  depth: 12,
  containers: 120_000,
  values: 400_000,
  keys: 64,
  unlikeKeys: 60_000,
} as const

export type CanonicalProblem =
  | JsonExcess
  | 'tooLarge'
  | 'illFormedUtf8'
  | 'notJson'
  | 'notCanonical'
  | 'badNumber'
  | 'badString'
  | 'badKey'

export interface CanonicalError {
  readonly code: 'canonical'
  readonly problem: CanonicalProblem
}

/**
 * The canonical bytes of a value. `value` may only hold what the restriction allows; anything else is an error,
 * never a silent repair. Keys whose value is `undefined` are refused too.
 */
export function canonicalBytes(
  value: unknown,
  maxBytes: number = canonicalLimits.bytes,
): Result<Uint8Array, CanonicalError> {
  const text = canonicalTextOf(value)
  if (!text.ok) return text
  const bytes = utf8Bytes(text.value)
  if (bytes.length > maxBytes) return refuse('tooLarge')
  // Nothing is written that could not be read again.
  const excess = jsonExcess(bytes, canonicalLimits)
  return excess === null ? ok(bytes) : refuse(excess)
}

/** A value read from JSON, and the text it was read from. Whether that text is canonical is not known yet. */
export interface JsonText {
  readonly value: CanonicalValue
  readonly text: string
}

/**
 * Reads canonical bytes. Duplicate keys, other number forms, other orders and spaces are all found at once by
 * writing the value again and comparing. Strict UTF-8 is one to one, so equal texts are equal bytes.
 */
export function parseCanonical(
  bytes: Uint8Array,
  maxBytes: number = canonicalLimits.bytes,
): Result<CanonicalValue, CanonicalError> {
  const read = readJson(bytes, maxBytes)
  if (!read.ok) return read
  const problem = canonicalProblem(read.value)
  return problem === null ? ok(read.value.value) : refuse(problem)
}

/** The first half of `parseCanonical`, for those who can refuse a value by its shape before its texts are looked at. */
export function readJson(bytes: Uint8Array, maxBytes: number): Result<JsonText, CanonicalError> {
  if (bytes.length > maxBytes) return refuse('tooLarge')
  const excess = jsonExcess(bytes, canonicalLimits)
  if (excess !== null) return refuse(excess)
  const text = utf8Text(bytes)
  if (!text.ok) return refuse('illFormedUtf8')
  try {
    const value = JSON.parse(text.value) as CanonicalValue // JSON.parse gives nothing but these shapes
    return ok({ value, text: text.value })
  } catch {
    return refuse('notJson')
  }
}

/** The second half: what keeps the text from being the canonical one of its value. */
export function canonicalProblem({ value, text }: JsonText): CanonicalProblem | null {
  const again = canonicalTextOf(value)
  if (!again.ok) return again.error.problem
  return again.value === text ? null : 'notCanonical'
}

const bareText = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const keyPattern = /^[a-z][A-Za-z0-9]{0,39}$/
const knownKeys = new Set<string>()

class Refusal extends Error {
  readonly problem: CanonicalProblem
  constructor(problem: CanonicalProblem) {
    super(problem)
    this.problem = problem
  }
}

function refuse(problem: CanonicalProblem): { readonly ok: false; readonly error: CanonicalError } {
  return err({ code: 'canonical', problem })
}

function canonicalTextOf(value: unknown): Result<string, CanonicalError> {
  try {
    return ok(writeValue(value, 0))
  } catch (thrown) {
    if (thrown instanceof Refusal) return refuse(thrown.problem)
    throw thrown
  }
}

function writeValue(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      // Most strings are codes and digits: nothing to escape, nothing to normalise.
      if (bareText.test(value)) return `"${value}"`
      if (!isCanonicalText(value)) throw new Refusal('badString')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Refusal('badNumber')
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth > canonicalLimits.depth) throw new Refusal('tooDeep')
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth)
    default:
      throw new Refusal('notJson')
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '['
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ','
    text += writeValue(values[index], depth + 1)
  }
  return `${text}]`
}

function writeObject(object: object, depth: number): string {
  // Own entries of a plain object; keys are ASCII by the pattern, so code-unit order is the RFC's order.
  const members = object as { readonly [key: string]: unknown }
  const keys = sortedKeys(Object.keys(members))
  let text = '{'
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string // index is below length
    if (!isKnownKey(key)) throw new Refusal('badKey')
    text += `${index === 0 ? '' : ','}"${key}":${writeValue(members[key], depth + 1)}`
  }
  return `${text}}`
}

/** What was read from canonical bytes is sorted already: looking is cheaper than sorting. */
function sortedKeys(keys: string[]): readonly string[] {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort() // both are below length
  }
  return keys
}

/** The formats use a few dozen keys over and over: remember the ones that passed, within bounds. */
function isKnownKey(key: string): boolean {
  if (knownKeys.has(key)) return true
  if (!keyPattern.test(key)) return false
  if (knownKeys.size < 1000) knownKeys.add(key)
  return true
}
