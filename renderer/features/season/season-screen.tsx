import { Button, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconTool } from '@tabler/icons-react'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { authoritySeat } from '../../../shared/domain/ids.ts'
import { countingLayerName, crossEntryName } from '../../../shared/messages/words.ts'
import { showDay } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { AddSeat } from './add-seat.tsx'
import { Clusters } from './clusters.tsx'
import { Invitations } from './invitations.tsx'
import classes from './season.module.css'

export interface SeasonScreenProps {
  readonly view: SeasonView
}

/** The year itself: who takes part, who has joined. */
export function SeasonScreen({ view }: SeasonScreenProps) {
  const t = useText()
  const { language } = useWords()
  const invitations = useQueryCall('season.invitations', {})
  const { season } = view
  // Records that do not count, and seats that nobody holds for certain.
  const troubles =
    view.records.quarantined + view.records.forked + view.heldSeats.filter((held) => held.contested).length
  const facts = [
    [t('season.year'), String(season.year)],
    [t('season.authority'), season.authority.name],
    [t('season.standingOffice'), season.authority.standingOffice],
    [t('season.closes'), season.closes === null ? t('common.none') : showDay(season.closes)],
    [t('season.policy.countingLayer'), countingLayerName(season.policies.countingLayer, language)],
    [t('season.policy.crossEntry'), crossEntryName(season.policies.crossEntry, language)],
    [t('season.policy.leadAppraisedBy'), t(`season.leadAppraisedBy.${season.policies.leadAppraisedBy}`)],
    [t('season.policy.metShare'), season.policies.metShare],
  ] as const
  return (
    <Page
      title={t('season.title')}
      subtitle={season.name}
      fit="wide"
      actions={
        <Button
          component="a"
          href={hrefs.repair()}
          variant={troubles > 0 ? 'light' : 'subtle'}
          leftSection={<IconTool size={16} />}
        >
          {t('repair.title')}
          {troubles > 0 ? ` (${troubles})` : ''}
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Invitations query={invitations} founder={view.ownSeats.includes(authoritySeat)} />
        <Stack gap="md">
          <Panel title={t('season.facts')}>
            <dl className={classes['facts']}>
              {facts.map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {season.motto === '' ? null : (
              <Text size="sm" fs="italic" mt="sm">
                “{season.motto}”
              </Text>
            )}
          </Panel>
          <Clusters season={season} />
          <AddSeat />
        </Stack>
      </SimpleGrid>
    </Page>
  )
}
