import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import type { Failure } from '../../../shared/contract/failures.ts'
import { useText } from '../../i18n/setup.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { FileChooser } from '../../ui/file-chooser/file-chooser.tsx'
import { LongWork } from '../../ui/long-work.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import {
  beginImport,
  chooseAgain,
  commitImport,
  discardImport,
  leaveImport,
  lookAtBundles,
  previewIsGone,
  useImporting,
} from './exchange-work.ts'
import { ImportDone } from './import-done.tsx'
import { ImportPreview } from './import-preview.tsx'

/** Choose → look → import or leave → what moved. */
export function ImportTab() {
  const t = useText()
  const { files, preview, result, busy, problem } = useImporting()
  useEffect(() => leaveImport, [])
  if (result !== null) return <ImportDone result={result} onAgain={beginImport} />
  if (preview !== null) {
    return (
      <Stack gap="md">
        <ImportPreview preview={preview} />
        <Outcome problem={problem} />
        {busy === 'exchange.commit' ? <LongWork what={t('exchange.import.committing')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" disabled={busy !== null} onClick={() => void discardImport()}>
            {t('exchange.import.discard')}
          </Button>
          {previewIsGone(problem) ? (
            <Button onClick={chooseAgain}>{t('exchange.import.chooseAgain')}</Button>
          ) : (
            <Button
              disabled={preview.stored === 0}
              loading={busy !== null}
              onClick={() => void commitImport()}
            >
              {preview.stored === 0
                ? t('exchange.import.nothingToStore')
                : t('exchange.import.commit', { count: preview.stored })}
            </Button>
          )}
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="md" maw={860}>
      <Text size="sm" c="dimmed">
        {t('exchange.import.about')}
      </Text>
      <FileChooser
        what="bundles"
        chosen={files}
        onChoose={(chosen) => useImporting.setState({ files: chosen })}
      />
      <Outcome problem={problem} />
      <Group justify="flex-end">
        <Button disabled={files.length === 0} loading={busy !== null} onClick={() => void lookAtBundles()}>
          {t('exchange.import.look', { count: files.length })}
        </Button>
      </Group>
      {busy === 'exchange.preview' ? <LongWork what={t('exchange.import.looking')} /> : null}
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
