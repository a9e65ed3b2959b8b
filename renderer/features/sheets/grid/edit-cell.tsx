import { Button, Group, Popover, Text } from '@mantine/core'
import { type KeyboardEvent, memo, useEffect, useRef } from 'react'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import { useText } from '../../../i18n/setup.ts'
import { adjustmentText, hasResult, resultText } from '../state/cell-text.ts'
import { cellKey, type EditColumn } from '../state/grid-navigation.ts'
import { textToEdit } from '../state/sheet-derived.ts'
import type { RefusedText } from '../state/sheet-store.ts'
import { useSheet } from '../state/store-context.ts'
import classes from './grid.module.css'
import { resultUnit } from './target-text.ts'
import { useCellWords } from './use-cell-words.ts'

export interface EditCellProps {
  readonly leaf: Criterion
  readonly column: EditColumn
  readonly writable: boolean
  readonly onEditorKey: (event: KeyboardEvent<HTMLInputElement>) => void
}

export function cellId(leaf: Criterion, column: EditColumn): string {
  return `cell-${column}-${leaf.code}`
}

/** A cell a person writes in: shown, selected, open or refused. */
export const EditCell = memo(function EditCell({ leaf, column, writable, onEditorKey }: EditCellProps) {
  const place = { criterion: leaf.code, column }
  const selected = useSheet(
    (state) => state.selected.criterion === leaf.code && state.selected.column === column,
  )
  const open = useSheet((state) => selected && state.editing !== null && !state.editing.beside)
  const refused = useSheet((state) => state.refused.get(cellKey(place)))
  const select = useSheet((state) => state.select)
  const beginEdit = useSheet((state) => state.beginEdit)
  const commitEdit = useSheet((state) => state.commitEdit)
  const current = useSheet((state) => (selected && state.editing === null ? textToEdit(state, place) : ''))
  const cell = useRef<HTMLTableCellElement>(null)
  useEffect(() => {
    if (selected) cell.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: same; the grid holds the focus
    <td
      ref={cell}
      id={cellId(leaf, column)}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      aria-selected={selected}
      aria-invalid={refused !== undefined}
      data-column={column}
      data-refused={refused !== undefined}
      data-writable={writable}
      className={classes['cell']}
      onMouseDown={(event) => {
        if (open) return
        // The focus stays with the grid; a cell left open is written first.
        event.preventDefault()
        commitEdit()
        select(place)
        cell.current?.closest('table')?.focus({ preventScroll: true })
      }}
      onDoubleClick={() => {
        if (writable && !open) beginEdit(current, true)
      }}
    >
      {open ? (
        <OpenCell leaf={leaf} column={column} onEditorKey={onEditorKey} />
      ) : refused === undefined ? (
        <ShownValue leaf={leaf} column={column} />
      ) : (
        <RefusedValue leaf={leaf} column={column} refused={refused} selected={selected} />
      )}
    </td>
  )
})

function OpenCell({ leaf, column, onEditorKey }: Omit<EditCellProps, 'writable'>) {
  const t = useText()
  const text = useSheet((state) => state.editing?.text ?? '')
  const typeText = useSheet((state) => state.typeText)
  const commitEdit = useSheet((state) => state.commitEdit)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [])
  return (
    <input
      ref={input}
      className={classes['input']}
      value={text}
      aria-label={`${t(`sheets.column.${column}`)}, ${leaf.code}. ${leaf.title}`}
      inputMode={column === 'reason' ? 'text' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => typeText(event.currentTarget.value)}
      onKeyDown={onEditorKey}
      onBlur={() => commitEdit()}
    />
  )
}

function ShownValue({ leaf, column }: Pick<EditCellProps, 'leaf' | 'column'>) {
  const t = useText()
  const words = useCellWords()
  const entry = useSheet((state) => state.entries.get(leaf.code))
  const assigned = useSheet((state) => state.scoreOf.get(leaf.code)?.state)
  if (column === 'adjustment') return <div className={classes['value']}>{adjustmentText(entry)}</div>
  if (column === 'reason') {
    return (
      <div className={classes['value']} title={entry?.reason}>
        <span>{entry?.reason ?? ''}</span>
      </div>
    )
  }
  if (!hasResult(leaf.rule, entry)) {
    const word = assigned === 'notAssigned' ? 'notAssigned' : 'notScored'
    return (
      <div className={classes['value']}>
        <span className={classes['unscored']}>{t(`sheets.cell.${word}`)}</span>
      </div>
    )
  }
  const text = resultText(leaf.rule, entry, words)
  const isWord = text === words.nothingToCount
  const unit = resultUnit(leaf)
  return (
    <div className={classes['value']} title={text}>
      <span className={isWord ? classes['word'] : undefined}>{text}</span>
      {unit === '' || isWord ? null : <span className={classes['unit']}>{unit}</span>}
    </div>
  )
}

interface RefusedValueProps extends Pick<EditCellProps, 'leaf' | 'column'> {
  readonly refused: RefusedText
  readonly selected: boolean
}

/** The text as it was typed, with what is wrong; where it reads two ways, both as buttons. */
function RefusedValue({ leaf, column, refused, selected }: RefusedValueProps) {
  const t = useText()
  const write = useSheet((state) => state.write)
  const { problem } = refused
  const place = { criterion: leaf.code, column }
  return (
    <Popover
      opened={selected}
      position="bottom-end"
      withArrow
      shadow="md"
      width={300}
      withinPortal
      trapFocus={false}
    >
      <Popover.Target>
        <div className={classes['value']}>
          <span>{refused.text}</span>
        </div>
      </Popover.Target>
      <Popover.Dropdown role="alert" onMouseDown={(event) => event.stopPropagation()}>
        <Text size="sm">
          {problem.code === 'items'
            ? t('sheets.problem.items', { known: problem.known })
            : t(`sheets.problem.${problem.code}`)}
        </Text>
        {problem.code === 'ambiguous' ? (
          <Group gap="xs" mt="xs">
            {[problem.whole, problem.fraction.replace('.', ',')].map((reading) => (
              <Button
                key={reading}
                size="compact-sm"
                variant="light"
                // Read as canonical: the decimal comma here is ours, padded so that it cannot be ambiguous again.
                onClick={() => write(place, unambiguous(reading))}
              >
                {reading} {resultUnit(leaf)}
              </Button>
            ))}
          </Group>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}

/** `1,234` with more zeros behind: exactly three digits after the mark would be asked back for ever. */
function unambiguous(reading: string): string {
  return reading.includes(',') ? `${reading}0000` : reading
}
