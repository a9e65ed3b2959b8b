import fc from 'fast-check'
import type { Criterion, Rule, Scale } from '../../../shared/domain/scale.ts'
import { leavesOf } from '../../../shared/domain/scale.ts'
import type { Entry } from '../../../shared/domain/sheet.ts'
import type { SubjectInput } from '../../../shared/scoring/scores.ts'
import { entry, group, leaf, scaleOf, subjectOf, type Targets } from './builders.ts'

/** Decimals ≥ 0 in canonical spelling; small whole numbers often, so that ties and zeros happen. */
export const decimals: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 4000 }).map((hundredths) => canonical(hundredths, 2)),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 2 ** 40 }).map((millionths) => canonical(millionths, 6)),
  },
)

const items = (codes: readonly string[]) =>
  fc
    .tuple(...codes.map(() => fc.record({ each: fc.integer({ min: 0, max: 900 }), once: fc.boolean() })))
    .map((fields) => fields.map((field, index) => ({ code: codes[index] ?? 'z', title: 'Mục', ...field })))

const maxima = fc.integer({ min: 0, max: 50 }).map((halves) => halves * 50)

export const rules: fc.Arbitrary<{ readonly max: number; readonly rule: Rule }> = maxima.chain((max) => {
  const points = fc.integer({ min: 0, max })
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    fc.constant({ kind: 'direct' } as const),
    fc.constant({ kind: 'passFail' } as const),
    fc.record(
      {
        kind: fc.constant('relativeToLeader' as const),
        unit: fc.constant(''),
        direction: fc.constantFrom('higherIsBetter' as const, 'lowerIsBetter' as const),
        defaultTarget: decimals,
        pledge: fc.constantFrom('-5%', '+12.5%', '-100%'),
      },
      { requiredKeys: ['kind', 'unit', 'direction'] },
    ),
    fc.record(
      {
        kind: fc.constant('proportional' as const),
        unit: fc.constant(''),
        defaultTarget: decimals,
        floorRatio: fc.constantFrom('1/2', '0.25', '1'),
      },
      { requiredKeys: ['kind', 'unit'] },
    ),
    fc
      .record({ of: fc.constantFrom('result' as const, 'ratio' as const), low: points, high: points })
      .map(({ of, low, high }) => ({
        kind: 'bands' as const,
        of,
        unit: '',
        ...(of === 'ratio' ? { defaultTarget: '8' } : {}),
        bands: [
          { from: '12', points: high },
          { from: '0', to: '12', points: low },
        ],
      })),
    fc.record({ low: points, high: points }).map(({ low, high }) => ({
      kind: 'deadline' as const,
      unit: '',
      bands: [
        { from: '0', to: '3', points: high },
        { from: '3', points: low },
      ],
    })),
    fc
      .record({
        base: points,
        deductions: items(['a', 'b']),
        bonuses: items(['p']),
        cap: points,
        capped: fc.boolean(),
      })
      .map(({ base, deductions, bonuses, cap, capped }) => ({
        kind: 'baseWithDeductions' as const,
        base,
        deductions,
        bonuses,
        ...(capped ? { capDeductions: cap, capBonus: cap } : {}),
      })),
    fc
      .record({
        base: points,
        min: fc.integer({ min: -500, max: 0 }),
        plus: items(['a']),
        minus: items(['b', 'c']),
      })
      .map((fields) => ({ kind: 'plusMinus' as const, ...fields })),
    fc.integer({ min: 0, max: 700 }).map((each) => ({ kind: 'countCapped' as const, unit: '', each })),
    fc.array(points, { minLength: 1, maxLength: 4 }).map((table) => ({
      kind: 'rankPoints' as const,
      table: table.map((each, index) => ({ rank: index + 1, points: each })),
    })),
  )
  return rule.map((made) => ({ max, rule: made }))
})

/** A scale of up to eight criteria in two groups and beside them. */
const scales: fc.Arbitrary<Scale> = fc
  .array(fc.tuple(rules, fc.boolean()), { minLength: 1, maxLength: 8 })
  .map((made) => {
    const leaves = made.map(([{ max, rule }, mayExceedMax], index) =>
      leaf(String(index + 1), max, rule, mayExceedMax ? { mayExceedMax } : {}),
    )
    const [first = [], second = [], beside = []] = [leaves.slice(0, 3), leaves.slice(3, 6), leaves.slice(6)]
    const groups = [first, second].filter((each) => each.length > 0)
    return scaleOf(...groups.map((each, index) => group(`G${index}`, ...each)), ...beside)
  })

/** An entry its rule can score, an entry it cannot, or none. */
function entries(criterion: Criterion): fc.Arbitrary<Entry | null> {
  const code = criterion.code
  const { rule } = criterion
  const made = ((): fc.Arbitrary<Partial<Entry>> => {
    switch (rule.kind) {
      case 'direct':
        return fc.integer({ min: 0, max: criterion.max }).map((points) => ({ points }))
      case 'passFail':
        return fc.constantFrom('0', '1').map((result) => ({ result }))
      case 'baseWithDeductions':
      case 'plusMinus':
        return fc.record({ a: fc.nat(4), b: fc.nat(4), waived: fc.boolean() }).map(({ a, b, waived }) => ({
          counts: [
            { code: 'a', count: a },
            { code: 'b', count: b },
          ],
          waivers: waived ? ['b'] : [],
        }))
      case 'rankPoints':
        return fc
          .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 })
          .map((ranks) => ({ ranks }))
      default:
        return decimals.map((result) => ({ result }))
    }
  })()
  const adjustments = fc.option(fc.integer({ min: -300, max: 300 }), { freq: 4 })
  return fc.option(
    fc
      .tuple(made, adjustments)
      .map(([fields, adjustment]) => entry(code, { ...fields, adjustment, reason: 'Lý do' })),
    { freq: 6 },
  )
}

function sheets(scale: Scale, name: string): fc.Arbitrary<SubjectInput> {
  const leaves = leavesOf(scale)
  const target = fc.option(
    fc.record({
      assigned: fc.boolean().map((no) => !no || name === 'A'),
      target: fc.option(decimals),
      baseline: fc.option(decimals),
    }),
    { freq: 3 },
  )
  return fc
    .record({
      entries: fc.tuple(...leaves.map(entries)),
      targets: fc.tuple(...leaves.map(() => target)),
      excluded: fc.boolean().map((no) => no && name > 'C'),
    })
    .map(({ entries: made, excluded, targets }) => {
      const byCriterion: Targets = Object.fromEntries(
        leaves.flatMap(({ code }, index) => {
          const given = targets[index]
          return given ? [[code, given]] : []
        }),
      )
      return subjectOf(
        name,
        made.filter((each) => each !== null),
        { excluded, targets: byCriterion },
      )
    })
}

/** A scale and two to six subjects scored on it. */
export const clusters: fc.Arbitrary<{ readonly scale: Scale; readonly subjects: readonly SubjectInput[] }> =
  scales.chain((scale) =>
    fc
      .integer({ min: 2, max: 6 })
      .chain((count) => fc.tuple(...[...'ABCDEF'.slice(0, count)].map((name) => sheets(scale, name))))
      .map((subjects) => ({ scale, subjects })),
  )

function canonical(value: number, digits: number): string {
  const text = String(value).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '')
}
