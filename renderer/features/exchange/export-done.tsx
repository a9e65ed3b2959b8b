import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ExportResult } from '../../../shared/contract/exchange.ts'
import { describeFailure } from '../../../shared/messages/failures.ts'
import { leftOutText } from '../../../shared/messages/left-out.ts'
import { showBytes } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useWords } from '../../ui/use-words.ts'
import { DiagnosisDialog } from './diagnosis-dialog.tsx'
import classes from './exchange.module.css'

/** What was written where it was to go, and whatever about it is not as it should be. */
export function ExportDone({
  exported,
  onAnother,
}: {
  readonly exported: ExportResult
  readonly onAnother: () => void
}) {
  const t = useText()
  return (
    <Stack gap="md" maw={760}>
      <Alert color="pine" icon={<IconCircleCheck />} title={t('exchange.export.done')} role="status">
        <Text fw={650}>{t('exchange.export.safe')}</Text>
      </Alert>
      <ExportRemarks exported={exported} />
      <dl className={classes['facts']}>
        <dt>{t('exchange.export.name')}</dt>
        <dd>
          <strong>{exported.name}</strong>
        </dd>
        <dt>{t('exchange.export.size')}</dt>
        <dd>
          {showBytes(exported.bytes)} · {t('exchange.import.records', { count: exported.records })}
        </dd>
        <dt>{t('exchange.export.sha256')}</dt>
        <dd>
          <Code>{exported.sha256}</Code>
        </dd>
      </dl>
      <Group>
        <Button variant="default" onClick={onAnother}>
          {t('exchange.export.another')}
        </Button>
      </Group>
    </Stack>
  )
}

function ExportRemarks({ exported }: { readonly exported: ExportResult }) {
  const t = useText()
  const words = useWords()
  const [diagnosing, setDiagnosing] = useState(false)
  const { leftOut, name, nameTaken, notRecorded } = exported
  return (
    <>
      {nameTaken === null ? null : (
        <Alert color="gold" icon={<IconInfoCircle />} title={t('common.nameTaken')}>
          {t('common.nameTakenAbout', { taken: nameTaken, name })}
        </Alert>
      )}
      {notRecorded === null ? null : (
        <Alert color="gold" icon={<IconInfoCircle />} title={t('exchange.export.notRecorded')}>
          {describeFailure(notRecorded, words.language).body} {t('exchange.export.notRecordedAbout')}
        </Alert>
      )}
      {leftOut.length === 0 ? null : (
        <Alert
          color="red"
          icon={<IconAlertTriangle />}
          title={t('exchange.export.leftOut', { count: leftOut.length })}
        >
          <Stack gap="xs" align="flex-start">
            <List size="sm">
              {leftOut.map((each) => (
                <List.Item key={each.author}>{leftOutText(each, words.language, words.names)}</List.Item>
              ))}
            </List>
            <Text size="sm">{t('exchange.export.leftOutAbout')}</Text>
            <Button size="xs" variant="default" onClick={() => setDiagnosing(true)}>
              {t('exchange.diagnosis.show')}
            </Button>
          </Stack>
        </Alert>
      )}
      {diagnosing ? <DiagnosisDialog onClose={() => setDiagnosing(false)} /> : null}
    </>
  )
}
