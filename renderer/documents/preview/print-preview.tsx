import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import type { Verification } from '../paper/models.ts'
import { usePageFurniture } from '../paper/use-page-furniture.ts'
import { CompareCode } from './compare-code.tsx'
import { InternalSwitch } from './internal-switch.tsx'
import styles from './print-preview.module.css'
import { PrintToolbar } from './print-toolbar.tsx'

export interface PrintPreviewProps {
  /** Of the PDF, without extension: ASCII, so that every stick and mail takes it. */
  readonly fileName: string
  /** Null: a paper without check code. */
  readonly verification: Verification | null
  /** Choices of this document, beside the buttons. */
  readonly choices?: ReactNode
  readonly children: ReactNode
}

/** The paper on a grey desk, exactly what printing takes; everything around it stays off the paper. */
export function PrintPreview({ fileName, verification, choices, children }: PrintPreviewProps) {
  const language = useLanguage()
  usePageFurniture(verification)
  return (
    <div className={styles['desk']}>
      <PrintToolbar fileName={fileName}>
        {choices}
        {verification === null ? null : (
          <>
            <InternalSwitch />
            <CompareCode checkCode={verification.checkCode} />
          </>
        )}
      </PrintToolbar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide paper scrolls on small screens, by keyboard too */}
      <main className={styles['surface']} aria-label={previewText('paper', language)} tabIndex={0}>
        {children}
      </main>
    </div>
  )
}

/** The desk without paper: loading, refused, not there. */
export function EmptyDesk({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['desk']}>
      <PrintToolbar fileName={null} />
      <main className={styles['message']}>{children}</main>
    </div>
  )
}

export function NoPaper({ title, body }: { readonly title: string; readonly body: string }) {
  return (
    <Group>
      <div>
        <Text component="h1" fw={700} size="lg">
          {title}
        </Text>
        <Text>{body}</Text>
      </div>
    </Group>
  )
}
