import { Group, Radio, SegmentedControl, Stack, Table, Text, TextInput } from '@mantine/core'
import type { SheetDifference } from '../../../shared/contract/side-by-side.ts'
import type { RecordId } from '../../../shared/domain/ids.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import type { Words } from '../../ui/use-words.ts'
import { type ChoiceDraft, placeKey } from './closing-draft.ts'
import classes from './rounds.module.css'

export interface DifferencesProps {
  readonly differences: readonly SheetDifference[]
  readonly choices: ReadonlyMap<string, ChoiceDraft>
  readonly words: Words
  readonly onChoose: (choices: ReadonlyMap<string, ChoiceDraft>) => void
}

/** Where members of a team differ, item by item, and which sheet shall count. */
export function Differences({ differences, choices, words, onChoose }: DifferencesProps) {
  const t = useText()
  return (
    <Panel
      title={`${t('rounds.close.differences')} (${differences.length})`}
      aside={
        <Text size="xs" c="dimmed">
          {t('rounds.close.differencesAbout')}
        </Text>
      }
    >
      <Stack gap="lg">
        {differences.map((difference) => {
          const key = placeKey(difference)
          return (
            <Difference
              key={key}
              difference={difference}
              choice={choices.get(key) ?? null}
              words={words}
              onChoose={(choice) => onChoose(new Map(choices).set(key, choice))}
            />
          )
        })}
      </Stack>
    </Panel>
  )
}

interface DifferenceProps {
  readonly difference: SheetDifference
  readonly choice: ChoiceDraft | null
  readonly words: Words
  readonly onChoose: (choice: ChoiceDraft) => void
}

function Difference({ difference, choice, words, onChoose }: DifferenceProps) {
  const t = useText()
  const { subject, layer, sheets, criteria } = difference
  const seatOf = (sheet: SheetDifference['sheets'][number]) =>
    sheet.seat === null ? sheet.actor : words.seat(sheet.seat)
  const base: ChoiceDraft = choice ?? { counts: null, by: 'lead', reason: '' }
  return (
    <section className={classes['difference']}>
      <Text fw={650} size="sm" mb={4}>
        {t('rounds.close.differs', {
          subject: words.subject(subject),
          layer: layerName(layer, words.language),
        })}
      </Text>
      <Radio.Group
        value={base.counts ?? ''}
        aria-label={t('rounds.close.counts', { subject: words.subject(subject) })}
        onChange={(value) =>
          onChoose({ ...base, counts: sheets.find(({ record }) => record === value)?.record ?? null })
        }
      >
        <Table fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('exchange.import.criterion')}</Table.Th>
              {sheets.map((sheet) => (
                <Table.Th key={sheet.record}>
                  <Radio
                    size="xs"
                    value={sheet.record as string}
                    label={seatOf(sheet)}
                    aria-label={t('rounds.close.choose', { seat: seatOf(sheet) })}
                    description={`${sheet.actor} · ${showMoment(sheet.at)}${sheet.oldScale ? ` · ${t('sheets.list.oldScale')}` : ''}`}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {criteria.map(({ criterion, values }) => (
              <Table.Tr key={criterion}>
                <Table.Td>{words.names.criterion(criterion)}</Table.Td>
                {sheets.map((sheet, index) => (
                  <Table.Td key={sheet.record} {...(isChosen(sheet.record, base) ? {} : { c: 'dimmed' })}>
                    <strong>{values[index] ?? t('rounds.close.nothingEntered')}</strong>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Radio.Group>
      {base.counts === null ? null : (
        <Group gap="sm" mt="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('rounds.close.settledBy')}
            value={base.by}
            data={(['lead', 'minutes'] as const).map((by) => ({
              value: by,
              label: t(`rounds.close.by.${by}`),
            }))}
            onChange={(by) => onChoose({ ...base, by: by === 'minutes' ? 'minutes' : 'lead' })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1, minWidth: 220 }}
            aria-label={`${t('rounds.close.choiceReason')}: ${words.subject(subject)}`}
            placeholder={t('rounds.close.choiceReason')}
            value={base.reason}
            maxLength={2000}
            onChange={(event) => onChoose({ ...base, reason: event.currentTarget.value })}
          />
        </Group>
      )}
    </section>
  )
}

function isChosen(record: RecordId, { counts }: ChoiceDraft): boolean {
  return counts === null || counts === record
}
