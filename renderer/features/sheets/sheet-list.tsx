import { Badge, Button, Group, Switch, Table, Text, TextInput } from '@mantine/core'
import { IconClipboardOff, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { SeasonView } from '../../../shared/contract/season.ts'
import type { SheetRow } from '../../../shared/contract/sheets.ts'
import type { RoundCode } from '../../../shared/domain/ids.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import { matchesSearch } from '../../../shared/messages/search.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { compareNames, showMoment } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PlacePicker, usePlace } from '../../ui/place-picker.tsx'
import { replaceRoute } from '../../ui/router.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './sheet.module.css'

const shownLayers: readonly Layer[] = ['self', 'cross', 'appraisal', 'review']

/** Subjects × layers of one round: who has submitted, what is mine to score. */
export function SheetList({ view }: { readonly view: SeasonView }) {
  const t = useText()
  const place = usePlace(view)
  const [search, setSearch] = useState('')
  const [mineOnly, setMineOnly] = useState(false)
  const list = useQueryCall('sheets.list', { round: place.round }, { keepPrevious: true })
  return (
    <Page
      title={t('sheets.title')}
      fit="wide"
      actions={
        <PlacePicker view={view} place={place} onPick={(next) => replaceRoute(hrefs.sheets(next.round))} />
      }
    >
      <Group gap="md">
        <TextInput
          aria-label={t('common.search')}
          placeholder={t('common.search')}
          leftSection={<IconSearch size={16} />}
          value={search}
          w={280}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Switch
          label={t('sheets.list.mineOnly')}
          checked={mineOnly}
          onChange={(event) => setMineOnly(event.currentTarget.checked)}
        />
      </Group>
      <Asked query={list} rows={10}>
        {(rows) => {
          const inCluster = rows.filter((row) => row.cluster === place.cluster)
          const shown = inCluster
            .filter((row) => matchesSearch(`${row.subject} ${row.name}`, search))
            .filter((row) => !mineOnly || row.mine.length > 0)
            .toSorted((left, right) => compareNames(left.name, right.name))
          return shown.length === 0 ? (
            <NothingHere
              icon={<IconClipboardOff />}
              title={t(mineOnly && search === '' ? 'sheets.list.nothingMine' : 'sheets.list.none')}
              next={t('sheets.list.noneNext')}
            />
          ) : (
            <Rows rows={shown} round={place.round} />
          )
        }}
      </Asked>
    </Page>
  )
}

function Rows({ rows, round }: { readonly rows: readonly SheetRow[]; readonly round: RoundCode }) {
  const t = useText()
  const language = useLanguage()
  const used = shownLayers.filter(
    (layer) =>
      layer !== 'review' || rows.some((row) => row.layers.review !== null || row.drafts.includes('review')),
  )
  return (
    <Panel flush>
      <Table highlightOnHover verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="32%">{t('sheets.list.subject')}</Table.Th>
            {used.map((layer) => (
              <Table.Th key={layer}>
                {layerName(layer, language)}
                <Text size="xs" c="dimmed" fw={400}>
                  {t('sheets.list.summary', {
                    done: rows.filter((row) => row.layers[layer] !== null || row.beside[layer].length > 0)
                      .length,
                    all: rows.length,
                  })}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.subject}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {row.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {row.excluded === null ? row.subject : t('sheets.list.excluded', { reason: row.excluded })}
                </Text>
              </Table.Td>
              {used.map((layer) => (
                <Table.Td key={layer} className={classes['layerCell'] ?? ''}>
                  <LayerMark row={row} layer={layer} round={round} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}

interface LayerMarkProps {
  readonly row: SheetRow
  readonly layer: Layer
  readonly round: RoundCode
}

function LayerMark({ row, layer, round }: LayerMarkProps) {
  const t = useText()
  const language = useLanguage()
  const words = useWords()
  const mark = row.layers[layer]
  const mine = row.mine.includes(layer)
  const drafted = row.drafts.includes(layer)
  const beside = row.beside[layer]
  if (mark === null && !mine && !drafted) {
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    )
  }
  const word = mine ? (drafted ? 'resume' : mark === null ? 'start' : 'revise') : 'look'
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between">
      <div className={classes['mark']}>
        {mark === null ? null : (
          <>
            <Text size="sm">{t('sheets.list.scored', { count: mark.scored })}</Text>
            <Text size="xs" c="dimmed">
              {beside.length > 0 && mark.seat !== null ? `${words.seat(mark.seat)} · ` : ''}
              {showMoment(mark.at)}
            </Text>
          </>
        )}
        {beside.map((other) => (
          <Text key={other.record} size="xs" c="dimmed">
            {t('sheets.list.besides', {
              seat: other.seat === null ? other.actor : words.seat(other.seat),
              count: other.scored,
              at: showMoment(other.at),
            })}
          </Text>
        ))}
        <Group gap={4}>
          {drafted ? (
            <Badge size="xs" color="gold" variant="light">
              {t('sheets.list.draft')}
            </Badge>
          ) : null}
          {mark?.oldScale === true ? (
            <Badge size="xs" color="red" variant="light">
              {t('sheets.list.oldScale')}
            </Badge>
          ) : null}
          {mark?.enteredFor === true ? (
            <Badge size="xs" color="gray" variant="light">
              {t('sheets.list.enteredFor')}
            </Badge>
          ) : null}
        </Group>
      </div>
      <Button
        component="a"
        href={hrefs.sheet(round, row.subject, layer)}
        size="compact-sm"
        flex="none"
        variant={mine && mark === null ? 'filled' : mine ? 'light' : 'subtle'}
        aria-label={`${t(`sheets.list.${word}`)}: ${row.name}, ${layerName(layer, language)}`}
      >
        {t(`sheets.list.${word}`)}
      </Button>
    </Group>
  )
}
