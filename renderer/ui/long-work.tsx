import { Button, Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useText } from '../i18n/setup.ts'
import { useProgress } from '../transport/topics.ts'
import { useCommandCall } from '../transport/use-call.ts'

export interface LongWorkProps {
  /** What is under way, in words. */
  readonly what: string
}

/** How far reading or importing is, as a number, and the button that stops it. Shown while the call is pending. */
export function LongWork({ what }: LongWorkProps) {
  const t = useText()
  const progress = useProgress((state) => state.import)
  const cancel = useCommandCall('exchange.cancel')
  const percent = progress === null ? 0 : Math.floor((100 * progress.done) / Math.max(progress.total, 1))
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('common.percentDone', { what, percent })}</Text>
        <Button variant="default" size="xs" onClick={() => cancel.start({})}>
          {t('common.stop')}
        </Button>
      </Group>
      <Progress value={percent} aria-label={what} />
      {/* Said at every tenth only: a number that is read out at each step says nothing. */}
      <VisuallyHidden role="status">
        {t('common.percentDone', { what, percent: percent - (percent % 10) })}
      </VisuallyHidden>
    </Stack>
  )
}
