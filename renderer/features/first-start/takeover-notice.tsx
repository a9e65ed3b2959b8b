import { List, Stack, Text } from '@mantine/core'
import type { RecoveryView } from '../../../shared/contract/workspace.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'

/** What joining with the recovery slip does: who is cut and where, and what becomes of the rest. */
export function TakeoverNotice({ recovery }: { readonly recovery: RecoveryView }) {
  const t = useText()
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t('start.takeover.cuts')}
      </Text>
      {recovery.cuts.map((cut) => (
        <Text size="sm" key={cut.device}>
          {t(cut.beyond === 0 ? 'start.takeover.cut' : 'start.takeover.cutBeyond', {
            device: cut.device.slice(0, 8),
            actor: cut.actor,
            seq: cut.seq,
            at: showMoment(cut.at),
            beyond: cut.beyond,
          })}
        </Text>
      ))}
      <List size="sm" spacing={4}>
        <List.Item>{t('start.takeover.everybody')}</List.Item>
        <List.Item>{t('start.takeover.kept')}</List.Item>
        <List.Item>{t('start.takeover.lost')}</List.Item>
        <List.Item>{t('start.takeover.invitations')}</List.Item>
        <List.Item>{t('start.takeover.slip')}</List.Item>
      </List>
    </Stack>
  )
}
