import { Badge, Button, SimpleGrid, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { ExportRow, ImportRow } from '../../../shared/contract/exchange.ts'
import { showBytes, showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'

/** What came and went; the newest import can be set aside. */
export function HistoryTab() {
  const history = useQueryCall('exchange.history', {})
  return (
    <Asked query={history}>
      {({ imports, exports }) => (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Imports imports={imports} />
          <Exports exports={exports} />
        </SimpleGrid>
      )}
    </Asked>
  )
}

function Imports({ imports }: { readonly imports: readonly ImportRow[] }) {
  const t = useText()
  const words = useWords()
  const [asking, setAsking] = useState<ImportRow | null>(null)
  const setAside = useCommandCall('exchange.setAside')
  const takeBack = useCommandCall('exchange.takeBack')
  const aside = async () => {
    if (asking === null) return
    const answer = await setAside.run({ importId: asking.importId })
    setAsking(null)
    if (answer.ok) toast('done', t('exchange.history.setAsideDone', { count: answer.value.records }))
  }
  const back = async (row: ImportRow) => {
    const answer = await takeBack.run({ importId: row.importId })
    if (answer.ok) toast('done', t('exchange.history.takeBackDone', { count: answer.value.records }))
  }
  return (
    <Panel title={t('exchange.history.imports')} flush>
      <ProblemAlert problem={setAside.problem ?? takeBack.problem} m="sm" />
      {imports.length === 0 ? (
        <Nothing />
      ) : (
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('exchange.history.at')}</Table.Th>
              <Table.Th>{t('exchange.history.files')}</Table.Th>
              <Table.Th ta="right">{t('exchange.history.records')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((row) => (
              <Table.Tr key={row.importId}>
                <Table.Td className={classes['nowrap'] ?? ''}>{showMoment(row.at)}</Table.Td>
                <Table.Td>
                  <span className={classes['name']}>{row.names.slice(0, 3).join(', ')}</span>
                  {row.names.length > 3 ? ` +${row.names.length - 3}` : ''}
                  <Text size="xs" c="dimmed" lineClamp={2} title={row.from.map(words.seat).join(', ')}>
                    {row.from.map(words.seat).join(', ')}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  {row.stored}
                  {row.healed === 0 ? null : (
                    <Text size="xs" c="dimmed">
                      {t('exchange.history.healed', { count: row.healed })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  {row.setAside ? (
                    <>
                      <Badge color="gray" variant="light" mr={6}>
                        {t('exchange.history.isSetAside')}
                      </Badge>
                      <Button
                        size="compact-xs"
                        variant="light"
                        loading={takeBack.pending}
                        onClick={() => void back(row)}
                      >
                        {t('exchange.history.takeBack')}
                      </Button>
                    </>
                  ) : row.mayBeSetAside ? (
                    <Button size="compact-xs" variant="light" color="gold" onClick={() => setAsking(row)}>
                      {t('exchange.history.setAside')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ConsequenceDialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t('exchange.history.setAsideTitle')}
        consequence={t('exchange.history.setAsideConsequence')}
        confirmLabel={t('exchange.history.setAside')}
        onConfirm={() => void aside()}
        pending={setAside.pending}
      />
    </Panel>
  )
}

function Exports({ exports }: { readonly exports: readonly ExportRow[] }) {
  const t = useText()
  const words = useWords()
  return (
    <Panel title={t('exchange.history.exports')} flush>
      {exports.length === 0 ? (
        <Nothing />
      ) : (
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('exchange.history.at')}</Table.Th>
              <Table.Th>{t('exchange.history.files')}</Table.Th>
              <Table.Th ta="right">{t('exchange.history.records')}</Table.Th>
              <Table.Th ta="right">{t('exchange.history.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {exports.map((row) => (
              <Table.Tr key={row.number}>
                <Table.Td className={classes['nowrap'] ?? ''}>{showMoment(row.at)}</Table.Td>
                <Table.Td>
                  <span className={classes['name']}>{row.name}</span>
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {row.recipients.length === 0
                      ? t('common.everybody')
                      : row.recipients.map(words.seat).join(', ')}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{row.records}</Table.Td>
                <Table.Td ta="right" className={classes['nowrap'] ?? ''}>
                  {showBytes(row.bytes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}

function Nothing() {
  const t = useText()
  return (
    <Text size="sm" c="dimmed" p="md">
      {t('exchange.history.none')}
    </Text>
  )
}
