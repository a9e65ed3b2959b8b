import { Alert, Badge, Chip, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconHourglass, IconPackage, IconPackageOff, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { BundleSummary, ImportPreviewView } from '../../../shared/contract/exchange.ts'
import { failure } from '../../../shared/contract/failures.ts'
import { classesAsShown, type ImportClass } from '../../../shared/exchange/import-preview.ts'
import { describeFailure } from '../../../shared/messages/failures.ts'
import { importClassName } from '../../../shared/messages/words.ts'
import { showBytes, showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './exchange.module.css'
import { classColors } from './import-classes.ts'
import { ImportItems } from './import-items.tsx'

/** What an import would change, before anything changes. */
export function ImportPreview({ preview }: { readonly preview: ImportPreviewView }) {
  const t = useText()
  const [filter, setFilter] = useState<Filter>({ class: null, search: '' })
  return (
    <Stack gap="md">
      <Panel title={t('exchange.import.bundles')} flush>
        <ul className={classes['bundles']}>
          {preview.bundles.map((bundle) => (
            <Bundle key={bundle.name} bundle={bundle} />
          ))}
        </ul>
      </Panel>
      <Antechamber {...preview.antechamber} />
      {preview.items === 0 ? null : (
        <>
          <Group justify="space-between" align="center">
            <ClassChips
              preview={preview}
              chosen={filter.class}
              onChoose={(chosen) => setFilter({ ...filter, class: chosen })}
            />
            <TextInput
              size="xs"
              w={230}
              maxLength={100}
              leftSection={<IconSearch size={15} />}
              aria-label={t('exchange.import.search')}
              placeholder={t('exchange.import.search')}
              value={filter.search}
              onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
            />
          </Group>
          {/* Another filter begins with its first page. */}
          <ImportItems key={`${filter.class} ${filter.search}`} token={preview.token} {...filter} />
        </>
      )}
    </Stack>
  )
}

/** What stays beside the ledger, what comes in from there, and what must be sent again. */
function Antechamber({ waiting, admitted, dropped }: ImportPreviewView['antechamber']) {
  const t = useText()
  if (waiting + admitted + dropped.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconHourglass />} title={t('exchange.antechamber.title')}>
      {waiting > 0 ? <Text size="sm">{t('exchange.antechamber.waiting', { count: waiting })}</Text> : null}
      {admitted > 0 ? <Text size="sm">{t('exchange.antechamber.admitted', { count: admitted })}</Text> : null}
      {dropped.map(({ device, ...run }) => (
        <Text key={device} size="sm">
          {t('exchange.antechamber.dropped', { device: device.slice(0, 8), ...run })}
        </Text>
      ))}
    </Alert>
  )
}

interface Filter {
  readonly class: ImportClass | null
  readonly search: string
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
  const there = classesAsShown.filter((each) => preview.counts[each] > 0)
  return (
    <Group gap={6}>
      <Chip size="xs" checked={chosen === null} onChange={() => onChoose(null)}>
        {t('exchange.import.everyClass')} ({preview.items})
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
