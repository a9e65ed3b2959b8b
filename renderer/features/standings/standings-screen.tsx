import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconAlertOctagon, IconLockCheck, IconRosetteDiscountCheck, IconTrophyOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { StandingsView } from '../../../shared/contract/rounds.ts'
import type { SeasonView } from '../../../shared/contract/season.ts'
import type { SubjectCode } from '../../../shared/domain/ids.ts'
import { countingLayerName, provisionalReasonName } from '../../../shared/messages/words.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { OfficialBadge } from '../../ui/badges.tsx'
import { CopyFact } from '../../ui/copy-fact.tsx'
import { betweenClusters, hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Page } from '../../ui/page.tsx'
import { PlacePicker, usePlace } from '../../ui/place-picker.tsx'
import { PrintLink } from '../../ui/print-link.tsx'
import { replaceRoute } from '../../ui/router.ts'
import { useWords } from '../../ui/use-words.ts'
import { ExplainDialog } from './explain-dialog.tsx'
import { GroupBars } from './group-bars.tsx'
import classes from './standings.module.css'
import { StandingsTable } from './standings-table.tsx'

export interface StandingsScreenProps {
  readonly view: SeasonView
}

export function StandingsScreen({ view }: StandingsScreenProps) {
  const t = useText()
  const place = usePlace(view)
  const [shape, setShape] = useState<'table' | 'bars'>('table')
  const [explained, setExplained] = useState<SubjectCode | null>(null)
  const standings = useQueryCall(
    'standings.get',
    { round: place.round, cluster: place.cluster },
    { keepPrevious: true },
  )
  return (
    <Page
      title={t('standings.title')}
      fit="wide"
      badges={
        standings.data === undefined ? null : <OfficialBadge official={standings.data.official !== null} />
      }
      actions={
        <>
          <PlacePicker
            view={view}
            place={place}
            onPick={(next) => replaceRoute(hrefs.standings(next.round, next.cluster))}
          />
          <PrintLink
            href={hrefs.print('standings', {
              round: place.round,
              cluster: place.cluster ?? betweenClusters,
            })}
          />
        </>
      }
    >
      <Asked query={standings} rows={9}>
        {(value) =>
          value.rows.length === 0 ? (
            <NothingHere
              icon={<IconTrophyOff />}
              title={t('standings.none')}
              next={t('standings.noneNext')}
            />
          ) : (
            <>
              <State view={value} />
              <Group justify="space-between">
                <SegmentedControl
                  size="xs"
                  value={shape}
                  data={[
                    { value: 'table', label: t('standings.view.table') },
                    { value: 'bars', label: t('standings.view.bars') },
                  ]}
                  onChange={(next) => setShape(next === 'bars' ? 'bars' : 'table')}
                />
                <Seal digest={value.digest} />
              </Group>
              {shape === 'table' ? (
                <StandingsTable standings={value} onExplain={setExplained} />
              ) : (
                <GroupBars standings={value} onExplain={setExplained} />
              )}
            </>
          )
        }
      </Asked>
      {explained === null ? null : (
        <ExplainDialog
          round={place.round}
          cluster={place.cluster}
          subject={explained}
          onClose={() => setExplained(null)}
        />
      )}
    </Page>
  )
}

/** Official or not, and why; an alarm stands above everything. */
function State({ view }: { readonly view: StandingsView }) {
  const t = useText()
  const words = useWords()
  const { official } = view
  const reasons = view.provisional.map((reason) => provisionalReasonName(reason, words.language))
  return (
    <>
      {official !== null && !official.digestMatches ? (
        <Alert color="red" icon={<IconAlertOctagon />} title={t('standings.alarm')} role="alert">
          {t('standings.alarmBody')}
        </Alert>
      ) : null}
      <Group justify="space-between" align="flex-start">
        <div>
          <Text size="sm">
            {official === null
              ? t('standings.provisionalBecause', { reasons: reasons.join('; ') })
              : t('standings.officialAt', { at: showMoment(official.at), actor: official.actor })}
          </Text>
          {view.reopened === null ? null : (
            <Text size="sm">
              {t('standings.reopened', {
                at: showMoment(view.reopened.at),
                actor: view.reopened.actor,
                reason: view.reopened.reason,
              })}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t('standings.countingLayer', { layer: countingLayerName(view.countingLayer, words.language) })}
            {official !== null && official.gaps.length > 0
              ? ` · ${t('standings.acceptedGaps', { count: official.gaps.length })}`
              : ''}
            {official !== null && official.changedSince.length > 0
              ? ` · ${t('standings.changedSince', { count: official.changedSince.length })}`
              : ''}
          </Text>
        </div>
        {official === null ? (
          <Button
            component="a"
            href={hrefs.rounds(view.round, view.cluster, 'close')}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconLockCheck size={16} />}
          >
            {t('standings.close')}
          </Button>
        ) : null}
      </Group>
    </>
  )
}

function Seal({ digest }: { readonly digest: string }) {
  const t = useText()
  return (
    <CopyFact value={digest} hint={t('standings.digestHint', { digest })} className={classes['seal']}>
      <IconRosetteDiscountCheck size={15} aria-hidden="true" /> {t('standings.digest')}:{' '}
      <code>{digest.slice(0, 16).replace(/.{4}(?=.)/g, '$& ')}</code>
    </CopyFact>
  )
}
