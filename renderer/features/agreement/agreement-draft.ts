import type { AgreementDraftInput } from '../../../shared/contract/agreement.ts'
import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import type { Target } from '../../../shared/domain/agreement.ts'
import { showCanonical } from '../../i18n/format.ts'
import type { TextFunction } from '../../i18n/setup.ts'
import { readQuantity } from '../../ui/quantity-text.ts'
import type { DraftLine } from '../../ui/unsaved/form-draft-choice.tsx'
import type { Words } from '../../ui/use-words.ts'

/** What is being edited: figures stay the text that was typed until they are published. */
export type AgreementDraft = FormDraftOf<'agreement'>
export type ArticleDraft = AgreementDraft['articles'][number]
export type TargetDraft = ArticleDraft['targets'][number]

export function draftFrom({ title, motto, parties, articles }: AgreementDraftInput): AgreementDraft {
  return {
    form: 'agreement',
    title,
    motto,
    parties,
    articles: articles.map((article) => ({
      title: article.title,
      targets: article.targets.map((target) => ({
        ...target,
        value: showCanonical(target.value),
        previous: target.previous === null ? '' : showCanonical(target.previous),
      })),
    })),
  }
}

export function emptyArticle(): ArticleDraft {
  return { title: '', targets: [] }
}

export function emptyTarget(): TargetDraft {
  return { title: '', unit: '%', comparator: 'atLeast', value: '', previous: '' }
}

/** What can be published; null while something is empty or no number. */
export function publishable(
  draft: AgreementDraft,
  { scope, titles }: Pick<AgreementDraftInput, 'scope' | 'titles'>,
): AgreementDraftInput | null {
  if (draft.title.trim() === '' || draft.parties.length === 0 || draft.articles.length === 0) return null
  const articles: AgreementDraftInput['articles'] = []
  for (const [index, article] of draft.articles.entries()) {
    if (article.title.trim() === '') return null
    const targets: Target[] = []
    for (const target of article.targets) {
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
  const { title, motto, parties } = draft
  return { scope, titles, parties, title: title.trim(), motto: motto.trim(), articles }
}

/** What two windows may have typed differently, for people to compare. */
export function agreementLines(draft: AgreementDraft, words: Words, t: TextFunction): readonly DraftLine[] {
  return [
    { label: t('agreement.editor.name'), text: draft.title },
    { label: t('agreement.motto'), text: draft.motto },
    { label: t('agreement.editor.parties'), text: draft.parties.map(words.seat).join(', ') },
    ...draft.articles.map(({ title, targets }, index) => ({
      label: `${t('agreement.editor.articleTitle')} ${index + 1}`,
      text: [
        title,
        ...targets.map(
          (target) =>
            `${target.title}: ${t(`agreement.comparatorLong.${target.comparator}`)} ${target.value} ${target.unit} (${target.previous})`,
        ),
      ].join(' · '),
    })),
  ]
}
