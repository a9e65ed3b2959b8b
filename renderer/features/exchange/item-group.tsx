import { Badge, Collapse, Group, Table, Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportItem } from '../../../shared/contract/exchange.ts'
import { importClassName, kindName, layerName } from '../../../shared/messages/words.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import { useScale } from '../../ui/use-scale.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'
import { classColors } from './import-classes.ts'
import type { ImportGroup } from './import-groups.ts'
import { verdictSentences } from './verdict-sentences.ts'

export function ItemGroup({ group }: { readonly group: ImportGroup }) {
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
          <Item key={item.record} item={item} />
        ))}
      </ul>
    </Panel>
  )
}

function Item({ item }: { readonly item: ImportItem }) {
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
        {item.changes.length === 0 ? null : (
          <Text span size="xs" c="dimmed">
            {t('exchange.import.changes', { count: item.changes.length })}
          </Text>
        )}
      </UnstyledButton>
      <Collapse expanded={opened} keepMounted={false}>
        <ItemDetails item={item} />
      </Collapse>
    </li>
  )
}

function ItemDetails({ item }: { readonly item: ImportItem }) {
  const t = useText()
  const scale = useScale(null)
  const words = useWords(scale)
  const why = verdictSentences(item.verdict, words, t)
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
      {item.changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('exchange.import.noChanges')}
        </Text>
      ) : (
        <Table fz="sm" verticalSpacing={4} className={classes['changes'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('exchange.import.criterion')}</Table.Th>
              <Table.Th ta="right">{t('exchange.import.before')}</Table.Th>
              <Table.Th ta="right">{t('exchange.import.after')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {item.changes.map((change) => (
              <Table.Tr key={change.criterion}>
                <Table.Td>{words.names.criterion(change.criterion)}</Table.Td>
                <Table.Td ta="right" c="dimmed">
                  {change.before ?? t('exchange.import.nothing')}
                </Table.Td>
                <Table.Td ta="right" fw={600}>
                  {change.after ?? t('exchange.import.nothing')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  )
}
