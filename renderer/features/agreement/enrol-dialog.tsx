import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import type { RecordId } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { PassphraseFields } from '../../ui/passphrase-fields.tsx'
import { passphraseReady } from '../../ui/passphrase-rules.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { KeptForm, type OpenForm } from '../../ui/unsaved/form-draft.tsx'
import { leaving, useUnsaved } from '../../ui/unsaved/leaving.ts'

export interface EnrolDialogProps {
  readonly onClose: () => void
  readonly onEnrolled: (record: RecordId) => void
}

const nobody: FormDraftOf<'signatory'> = { form: 'signatory', name: '', rank: '', position: '' }

/** A person who signs on this machine, with a key and passphrase of their own. */
export function EnrolDialog(props: EnrolDialogProps) {
  const t = useText()
  return (
    <KeptForm
      form="signatory"
      initial={nobody}
      describe={(person) =>
        (['rank', 'name', 'position'] as const).map((field) => ({
          label: t(`agreement.${field}`),
          text: person[field],
        }))
      }
    >
      {(form) => <Enrolling {...props} form={form} />}
    </KeptForm>
  )
}

interface EnrollingProps extends EnrolDialogProps {
  readonly form: OpenForm<FormDraftOf<'signatory'>>
}

function Enrolling({ onClose, onEnrolled, form }: EnrollingProps) {
  const t = useText()
  const enrol = useCommandCall('signatory.enrol')
  const { content: person, change: setPerson } = form
  const [secret, setSecret] = useState({ passphrase: '', again: '' })
  useUnsaved(secret.passphrase !== '' || secret.again !== '')
  const ready =
    [person.name, person.rank, person.position].every((text) => text.trim() !== '') &&
    passphraseReady(secret.passphrase, secret.again)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const answer = await enrol.run({
      name: person.name.trim(),
      rank: person.rank.trim(),
      position: person.position.trim(),
      passphrase: secret.passphrase,
    })
    if (!answer.ok) return
    await form.sent()
    toast('done', t('agreement.enrolled'))
    onEnrolled(answer.value.record)
  }
  return (
    <Modal
      opened
      onClose={leaving(onClose)}
      title={t('agreement.enrolTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('agreement.enrolAbout')}
          </Text>
          {form.notice}
          <Group grow align="flex-start" gap="sm">
            <TextInput
              label={t('agreement.rank')}
              placeholder="Đại tá"
              value={person.rank}
              maxLength={100}
              onChange={(event) => setPerson({ ...person, rank: event.currentTarget.value })}
              data-autofocus
              required
            />
            <TextInput
              label={t('agreement.name')}
              value={person.name}
              maxLength={200}
              onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
              required
            />
          </Group>
          <TextInput
            label={t('agreement.position')}
            placeholder="Trưởng phòng"
            value={person.position}
            maxLength={200}
            onChange={(event) => setPerson({ ...person, position: event.currentTarget.value })}
            required
          />
          <PassphraseFields
            value={secret.passphrase}
            again={secret.again}
            onChange={(passphrase, again) => setSecret({ passphrase, again })}
          />
          <ProblemAlert problem={enrol.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={leaving(onClose)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={enrol.pending} disabled={!ready}>
              {t('agreement.enrol')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
