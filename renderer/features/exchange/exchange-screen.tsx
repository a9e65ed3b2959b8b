import { Tabs } from '@mantine/core'
import { IconHistory, IconPackageExport, IconPackageImport } from '@tabler/icons-react'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { useText } from '../../i18n/setup.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { Page } from '../../ui/page.tsx'
import { replaceRoute, useRoute } from '../../ui/router.ts'
import { ExportTab } from './export-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { ImportTab } from './import-tab.tsx'

export interface ExchangeScreenProps {
  readonly view: SeasonView
}

const tabs = [
  { tab: 'import', icon: IconPackageImport },
  { tab: 'export', icon: IconPackageExport },
  { tab: 'history', icon: IconHistory },
] as const

export function ExchangeScreen({ view }: ExchangeScreenProps) {
  const t = useText()
  const asked = useRoute((route) => route.query.get('tab'))
  const tab = tabs.find((each) => each.tab === asked)?.tab ?? 'import'
  return (
    <Page title={t('exchange.title')} fit="wide">
      <Tabs
        value={tab}
        onChange={(next) => {
          const chosen = tabs.find((each) => each.tab === next)
          if (chosen !== undefined) replaceRoute(hrefs.exchange(chosen.tab))
        }}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(({ tab: each, icon: Icon }) => (
            <Tabs.Tab key={each} value={each} leftSection={<Icon size={17} />}>
              {t(`exchange.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="import">
          <ImportTab />
        </Tabs.Panel>
        <Tabs.Panel value="export">
          <ExportTab view={view} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
