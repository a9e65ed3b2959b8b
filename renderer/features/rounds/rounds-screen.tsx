import { Tabs } from '@mantine/core'
import { IconLockCheck, IconUserOff, IconUsersGroup } from '@tabler/icons-react'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { useText } from '../../i18n/setup.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { Page } from '../../ui/page.tsx'
import { PlacePicker, usePlace } from '../../ui/place-picker.tsx'
import { replaceRoute, useRoute } from '../../ui/router.ts'
import { CloseTab } from './close-tab.tsx'
import { ExclusionsTab } from './exclusions-tab.tsx'
import { InspectionTab } from './inspection-tab.tsx'

export interface RoundsScreenProps {
  readonly view: SeasonView
}

const tabs = [
  { tab: 'inspection', icon: IconUsersGroup },
  { tab: 'exclusions', icon: IconUserOff },
  { tab: 'close', icon: IconLockCheck },
] as const

/** What a lead does around the sheets of a round: teams, exclusions, closing. */
export function RoundsScreen({ view }: RoundsScreenProps) {
  const t = useText()
  const place = usePlace(view)
  const asked = useRoute((route) => route.query.get('tab'))
  const tab = tabs.find((each) => each.tab === asked)?.tab ?? 'inspection'
  const key = `${place.round} ${place.cluster}`
  return (
    <Page
      title={t('rounds.title')}
      fit="wide"
      actions={
        <PlacePicker
          view={view}
          place={place}
          onPick={(next) => replaceRoute(hrefs.rounds(next.round, next.cluster, tab))}
        />
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => {
          const chosen = tabs.find((each) => each.tab === next)
          if (chosen !== undefined) replaceRoute(hrefs.rounds(place.round, place.cluster, chosen.tab))
        }}
      >
        <Tabs.List mb="md">
          {tabs.map(({ tab: each, icon: Icon }) => (
            <Tabs.Tab key={each} value={each} leftSection={<Icon size={17} />}>
              {t(`rounds.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="inspection">
          <InspectionTab key={key} place={place} />
        </Tabs.Panel>
        <Tabs.Panel value="exclusions">
          <ExclusionsTab key={key} place={place} />
        </Tabs.Panel>
        <Tabs.Panel value="close">
          <CloseTab key={key} place={place} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
