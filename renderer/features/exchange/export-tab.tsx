import { Alert, Button, Group, MultiSelect, Radio, Stack, Text } from '@mantine/core'
import { IconEye, IconPackageExport } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { FileChooser } from '../../ui/file-chooser/file-chooser.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useRoute } from '../../ui/router.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'
import { exportNow, leaveExport, useExporting } from './exchange-work.ts'
import { ExportDone } from './export-done.tsx'

type Content = CallInput<'exchange.planExport'>['content']

const contents: readonly Content[] = ['delta', 'full', 'season', 'receipt']

export function ExportTab({ view }: { readonly view: SeasonView }) {
  const t = useText()
  const words = useWords()
  const { recipients, content, folder, exported, busy, problem } = useExporting()
  const asked = useRoute((route) => route.query.get('content'))
  // A link that names what to export, such as the one for receipts, begins a new export of that.
  useEffect(() => {
    const named = contents.find((each) => each === asked)
    if (named !== undefined) useExporting.setState({ content: named, exported: null, problem: null })
  }, [asked])
  useEffect(() => leaveExport, [])
  const plan = useQueryCall(
    'exchange.planExport',
    { recipients: [...recipients], content },
    { keepPrevious: true },
  )
  const others = view.heldSeats.map(({ seat }) => seat).filter((seat) => !view.ownSeats.includes(seat))

  if (exported !== null) {
    return <ExportDone exported={exported} onAnother={() => useExporting.setState({ exported: null })} />
  }
  const nothing = plan.data?.records === 0 && content !== 'receipt'
  return (
    <div className={classes['export']}>
      <Stack gap="md">
        <MultiSelect
          label={t('exchange.export.to')}
          description={t('exchange.export.toHint')}
          placeholder={recipients.length === 0 ? t('common.everybody') : ''}
          searchable
          hidePickedOptions
          value={[...recipients]}
          data={others.map((seat) => ({ value: seat as string, label: words.seat(seat) }))}
          onChange={(values) =>
            useExporting.setState({ recipients: others.filter((seat) => values.includes(seat)) })
          }
        />
        <Radio.Group
          label={t('exchange.export.content')}
          value={content}
          onChange={(chosen) =>
            useExporting.setState({ content: contents.find((each) => each === chosen) ?? content })
          }
        >
          <Stack gap="xs" mt={6}>
            {contents.map((each) => (
              <Radio.Card key={each} value={each} className={classes['kind'] ?? ''}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator />
                  <div>
                    <Text size="sm" fw={600}>
                      {t(`exchange.export.kind.${each}`)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {t(`exchange.export.kindAbout.${each}`)}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
      <Stack gap="md">
        <div>
          <Text size="sm" fw={500} mb={6}>
            {t('exchange.export.where')}
          </Text>
          <FileChooser
            what="folder"
            several={false}
            chosen={folder === null ? [] : [folder]}
            onChoose={(files) => useExporting.setState({ folder: files.at(-1) ?? null })}
          />
        </div>
        <Alert color="gold" variant="light" icon={<IconEye />} p="xs">
          {t('exchange.export.readable')}
        </Alert>
        <ProblemAlert problem={problem ?? plan.error} />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed" role="status" className={classes['name'] ?? ''}>
            {plan.data === undefined
              ? ''
              : nothing
                ? t('exchange.export.planNothing')
                : t('exchange.export.plan', { count: plan.data.records, name: plan.data.name })}
          </Text>
          <Button
            flex="none"
            leftSection={<IconPackageExport size={17} />}
            disabled={folder === null || nothing}
            loading={busy}
            onClick={() => void exportNow()}
          >
            {t('exchange.export.go')}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
