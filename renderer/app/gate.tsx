import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import classes from './gate.module.css'
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx'

/** The window before it is open: first start and unlock. */
export function Gate({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes['gate']}>
      <header className={classes['header']}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </header>
      <main>{children}</main>
    </div>
  )
}
