import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import { endsBefore } from '../../../shared/domain/round.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Place } from '../../ui/place.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { KeptForm, type OpenForm } from '../../ui/unsaved/form-draft.tsx'
import { useWords } from '../../ui/use-words.ts'
import { readDay } from './day-text.ts'

type Exclusion = FormDraftOf<'exclusion'>

const nobody: Exclusion = { form: 'exclusion', subject: null, reason: '', from: '', until: '' }

/** Không xếp loại: named with a reason, once and for the round. */
export function ExclusionsTab({ place }: { readonly place: Place }) {
  const t = useText()
  const words = useWords()
  return (
    <KeptForm
      form="exclusion"
      place={`${place.round} ${place.cluster ?? ''}`}
      initial={nobody}
      describe={({ subject, reason, from, until }) => [
        {
          label: t('rounds.exclusions.subject'),
          text: subject === null ? '' : words.subject(subject),
        },
        { label: t('rounds.exclusions.reason'), text: reason },
        { label: t('rounds.exclusions.from'), text: from },
        { label: t('rounds.exclusions.until'), text: until },
      ]}
    >
      {(kept) => <Exclusions place={place} kept={kept} />}
    </KeptForm>
  )
}

function Exclusions({ place, kept }: { readonly place: Place; readonly kept: OpenForm<Exclusion> }) {
  const t = useText()
  const words = useWords()
  const { content: form, change: setForm } = kept
  const [asking, setAsking] = useState(false)
  const sheets = useQueryCall('sheets.list', { round: place.round })
  const record = useCommandCall('exclusions.record')
  const from = readDay(form.from)
  const until = readDay(form.until)
  const rows = (sheets.data ?? []).filter((row) => row.cluster === place.cluster)
  const chosen = rows.find((row) => row.subject === form.subject)
  const turned = from !== 'wrong' && until !== 'wrong' && endsBefore(until, from)
  const ready =
    chosen !== undefined && form.reason.trim() !== '' && from !== 'wrong' && until !== 'wrong' && !turned
  const submit = async () => {
    if (!ready) return
    const answer = await record.run({
      round: place.round,
      subject: chosen.subject,
      reason: form.reason.trim(),
      from,
      until,
    })
    setAsking(false)
    if (!answer.ok) return
    await kept.sent()
    toast('done', t('rounds.exclusions.done'))
  }
  return (
    <Asked query={sheets}>
      {() => (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('rounds.exclusions.about')}
          </Text>
          <Panel title={t('rounds.exclusions.list')}>
            {rows.every((row) => row.excluded === null) ? (
              <Text size="sm" c="dimmed">
                {t('rounds.exclusions.none')}
              </Text>
            ) : (
              rows
                .filter((row) => row.excluded !== null)
                .map((row) => (
                  <Text key={row.subject} size="sm">
                    <strong>{row.name}</strong>: {row.excluded}
                  </Text>
                ))
            )}
          </Panel>
          <Panel>
            <Stack gap="sm">
              <Select
                label={t('rounds.exclusions.subject')}
                searchable
                value={form.subject}
                data={rows
                  .filter((row) => row.excluded === null)
                  .map((row) => ({ value: row.subject as string, label: row.name }))}
                onChange={(code) =>
                  setForm({ ...form, subject: rows.find(({ subject }) => subject === code)?.subject ?? null })
                }
              />
              <Textarea
                label={t('rounds.exclusions.reason')}
                autosize
                minRows={2}
                maxLength={2000}
                value={form.reason}
                onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
              />
              <Group align="flex-start">
                {(['from', 'until'] as const).map((end) => (
                  <TextInput
                    key={end}
                    label={t(`rounds.exclusions.${end}`)}
                    description={t('rounds.exclusions.dayHint')}
                    w={210}
                    value={form[end]}
                    error={
                      (end === 'from' ? from : until) === 'wrong'
                        ? t('rounds.exclusions.dayWrong')
                        : end === 'until' && turned
                          ? t('rounds.exclusions.daysTurned')
                          : null
                    }
                    onChange={(event) => setForm({ ...form, [end]: event.currentTarget.value })}
                  />
                ))}
              </Group>
              {kept.notice}
              <ProblemAlert problem={record.problem} />
              <Group justify="flex-end">
                <Button disabled={!ready} onClick={() => setAsking(true)}>
                  {t('rounds.exclusions.record')}
                </Button>
              </Group>
            </Stack>
          </Panel>
          <ConsequenceDialog
            opened={asking}
            onClose={() => setAsking(false)}
            title={t('rounds.exclusions.record')}
            consequence={t('rounds.exclusions.consequence', {
              name: chosen === undefined ? '' : words.subject(chosen.subject),
            })}
            confirmLabel={t('rounds.exclusions.record')}
            onConfirm={() => void submit()}
            pending={record.pending}
          />
        </Stack>
      )}
    </Asked>
  )
}
