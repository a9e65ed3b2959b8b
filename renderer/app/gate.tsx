import { Group } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/setup.ts'
import { Brand } from './brand.tsx'
import classes from './gate.module.css'
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx'

/** The window before it is open: first start and unlock. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const t = useText()
  return (
    <div className={classes['gate']}>
      <header className={classes['header']}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </header>
      <main className={classes['main']}>{children}</main>
      <footer className={classes['footer']}>
        <IconShieldLock size={15} aria-hidden="true" /> {t('shell.noSecrets')}
      </footer>
    </div>
  )
}
