import { Button } from '@mantine/core'
import { IconArrowLeft, IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { SavedFile } from '../../../shared/contract/files.ts'
import { type PreviewText, previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { go } from '../../ui/router.ts'
import styles from './print-preview.module.css'

export interface PrintToolbarProps {
  /** Null: there is nothing to print. */
  readonly fileName: string | null
  /** Beside the buttons. */
  readonly children?: ReactNode
}

export function PrintToolbar({ fileName, children }: PrintToolbarProps) {
  const language = useLanguage()
  const text = (which: PreviewText) => previewText(which, language)
  return (
    <header className={styles['toolbar']}>
      <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={goBack}>
        {text('back')}
      </Button>
      {fileName === null ? null : <PrintButtons fileName={fileName} text={text} />}
      {children}
    </header>
  )
}

interface PrintButtonsProps {
  readonly fileName: string
  readonly text: (which: PreviewText) => string
}

/** A host that makes PDFs itself saves them; elsewhere the browser's print dialog does, and the hint says how. */
function PrintButtons({ fileName, text }: PrintButtonsProps) {
  const hostMakesPdf = useQueryCall('host.info', {}).data?.printing.kind === 'hostPdf'
  const choose = useCommandCall('files.choose')
  const save = useCommandCall('documents.savePdf')
  const [savedAs, setSavedAs] = useState<SavedFile | null>(null)

  const saveToFolder = async () => {
    setSavedAs(null)
    const chosen = await choose.run({ what: 'folder' })
    const folder = chosen.ok ? chosen.value?.[0] : undefined
    if (folder === undefined) return
    const saved = await save.run({ folder: folder.handle, name: `${fileName}.pdf` })
    if (saved.ok) setSavedAs(saved.value)
  }

  return (
    <>
      <Button leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
        {text('print')}
      </Button>
      {hostMakesPdf ? (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} />}
          loading={choose.pending || save.pending}
          onClick={() => void saveToFolder()}
        >
          {text('savePdf')}
        </Button>
      ) : null}
      <div className={styles['status']} role="status">
        {hostMakesPdf ? (savedAs === null ? '' : savedText(savedAs, text)) : text('savePdfHint')}
      </div>
      <ProblemAlert problem={save.problem ?? choose.problem} />
    </>
  )
}

function savedText({ name, nameTaken }: SavedFile, text: (which: PreviewText) => string): string {
  const saved = `${text('saved')} ${name}`
  return nameTaken === null ? saved : `${saved} (${text('nameTaken')} ${nameTaken})`
}

/** A preview opened by its address alone has nothing behind it. */
function goBack(): void {
  if (window.history.length > 1) window.history.back()
  else go(hrefs.overview())
}
