import { Anchor, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FormDraft, FormDraftOf, FormDraftView, FormName } from '../../../shared/contract/form-drafts.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { callHost, transport } from '../../transport/call-host.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../asked.tsx'
import { ProblemAlert } from '../problem-alert.tsx'
import { type DraftLine, FormDraftChoice } from './form-draft-choice.tsx'
import { createKeeper, type Keeper, type SaveState } from './keeper.ts'
import { sentOf } from './sent.ts'

/** A form whose text is kept on this machine while it is typed: leaving, reloading, killing the program lose nothing. */
export interface OpenForm<Content> {
  readonly content: Content
  readonly change: (next: Content) => void
  /** Something was typed that is not sent yet. */
  readonly changed: boolean
  /** The form was sent: its draft goes. */
  readonly sent: () => Promise<void>
  /** Where the draft is, and what another window typed into the same form. */
  readonly notice: ReactNode
}

export interface FormDraftProps<Name extends FormName> {
  readonly form: Name
  /** Which of several such forms. */
  readonly place?: string
  /** How many rows of grey stand for the form until it is there. */
  readonly rows?: number
  /** How the form begins when nothing was typed. */
  readonly initial: FormDraftOf<Name>
  /** What a person compares when two windows typed: one line per field. */
  readonly describe: (content: FormDraftOf<Name>) => readonly DraftLine[]
  readonly children: (form: OpenForm<FormDraftOf<Name>>) => ReactNode
}

export function KeptForm<Name extends FormName>(props: FormDraftProps<Name>) {
  const { form, place = '', rows } = props
  const opened = useQueryCall('forms.open', { form, place })
  return (
    <Asked query={opened} {...(rows === undefined ? {} : { rows })}>
      {(view) => <Opened key={place} {...props} place={place} view={view} />}
    </Asked>
  )
}

function Opened<Name extends FormName>({
  form,
  place = '',
  initial,
  describe,
  view,
  children,
}: FormDraftProps<Name> & { readonly view: FormDraftView }) {
  const standing = contentOf(form, view.draft?.content) ?? initial
  const [store] = useState(() => createStore<{ content: FormDraftOf<Name> }>(() => ({ content: standing })))
  const [keeper] = useState(() => formKeeper(place, store, view))
  const save = useStore(keeper.state)
  const content = useStore(store, (state) => state.content)
  const discard = useCommandCall('forms.discard')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once everything typed here is kept, too
  useEffect(() => {
    if (view.version <= keeper.version() || keeper.isUnsaved()) return
    store.setState({ content: standing })
    keeper.adopt(view.version, view.draft?.savedAt ?? null)
  }, [store, keeper, view, save])
  useEffect(() => () => void keeper.flush(), [keeper])
  const drop = async () => {
    await keeper.flush()
    const { ok } = await discard.run({ form, place, basedOn: keeper.version() })
    if (ok) keeper.stop()
  }
  const lines = (from: FormDraft) => {
    const own = contentOf(form, from)
    return own === null ? [] : describe(own)
  }
  return children({
    content,
    change: (next) => {
      store.setState({ content: next })
      keeper.touched()
    },
    changed: save.state !== 'none',
    sent: drop,
    notice:
      view.aside.length > 0 ? (
        <FormDraftChoice place={place} view={view} standing={standing} lines={lines} />
      ) : (
        <DraftNotice save={save} onDiscard={() => void drop()} />
      ),
  })
}

function DraftNotice({ save, onDiscard }: { readonly save: SaveState; readonly onDiscard: () => void }) {
  const t = useText()
  if (save.state === 'none') return null
  if ('problem' in save) {
    return (
      <Stack gap="xs" data-testid="form-draft" data-state={save.state}>
        <Text size="xs" c="red" role="status">
          {t(`unsaved.${save.state}`)}
        </Text>
        <ProblemAlert problem={save.problem} />
      </Stack>
    )
  }
  return (
    <Group gap="sm" role="status" data-testid="form-draft" data-state={save.state}>
      <Text size="xs" c="dimmed">
        {save.state === 'saved' ? t('unsaved.kept', { at: showMoment(save.at) }) : t('sheets.save.saving')}
      </Text>
      {save.state === 'saved' ? (
        <Anchor component="button" type="button" size="xs" onClick={onDiscard}>
          {t('unsaved.discard')}
        </Anchor>
      ) : null}
    </Group>
  )
}

function formKeeper<Content extends FormDraft>(
  place: string,
  store: StoreApi<{ content: Content }>,
  view: FormDraftView,
): Keeper {
  const outlives = (content: Content) =>
    JSON.stringify(content).length < (transport.outlivesUpTo ?? Number.POSITIVE_INFINITY) / 2
  return createKeeper<Content>(
    {
      content: () => store.getState().content,
      outlives,
      send: async (content, base, last) =>
        sentOf(
          await callHost('forms.save', { place, content, ...base }, { outlives: last && outlives(content) }),
        ),
    },
    { version: view.version, savedAt: view.draft?.savedAt ?? null },
  )
}

function contentOf<Name extends FormName>(
  form: Name,
  content: FormDraft | undefined,
): FormDraftOf<Name> | null {
  // The host keeps drafts by form; the tag says that it is this form's.
  return content?.form === form ? (content as FormDraftOf<Name>) : null
}
