import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useText } from '../i18n/setup.ts'

export interface PrintLinkProps {
  readonly href: string
  readonly label?: string
  readonly size?: 'xs' | 'sm'
}

/** Goes to the paper; printing and saving as PDF happen there. */
export function PrintLink({ href, label, size = 'sm' }: PrintLinkProps) {
  const t = useText()
  return (
    <Button component="a" href={href} variant="default" size={size} leftSection={<IconPrinter size={16} />}>
      {label ?? t('common.print')}
    </Button>
  )
}
