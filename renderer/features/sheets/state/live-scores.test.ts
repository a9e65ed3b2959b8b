import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import { leavesOf, type Scale } from '../../../../shared/domain/scale.ts'
import { type Entry, emptyEntry } from '../../../../shared/domain/sheet.ts'
import { liveScorer } from './live-scores.ts'

const code = (text: string): CriterionCode => text as CriterionCode
const scale: Scale = {
  title: 'Thang điểm',
  total: 4000,
  criteria: [
    {
      code: 'A',
      title: 'Nhóm A',
      children: [
        {
          code: 'A.I',
          title: 'Nhóm A.I',
          children: [
            {
              code: code('1'),
              title: 'So với dẫn đầu',
              max: 1000,
              rule: { kind: 'relativeToLeader', unit: '%', direction: 'higherIsBetter', defaultTarget: '50' },
            },
            { code: code('2'), title: 'Nhập điểm', max: 1000, rule: { kind: 'direct' } },
          ],
        },
        {
          code: code('3'),
          title: 'Trừ điểm',
          max: 1000,
          rule: {
            kind: 'baseWithDeductions',
            base: 1000,
            deductions: [{ code: 'a', title: 'Chậm', each: 150 }],
          },
        },
      ],
    },
    { code: code('4'), title: 'Không có chỉ tiêu', max: 1000, rule: { kind: 'proportional', unit: 'vụ' } },
  ],
}
const codes = leavesOf(scale).map((leaf) => leaf.code)

const entry = (criterion: CriterionCode, value: number): Entry => {
  const empty = emptyEntry(criterion)
  if (criterion === '2') return { ...empty, points: value * 10 }
  if (criterion === '3') return { ...empty, counts: [{ code: 'a', count: value % 9 }] }
  return { ...empty, result: String(value) }
}
const other = (name: string, value: number): SheetView['others'][number] => ({
  subject: name as SubjectCode,
  name,
  excluded: false,
  entries: codes.map((criterion) => entry(criterion, value)),
})
const view: SheetView = {
  round: 'Q1' as SheetView['round'],
  roundName: 'Quý I',
  subject: 'U0' as SubjectCode,
  subjectName: 'Đơn vị 0',
  cluster: '1' as Exclude<SheetView['cluster'], null>,
  clusterName: 'Cụm 1',
  layer: 'self',
  scaleRecord: 'a'.repeat(64) as SheetView['scaleRecord'],
  scale,
  assignmentsRecord: null,
  policies: {
    countingLayer: 'appraisal',
    crossEntry: 'oneSeat',
    leadAppraisedBy: 'deputy',
    noTarget: 'exclude',
    metShare: '1/2',
    ties: ['group:A', 'fewerDeductions'],
    yearFrom: 'finalRound',
    scaleOwner: 'authority',
  },
  assignments: [],
  layers: { self: null, cross: null, appraisal: null, review: null },
  beside: [],
  draftVersion: 0,
  draft: null,
  draftsAside: [],
  others: [other('U1', 60), other('U2', 80), { ...other('U3', 10), entries: null }],
  excluded: null,
  mayWrite: { yes: true },
}

const act = fc.tuple(fc.constantFrom(...codes), fc.option(fc.nat(99), { nil: null }))

describe('scores while typing', () => {
  it('are the same after one changed cell as after scoring everything', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const scorer = liveScorer(view)
        let entries: ReadonlyMap<CriterionCode, Entry> = new Map()
        scorer.score(entries)
        for (const [criterion, value] of acts) {
          const next = new Map(entries)
          if (value === null) next.delete(criterion)
          else next.set(criterion, entry(criterion, value))
          entries = next
          expect(scorer.rescore(entries, [criterion])).toEqual(liveScorer(view).score(entries))
        }
      }),
    )
  })

  it('explain one criterion as the whole sheet scores it', () => {
    const entries = new Map(codes.map((criterion) => [criterion, entry(criterion, 70)]))
    const scorer = liveScorer(view)
    const whole = scorer.score(entries).own.criteria
    expect(codes.map((criterion) => scorer.explain(entries, criterion)?.points)).toEqual(
      whole.map(({ points }) => points),
    )
  })
})
