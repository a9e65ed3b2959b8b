import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { RepairAct, RepairSeat } from '../../../shared/contract/repair.ts'
import type { Seat } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { deviceLine } from './case-card.tsx'
import { RepairRecords } from './repair-records.tsx'

export interface SeatPanelProps {
  readonly seats: readonly RepairSeat[]
  readonly onAct: (act: RepairAct) => void
}

/** Any seat whose records are in order, for what no record says: a machine is gone, or a slip is. */
export function SeatPanel({ seats, onAct }: SeatPanelProps) {
  const t = useText()
  const words = useWords()
  const [wanted, setWanted] = useState<Seat | null>(null)
  // An act moves a seat from here to the cases above.
  const chosen = seats.find(({ seat }) => seat === wanted)
  return (
    <Panel title={t('repair.lost.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('repair.lost.story')}</Text>
        <Select
          label={t('repair.lost.seat')}
          placeholder={t('repair.lost.choose')}
          searchable
          maw={420}
          data={seats.map(({ seat }) => ({ value: seat, label: words.seat(seat) }))}
          value={chosen?.seat ?? null}
          onChange={(_value, option) =>
            setWanted(seats.find(({ seat }) => seat === option?.value)?.seat ?? null)
          }
        />
        {chosen === undefined ? null : chosen.holder === null ? (
          <Choice
            story={t('repair.lost.open')}
            label={t('repair.act.newInvitation')}
            onChoose={() => onAct({ act: 'newInvitation', seat: chosen.seat })}
          />
        ) : chosen.own ? (
          <Choice
            story={t('repair.lost.own')}
            label={t('repair.act.giveUp')}
            onChoose={() => onAct({ act: 'giveUp', seat: chosen.seat })}
          />
        ) : (
          <HeldSeat key={chosen.seat} seat={chosen.seat} onAct={onAct} />
        )}
      </Stack>
    </Panel>
  )
}

function Choice({
  story,
  label,
  onChoose,
}: {
  readonly story: string
  readonly label: string
  readonly onChoose: () => void
}) {
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" maw={620}>
        {story}
      </Text>
      <Button size="xs" variant="light" onClick={onChoose}>
        {label}
      </Button>
    </Group>
  )
}

function HeldSeat({ seat, onAct }: { readonly seat: Seat; readonly onAct: SeatPanelProps['onAct'] }) {
  const t = useText()
  const words = useWords()
  const query = useQueryCall('repair.seat', { seat })
  return (
    <Asked query={query} rows={3}>
      {({ machine }: CallOutput<'repair.seat'>) =>
        machine === null ? null : (
          <>
            <Text size="sm" c="dimmed">
              {deviceLine(machine.device, words, t)}
            </Text>
            <Text size="sm">{t('repair.lost.held')}</Text>
            <RepairRecords records={machine.records} more={machine.more} action={{ act: 'setCut', onAct }} />
          </>
        )
      }
    </Asked>
  )
}
