import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconExclamationCircle,
} from '@tabler/icons-react'
import { type KeyboardEvent, memo } from 'react'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import type { Layer } from '../../../../shared/domain/sheet.ts'
import { showPoints, showPointsShort } from '../../../../shared/kernel/decimal.ts'
import { describeScoringProblem } from '../../../../shared/messages/scoring.problems.ts'
import { describeWarning } from '../../../../shared/messages/scoring.warnings.ts'
import { useLanguage, useText } from '../../../i18n/setup.ts'
import { adjustmentText, editedText, resultText } from '../state/cell-text.ts'
import type { EditColumn } from '../state/grid-navigation.ts'
import { useSheet } from '../state/store-context.ts'
import { EditCell } from './edit-cell.tsx'
import classes from './grid.module.css'
import { targetText } from './target-text.ts'
import { useCellWords } from './use-cell-words.ts'

export interface LeafRowProps {
  readonly leaf: Criterion
  readonly depth: number
  readonly columns: readonly EditColumn[]
  readonly layers: readonly Layer[]
  readonly writable: boolean
  readonly onEditorKey: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** One criterion. Drawn again only when its own entry, score or selection changes. */
export const LeafRow = memo(function LeafRow({
  leaf,
  depth,
  columns,
  layers,
  writable,
  onEditorKey,
}: LeafRowProps) {
  const score = useSheet((state) => state.scoreOf.get(leaf.code))
  const current = useSheet((state) => state.selected.criterion === leaf.code)
  const target = useSheet((state) => targetText(state.assignmentOf.get(leaf.code), leaf))
  const select = useSheet((state) => state.select)
  const assigned = score?.state !== 'notAssigned'
  return (
    <tr
      className={classes['leaf']}
      data-current={current}
      data-assigned={assigned}
      data-criterion={leaf.code}
    >
      <td className={classes['code']}>{leaf.code}</td>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a convenience of the mouse; the keyboard has the cells */}
      <td
        className={classes['title']}
        style={{ paddingLeft: 8 + Math.max(0, depth - 1) * 10 }}
        onClick={() => select({ criterion: leaf.code, column: 'result' })}
      >
        <span className={classes['titleText']} title={leaf.title}>
          {leaf.title}
        </span>
      </td>
      <td className={classes['max']}>{showPointsShort(leaf.max)}</td>
      <td className={classes['target']} title={target}>
        {target}
      </td>
      {layers.map((layer) => (
        <LayerCell key={layer} leaf={leaf} layer={layer} />
      ))}
      {columns.map((column) => (
        <EditCell
          key={column}
          leaf={leaf}
          column={column}
          writable={writable && assigned}
          onEditorKey={onEditorKey}
        />
      ))}
      <td className={classes['points']} data-zero={score?.points === 0} data-testid={`points-${leaf.code}`}>
        {score?.points === null || score === undefined ? '' : showPoints(score.points)}
      </td>
      <td>
        <Mark leaf={leaf} />
      </td>
    </tr>
  )
})

/** What an earlier layer entered, as it was entered. */
function LayerCell({ leaf, layer }: { readonly leaf: Criterion; readonly layer: Layer }) {
  const t = useText()
  const words = useCellWords()
  const other = useSheet((state) => state.submitted[layer].get(leaf.code))
  const differs = useSheet((state) => {
    const own = state.entries.get(leaf.code)
    return own !== undefined && editedText(leaf.rule, own) !== editedText(leaf.rule, other)
  })
  const adjustment = adjustmentText(other)
  const text = resultText(leaf.rule, other, words)
  return (
    <td className={classes['layer']} data-differs={differs} title={text}>
      {text === words.nothingToCount ? t('sheets.cell.nothingShort') : text}
      {adjustment === '' ? '' : ` (${adjustment})`}
    </td>
  )
}

function Mark({ leaf }: { readonly leaf: Criterion }) {
  const t = useText()
  const language = useLanguage()
  const score = useSheet((state) => state.scoreOf.get(leaf.code))
  if (score === undefined || score.state === 'notAssigned') return null
  const problem = score.problem === undefined ? null : describeScoringProblem(score.problem, language)
  const label = problem ?? score.warnings.map((warning) => describeWarning(warning, language)).join(' ')
  if (label !== '') {
    return (
      <Tooltip label={label}>
        <span className={classes['mark']} role="img" aria-label={label}>
          {problem === null ? (
            <IconAlertTriangle size={16} color="var(--gold)" />
          ) : (
            <IconExclamationCircle size={16} color="var(--mantine-color-red-6)" />
          )}
        </span>
      </Tooltip>
    )
  }
  const scored = score.points !== null
  return (
    <span
      className={classes['mark']}
      role="img"
      aria-label={scored ? t('sheets.missingNone') : t('sheets.cell.notScored')}
    >
      {scored ? (
        <IconCircleCheckFilled size={15} color="var(--accent)" opacity={0.75} />
      ) : (
        <IconCircle size={14} color="var(--line-strong)" />
      )}
    </span>
  )
}
