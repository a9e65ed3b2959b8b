import { ActionIcon, Button, Checkbox, Group, Loader, ScrollArea, Text, UnstyledButton } from '@mantine/core'
import {
  IconArrowUp,
  IconChevronRight,
  IconDeviceUsb,
  IconFolder,
  IconFolderOpen,
  IconPackage,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { FileHandle, FolderListing } from '../../../shared/contract/files.ts'
import { showBytes, showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../problem-alert.tsx'
import type { ChosenFile } from './chosen-file.ts'
import classes from './file-chooser.module.css'

export interface ServedChooserProps {
  readonly what: 'folder' | 'bundles'
  readonly several: boolean
  readonly chosen: readonly ChosenFile[]
  readonly onChoose: (files: readonly ChosenFile[]) => void
}

/** Places on the left, the open folder on the right. */
export function ServedChooser({ what, several, chosen, onChoose }: ServedChooserProps) {
  const t = useText()
  const [opened, setOpened] = useState<FileHandle | null>(null)
  const places = useQueryCall('files.places', {})
  return (
    <div className={classes['served']}>
      <nav className={classes['places']} aria-label={t('files.places')}>
        {places.data === undefined ? <Loader size="sm" m="sm" /> : null}
        {places.data?.map((place) => (
          <UnstyledButton
            key={place.handle}
            className={classes['place']}
            data-active={opened === place.handle}
            onClick={() => {
              setOpened(place.handle)
              if (what === 'folder') onChoose([place])
            }}
          >
            {place.kind === 'removable' ? <IconDeviceUsb size={18} /> : <IconFolder size={18} />}
            <span className={classes['placeName']}>
              {place.label}
              {place.freeBytes === null ? null : (
                <Text span size="xs" c="dimmed" display="block">
                  {t('files.free', { size: showBytes(place.freeBytes) })}
                </Text>
              )}
            </span>
          </UnstyledButton>
        ))}
        {places.data?.length === 0 ? (
          <Text size="sm" c="dimmed" p="sm">
            {t('files.noPlaces')}
          </Text>
        ) : null}
      </nav>
      <div className={classes['listing']}>
        {opened === null ? (
          <Text size="sm" c="dimmed" p="md">
            {t(what === 'bundles' ? 'files.openPlaceForBundles' : 'files.openPlaceForFolder')}
          </Text>
        ) : (
          <OpenFolder
            folder={opened}
            what={what}
            several={several}
            chosen={chosen}
            onChoose={onChoose}
            onOpen={setOpened}
          />
        )}
      </div>
    </div>
  )
}

interface OpenFolderProps extends ServedChooserProps {
  readonly folder: FileHandle
  readonly onOpen: (folder: FileHandle) => void
}

function OpenFolder({ folder, what, several, chosen, onChoose, onOpen }: OpenFolderProps) {
  const t = useText()
  const listing = useQueryCall('files.browse', { folder })
  if (listing.error !== null) return <ProblemAlert problem={listing.error} />
  if (listing.data === undefined) return <Loader size="sm" m="md" />
  const { data } = listing
  const bundles = data.entries.filter((entry) => entry.kind === 'bundle')
  const isChosen = (handle: FileHandle) => chosen.some((file) => file.handle === handle)
  return (
    <>
      <Group gap="xs" className={classes['path']} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('files.up')}
          disabled={data.parent === null}
          onClick={() => {
            if (data.parent !== null) onOpen(data.parent)
          }}
        >
          <IconArrowUp size={18} />
        </ActionIcon>
        <Text size="sm" fw={600} truncate>
          {data.label}
        </Text>
        {what === 'folder' ? (
          <Button
            size="compact-sm"
            ml="auto"
            variant={isChosen(data.handle) ? 'filled' : 'light'}
            leftSection={<IconFolderOpen size={15} />}
            onClick={() => onChoose([{ handle: data.handle, label: data.label }])}
          >
            {t(isChosen(data.handle) ? 'files.folderChosen' : 'files.useThisFolder')}
          </Button>
        ) : several && bundles.length > 1 ? (
          <Button
            size="compact-sm"
            ml="auto"
            variant="light"
            onClick={() => onChoose(bundles.map(({ handle, name }) => ({ handle, label: name })))}
          >
            {t('files.chooseAll', { count: bundles.length })}
          </Button>
        ) : null}
      </Group>
      <ScrollArea.Autosize mah={240} type="auto">
        <Entries
          data={data}
          what={what}
          chosen={chosen}
          several={several}
          onChoose={onChoose}
          onOpen={onOpen}
        />
      </ScrollArea.Autosize>
    </>
  )
}

interface EntriesProps extends ServedChooserProps {
  readonly data: FolderListing
  readonly onOpen: (folder: FileHandle) => void
}

function Entries({ data, what, several, chosen, onChoose, onOpen }: EntriesProps) {
  const t = useText()
  const shown = data.entries.filter((entry) => entry.kind === 'folder' || what === 'bundles')
  if (shown.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="md">
        {t(what === 'bundles' ? 'files.noBundlesHere' : 'files.emptyFolder')}
      </Text>
    )
  }
  return (
    <ul className={classes['entries']}>
      {shown.map((entry) => {
        if (entry.kind === 'folder') {
          return (
            <li key={entry.handle}>
              <UnstyledButton className={classes['entry']} onClick={() => onOpen(entry.handle)}>
                <IconFolder size={18} />
                <span className={classes['name']}>{entry.name}</span>
                <IconChevronRight size={16} />
              </UnstyledButton>
            </li>
          )
        }
        const checked = chosen.some((file) => file.handle === entry.handle)
        const file = { handle: entry.handle, label: entry.name }
        return (
          <li key={entry.handle}>
            <label className={classes['entry']} data-active={checked} htmlFor={`bundle-${entry.handle}`}>
              <Checkbox
                id={`bundle-${entry.handle}`}
                size="xs"
                checked={checked}
                onChange={() => {
                  const others = chosen.filter((each) => each.handle !== entry.handle)
                  if (checked) onChoose(others)
                  else onChoose(several ? [...others, file] : [file])
                }}
              />
              <IconPackage size={18} />
              <span className={classes['name']}>{entry.name}</span>
              <Text span size="xs" c="dimmed" className={classes['facts']}>
                {showBytes(entry.bytes)} · {showMoment(entry.modifiedAt)}
              </Text>
            </label>
          </li>
        )
      })}
    </ul>
  )
}
