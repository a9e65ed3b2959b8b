import { Alert, Badge, Group, ScrollArea, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type RefObject, useDeferredValue, useMemo } from 'react'
import type { Criterion } from '../../../../shared/domain/scale.ts'
import { describeScoringProblem } from '../../../../shared/messages/scoring.problems.ts'
import { ruleInWords } from '../../../../shared/messages/scoring.rules.ts'
import { describeTrace } from '../../../../shared/messages/scoring.traces.ts'
import { describeWarning } from '../../../../shared/messages/scoring.warnings.ts'
import { useText } from '../../../i18n/setup.ts'
import { PointsOf } from '../../../ui/numbers.tsx'
import { useWords } from '../../../ui/use-words.ts'
import { liveScorer } from '../state/live-scores.ts'
import { useSheet } from '../state/store-context.ts'
import { CriterionInput } from './criterion-input.tsx'
import { LayersBeside } from './layers-beside.tsx'
import classes from './panel.module.css'

export interface SidePanelProps {
  readonly writable: boolean
  readonly panel: RefObject<HTMLElement | null>
  /** Escape and F6 give the focus back to the grid. */
  readonly onLeave: () => void
}

/** Everything about the criterion the hand is on. */
export function SidePanel({ writable, panel, onLeave }: SidePanelProps) {
  const t = useText()
  const leaf = useSheet((state) => state.leafOf.get(state.selected.criterion))
  return (
    <aside
      ref={panel}
      className={classes['panel']}
      aria-label={t('sheets.panel.label')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'F6' && event.key !== 'Escape') return
        event.preventDefault()
        onLeave()
      }}
    >
      <ScrollArea h="100%" type="auto" scrollbarSize={8}>
        {leaf === undefined ? null : <About key={leaf.code} leaf={leaf} writable={writable} />}
      </ScrollArea>
    </aside>
  )
}

function About({ leaf, writable }: { readonly leaf: Criterion; readonly writable: boolean }) {
  const t = useText()
  const { language, subject } = useWords()
  const score = useSheet((state) => state.scoreOf.get(leaf.code))
  const explained = useExplained(leaf)
  const warnings = [
    ...(score?.problem === undefined ? [] : [describeScoringProblem(score.problem, language)]),
    ...(explained?.warnings ?? []).map((warning) => describeWarning(warning, language)),
  ]
  return (
    <div className={classes['content']}>
      <div>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Badge variant="light" color="gray">
            {leaf.code}
          </Badge>
          <Text size="sm" c="dimmed">
            {t(`sheets.panel.source.${leaf.source ?? 'scale'}`)}
          </Text>
        </Group>
        <Text fw={650} mt={6} lh={1.35}>
          {leaf.title}
        </Text>
        <div className={classes['score']} aria-live="polite">
          {score?.points === null || score === undefined ? (
            <Text c="dimmed">{t(`sheets.cell.${unscoredWord(score?.state)}`)}</Text>
          ) : (
            <span className={classes['points']}>
              <PointsOf points={score.points} of={leaf.max} />
            </span>
          )}
        </div>
      </div>
      {writable && score?.state !== 'notAssigned' ? <CriterionInput leaf={leaf} /> : null}
      {warnings.length === 0 ? null : (
        <Alert color="gold" variant="light" icon={<IconAlertTriangle size={18} />} p="xs">
          {warnings.map((warning) => (
            <Text key={warning} size="sm">
              {warning}
            </Text>
          ))}
        </Alert>
      )}
      <section>
        <h2 className={classes['head']}>{t('sheets.panel.rule')}</h2>
        <Text size="sm">{ruleInWords(leaf.rule, language)}</Text>
        {leaf.evidence === true ? (
          <Text size="xs" c="dimmed" mt={4}>
            {t('sheets.panel.evidence')}
          </Text>
        ) : null}
      </section>
      <section>
        <h2 className={classes['head']}>{t('sheets.panel.trace')}</h2>
        {explained?.trace === undefined || explained.trace === null || explained.points === null ? (
          <Text size="sm" c="dimmed">
            {t('sheets.panel.traceNone')}
          </Text>
        ) : (
          <ol className={classes['trace']}>
            {describeTrace(explained.trace, language, { subject, criterion: leaf }).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </section>
      <LayersBeside leaf={leaf} />
    </div>
  )
}

/** With its trace, a moment after the typing: the cell itself shows its points at once. */
function useExplained(leaf: Criterion) {
  const view = useSheet((state) => state.view)
  const entries = useDeferredValue(useSheet((state) => state.entries))
  const scorer = useMemo(() => liveScorer(view), [view])
  return useMemo(() => scorer.explain(entries, leaf.code), [scorer, entries, leaf.code])
}

function unscoredWord(state: string | undefined): 'notAssigned' | 'noTarget' | 'notScored' {
  return state === 'notAssigned' || state === 'noTarget' ? state : 'notScored'
}
