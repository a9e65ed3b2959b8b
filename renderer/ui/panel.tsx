import { Group, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

export interface PanelProps {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  /** No padding around the content: tables reach the edge. */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A titled surface. */
export function Panel({ title, aside, flush = false, children }: PanelProps) {
  const name = useId()
  return (
    <section className={classes['panel']} {...(title === undefined ? {} : { 'aria-labelledby': name })}>
      {title === undefined ? null : (
        <Group justify="space-between" wrap="nowrap" className={classes['head']}>
          <Title id={name} order={2} className={classes['title']}>
            {title}
          </Title>
          {aside}
        </Group>
      )}
      <div className={flush ? classes['flush'] : classes['body']}>{children}</div>
    </section>
  )
}
