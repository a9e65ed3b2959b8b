import { ActionIcon, Button, Group, Menu, SegmentedControl, Text, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconCloudCheck,
  IconCloudX,
  IconCopy,
  IconLoader2,
} from '@tabler/icons-react'
import type { CriterionCode } from '../../../shared/domain/ids.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { showClock } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/setup.ts'
import { toast } from '../../ui/toasts.tsx'
import type { SaveState } from '../../ui/unsaved/keeper.ts'
import classes from './sheet.module.css'
import { editedText } from './state/cell-text.ts'
import { layersBefore, type SheetFilter } from './state/sheet-filters.ts'
import type { SheetState } from './state/sheet-store.ts'
import { useSheet } from './state/store-context.ts'

export interface SheetToolbarProps {
  readonly writable: boolean
  readonly save: SaveState
}

export function SheetToolbar({ writable, save }: SheetToolbarProps) {
  return (
    <div className={classes['toolbar']}>
      <Group gap="xs" wrap="nowrap">
        <Filters />
        {writable ? (
          <>
            <UndoRedo />
            <CopyMenu />
          </>
        ) : null}
      </Group>
      {writable ? <Saved save={save} /> : null}
    </div>
  )
}

const filters: readonly SheetFilter[] = ['all', 'notScored', 'differs', 'warned']

function Filters() {
  const t = useText()
  const filter = useSheet((state) => state.filter)
  const setFilter = useSheet((state) => state.setFilter)
  const hasBefore = useSheet((state) => layersBefore(state.view).length > 0)
  const missing = useSheet((state) => state.missing)
  return (
    <SegmentedControl
      size="xs"
      value={filter}
      data={filters
        .filter((each) => each !== 'differs' || hasBefore)
        .map((each) => ({
          value: each,
          label:
            each === 'notScored'
              ? `${t('sheets.filter.notScored')} (${missing})`
              : t(`sheets.filter.${each}`),
        }))}
      onChange={setFilter}
    />
  )
}

function UndoRedo() {
  const t = useText()
  const done = useSheet((state) => state.history.done.length)
  const undone = useSheet((state) => state.history.undone.length)
  const undo = useSheet((state) => state.undo)
  const redo = useSheet((state) => state.redo)
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={t('sheets.undo')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('sheets.undo')}
          disabled={done === 0}
          onClick={undo}
        >
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('sheets.redo')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('sheets.redo')}
          disabled={undone === 0}
          onClick={redo}
        >
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

/** Taking over another layer's results is a deliberate act, named and undone like any other. */
function CopyMenu() {
  const t = useText()
  const language = useLanguage()
  const view = useSheet((state) => state.view)
  const state = useSheet((each) => each)
  const before = layersBefore(view)
  const [nearest, further] = before
  if (nearest === undefined) return null
  const told = (count: number) => toast('done', t('sheets.copy.done', { count }))
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={15} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {t('sheets.copy.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {before.map((layer) => (
          <Menu.Item key={layer} onClick={() => told(state.copyFrom(layer, null))}>
            {t('sheets.copy.all', { layer: layerName(layer, language) })}
          </Menu.Item>
        ))}
        {further === undefined ? null : (
          <Menu.Item onClick={() => told(state.copyFrom(nearest, agreed(state, nearest, further)))}>
            {t('sheets.copy.agreed', {
              first: layerName(further, language),
              second: layerName(nearest, language),
            })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Where two layers entered the same. */
function agreed(
  state: SheetState,
  first: keyof SheetState['submitted'],
  second: keyof SheetState['submitted'],
): ReadonlySet<CriterionCode> {
  return new Set(
    state.leaves
      .filter((leaf) => {
        const left = state.submitted[first].get(leaf.code)
        const right = state.submitted[second].get(leaf.code)
        return (
          left !== undefined &&
          right !== undefined &&
          editedText(leaf.rule, left) === editedText(leaf.rule, right) &&
          (left.adjustment ?? 0) === 0
        )
      })
      .map((leaf) => leaf.code),
  )
}

function Saved({ save }: { readonly save: SaveState }) {
  const t = useText()
  const text =
    save.state === 'saved'
      ? t('sheets.save.saved', { at: showClock(save.at) })
      : t(`sheets.save.${save.state}`)
  const Icon = 'problem' in save ? IconCloudX : save.state === 'saved' ? IconCloudCheck : IconLoader2
  return (
    <Group gap={6} wrap="nowrap" role="status" data-testid="save-state" data-state={save.state}>
      {save.state === 'none' ? null : <Icon size={16} aria-hidden="true" />}
      <Text size="xs" c={'problem' in save ? 'red' : 'dimmed'}>
        {text}
      </Text>
    </Group>
  )
}
