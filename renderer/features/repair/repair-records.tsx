import { Button, Table, Text } from '@mantine/core'
import type { RepairAct, RepairRecord } from '../../../shared/contract/repair.ts'
import { describeVerdict } from '../../../shared/messages/ledger.ts'
import { bareLedgerNames } from '../../../shared/messages/ledger-names.ts'
import { kindName, layerName } from '../../../shared/messages/words.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useWords, type Words } from '../../ui/use-words.ts'

export interface RepairRecordsProps {
  readonly records: readonly RepairRecord[]
  readonly more: number
  /** What can be done with each. Null: this list is for reading. */
  readonly action: {
    readonly act: 'admit' | 'setCut'
    readonly onAct: (act: RepairAct) => void
  } | null
}

/** Records one by one: what each says, how it stands and why, and what can be done with it. */
export function RepairRecords({ records, more, action }: RepairRecordsProps) {
  const t = useText()
  const words = useWords()
  return (
    <>
      <Table fz="sm" verticalSpacing={5}>
        <Table.Tbody>
          {records.map((record) => {
            const story = describeVerdict(record.verdict, bareLedgerNames(words.names), words.language)
            return (
              <Table.Tr key={record.record}>
                <Table.Td w={52}>#{record.seq}</Table.Td>
                <Table.Td>
                  <Text size="sm">{recordLine(record, words)}</Text>
                  <Text size="xs" c="dimmed">
                    {record.actor} · {showMoment(record.at)} · {record.record.slice(0, 8)}
                  </Text>
                  {record.verdict.status === 'valid' ? null : (
                    <Text size="xs">
                      <strong>{story.title}.</strong> {story.body}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" w={150}>
                  {action === null ? null : action.act === 'setCut' || record.mayAdmit ? (
                    <Button
                      size="compact-xs"
                      variant="light"
                      aria-label={`${t(`repair.act.${action.act}`)}: #${record.seq} ${recordLine(record, words)}`}
                      onClick={() => action.onAct({ act: action.act, record: record.record })}
                    >
                      {t(`repair.act.${action.act}`)}
                    </Button>
                  ) : (
                    <Text size="xs" c="dimmed">
                      {t('repair.noCure')}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      {more === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('repair.more', { count: more })}
        </Text>
      )}
    </>
  )
}

export function recordLine(record: RepairRecord, words: Words): string {
  return [
    kindName(record.kind, words.language),
    record.subject === null ? null : words.subject(record.subject),
    record.layer === null ? null : layerName(record.layer, words.language),
    record.round === null ? null : words.round(record.round),
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
