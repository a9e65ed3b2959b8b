import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { bareCode, codeLength, groupedCode } from '../../ui/code-text.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useUnsaved } from '../../ui/unsaved/leaving.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './season.module.css'

/** The lead unit holds two seats on one machine. */
export function AddSeat() {
  const t = useText()
  const words = useWords()
  const [code, setCode] = useState('')
  useUnsaved(code !== '')
  const add = useCommandCall('joining.addSeat')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await add.run({ code: bareCode(code) })
    if (!answer.ok) return
    setCode('')
    toast('done', t('season.seatAdded', { seat: words.seat(answer.value.seat) }))
  }
  return (
    <Panel title={t('season.addSeat')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('season.addSeatAbout')}
          </Text>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              aria-label={t('season.addSeatCode')}
              placeholder={t('season.addSeatCode')}
              value={groupedCode(code)}
              onChange={(event) => setCode(event.currentTarget.value)}
              classNames={{ input: classes['code'] ?? '' }}
              style={{ flex: 1 }}
              autoComplete="off"
              spellCheck={false}
            />
            <Button
              type="submit"
              variant="light"
              loading={add.pending}
              disabled={bareCode(code).length < codeLength}
            >
              {t('season.addSeatButton')}
            </Button>
          </Group>
          <ProblemAlert problem={add.problem} />
        </Stack>
      </form>
    </Panel>
  )
}
