import { Badge, Button, Popover, ScrollArea, Select, Stack, Text } from '@mantine/core'
import { Fragment, useState } from 'react'
import type { RoundProgress } from '../../../shared/contract/season.ts'
import type { RoundCode } from '../../../shared/domain/ids.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { useText } from '../../i18n/setup.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './overview.module.css'

/** The layers every round goes through; the review only answers objections. */
const shownLayers: readonly Layer[] = ['self', 'cross', 'appraisal']

export interface ProgressProps {
  readonly rounds: readonly RoundProgress[]
  readonly first: RoundCode | undefined
}

export function Progress({ rounds, first }: ProgressProps) {
  const t = useText()
  const words = useWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const round = chosen ?? first
  const codes = [...new Set(rounds.map((each) => each.round))]
  const shown = rounds.filter((each) => each.round === round)
  return (
    <Panel
      title={t('overview.progress')}
      aside={
        <Select
          size="xs"
          w={170}
          allowDeselect={false}
          aria-label={t('common.round')}
          value={round ?? null}
          data={codes.map((code) => ({ value: code as string, label: words.round(code) }))}
          onChange={setChosen}
        />
      }
    >
      <div className={classes['layers']}>
        <span />
        {shownLayers.map((layer) => (
          <span key={layer} className={classes['layerHead']}>
            {layerName(layer, words.language)}
          </span>
        ))}
        <span className={classes['layerHead']}>{t('overview.missing')}</span>
        {shown.map((progress) => (
          <Fragment key={progress.cluster ?? '-'}>
            <a href={hrefs.standings(progress.round, progress.cluster)}>{words.cluster(progress.cluster)}</a>
            {shownLayers.map((layer) => (
              <LayerBar key={layer} done={progress.sheets[layer]} of={progress.subjects} />
            ))}
            {progress.closed ? (
              <Badge color="pine" variant="light">
                {t('overview.closed')}
              </Badge>
            ) : (
              <span>
                {progress.reopened ? (
                  <Badge color="gold" variant="light">
                    {t('overview.reopened')}
                  </Badge>
                ) : null}
                <Missing progress={progress} />
              </span>
            )}
          </Fragment>
        ))}
      </div>
    </Panel>
  )
}

function LayerBar({ done, of }: { readonly done: number; readonly of: number }) {
  return (
    <span className={classes['bar']}>
      <span>
        {done}/{of}
      </span>
      <span className={classes['track']} aria-hidden="true">
        <span
          className={classes['fill']}
          style={{ display: 'block', width: `${(100 * done) / Math.max(of, 1)}%` }}
        />
      </span>
    </span>
  )
}

function Missing({ progress }: { readonly progress: RoundProgress }) {
  const t = useText()
  const words = useWords()
  if (progress.missing.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        {t('overview.missingNone')}
      </Text>
    )
  }
  return (
    <Popover width={360} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-xs" variant="light" color="gold">
          {t('overview.missingSome', { count: progress.missing.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={300}>
          <Stack gap={6}>
            {shownLayers.map((layer) => {
              const missing = progress.missing.filter((each) => each.layer === layer)
              if (missing.length === 0) return null
              return (
                <div key={layer}>
                  <Text size="xs" fw={650}>
                    {layerName(layer, words.language)}
                  </Text>
                  <Text size="sm">{missing.map((each) => words.subject(each.subject)).join(' · ')}</Text>
                </div>
              )
            })}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
