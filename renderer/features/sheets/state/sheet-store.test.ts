import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SheetView } from '../../../../shared/contract/sheets.ts'
import type { ClusterCode, CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import type { Rule, Scale } from '../../../../shared/domain/scale.ts'
import { emptyEntry, entrySchema } from '../../../../shared/domain/sheet.ts'
import { sheetViews } from '../../../../tests/support/document-views.ts'
import type { EditColumn } from './grid-navigation.ts'
import { createSheetStore, draftContent, type SheetStore } from './sheet-store.ts'

const rules: readonly Rule[] = [
  { kind: 'direct' },
  { kind: 'rankPoints', table: [{ rank: 1, points: 100 }] },
  { kind: 'baseWithDeductions', base: 100, deductions: [{ code: 'a', title: 'Chậm', each: 10 }] },
  { kind: 'proportional', unit: '%', defaultTarget: '50' },
  { kind: 'passFail' },
]
const scale: Scale = {
  title: 'Thang điểm',
  total: 100 * rules.length,
  criteria: rules.map((rule, at) => ({ code: `${at + 1}` as CriterionCode, title: 'Mục', max: 100, rule })),
}
const shown = sheetViews({
  cluster: '1' as ClusterCode,
  subject: 'PX03' as SubjectCode,
  submitted: [],
}).appraisal
const base: SheetView = { ...shown, scale, assignments: [], others: [] }
const at = (criterion: string, column: EditColumn = 'result') => ({
  criterion: criterion as CriterionCode,
  column,
})
const points = (criterion: string, value: number) => ({
  ...emptyEntry(criterion as CriterionCode),
  points: value,
})
const drafted = (content: Partial<NonNullable<SheetView['draft']>>, draftVersion = 1): SheetView => ({
  ...base,
  draftVersion,
  draft: { entries: [], note: '', unread: [], leftOut: [], savedAt: 'now', ...content },
})
const texts = (store: SheetStore) =>
  [...store.getState().refused.values()].map(({ place, text, problem }) => [
    `${place.criterion} ${place.column}`,
    text,
    problem.code,
  ])

describe('an open cell', () => {
  it.each(['grid', 'panel'])('in the %s is closed by nobody else', (where) => {
    const store = createSheetStore(base)
    const { select, beginEdit, typeText, typeBeside } = store.getState()
    const place = where === 'grid' ? at('1') : at('1', 'adjustment')
    select(at('1'))
    if (where === 'grid') {
      beginEdit('2', false)
      typeText('2,17')
    } else typeBeside(place, '2,17')
    store.getState().setView(drafted({ entries: [points('1', 300)] }))
    expect(store.getState().adopt()).toBe(false)
    expect(store.getState().editing).toMatchObject({ place, text: '2,17' })
    store.getState().commitEdit()
    const [entry] = draftContent(store.getState()).entries
    expect(where === 'grid' ? entry?.points : entry?.adjustment).toBe(217)
    expect(store.getState().revision).toBe(1)
  })

  it('left as it was changes nothing, so the other window may be shown', () => {
    const store = createSheetStore(drafted({ entries: [points('1', 200)] }))
    store.getState().beginEdit('2', true)
    store.getState().setView(drafted({ entries: [points('1', 300)] }, 2))
    store.getState().commitEdit()
    expect([store.getState().revision, store.getState().adopt()]).toEqual([0, true])
    expect(draftContent(store.getState()).entries).toEqual([points('1', 300)])
  })
})

describe('a text that is no value', () => {
  it('stays although it became readable, or its criterion is not assigned any more', () => {
    const unread = [
      { ...at('1'), text: '95' },
      { ...at('2'), text: 'nhất' },
      { ...at('3'), text: 'a=?' },
    ]
    const { subject } = base
    const spared = { subject, criterion: '3' as CriterionCode, assigned: false, target: null, baseline: null }
    const store = createSheetStore({ ...drafted({ unread }), assignments: [spared] })
    expect(texts(store)).toEqual([
      ['1 result', '95', 'readAgain'],
      ['2 result', 'nhất', 'ranks'],
      ['3 result', 'a=?', 'notAssigned'],
    ])
    expect(draftContent(store.getState()).unread).toEqual(unread)
    // Read again once the person opens and closes it; cleared with Delete.
    store.getState().select(at('1'))
    store.getState().beginEdit('95', true)
    store.getState().commitEdit()
    store.getState().clear(at('3'))
    expect(texts(store)).toEqual([['2 result', 'nhất', 'ranks']])
    expect(draftContent(store.getState()).entries).toEqual([points('1', 9500)])
  })

  it('stays when something else is undone', () => {
    const store = createSheetStore(base)
    store.getState().write(at('1'), '5')
    store.getState().write(at('2'), 'nhất')
    store.getState().undo()
    expect(texts(store)).toEqual([['2 result', 'nhất', 'ranks']])
  })

  it('is also what a record would refuse: long, heaped, many, large', () => {
    const store = createSheetStore(base)
    const { write } = store.getState()
    write(at('1'), '2000000')
    write(at('2'), Array(101).fill(1).join('/'))
    write(at('3'), 'a=9999999')
    write(at('4', 'reason'), 'x'.repeat(4001))
    write(at('5', 'reason'), `a${'\u0301'.repeat(31)}`)
    write(at('5', 'adjustment'), '2000000')
    expect(texts(store).map(([place, text, problem]) => [place, text?.slice(0, 3), problem])).toEqual([
      ['1 result', '200', 'tooLarge'],
      ['2 result', '1/1', 'ranksMany'],
      ['3 result', 'a=9', 'tooLarge'],
      ['4 reason', 'xxx', 'tooLong'],
      ['5 reason', `a\u0301\u0301`, 'tooManyMarks'],
      ['5 adjustment', '200', 'tooLarge'],
    ])
  })

  it('never makes an entry that a draft would be refused for', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('1', '2', '3', '4', '5'),
            fc.constantFrom<EditColumn>('result', 'adjustment', 'reason'),
            fc.oneof(
              fc.string({ maxLength: 40, unit: fc.constantFrom(...'0123456789,./;=!ab- \u0301'.split('')) }),
              fc.nat(20_000).map((many) => 'y'.repeat(many)),
            ),
          ),
          { maxLength: 12 },
        ),
        (typed) => {
          const store = createSheetStore(base)
          for (const [criterion, column, text] of typed) store.getState().write(at(criterion, column), text)
          for (const entry of store.getState().entries.values()) entrySchema.parse(entry)
        },
      ),
      { numRuns: 150 },
    )
  })
})

it('what an older scale held is kept until it is dropped', () => {
  const [leaf] = scale.criteria
  if (leaf === undefined || 'children' in leaf) throw new Error('the first is a leaf')
  const item = { leaf, entry: points('1', 200), unread: [] }
  const store = createSheetStore(drafted({ leftOut: [item] }))
  store.getState().write(at('4'), '7')
  expect(draftContent(store.getState()).leftOut).toEqual([item])
  store.getState().dropLeftOut(item)
  expect([draftContent(store.getState()).leftOut, store.getState().revision]).toEqual([[], 2])
})
