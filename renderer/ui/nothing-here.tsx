import { EmptyState } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './nothing-here.module.css'

export interface NothingHereProps {
  readonly icon: ReactNode
  readonly title: string
  /** What to do next. */
  readonly next: string
  readonly actions?: ReactNode
}

/** An empty place always says what would fill it. */
export function NothingHere({ icon, title, next, actions }: NothingHereProps) {
  return (
    <EmptyState
      className={classes['box'] ?? ''}
      size="md"
      icon={icon}
      title={title}
      description={next}
      variant="light"
      color="pine"
    >
      {actions === undefined ? null : <EmptyState.Actions>{actions}</EmptyState.Actions>}
    </EmptyState>
  )
}
