import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useText } from '../i18n/setup.ts'

/** Goes to the paper; printing and saving as PDF happen there. */
export function PrintLink({ href, label }: { readonly href: string; readonly label?: string }) {
  const t = useText()
  return (
    <Button component="a" href={href} variant="default" leftSection={<IconPrinter size={16} />}>
      {label ?? t('common.print')}
    </Button>
  )
}
