import { Alert, Stack, Text } from '@mantine/core'
import { IconEye, IconHeartCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { RepairAct, RepairCase } from '../../../shared/contract/repair.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Page } from '../../ui/page.tsx'
import { ActDialog } from './act-dialog.tsx'
import { CaseCard } from './case-card.tsx'
import { SeatPanel } from './seat-panel.tsx'

/** Forks, contested and vacant seats, cut and quarantined records, with what the founder can do about each, and about any other seat. */
export function RepairScreen() {
  const t = useText()
  const repairs = useQueryCall('repair.list', {})
  const [asked, setAsked] = useState<RepairAct | null>(null)
  return (
    <Page title={t('repair.title')} subtitle={t('repair.about')} fit="wide">
      <Asked query={repairs}>
        {({ cases, seats, mayRepair }) => (
          <Stack gap="md">
            {cases.length === 0 ? (
              <NothingHere
                icon={<IconHeartCheck />}
                title={t('repair.nothing')}
                next={t('repair.nothingNext')}
              />
            ) : (
              <>
                {mayRepair ? null : (
                  <Alert variant="light" color="gold" icon={<IconEye />}>
                    {t('repair.onlyFounder')}
                  </Alert>
                )}
                <Text size="sm" c="dimmed">
                  {t('repair.same')}
                </Text>
                {cases.map((each) => (
                  <CaseCard key={keyOf(each)} repairCase={each} onAct={mayRepair ? setAsked : null} />
                ))}
              </>
            )}
            {mayRepair && seats.length > 0 ? <SeatPanel seats={seats} onAct={setAsked} /> : null}
          </Stack>
        )}
      </Asked>
      {asked === null ? null : (
        <ActDialog key={JSON.stringify(asked)} act={asked} onClose={() => setAsked(null)} />
      )}
    </Page>
  )
}

function keyOf(each: RepairCase): string {
  return 'device' in each ? `${each.case} ${each.device.device}` : `${each.case} ${each.seat}`
}
