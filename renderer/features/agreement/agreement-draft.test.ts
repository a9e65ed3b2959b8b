import { describe, expect, it } from 'vitest'
import type { AgreementDraftInput } from '../../../shared/contract/agreement.ts'
import { leadSeat } from '../../../shared/domain/ids.ts'
import { draftFrom, emptyArticle, publishable } from './agreement-draft.ts'

const proposal: AgreementDraftInput = {
  scope: null,
  title: 'Bản giao ước',
  motto: '',
  parties: [leadSeat('1' as Parameters<typeof leadSeat>[0])],
  articles: [
    {
      no: 1,
      title: 'Đấu tranh phòng, chống tội phạm',
      targets: [{ title: 'Khám phá án', unit: '%', comparator: 'atLeast', value: '75.5', previous: null }],
    },
  ],
  titles: [],
}

describe('drafting an agreement', () => {
  it('publishes an untouched proposal unchanged', () => {
    expect(publishable(draftFrom(proposal), proposal)).toEqual(proposal)
  })

  it('numbers articles by their order', () => {
    const draft = draftFrom(proposal)
    const more = { ...draft, articles: [{ ...emptyArticle(), title: 'Mới' }, ...draft.articles] }
    expect(publishable(more, proposal)?.articles.map(({ no, title }) => [no, title])).toEqual([
      [1, 'Mới'],
      [2, 'Đấu tranh phòng, chống tội phạm'],
    ])
  })

  it('holds back a draft with an empty article or an ambiguous figure', () => {
    const draft = draftFrom(proposal)
    const [first] = draft.articles
    const ambiguous = first?.targets.map((target) => ({ ...target, value: '1.234' })) ?? []
    expect([
      publishable({ ...draft, articles: [...draft.articles, emptyArticle()] }, proposal),
      publishable(
        { ...draft, articles: first === undefined ? [] : [{ ...first, targets: ambiguous }] },
        proposal,
      ),
    ]).toEqual([null, null])
  })
})
