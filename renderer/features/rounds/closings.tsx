import { Accordion, Badge, Button, Group, Table, Text } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import type { ClosingView } from '../../../shared/contract/rounds.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { Percent, PointsOf } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Place } from '../../ui/place.ts'
import { toast } from '../../ui/toasts.tsx'
import { ReasonDialog } from '../../ui/unsaved/reason-dialog.tsx'
import { useWords } from '../../ui/use-words.ts'

/** Every closing of a round with what it sealed, and the way to open the one in force again. */
export function Closings({ place }: { readonly place: Place }) {
  const t = useText()
  const closings = useQueryCall('rounds.closings', { round: place.round, cluster: place.cluster })
  return (
    <Asked query={closings}>
      {(value) =>
        value.closings.length === 0 ? null : (
          <Panel
            title={t('rounds.reopen.closings')}
            aside={
              value.mayReopen && value.closings[0] !== undefined ? (
                <Reopen place={place} closing={value.closings[0]} />
              ) : null
            }
            flush
          >
            <Accordion chevronPosition="left" order={3}>
              {value.closings.map((closing) => (
                <ClosingItem key={closing.closing} closing={closing} />
              ))}
            </Accordion>
          </Panel>
        )
      }
    </Asked>
  )
}

function ClosingItem({ closing }: { readonly closing: ClosingView }) {
  const t = useText()
  const inForce = closing.reopenings.length === 0
  return (
    <Accordion.Item value={closing.closing}>
      <Accordion.Control>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t('rounds.reopen.closedAt', { at: showMoment(closing.at), actor: closing.actor })}
          </Text>
          <Badge variant="light" color={inForce ? 'pine' : 'gray'}>
            {t(inForce ? 'rounds.reopen.inForce' : 'rounds.reopen.reopened')}
          </Badge>
        </Group>
        {closing.reopenings.map((reopening) => (
          <Text key={reopening.record} size="sm" c="dimmed">
            {t('rounds.reopen.because', {
              at: showMoment(reopening.at),
              actor: reopening.actor,
              reason: reopening.reason,
            })}
          </Text>
        ))}
      </Accordion.Control>
      <Accordion.Panel>
        <Text size="xs" c="dimmed" mb="xs">
          {t('rounds.close.digest', { digest: closing.digest.slice(0, 16) })}
          {closing.digestMatches === false ? ` · ${t('standings.alarm')}` : ''}
          {closing.digestMatches === null ? ` · ${t('rounds.reopen.unreadable')}` : ''}
        </Text>
        <Table fz="sm" verticalSpacing={4}>
          <Table.Tbody>
            {closing.rows.map((row) => (
              <Table.Tr key={row.subject}>
                <Table.Td w={48}>{row.rank ?? '–'}</Table.Td>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td ta="right">
                  <PointsOf points={row.points} of={row.assignedMax} />
                </Table.Td>
                <Table.Td ta="right">
                  <Percent percent={row.percent} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Accordion.Panel>
    </Accordion.Item>
  )
}

function Reopen({ place, closing }: { readonly place: Place; readonly closing: ClosingView }) {
  const t = useText()
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const reopen = useCommandCall('rounds.reopen')
  const run = async (reason: string) => {
    const { ok } = await reopen.run({ closing: closing.closing, reason })
    if (ok) {
      setAsking(false)
      toast('done', t('rounds.reopen.done'), t('rounds.reopen.doneNext'))
    }
    return ok
  }
  return (
    <>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconLockOpen size={15} />}
        onClick={() => setAsking(true)}
      >
        {t('rounds.reopen.button')}
      </Button>
      {asking ? (
        <ReasonDialog
          place={`reopen ${closing.closing}`}
          label={t('rounds.reopen.reason')}
          maxLength={2000}
          required
          onClose={() => setAsking(false)}
          title={t('rounds.reopen.title', {
            round: words.round(place.round),
            cluster: words.cluster(place.cluster),
          })}
          consequence={t('rounds.reopen.consequence')}
          confirmLabel={t('rounds.reopen.button')}
          onConfirm={run}
          pending={reopen.pending}
          problem={reopen.problem}
        />
      ) : null}
    </>
  )
}
