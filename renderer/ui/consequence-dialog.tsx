import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/setup.ts'

export interface ConsequenceDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What the act does that cannot be taken back. */
  readonly consequence: ReactNode
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly pending: boolean
  readonly disabled?: boolean
  readonly children?: ReactNode
  readonly size?: string | number
}

/** Acts that seal or remove name their consequence and ask once. */
export function ConsequenceDialog({
  opened,
  onClose,
  title,
  consequence,
  confirmLabel,
  onConfirm,
  pending,
  disabled = false,
  children,
  size = 'md',
}: ConsequenceDialogProps) {
  const t = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!disabled && !pending) onConfirm()
        }}
      >
        <Stack gap="md">
          <Alert color="gold" variant="light" icon={<IconAlertTriangle />}>
            {consequence}
          </Alert>
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={pending}
              disabled={disabled}
              data-autofocus={children === undefined ? true : undefined}
            >
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
