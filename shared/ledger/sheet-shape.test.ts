import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sheetSubmittedSchema } from '../domain/sheet.ts'
import { sheetShapeProblem } from './sheet-shape.ts'

/** Values near the border of every field: good ones, and such as are nearly good. */
const odd = fc.oneof(
  fc.constantFrom(null, undefined, true, -1, 0, 1.5, 1e9, '', 'x', '0', '01', '1.0', '1,5', [], {}, [null]),
  fc.string({ maxLength: 40 }),
  fc.integer(),
)
const good = {
  criterion: fc.constantFrom('1', '38a', '2.a)', 'x'.repeat(32)),
  result: fc.oneof(
    fc.constantFrom(null, '0', '12.5', '9999999999999.999999'),
    fc.constantFrom('1.50', '-1', '0.0000001'),
  ),
  counts: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ code: fc.constantFrom('a', 'B2', 'x'.repeat(8)), count: fc.nat(1_000_000) }),
      },
      { weight: 1, arbitrary: fc.record({ code: odd, count: odd }, { requiredKeys: [] }) },
    ),
    { maxLength: 3 },
  ),
  ranks: fc.array(fc.constantFrom(1, 2, 10_000, 0, 10_001, 1.5), { maxLength: 3 }),
  points: fc.constantFrom(null, 0, 100_000_000, 100_000_001, -1, 0.5),
  waivers: fc.array(fc.constantFrom('a', 'toolongcode', ''), { maxLength: 2 }),
  adjustment: fc.constantFrom(null, 0, -100_000_000, 100_000_001, 2.5),
  reason: fc.constantFrom('', 'lý do', 'x'.repeat(4000), 'x'.repeat(4001)),
  evidence: fc.array(fc.constantFrom('ab'.repeat(32), 'AB'.repeat(32), 'ab'), { maxLength: 2 }),
}
const entry = fc.record(good).chain((fields) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<object>(fields) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...Object.keys(good), 'extra'), odd)
        .map(([key, value]): object => ({ ...fields, [key]: value })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...Object.keys(good))
        .map((key): object => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key))),
    },
  ),
)

const clean = {
  criterion: '1',
  result: '12.5',
  counts: [{ code: 'a', count: 2 }],
  ranks: [1],
  points: null,
  waivers: ['a'],
  adjustment: null,
  reason: '',
  evidence: ['ab'.repeat(32)],
}
const sheet = {
  round: 'Q1',
  subject: 'A3',
  layer: 'self',
  scale: 'ab'.repeat(32),
  assignments: null,
  plan: null,
  entries: [clean],
  documents: [],
  note: '',
  replaces: null,
  enteredFor: null,
}

describe('the check by hand', () => {
  test('agrees with the schema about every entry', () => {
    fc.assert(
      fc.property(fc.oneof(entry, odd), (candidate) => {
        // JSON is what the check is ever given: no holes, no undefined.
        const fields = JSON.parse(JSON.stringify({ ...sheet, entries: [candidate ?? null] })) as typeof sheet
        expect(sheetShapeProblem(fields) === null).toBe(sheetSubmittedSchema.safeParse(fields).success)
      }),
      { numRuns: 3000 },
    )
  })

  test('agrees with the schema about every other field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sheet), 'extra'), odd, (key, value) => {
        const fields = JSON.parse(JSON.stringify({ ...sheet, [key]: value ?? null })) as typeof sheet
        expect(sheetShapeProblem(fields) === null).toBe(sheetSubmittedSchema.safeParse(fields).success)
      }),
      { numRuns: 1000 },
    )
  })

  test('names the first thing that is wrong', () => {
    expect(sheetShapeProblem(sheet)).toBeNull()
    expect(sheetShapeProblem({ ...sheet, entries: [clean, { ...clean, points: 1.5 }] })).toBe(
      'entries.1.points',
    )
    expect(sheetShapeProblem({ ...sheet, entries: [{ ...clean, more: 1 }] })).toBe('entries.0')
    expect(sheetShapeProblem({ ...sheet, entries: 'none' })).toBe('entries')
    expect(sheetShapeProblem({ ...sheet, layer: 'own' })).toBe('layer')
  })
})
