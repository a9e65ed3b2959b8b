import fc from 'fast-check'
import type { z } from 'zod'

/**
 * Inputs nobody would send on purpose: drawn from a call's own schema, or a known-good input with one or two things
 * in it changed, so that the services behind the schemas are really reached.
 */

/** Combining marks in several classes: what `normalize` sorts. */
const marks = ['\u0301', '\u0323', '\u0302', '\u0344', '\u05b0', '\u0f71']
const run = (length: number) => Array.from({ length }, (_, index) => marks[index % marks.length]).join('')

/** Texts that have broken something somewhere before. */
const naughty: readonly string[] = [
  '',
  ' ',
  '\n',
  '\u0000',
  '\u202e',
  '\u200f\u2066\ufeff',
  '\u0085\u009f',
  '\ud800',
  'a\udfffb',
  'e\u0301',
  'Tie\u0302\u0301ng Vie\u0323\u0302t',
  'Đắk Nông'.normalize('NFD'),
  '👮‍♀️🇻🇳',
  `a${run(30)}`,
  `a${run(31)}`,
  `a${'\u0344'.repeat(30)}`,
  `a${'\u0301\u0323'.repeat(2000)}`,
  '\u0958'.repeat(100),
  '\u0958'.repeat(1000),
  '\u0958'.repeat(2001),
  '\u0958'.repeat(4000),
  'x'.repeat(119),
  'x'.repeat(120),
  'x'.repeat(121),
  'ế'.repeat(2000),
  'ế'.normalize('NFD').repeat(4000),
  'x'.repeat(4000),
  'x'.repeat(4001),
  'x'.repeat(20_001),
  'CON',
  'con.txt',
  'NUL.giaouoc',
  'COM1',
  '_x',
  '.',
  '..',
  '-x',
  '../../x',
  'a/b\\c:d',
  'x.',
  'x ',
  '__proto__',
  'constructor',
  'null',
  '0',
  '-1',
  '1e3',
  '1.234',
  '1,5',
  '12.50',
  '９５',
  'NaN',
  '999999999999999',
  '0.000001',
  '0.0000001',
  'authority',
  'lead:1',
  'lead:9',
  'lead:',
  'unit:A1',
  'unit:Z9',
  'unit:a1',
  'unit:__proto__',
  'group:A',
  'A1',
  'a1',
  'B1',
  'Z9',
  '1',
  '9',
  'Q1',
  'q1',
  'CUM',
  'toString',
  '2021-02-31',
  '0000-01-01',
  '9999-12-31',
  'ab'.repeat(32),
  '0'.repeat(64),
  'AB'.repeat(32),
]

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  2,
  99,
  100,
  101,
  1.5,
  0.1,
  1999,
  2000,
  2200,
  10_000,
  10_001,
  1_000_001,
  100_000_000,
  100_000_001,
  -100_000_001,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  1e300,
]

const edgeString = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...naughty) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
)
const edgeNumber = fc.oneof(fc.constantFrom(...numbers), fc.integer())

/** A known-good input with one or two things in it changed. `known`: codes and ids that exist where it is sent. */
export function mutationsOf(good: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  const once = (value: unknown): fc.Arbitrary<unknown> =>
    fc
      .constantFrom(...pathsIn(value))
      .chain((path) => changed(at(value, path), known).map((other) => withAt(value, path, other)))
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(good) },
    { weight: 6, arbitrary: once(good) },
    { weight: 3, arbitrary: once(good).chain(once) },
  )
}

function changed(value: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  const text = known.length === 0 ? edgeString : fc.oneof(edgeString, fc.constantFrom(...known))
  if (typeof value === 'string') {
    return fc.oneof(
      text,
      edgeString.map((edge) => value + edge),
    )
  }
  if (typeof value === 'number') return edgeNumber
  if (typeof value === 'boolean') return fc.constant(!value)
  if (value === null || value === undefined) return fc.oneof(text, edgeNumber)
  if (Array.isArray(value)) {
    const longer = (length: number) => Array.from({ length }, (_, index) => value[index % value.length])
    return value.length === 0
      ? text.map((item) => [item])
      : fc.oneof(
          fc.constantFrom(
            [],
            [...value, ...value],
            [...value].reverse(),
            longer(101),
            longer(501),
            longer(2001),
          ),
          text.map((item) => [...value, item]),
        )
  }
  const members = Object.entries(value)
  return fc.oneof(
    fc.constant({}),
    fc.constant({ ...value, surplus: 1 }),
    ...members.map(([key]) => fc.constant(Object.fromEntries(members.filter(([other]) => other !== key)))),
  )
}

type Path = readonly (string | number)[]

function pathsIn(value: unknown, before: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [before]
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  const members = value as { readonly [step: string]: unknown } // arrays are asked by index alike
  return [before, ...steps.flatMap((step) => pathsIn(members[step], [...before, step]))]
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as { readonly [step: string]: unknown })[step], value)
}

function withAt(value: unknown, [step, ...rest]: Path, other: unknown): unknown {
  if (step === undefined) return other
  const members = value as { readonly [step: string]: unknown } // the path was found in this very value
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? withAt(item, rest, other) : item))
  }
  return { ...members, [step]: withAt(members[step], rest, other) }
}

/** Whatever a schema lets in, at its limits above all. Only the parts of zod that the contract uses. */
export function inputsOf(
  schema: z.core.$ZodType,
  known: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const definition = (schema as z.core.$ZodTypes)._zod.def
  const inner = (other: z.core.$ZodType) => inputsOf(other, known, depth + 1)
  switch (definition.type) {
    case 'string':
      return textOf(schema as z.core.$ZodString, known)
    case 'number': {
      const { minimum, maximum } = (schema as z.core.$ZodNumber)._zod.bag
      const [least, most] = [Number(minimum ?? -(2 ** 53) + 1), Number(maximum ?? 2 ** 53 - 1)]
      return fc.constantFrom(least - 1, least, least + 1, most - 1, most, most + 1, 0, 1)
    }
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...definition.values)
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries))
    case 'nullable':
      return fc.oneof(fc.constant(null), inner(definition.innerType))
    case 'optional':
    case 'default':
      return fc.oneof(fc.constant(undefined), inner(definition.innerType))
    case 'array':
      return fc.array(inner(definition.element), { maxLength: depth > 4 ? 2 : 4 })
    case 'tuple':
      return fc.tuple(...definition.items.map(inner))
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(definition.shape).map(([key, value]) => [key, inner(value)])),
      )
    case 'union':
      return fc.oneof(...definition.options.map(inner))
    case 'pipe': {
      const { in: first, out: second } = definition
      return inner((first as z.core.$ZodTypes)._zod.def.type === 'unknown' ? second : first)
    }
    case 'lazy':
      return depth > 12 ? fc.constant(null) : inner(definition.getter())
    default:
      return fc.oneof(edgeString, edgeNumber, fc.constant(null))
  }
}

function textOf(schema: z.core.$ZodString, known: readonly string[]): fc.Arbitrary<unknown> {
  const { patterns, minimum, maximum } = schema._zod.bag
  const [pattern] = patterns ?? []
  const fitting = pattern === undefined ? [] : [fc.stringMatching(pattern)]
  const limits = [minimum, maximum].filter((limit) => limit !== undefined)
  const lengths = limits.flatMap((limit) => [limit - 1, limit, limit + 1]).filter((length) => length >= 0)
  const long = lengths.length === 0 ? [] : [fc.constantFrom(...lengths.map((length) => 'x'.repeat(length)))]
  return fc.oneof(edgeString, ...fitting, ...long, ...(known.length === 0 ? [] : [fc.constantFrom(...known)]))
}
