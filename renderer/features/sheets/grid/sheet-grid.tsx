import { useMemo, useRef } from 'react'
import { layerName } from '../../../../shared/messages/words.ts'
import { useLanguage, useText } from '../../../i18n/setup.ts'
import { toast } from '../../../ui/toasts.tsx'
import type { EditColumn } from '../state/grid-navigation.ts'
import { layersBefore } from '../state/sheet-filters.ts'
import { useSheet, useSheetStore } from '../state/store-context.ts'
import { cellId } from './edit-cell.tsx'
import classes from './grid.module.css'
import { gridKeys } from './grid-keys.ts'
import { gridRows } from './grid-rows.ts'
import { GroupRow } from './group-row.tsx'
import { LeafRow } from './leaf-row.tsx'

export interface SheetGridProps {
  readonly writable: boolean
  readonly onLeaveToPanel: () => void
}

const editWidths: { readonly [Each in EditColumn]: number } = { result: 124, adjustment: 62, reason: 104 }

/** The criterion tree as a grid. The table holds the focus, the store says which cell is meant. */
export function SheetGrid({ writable, onLeaveToPanel }: SheetGridProps) {
  const t = useText()
  const language = useLanguage()
  const store = useSheetStore()
  const table = useRef<HTMLTableElement>(null)
  const view = useSheet((state) => state.view)
  const columns = useSheet((state) => state.columns)
  const rowsInSight = useSheet((state) => state.rows)
  const activeId = useSheet((state) => {
    const leaf = state.leafOf.get(state.selected.criterion)
    return leaf === undefined ? undefined : cellId(leaf, state.selected.column)
  })
  const rows = useMemo(() => gridRows(view.scale, new Set(rowsInSight)), [view.scale, rowsInSight])
  const layers = useMemo(() => layersBefore(view).toReversed(), [view])
  const keys = useMemo(
    () =>
      gridKeys(store, {
        writable,
        onLeaveToPanel,
        onCellClosed: () => table.current?.focus({ preventScroll: true }),
        onPasted: ({ taken, refused }) =>
          toast(
            refused === 0 ? 'done' : 'problem',
            refused === 0 ? t('sheets.pasted', { taken }) : t('sheets.pastedSome', { taken, refused }),
          ),
      }),
    [store, writable, onLeaveToPanel, t],
  )
  return (
    <div className={classes['scroller']}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is edited is a grid
        role="grid"
        aria-label={`${view.subjectName}, ${layerName(view.layer, language)}`}
        aria-activedescendant={activeId}
        aria-readonly={!writable}
        tabIndex={0}
        className={classes['grid']}
        onKeyDown={keys.onGridKey}
        onPaste={keys.onPaste}
        onCopy={keys.onCopy}
      >
        <colgroup>
          <col style={{ width: 42 }} />
          <col />
          <col style={{ width: 54 }} />
          <col style={{ width: 76 }} />
          {layers.map((layer) => (
            <col key={layer} style={{ width: layers.length > 2 ? 64 : 72 }} />
          ))}
          {columns.map((column) => (
            <col key={column} style={{ width: editWidths[column] }} />
          ))}
          <col style={{ width: 64 }} />
          <col style={{ width: 30 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('sheets.column.code')}</th>
            <th scope="col">{t('sheets.column.title')}</th>
            <th scope="col" data-number="true">
              {t('sheets.column.max')}
            </th>
            <th scope="col" data-number="true">
              {t('sheets.column.target')}
            </th>
            {layers.map((layer) => (
              <th scope="col" key={layer} data-number="true">
                {layerName(layer, language)}
              </th>
            ))}
            {columns.map((column) => (
              <th scope="col" key={column} data-number={column !== 'reason'}>
                {t(`sheets.column.${column}`)}
              </th>
            ))}
            <th scope="col" data-number="true">
              {t('sheets.column.points')}
            </th>
            <th scope="col" aria-label={t('sheets.column.state')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            row.kind === 'group' ? (
              <GroupRow key={`group ${row.path}`} row={row} span={3 + layers.length + columns.length} />
            ) : (
              <LeafRow
                key={row.leaf.code}
                leaf={row.leaf}
                depth={row.depth}
                columns={columns}
                layers={layers}
                writable={writable}
                onEditorKey={keys.onEditorKey}
              />
            ),
          )}
        </tbody>
      </table>
      {rows.length === 0 ? <p className={classes['empty']}>{t('sheets.filterEmpty')}</p> : null}
    </div>
  )
}
