import { Badge, Text } from '@mantine/core'
import type { SheetContent } from '../../../../shared/contract/sheets.ts'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import { layers } from '../../../../shared/domain/sheet.ts'
import { layerName } from '../../../../shared/messages/words.ts'
import { showDay } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/setup.ts'
import { useWords } from '../../../ui/use-words.ts'
import { useCellWords } from '../grid/use-cell-words.ts'
import { adjustmentText, resultText } from '../state/cell-text.ts'
import { layersBeside } from '../state/layers-beside.ts'
import { useSheet } from '../state/store-context.ts'
import classes from './panel.module.css'

/** What every layer entered for this criterion, and every member of a team: kept side by side for ever. */
export function LayersBeside({ leaf }: { readonly leaf: Criterion }) {
  const t = useText()
  const words = useWords()
  const view = useSheet((state) => state.view)
  const shown = layers.flatMap((layer) => layersBeside(view, layer, leaf.code))
  if (shown.length === 0) return null
  return (
    <section>
      <h2 className={classes['head']}>{t('sheets.panel.layers')}</h2>
      <ul className={classes['layers']}>
        {shown.map(({ layer, sheet, differs, history }) => (
          <li key={sheet.record} className={classes['layer']} data-differs={differs || undefined}>
            <span>
              {layerName(layer, words.language)}
              {sheet.seat === null || layer === 'self' ? '' : ` · ${words.seat(sheet.seat)}`}
              <Text span size="xs" c="dimmed" display="block">
                {`${sheet.actor} · ${showDay(sheet.at)}`}
              </Text>
              {history === null ? null : (
                <Badge size="xs" color="gray" variant="light">
                  {t(`sheets.panel.history.${history}`)}
                </Badge>
              )}
              {differs ? (
                <Badge size="xs" color="gold" variant="light">
                  {t('sheets.panel.differs')}
                </Badge>
              ) : null}
            </span>
            <Entered leaf={leaf} sheet={sheet} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Entered({ leaf, sheet }: { readonly leaf: Criterion; readonly sheet: SheetContent }) {
  const t = useText()
  const words = useCellWords()
  const entry = sheet.entries.find(({ criterion }) => criterion === leaf.code)
  const text = resultText(leaf.rule, entry, words)
  const adjustment = adjustmentText(entry)
  return (
    <>
      <span className={classes['entered']}>
        {text === '' ? t('sheets.cell.notScored') : text}
        {adjustment === '' ? '' : ` (${adjustment})`}
      </span>
      {entry === undefined || entry.reason === '' ? null : (
        <Text size="xs" className={classes['why']}>
          {entry.reason}
        </Text>
      )}
    </>
  )
}
