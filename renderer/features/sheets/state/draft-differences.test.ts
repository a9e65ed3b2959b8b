import { expect, it } from 'vitest'
import type { ClusterCode, CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import { leavesOf } from '../../../../shared/domain/scale.ts'
import { emptyEntry } from '../../../../shared/domain/sheet.ts'
import { sheetViews } from '../../../../tests/support/document-views.ts'
import {
  chosenTexts,
  type DraftTexts,
  differenceKey,
  draftDifferences,
  suggestedSide,
} from './draft-differences.ts'

const view = sheetViews({
  cluster: '1' as ClusterCode,
  subject: 'PX03' as SubjectCode,
  submitted: [],
}).self
const codes = leavesOf(view.scale).map(({ code }) => code)
const texts = (results: readonly (readonly [number, string])[], note = ''): DraftTexts => ({
  entries: results.map(([at, result]) => ({ ...emptyEntry(codes[at] as CriterionCode), result })),
  note,
  unread: [],
  leftOut: [],
})

it('names each place where two drafts differ; what only one says is suggested', () => {
  const stands = texts([
    [0, '36'],
    [1, '7'],
  ])
  const aside = texts(
    [
      [1, '7'],
      [2, '21'],
      [0, '30'],
    ],
    'ghi chú',
  )
  const differences = draftDifferences(view, stands, aside)
  expect(differences.map((each) => [differenceKey(each), suggestedSide(each)])).toEqual([
    [codes[0], null],
    [codes[2], 'aside'],
    ['', 'aside'],
  ])
  const chosen = chosenTexts(stands, aside, differences, (each) => suggestedSide(each) ?? 'stands')
  expect({
    results: chosen.entries.map(({ criterion, result }) => [criterion, result]).toSorted(),
    note: chosen.note,
  }).toEqual({
    results: [
      [codes[0], '36'],
      [codes[1], '7'],
      [codes[2], '21'],
    ].toSorted(),
    note: 'ghi chú',
  })
})
