import { Button, MultiSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconPencilOff, IconPlus, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import type { AgreementDraftInput } from '../../../shared/contract/agreement.ts'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { authoritySeat, leadSeat, type Seat, unitSeat } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { go } from '../../ui/router.ts'
import { toast } from '../../ui/toasts.tsx'
import { KeptForm, type OpenForm } from '../../ui/unsaved/form-draft.tsx'
import { useWords } from '../../ui/use-words.ts'
import {
  type AgreementDraft,
  type ArticleDraft,
  agreementLines,
  draftFrom,
  emptyArticle,
  publishable,
} from './agreement-draft.ts'
import { ArticleEditor } from './article-editor.tsx'

export interface AgreementEditorProps {
  readonly view: SeasonView
  readonly proposal: AgreementDraftInput | null
}

export function AgreementEditor({ view, proposal }: AgreementEditorProps) {
  const t = useText()
  const words = useWords()
  if (proposal === null) {
    return (
      <Page title={t('agreement.editor.title')}>
        <NothingHere
          icon={<IconPencilOff />}
          title={t('agreement.editor.notAllowed')}
          next={t('agreement.editor.notAllowedNext')}
        />
      </Page>
    )
  }
  return (
    <KeptForm
      form="agreement"
      place={proposal.scope ?? ''}
      initial={draftFrom(proposal)}
      describe={(draft) => agreementLines(draft, words, t)}
    >
      {(form) => <Editor view={view} proposal={proposal} form={form} />}
    </KeptForm>
  )
}

interface EditorProps {
  readonly view: SeasonView
  readonly proposal: AgreementDraftInput
  readonly form: OpenForm<AgreementDraft>
}

function Editor({ view, proposal, form }: EditorProps) {
  const t = useText()
  const words = useWords()
  const { content: draft, change: setDraft } = form
  const [asking, setAsking] = useState(false)
  const publish = useCommandCall('agreement.draft')
  const ready = publishable(draft, proposal)
  const seats = seatsOf(view, proposal.scope)
  const changeArticle = (at: number, change: (article: ArticleDraft) => ArticleDraft) =>
    setDraft({
      ...draft,
      articles: draft.articles.map((article, index) => (index === at ? change(article) : article)),
    })
  const submit = async () => {
    if (ready === null) return
    const answer = await publish.run(ready)
    setAsking(false)
    if (!answer.ok) return
    await form.sent()
    toast('done', t('agreement.editor.published'))
    go(hrefs.agreement(answer.value.record))
  }
  return (
    <Page
      title={t('agreement.editor.title')}
      subtitle={t('agreement.editor.subtitle')}
      actions={
        <>
          <Button component="a" href={hrefs.agreement()} variant="default">
            {t('common.cancel')}
          </Button>
          <Button
            leftSection={<IconSend size={16} />}
            disabled={ready === null}
            onClick={() => setAsking(true)}
          >
            {t('agreement.editor.publish')}
          </Button>
        </>
      }
    >
      {form.notice}
      <ProblemAlert problem={publish.problem} />
      <Panel>
        <Stack gap="sm">
          <TextInput
            label={t('agreement.editor.name')}
            value={draft.title}
            maxLength={500}
            onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
            required
          />
          <Textarea
            label={t('agreement.motto')}
            value={draft.motto}
            maxLength={500}
            autosize
            minRows={1}
            onChange={(event) => setDraft({ ...draft, motto: event.currentTarget.value })}
          />
          <MultiSelect
            label={t('agreement.editor.parties')}
            searchable
            hidePickedOptions
            value={draft.parties as string[]}
            data={seats.map((seat) => ({ value: seat as string, label: words.seat(seat) }))}
            onChange={(values) =>
              setDraft({ ...draft, parties: seats.filter((seat) => values.includes(seat)) })
            }
            required
          />
        </Stack>
      </Panel>
      <Title order={2}>{t('agreement.editor.articles')}</Title>
      <Stack gap="sm">
        {draft.articles.map((article, index) => (
          <ArticleEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: an article is its number; every field is controlled
            key={index}
            article={article}
            no={index + 1}
            onChange={(change) => changeArticle(index, change)}
            onRemove={() =>
              setDraft({ ...draft, articles: draft.articles.filter((_, each) => each !== index) })
            }
            onMoveUp={
              index === 0 ? null : () => setDraft({ ...draft, articles: movedUp(draft.articles, index) })
            }
          />
        ))}
      </Stack>
      <Button
        variant="light"
        leftSection={<IconPlus size={16} />}
        onClick={() => setDraft({ ...draft, articles: [...draft.articles, emptyArticle()] })}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('agreement.editor.addArticle')}
      </Button>
      {ready === null ? (
        <Text size="sm" c="red" role="status">
          {t('agreement.editor.incomplete')}
        </Text>
      ) : null}
      <ConsequenceDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('agreement.editor.publishTitle')}
        consequence={t('agreement.editor.publishConsequence')}
        confirmLabel={t('agreement.editor.publish')}
        onConfirm={() => void submit()}
        pending={publish.pending}
      />
    </Page>
  )
}

/** Who may be a party: for the province the leads and the authority, inside a cluster its lead and units. */
function seatsOf(view: SeasonView, scope: AgreementDraftInput['scope']): readonly Seat[] {
  const { clusters, units } = view.season
  if (scope === null) return [...clusters.map(({ code }) => leadSeat(code)), authoritySeat]
  return [
    leadSeat(scope),
    ...units.filter((unit) => unit.cluster === scope).map(({ code }) => unitSeat(code)),
  ]
}

function movedUp(articles: readonly ArticleDraft[], index: number): ArticleDraft[] {
  const moved = [...articles]
  const [article] = moved.splice(index, 1)
  if (article !== undefined) moved.splice(index - 1, 0, article)
  return moved
}
