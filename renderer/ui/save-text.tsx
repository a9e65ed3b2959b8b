import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../i18n/setup.ts'
import { useCommandCall } from '../transport/use-call.ts'
import type { ChosenFile } from './file-chooser/chosen-file.ts'
import { FileChooser } from './file-chooser/file-chooser.tsx'
import { ProblemAlert } from './problem-alert.tsx'
import { toast } from './toasts.tsx'

export interface SaveTextProps {
  readonly name: string
  readonly text: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Where to keep a slip. The host writes it and reads it again: only then does it count as saved. */
export function SaveText({ name, text, onSaved, onClose }: SaveTextProps) {
  const t = useText()
  const save = useCommandCall('files.saveText')
  const [folder, setFolder] = useState<ChosenFile | null>(null)
  const write = async () => {
    if (folder === null) return
    const answer = await save.run({ folder: folder.handle, name, text })
    if (!answer.ok) return
    const { name: savedAs, nameTaken } = answer.value
    if (nameTaken !== null) {
      toast('done', t('common.nameTaken'), t('common.nameTakenAbout', { taken: nameTaken, name: savedAs }))
    }
    onSaved()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('start.recovery.save')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <FileChooser
          what="folder"
          several={false}
          chosen={folder === null ? [] : [folder]}
          onChoose={(files) => setFolder(files.at(-1) ?? null)}
        />
        <ProblemAlert problem={save.problem} />
        <Group justify="flex-end">
          <Button disabled={folder === null} loading={save.pending} onClick={() => void write()}>
            {t('start.recovery.saveHere')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
