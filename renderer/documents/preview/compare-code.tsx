import { Button, Popover, Text, TextInput } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useState } from 'react'
import { type PreviewText, previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import { answerTo } from './paper-answer.ts'

/** Types a code from paper, or scans its QR: is that paper this document, and is it still current? */
export function CompareCode({ checkCode }: { readonly checkCode: string }) {
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const text = (which: PreviewText) => previewText(which, language)
  return (
    // Outside the toolbar an open popover would be printed.
    <Popover width={460} position="bottom-start" trapFocus withArrow withinPortal={false}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconScan size={16} />}>
          {text('compare')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          label={text('compareLabel')}
          description={text('compareHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <Text role="status" mt="xs" size="sm">
          {typed.trim() === '' ? '' : answerTo(typed, checkCode, language)}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
