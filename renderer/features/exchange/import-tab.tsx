import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ImportPreviewView, ImportResult } from '../../../shared/contract/exchange.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { useText } from '../../i18n/setup.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import type { ChosenFile } from '../../ui/file-chooser/chosen-file.ts'
import { FileChooser } from '../../ui/file-chooser/file-chooser.tsx'
import { LongWork } from '../../ui/long-work.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { ImportDone } from './import-done.tsx'
import { ImportPreview } from './import-preview.tsx'

/** Choose → look → import or leave → what moved. */
export function ImportTab() {
  const t = useText()
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [preview, setPreview] = useState<ImportPreviewView | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)
  const look = useCommandCall('exchange.preview')
  const commit = useCommandCall('exchange.commit')
  const discard = useCommandCall('exchange.discard')

  const begin = () => {
    setFiles([])
    setPreview(null)
    setResult(null)
    look.clear()
    commit.clear()
  }
  const open = async () => {
    const answer = await look.run({ files: files.map(({ handle }) => handle) })
    if (answer.ok) setPreview(answer.value)
  }
  const take = async () => {
    if (preview === null) return
    const answer = await commit.run({ token: preview.token })
    if (answer.ok) setResult(answer.value)
  }
  const leave = async () => {
    const left = preview === null ? null : await discard.run({ token: preview.token })
    if (left === null || left.ok) begin()
  }

  if (result !== null) return <ImportDone result={result} onAgain={begin} />
  if (preview !== null) {
    return (
      <Stack gap="md">
        <ImportPreview preview={preview} />
        <Outcome problem={commit.problem ?? discard.problem} />
        {commit.pending ? <LongWork what={t('exchange.import.committing')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" disabled={commit.pending} onClick={() => void leave()}>
            {t('exchange.import.discard')}
          </Button>
          <Button disabled={preview.stored === 0} loading={commit.pending} onClick={() => void take()}>
            {preview.stored === 0
              ? t('exchange.import.nothingToStore')
              : t('exchange.import.commit', { count: preview.stored })}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="md" maw={860}>
      <Text size="sm" c="dimmed">
        {t('exchange.import.about')}
      </Text>
      <FileChooser what="bundles" chosen={files} onChoose={setFiles} />
      <Outcome problem={look.problem} />
      <Group justify="flex-end">
        <Button disabled={files.length === 0} loading={look.pending} onClick={() => void open()}>
          {t('exchange.import.look', { count: files.length })}
        </Button>
      </Group>
      {look.pending ? <LongWork what={t('exchange.import.looking')} /> : null}
    </Stack>
  )
}

/** What somebody stopped is no problem, but is said all the same. */
function Outcome({ problem }: { readonly problem: CallProblem<Failure> | null }) {
  const t = useText()
  const stopped = problem?.kind === 'refused' && problem.failure.code === 'cancelled'
  return stopped ? (
    <Alert color="gray" role="status">
      {t('exchange.import.stopped')}
    </Alert>
  ) : (
    <ProblemAlert problem={problem} />
  )
}
