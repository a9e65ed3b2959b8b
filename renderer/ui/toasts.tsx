import { Notification, Portal, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { create } from 'zustand'
import { useText } from '../i18n/setup.ts'
import classes from './toasts.module.css'

interface Toast {
  readonly id: number
  readonly kind: 'done' | 'problem'
  readonly title: string
  readonly body: string
}

const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))
let lastId = 0

/** Says in passing that something was done, or was not. What has to be read stays on its screen instead. */
export function toast(kind: Toast['kind'], title: string, body = ''): void {
  lastId += 1
  const id = lastId
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, kind, title, body }] }))
  window.setTimeout(() => dismiss(id), kind === 'done' ? 5000 : 12_000)
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }))
}

/** One live region for the whole window. */
export function Toasts() {
  const t = useText()
  const toasts = useToasts((state) => state.toasts)
  return (
    <Portal>
      <Stack className={classes['toasts']} gap="xs" role="status" aria-live="polite">
        {toasts.map((each) => (
          <Notification
            key={each.id}
            withBorder
            color={each.kind === 'done' ? 'pine' : 'red'}
            icon={each.kind === 'done' ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />}
            title={each.title}
            onClose={() => dismiss(each.id)}
            closeButtonProps={{ 'aria-label': t('common.close') }}
          >
            {each.body}
          </Notification>
        ))}
      </Stack>
    </Portal>
  )
}
