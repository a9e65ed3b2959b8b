import { SimpleGrid, Stack } from '@mantine/core'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { Page } from '../../ui/page.tsx'
import { ownCluster } from '../../ui/place.ts'
import { Exchanges } from './exchanges.tsx'
import { Progress } from './progress.tsx'
import { StandingsSoFar } from './standings-so-far.tsx'
import { currentRound, rankedRound } from './todo-line.ts'
import { Todos } from './todos.tsx'

export interface OverviewScreenProps {
  readonly view: SeasonView
}

/** What waits for this machine, how far the round is, who is missing. */
export function OverviewScreen({ view }: OverviewScreenProps) {
  const t = useText()
  const overview = useQueryCall('season.overview', {})
  return (
    <Page title={t('overview.title')} subtitle={view.season.motto} fit="wide">
      <Asked query={overview} rows={8}>
        {(value) => {
          const round = currentRound(value.rounds) ?? view.season.rounds[0]?.code
          const cluster = ownCluster(view.season, view.ownSeats) ?? view.season.clusters[0]?.code ?? null
          const counting = view.season.policies.countingLayer === 'cross' ? 'cross' : 'appraisal'
          const ranked = rankedRound(value.rounds, cluster, counting) ?? round
          return (
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing="md">
              <Stack gap="md">
                <Todos todos={value.todos} />
                <Exchanges exchanges={value.exchanges} />
              </Stack>
              <Stack gap="md">
                <Progress rounds={value.rounds} first={round} />
                {ranked === undefined ? null : <StandingsSoFar round={ranked} cluster={cluster} />}
              </Stack>
            </SimpleGrid>
          )
        }}
      </Asked>
    </Page>
  )
}
