import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Failure } from '../../shared/contract/failures.ts'
import type { SeasonView } from '../../shared/contract/season.ts'
import { AgreementScreen } from '../features/agreement/agreement-screen.tsx'
import { ExchangeScreen } from '../features/exchange/exchange-screen.tsx'
import { OverviewScreen } from '../features/overview/overview-screen.tsx'
import { RepairScreen } from '../features/repair/repair-screen.tsx'
import { RoundsScreen } from '../features/rounds/rounds-screen.tsx'
import { SeasonScreen } from '../features/season/season-screen.tsx'
import { SheetsScreen } from '../features/sheets/sheets-screen.tsx'
import { StandingsScreen } from '../features/standings/standings-screen.tsx'
import { useText } from '../i18n/setup.ts'
import type { CallProblem } from '../transport/call-host.ts'
import { Asked } from '../ui/asked.tsx'
import { NothingHere } from '../ui/nothing-here.tsx'
import { Page } from '../ui/page.tsx'
import { useRoute } from '../ui/router.ts'

export interface ScreenProps {
  readonly season: UseQueryResult<SeasonView, CallProblem<Failure<'noSeason'>>>
}

/** Which feature the address asks for. */
export function Screen({ season }: ScreenProps) {
  const t = useText()
  const { path } = useRoute()
  return (
    <Asked query={season}>
      {(view) => {
        switch (path[0]) {
          case undefined:
            return <OverviewScreen view={view} />
          case 'agreement':
            return <AgreementScreen view={view} />
          case 'sheets':
            return <SheetsScreen view={view} />
          case 'standings':
            return <StandingsScreen view={view} />
          case 'exchange':
            return <ExchangeScreen view={view} />
          case 'rounds':
            return <RoundsScreen view={view} />
          case 'season':
            return path[1] === 'repair' ? <RepairScreen /> : <SeasonScreen view={view} />
          default:
            return (
              <Page title={t('shell.unknownPage')}>
                <NothingHere
                  icon={<IconMapQuestion />}
                  title={t('shell.unknownPage')}
                  next={t('shell.unknownPageNext')}
                  actions={
                    <Button component="a" href="#/">
                      {t('shell.overview')}
                    </Button>
                  }
                />
              </Page>
            )
        }
      }}
    </Asked>
  )
}
