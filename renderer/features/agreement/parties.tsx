import { Badge, Group, RingProgress, Text } from '@mantine/core'
import { IconCircleDashed, IconRosetteDiscountCheckFilled } from '@tabler/icons-react'
import type { AgreementView, PartyView } from '../../../shared/contract/agreement.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import classes from './agreement.module.css'

/** "Đã ký n/m", seat by seat. */
export function Parties({ agreement }: { readonly agreement: AgreementView }) {
  const t = useText()
  const all = agreement.parties.length
  const left = all - agreement.signedCount
  return (
    <Panel flush>
      <div className={classes['progress']} style={{ padding: '14px 16px' }} role="status">
        <RingProgress
          size={64}
          thickness={7}
          roundCaps
          sections={[{ value: (100 * agreement.signedCount) / Math.max(all, 1), color: 'pine' }]}
          label={
            <Text ta="center" size="xs" fw={700}>
              {agreement.signedCount}/{all}
            </Text>
          }
        />
        <div>
          <Text fw={650}>{t('agreement.signedCount', { signed: agreement.signedCount, all })}</Text>
          <Text size="sm" c="dimmed">
            {left === 0 ? t('agreement.allSigned') : t('agreement.waitingFor', { count: left })}
          </Text>
        </div>
      </div>
      <ul className={classes['parties']} aria-label={t('agreement.signatures')}>
        {agreement.parties.map((party) => (
          <Party key={party.seat} party={party} />
        ))}
      </ul>
    </Panel>
  )
}

function Party({ party }: { readonly party: PartyView }) {
  const t = useText()
  const { signed } = party
  return (
    <li className={classes['party']} data-signed={signed !== null}>
      <span className={classes['partyIcon']}>
        {signed === null ? <IconCircleDashed size={20} /> : <IconRosetteDiscountCheckFilled size={20} />}
      </span>
      <div>
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {party.name}
          </Text>
          {party.mine ? (
            <Badge size="xs" variant="light">
              {t('agreement.mine')}
            </Badge>
          ) : null}
        </Group>
        {party.unitName === null ? null : (
          <Text size="xs" c="dimmed">
            {party.unitName}
          </Text>
        )}
        {signed === null ? (
          <Text size="xs" c="dimmed" fs="italic">
            {t('agreement.notSigned')}
          </Text>
        ) : (
          <>
            <Text size="sm">
              {signed.rank} <strong>{signed.name}</strong>
            </Text>
            <Text size="xs" c="dimmed">
              {signed.position} · {showMoment(signed.at)}
            </Text>
            <div className={classes['signature']}>
              {t('agreement.shortSignature')}: {signed.shortSignature}
            </div>
          </>
        )}
      </div>
    </li>
  )
}
