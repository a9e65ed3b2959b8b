import { Text } from '@mantine/core'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import { layers } from '../../../../shared/domain/sheet.ts'
import { layerName } from '../../../../shared/messages/words.ts'
import { showDay } from '../../../i18n/format.ts'
import { useLanguage, useText } from '../../../i18n/setup.ts'
import { useCellWords } from '../grid/use-cell-words.ts'
import { adjustmentText, resultText } from '../state/cell-text.ts'
import { useSheet } from '../state/store-context.ts'
import classes from './panel.module.css'

/** What every layer entered for this criterion, kept side by side for ever. */
export function LayersBeside({ leaf }: { readonly leaf: Criterion }) {
  const t = useText()
  const language = useLanguage()
  const words = useCellWords()
  const view = useSheet((state) => state.view)
  const submitted = useSheet((state) => state.submitted)
  const shown = layers.filter((layer) => view.layers[layer] !== null)
  if (shown.length === 0) return null
  return (
    <section>
      <h2 className={classes['head']}>{t('sheets.panel.layers')}</h2>
      <ul className={classes['layers']}>
        {shown.map((layer) => {
          const entry = submitted[layer].get(leaf.code)
          const mark = view.layers[layer]
          const text = resultText(leaf.rule, entry, words)
          const adjustment = adjustmentText(entry)
          return (
            <li key={layer} className={classes['layer']}>
              <span>
                {layerName(layer, language)}
                <Text span size="xs" c="dimmed" display="block">
                  {mark === null ? '' : `${mark.actor} · ${showDay(mark.at)}`}
                </Text>
              </span>
              <span className={classes['entered']}>
                {text === '' ? t('sheets.cell.notScored') : text}
                {adjustment === '' ? '' : ` (${adjustment})`}
              </span>
              {entry === undefined || entry.reason === '' ? null : (
                <Text size="xs" className={classes['why']}>
                  {entry.reason}
                </Text>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
