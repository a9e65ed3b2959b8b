import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { diagnosisText } from '../../../shared/messages/left-out.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { SaveText } from '../../ui/save-text.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'

/** Checks everything this machine keeps, shows what was found and lets it be saved for whoever helps. */
export function DiagnosisDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const words = useWords()
  const { run, problem } = useCommandCall('exchange.diagnose')
  const [text, setText] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const { language, names } = words
  useEffect(() => {
    let shown = true
    void run({}).then((answer) => {
      if (shown && answer.ok) setText(diagnosisText(answer.value, language, names))
    })
    return () => {
      shown = false
    }
  }, [run, language, names])
  if (saving && text !== null) {
    return (
      <SaveText
        name={t('exchange.diagnosis.file')}
        text={text}
        onSaved={() => setSaving(false)}
        onClose={() => setSaving(false)}
      />
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('exchange.diagnosis.title')}
      size="xl"
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('exchange.diagnosis.about')}</Text>
        <ProblemAlert problem={problem} />
        {text === null ? (
          problem === null ? (
            <Loader aria-label={t('exchange.diagnosis.running')} />
          ) : null
        ) : (
          <pre className={classes['diagnosis']}>{text}</pre>
        )}
        <Group justify="flex-end">
          <Button disabled={text === null} onClick={() => setSaving(true)}>
            {t('exchange.diagnosis.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
