import { Badge, Button, Collapse, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportChange, ImportItem } from '../../../shared/contract/exchange.ts'
import type { RecordId, RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { remarksOnItem } from '../../../shared/messages/import-items.ts'
import { importClassName, kindName, layerName } from '../../../shared/messages/words.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useScale } from '../../ui/use-scale.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'
import { classColors } from './import-classes.ts'
import { verdictSentences } from './verdict-sentences.ts'

/** Items of one subject in one round; both null: the season itself, enrolments, agreements. */
export interface ImportGroup {
  readonly key: string
  readonly round: RoundCode | null
  readonly subject: SubjectCode | null
  readonly items: readonly ImportItem[]
}

interface ItemGroupProps {
  readonly group: ImportGroup
  readonly token: string
}

export function ItemGroup({ group, token }: ItemGroupProps) {
  const t = useText()
  const words = useWords()
  const title =
    group.subject === null
      ? t('exchange.import.notAboutSubject')
      : group.round === null
        ? words.subject(group.subject)
        : `${words.subject(group.subject)} · ${words.round(group.round)}`
  return (
    <Panel title={title} flush>
      <ul className={classes['items']}>
        {group.items.map((item) => (
          <Item key={item.record} item={item} token={token} />
        ))}
      </ul>
    </Panel>
  )
}

interface ItemProps {
  readonly item: ImportItem
  readonly token: string
}

function Item({ item, token }: ItemProps) {
  const t = useText()
  const words = useWords()
  const [opened, setOpened] = useState(false)
  return (
    <li>
      <UnstyledButton className={classes['item']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <IconChevronRight size={16} className={classes['chevron']} aria-hidden="true" />
        <Badge color={classColors[item.class]} variant="light" className={classes['class'] ?? ''}>
          {importClassName(item.class, words.language)}
        </Badge>
        <span className={classes['what']}>
          <Text span size="sm" fw={600}>
            {kindName(item.kind, words.language)}
            {item.layer === null ? '' : ` · ${layerName(item.layer, words.language)}`}
          </Text>
          <Text span size="xs" c="dimmed">
            {t('exchange.import.by', {
              actor: item.actor,
              seats: item.author.seats.map(words.seat).join(', ') || item.author.device.slice(0, 8),
              at: showMoment(item.at),
            })}
          </Text>
        </span>
        {item.changes === 0 ? null : (
          <Text span size="xs" c="dimmed">
            {t('exchange.import.changes', { count: item.changes })}
          </Text>
        )}
      </UnstyledButton>
      <Collapse expanded={opened} keepMounted={false}>
        <ItemDetails item={item} token={token} />
      </Collapse>
    </li>
  )
}

function ItemDetails({ item, token }: ItemProps) {
  const t = useText()
  const words = useWords()
  const why = verdictSentences(item.verdict, words, t)
  const remarks = remarksOnItem(item, words.language)
  return (
    <div className={classes['details']}>
      {why.length === 0 ? null : (
        <Group gap="xs" mb="xs" align="flex-start">
          <Text size="sm" fw={600}>
            {t('exchange.import.why')}:
          </Text>
          <div>
            {why.map((sentence) => (
              <Text key={sentence} size="sm">
                {sentence}
              </Text>
            ))}
          </div>
        </Group>
      )}
      {remarks.map((remark) => (
        <Text key={remark} size="sm" mb="xs">
          {remark}
        </Text>
      ))}
      {item.changes === 0 ? (
        <Text size="sm" c="dimmed">
          {t('exchange.import.noChanges')}
        </Text>
      ) : (
        <ItemChanges token={token} record={item.record} beside={null} />
      )}
      {item.beside.map(({ record, seats, device, actor, at, differences }) => (
        <div key={record}>
          <Text size="sm" mt="xs">
            {t('exchange.import.beside', {
              by: t('exchange.import.by', {
                actor,
                seats: seats.map(words.seat).join(', ') || device.slice(0, 8),
                at: showMoment(at),
              }),
              count: differences,
            })}
          </Text>
          {differences === 0 ? null : <ItemChanges token={token} record={item.record} beside={record} />}
        </div>
      ))}
    </div>
  )
}

/** What a page asks for: a whole sheet of a usual scale. */
const changesOnPage = 100

interface ChangesProps {
  readonly token: string
  readonly record: RecordId
  /** Null: what the record changes; else where the sheet beside it says something else. */
  readonly beside: RecordId | null
}

function ItemChanges(props: ChangesProps) {
  const t = useText()
  const [pages, setPages] = useState(1)
  const first = useQueryCall('exchange.previewChanges', { ...props, offset: 0, limit: changesOnPage })
  const offsets = Array.from({ length: pages }, (_, page) => page * changesOnPage)
  const left = (first.data?.total ?? 0) - pages * changesOnPage
  return (
    <>
      <Table fz="sm" verticalSpacing={4} className={classes['changes'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('exchange.import.criterion')}</Table.Th>
            <Table.Th ta="right">{t('exchange.import.before')}</Table.Th>
            <Table.Th ta="right">{t('exchange.import.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {offsets.map((offset) => (
            <ChangesPage key={offset} {...props} offset={offset} />
          ))}
        </Table.Tbody>
      </Table>
      {left > 0 ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setPages(pages + 1)}>
          {t('common.showMore', { count: left })}
        </Button>
      ) : null}
      <ProblemAlert problem={first.error} />
    </>
  )
}

function ChangesPage(props: ChangesProps & { readonly offset: number }) {
  const { data } = useQueryCall('exchange.previewChanges', { ...props, limit: changesOnPage })
  return (data?.changes ?? []).map((change) => <ChangeRow key={change.criterion} change={change} />)
}

function ChangeRow({ change }: { readonly change: ImportChange }) {
  const t = useText()
  const scale = useScale(null)
  const words = useWords(scale)
  return (
    <Table.Tr>
      <Table.Td>{words.names.criterion(change.criterion)}</Table.Td>
      <Table.Td ta="right" c="dimmed">
        {change.before ?? t('exchange.import.nothing')}
      </Table.Td>
      <Table.Td ta="right" fw={600}>
        {change.after ?? t('exchange.import.nothing')}
      </Table.Td>
    </Table.Tr>
  )
}
