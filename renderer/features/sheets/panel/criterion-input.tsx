import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { ChangeEvent } from 'react'
import type { CountedItem, Criterion } from '../../../../shared/domain/scale.ts'
import { type Entry, emptyEntry } from '../../../../shared/domain/sheet.ts'
import { showPointsShort } from '../../../../shared/kernel/decimal.ts'
import { useText } from '../../../i18n/setup.ts'
import { countedItems, hasResult, isCounted } from '../state/cell-text.ts'
import { type CellPlace, cellKey } from '../state/grid-navigation.ts'
import { textToEdit } from '../state/sheet-derived.ts'
import { useSheet } from '../state/store-context.ts'
import classes from './panel.module.css'

/** Editors for what does not fit into a cell: counted items, pass or fail, adjustment and reason. */
export function CriterionInput({ leaf }: { readonly leaf: Criterion }) {
  const t = useText()
  const entry = useSheet((state) => state.entries.get(leaf.code))
  const put = useSheet((state) => state.put)
  const layer = useSheet((state) => state.view.layer)
  return (
    <Stack gap="sm">
      {isCounted(leaf.rule) ? <CountedInput leaf={leaf} entry={entry} /> : null}
      {leaf.rule.kind === 'passFail' ? (
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('sheets.column.result')}
          value={entry?.result ?? ''}
          data={[
            { value: '1', label: t('sheets.cell.passed') },
            { value: '0', label: t('sheets.cell.failed') },
          ]}
          onChange={(result) => put(leaf.code, { ...(entry ?? emptyEntry(leaf.code)), result })}
        />
      ) : null}
      {hasResult(leaf.rule, entry) ? (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => put(leaf.code, null)}
        >
          {t('sheets.panel.clear')}
        </Button>
      ) : null}
      {layer === 'self' ? null : <AdjustmentInput leaf={leaf} />}
    </Stack>
  )
}

interface InputProps {
  readonly leaf: Criterion
  readonly entry: Entry | undefined
}

function CountedInput({ leaf, entry }: InputProps) {
  const t = useText()
  const put = useSheet((state) => state.put)
  const items = countedItems(leaf.rule)
  const nothing = entry !== undefined && entry.counts.length === 0 && entry.waivers.length === 0
  const base = entry ?? emptyEntry(leaf.code)
  const setCount = (item: CountedItem, count: number) =>
    put(leaf.code, {
      ...base,
      counts: items.flatMap(({ code }) => {
        const now = code === item.code ? count : (base.counts.find((each) => each.code === code)?.count ?? 0)
        return now > 0 ? [{ code, count: now }] : []
      }),
    })
  const setWaived = (item: CountedItem, waived: boolean) =>
    put(leaf.code, {
      ...base,
      waivers: items.flatMap(({ code }) =>
        (code === item.code ? waived : base.waivers.includes(code)) ? [code] : [],
      ),
    })
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <h2 className={classes['head']}>{t('sheets.panel.items')}</h2>
        <Button
          size="compact-xs"
          variant={nothing ? 'filled' : 'light'}
          onClick={() => put(leaf.code, { ...base, counts: [], waivers: [] })}
        >
          {t('sheets.panel.nothing')}
        </Button>
      </Group>
      {items.map((item) => {
        const waived = base.waivers.includes(item.code)
        return (
          <div key={item.code} className={classes['item']}>
            <div>
              <Text size="sm" td={waived ? 'line-through' : undefined}>
                <strong>{item.code}</strong>. {item.title}
              </Text>
              <Text size="xs" c="dimmed">
                {item.once === true
                  ? `${showPointsShort(item.each)} ${t('sheets.panel.once')}`
                  : t('sheets.panel.each', { points: showPointsShort(item.each) })}
              </Text>
            </div>
            <NumberInput
              size="xs"
              w={66}
              min={0}
              max={1_000_000}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              aria-label={item.title}
              value={
                entry === undefined ? '' : (base.counts.find(({ code }) => code === item.code)?.count ?? 0)
              }
              onChange={(count) => {
                if (typeof count === 'number') setCount(item, count)
              }}
            />
            <Switch
              size="xs"
              aria-label={`${t('sheets.panel.waive')}: ${item.title}`}
              label={t('sheets.panel.waived')}
              checked={waived}
              onChange={(event) => setWaived(item, event.currentTarget.checked)}
            />
          </div>
        )
      })}
    </Stack>
  )
}

/** Layers after self may move the points, and say why. */
function AdjustmentInput({ leaf }: Pick<InputProps, 'leaf'>) {
  const t = useText()
  return (
    <Stack gap={6}>
      <TextInput
        size="xs"
        label={t('sheets.panel.adjustment')}
        inputMode="decimal"
        {...useCellBeside({ criterion: leaf.code, column: 'adjustment' })}
      />
      <Textarea
        size="xs"
        label={t('sheets.panel.reason')}
        autosize
        minRows={2}
        {...useCellBeside({ criterion: leaf.code, column: 'reason' })}
      />
    </Stack>
  )
}

/** A field that is a cell of the grid: one text, one rule for what others may do to it while it is open. */
function useCellBeside(place: CellPlace) {
  const typeBeside = useSheet((state) => state.typeBeside)
  const commitEdit = useSheet((state) => state.commitEdit)
  const value = useSheet((state) => {
    const { editing } = state
    return editing?.beside === true && cellKey(editing.place) === cellKey(place)
      ? editing.text
      : textToEdit(state, place)
  })
  return {
    value,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      typeBeside(place, event.currentTarget.value),
    onBlur: () => void commitEdit(),
  }
}
