import { Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './page.module.css'

export interface PageProps {
  readonly title: string
  readonly subtitle?: ReactNode
  /** Beside the title: state of what is shown. */
  readonly badges?: ReactNode
  readonly actions?: ReactNode
  /** `full`: the screen fills the window and scrolls inside itself. */
  readonly fit?: 'normal' | 'wide' | 'full'
  readonly children: ReactNode
}

/** The frame of every screen: one heading, which takes the focus when the screen opens. */
export function Page({ title, subtitle, badges, actions, fit = 'normal', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Giao Ước`
  }, [title])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={classes['page']} data-fit={fit}>
      <div className={classes['head']}>
        <div className={classes['titles']}>
          <div className={classes['titleLine']}>
            <Title order={1} ref={heading} tabIndex={-1} className={classes['title']}>
              {title}
            </Title>
            {badges}
          </div>
          {subtitle === undefined ? null : (
            <Text c="dimmed" size="sm" component="div" mt={2}>
              {subtitle}
            </Text>
          )}
        </div>
        {actions === undefined ? null : (
          <Group gap="xs" className={classes['actions'] ?? ''}>
            {actions}
          </Group>
        )}
      </div>
      {children}
    </div>
  )
}
