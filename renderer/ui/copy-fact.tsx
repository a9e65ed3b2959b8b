import { Tooltip, UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useText } from '../i18n/setup.ts'

export interface CopyFactProps {
  /** What is copied: the code in full. */
  readonly value: string
  readonly hint: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A long code shown short: explained when pointed at, copied in full when pressed. */
export function CopyFact({ value, hint, className, children }: CopyFactProps) {
  const t = useText()
  const clipboard = useClipboard()
  return (
    <Tooltip label={clipboard.copied ? t('common.copied') : hint}>
      <UnstyledButton
        {...(className === undefined ? {} : { className })}
        onClick={() => clipboard.copy(value)}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
