import { Badge, Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconFilterOff, IconPackage, IconPackageOff, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { BundleSummary, ImportClass, ImportPreviewView } from '../../../shared/contract/exchange.ts'
import { failure } from '../../../shared/contract/failures.ts'
import { describeFailure } from '../../../shared/messages/failures.ts'
import { importClassName } from '../../../shared/messages/words.ts'
import { showBytes, showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'
import { classColors, classOrder } from './import-classes.ts'
import { type ImportFilter, importGroups } from './import-groups.ts'
import { ItemGroup } from './item-group.tsx'

const groupsAtOnce = 40

/** What an import would change, before anything changes. */
export function ImportPreview({ preview }: { readonly preview: ImportPreviewView }) {
  const t = useText()
  const words = useWords()
  const [filter, setFilter] = useState<ImportFilter>({ class: null, search: '' })
  const [limit, setLimit] = useState(groupsAtOnce)
  const groups = useMemo(
    () => importGroups(preview.items, filter, words.subject),
    [preview.items, filter, words.subject],
  )
  const shown = groups.slice(0, limit)
  const passing = groups.reduce((sum, group) => sum + group.items.length, 0)
  return (
    <Stack gap="md">
      <Panel title={t('exchange.import.bundles')} flush>
        <ul className={classes['bundles']}>
          {preview.bundles.map((bundle) => (
            <Bundle key={bundle.name} bundle={bundle} />
          ))}
        </ul>
      </Panel>
      {preview.items.length === 0 ? null : (
        <>
          <Group justify="space-between" align="center">
            <ClassChips
              preview={preview}
              chosen={filter.class}
              onChoose={(chosen) => setFilter({ ...filter, class: chosen })}
            />
            <Group gap="sm">
              <Text size="xs" c="dimmed">
                {t('exchange.import.showItems', { shown: passing, all: preview.items.length })}
              </Text>
              <TextInput
                size="xs"
                w={230}
                leftSection={<IconSearch size={15} />}
                aria-label={t('exchange.import.search')}
                placeholder={t('exchange.import.search')}
                value={filter.search}
                onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
              />
            </Group>
          </Group>
          {groups.length === 0 ? (
            <NothingHere
              icon={<IconFilterOff />}
              title={t('exchange.import.itemsNone')}
              next={t('exchange.import.itemsNoneNext')}
            />
          ) : null}
          {shown.map((group) => (
            <ItemGroup key={group.key} group={group} />
          ))}
          {groups.length > limit ? (
            <Button variant="subtle" onClick={() => setLimit(limit + groupsAtOnce)}>
              {t('common.showMore', { count: groups.length - limit })}
            </Button>
          ) : null}
        </>
      )}
    </Stack>
  )
}

function Bundle({ bundle }: { readonly bundle: BundleSummary }) {
  const t = useText()
  const words = useWords()
  const refused =
    bundle.refused === null
      ? null
      : describeFailure(
          failure('bundleRefused', { name: bundle.name, error: bundle.refused }),
          words.language,
          words.names,
        )
  const facts = [
    bundle.exporter === null
      ? null
      : t('exchange.import.from', {
          seats: bundle.exporter.seats.map(words.seat).join(', ') || bundle.exporter.device.slice(0, 8),
        }),
    bundle.number === null ? null : t('exchange.import.number', { number: bundle.number }),
    bundle.createdAt === null ? null : t('exchange.import.made', { at: showMoment(bundle.createdAt) }),
    t('exchange.import.records', { count: bundle.records }),
    showBytes(bundle.bytes),
  ].filter((fact) => fact !== null)
  return (
    <li className={classes['bundle']}>
      {refused === null ? (
        <IconPackage size={20} />
      ) : (
        <IconPackageOff size={20} color="var(--mantine-color-red-6)" />
      )}
      <div>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {bundle.name}
          </Text>
          {bundle.old ? (
            <Badge color="gray" variant="light" size="sm">
              {t('exchange.import.old')}
            </Badge>
          ) : null}
          {refused === null ? null : (
            <Badge color="red" variant="light" size="sm">
              {t('exchange.import.refused')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c={refused === null ? 'dimmed' : 'red'} role={refused === null ? undefined : 'alert'}>
          {refused === null ? facts.join(' · ') : refused.body}
        </Text>
      </div>
    </li>
  )
}

interface ClassChipsProps {
  readonly preview: ImportPreviewView
  readonly chosen: ImportClass | null
  readonly onChoose: (chosen: ImportClass | null) => void
}

function ClassChips({ preview, chosen, onChoose }: ClassChipsProps) {
  const t = useText()
  const { language } = useWords()
  const there = classOrder.filter((each) => preview.counts[each] > 0)
  return (
    <Group gap={6}>
      <Chip size="xs" checked={chosen === null} onChange={() => onChoose(null)}>
        {t('exchange.import.everyClass')} ({preview.items.length})
      </Chip>
      {there.map((each) => (
        <Chip
          key={each}
          size="xs"
          color={classColors[each]}
          checked={chosen === each}
          onChange={() => onChoose(chosen === each ? null : each)}
        >
          {importClassName(each, language)} ({preview.counts[each]})
        </Chip>
      ))}
    </Group>
  )
}
