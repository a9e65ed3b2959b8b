import { Table, Text } from '@mantine/core'
import type { Overview } from '../../../shared/contract/season.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'

export function Exchanges({ exchanges }: Pick<Overview, 'exchanges'>) {
  const t = useText()
  const words = useWords()
  const known = exchanges.filter((each) => each.lastImportAt !== null || each.lastExportAt !== null)
  return (
    <Panel title={t('overview.exchanges')} flush>
      {known.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('overview.noExchanges')}
        </Text>
      ) : (
        <Table verticalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('overview.seat')}</Table.Th>
              <Table.Th>{t('overview.lastImport')}</Table.Th>
              <Table.Th>{t('overview.lastExport')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {known.map(({ seat, lastImportAt, lastExportAt }) => (
              <Table.Tr key={seat}>
                <Table.Td>{words.seat(seat)}</Table.Td>
                <Table.Td>{lastImportAt === null ? t('common.never') : showMoment(lastImportAt)}</Table.Td>
                <Table.Td>{lastExportAt === null ? t('common.never') : showMoment(lastExportAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  )
}
