import { Alert, Button, Code, Progress, Stack, Text } from '@mantine/core'
import { IconConfetti } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../i18n/setup.ts'
import { useProgress } from '../../transport/topics.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Wizard } from './wizard.tsx'

export interface PracticeOpeningProps {
  readonly onBack: () => void
  readonly onEntered: () => void
}

/** Makes the practice season and shows its printed passphrase once. */
export function PracticeOpening({ onBack, onEntered }: PracticeOpeningProps) {
  const t = useText()
  const open = useCommandCall('practice.open')
  const progress = useProgress((state) => state.practice)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const begin = async () => {
    const answer = await open.run({})
    if (answer.ok) setPassphrase(answer.value.passphrase)
  }
  return (
    <Wizard
      title={t('start.practice.title')}
      steps={[]}
      active={0}
      onBack={open.pending || passphrase !== null ? null : onBack}
    >
      <Stack gap="md">
        {passphrase === null ? (
          <>
            <Text>{t('start.practice.about')}</Text>
            <Text size="sm" c="dimmed">
              {t('start.practice.neverMixes')}
            </Text>
            {open.pending ? (
              <Stack gap={6} role="status">
                <Text size="sm">{t('start.practice.opening')}</Text>
                <Progress
                  value={progress === null ? 100 : (100 * progress.done) / Math.max(progress.total, 1)}
                  animated
                  aria-label={t('start.practice.opening')}
                />
                {progress === null ? null : (
                  <Text size="xs" c="dimmed">
                    {t('start.practice.progress', { done: progress.done, total: progress.total })}
                  </Text>
                )}
              </Stack>
            ) : (
              <Button size="md" onClick={() => void begin()} data-autofocus>
                {t('start.practice.open')}
              </Button>
            )}
            <ProblemAlert problem={open.problem} />
          </>
        ) : (
          <>
            <Alert color="pine" icon={<IconConfetti />} title={t('start.practice.ready')}>
              {t('start.practice.neverMixes')}
            </Alert>
            <Text size="sm">{t('start.practice.passphraseIs')}</Text>
            <Code block fz="md" fw={600}>
              {passphrase}
            </Code>
            <Button size="md" onClick={onEntered}>
              {t('start.practice.enter')}
            </Button>
          </>
        )}
      </Stack>
    </Wizard>
  )
}
