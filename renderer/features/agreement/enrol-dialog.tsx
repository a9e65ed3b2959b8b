import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { RecordId } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { PassphraseFields } from '../../ui/passphrase-fields.tsx'
import { passphraseReady } from '../../ui/passphrase-rules.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'

export interface EnrolDialogProps {
  readonly onClose: () => void
  readonly onEnrolled: (record: RecordId) => void
}

/** A person who signs on this machine, with a key and passphrase of their own. */
export function EnrolDialog({ onClose, onEnrolled }: EnrolDialogProps) {
  const t = useText()
  const enrol = useCommandCall('signatory.enrol')
  const [person, setPerson] = useState({ name: '', rank: '', position: '' })
  const [secret, setSecret] = useState({ passphrase: '', again: '' })
  const ready =
    Object.values(person).every((text) => text.trim() !== '') &&
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
    toast('done', t('agreement.enrolled'))
    onEnrolled(answer.value.record)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('agreement.enrolTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('agreement.enrolAbout')}
          </Text>
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
            <Button variant="default" onClick={onClose}>
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
