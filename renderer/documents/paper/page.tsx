import type { ReactNode } from 'react'
import './fonts.css'
import './print.css'
import styles from './paper.module.css'

export interface PageProps {
  readonly layout: 'portrait' | 'landscape' | 'slip'
  /** Smaller letters, for a document that must stay on one page. */
  readonly density?: Density
  readonly children: ReactNode
}

export type Density = 'normal' | 'compact' | 'dense'

/** One printed document: paper on screen, the page area in print. Black on white whatever the theme. */
export function Page({ layout, density = 'normal', children }: PageProps) {
  const classes = [styles['page'], styles[layout], styles[density]].filter((name) => name !== undefined)
  return (
    <article lang="vi" className={classes.join(' ')}>
      {children}
    </article>
  )
}
