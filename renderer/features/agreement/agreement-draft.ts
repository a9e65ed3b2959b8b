import type { AgreementDraftInput } from '../../../shared/contract/agreement.ts'
import type { Target } from '../../../shared/domain/agreement.ts'
import { showCanonical } from '../../i18n/format.ts'
import { readQuantity } from '../../ui/quantity-text.ts'

/** What is being edited: figures stay the text that was typed until they are published. */
export interface AgreementDraft extends Omit<AgreementDraftInput, 'articles'> {
  readonly articles: readonly ArticleDraft[]
}

export interface ArticleDraft {
  /** For React only; the printed number follows from the order. */
  readonly key: number
  readonly title: string
  readonly targets: readonly TargetDraft[]
}

export interface TargetDraft extends Omit<Target, 'value' | 'previous'> {
  readonly key: number
  readonly value: string
  readonly previous: string
}

let lastKey = 0
function nextKey(): number {
  lastKey += 1
  return lastKey
}

export function draftFrom(proposal: AgreementDraftInput): AgreementDraft {
  return {
    ...proposal,
    articles: proposal.articles.map((article) => ({
      key: nextKey(),
      title: article.title,
      targets: article.targets.map((target) => ({
        ...target,
        key: nextKey(),
        value: showCanonical(target.value),
        previous: target.previous === null ? '' : showCanonical(target.previous),
      })),
    })),
  }
}

export function emptyArticle(): ArticleDraft {
  return { key: nextKey(), title: '', targets: [] }
}

export function emptyTarget(): TargetDraft {
  return { key: nextKey(), title: '', unit: '%', comparator: 'atLeast', value: '', previous: '' }
}

/** What can be published; null while something is empty or no number. */
export function publishable(draft: AgreementDraft): AgreementDraftInput | null {
  if (draft.title.trim() === '' || draft.parties.length === 0 || draft.articles.length === 0) return null
  const articles: AgreementDraftInput['articles'] = []
  for (const [index, article] of draft.articles.entries()) {
    if (article.title.trim() === '') return null
    const targets: Target[] = []
    for (const { key: _key, ...target } of article.targets) {
      const value = readQuantity(target.value)
      const previous = readQuantity(target.previous)
      if (target.title.trim() === '' || value.state !== 'read') return null
      if (previous.state !== 'read' && previous.state !== 'empty') return null
      targets.push({
        ...target,
        title: target.title.trim(),
        value: value.canonical,
        previous: previous.state === 'read' ? previous.canonical : null,
      })
    }
    articles.push({ no: index + 1, title: article.title.trim(), targets })
  }
  return { ...draft, title: draft.title.trim(), motto: draft.motto.trim(), articles }
}
