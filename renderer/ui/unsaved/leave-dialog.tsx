import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useText } from '../../i18n/setup.ts'
import { useLeaving } from './leaving.ts'

/** Asks before typed text is lost. */
export function LeaveDialog() {
  const t = useText()
  const answer = useLeaving((state) => state.answer)
  return (
    <Modal
      opened={answer !== null}
      onClose={() => answer?.(false)}
      title={t('unsaved.title')}
      centered
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('unsaved.body')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" color="red" onClick={() => answer?.(true)}>
            {t('unsaved.leave')}
          </Button>
          <Button onClick={() => answer?.(false)} data-autofocus>
            {t('unsaved.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
