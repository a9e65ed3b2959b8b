import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { RepairAct, RepairCase, RepairDevice } from '../../../shared/contract/repair.ts'
import { showMoment } from '../../i18n/format.ts'
import { type TextFunction, useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWords, type Words } from '../../ui/use-words.ts'
import { RepairRecords } from './repair-records.tsx'

export interface CaseCardProps {
  readonly repairCase: RepairCase
  /** Null: this machine may only read. */
  readonly onAct: ((act: RepairAct) => void) | null
}

/** One case: its story in plain words, what it is about, and the acts. */
export function CaseCard({ repairCase, onAct }: CaseCardProps) {
  const t = useText()
  const words = useWords()
  switch (repairCase.case) {
    case 'fork':
      return <ForkCard repairCase={repairCase} onAct={onAct} />
    case 'contestedSeat':
      return (
        <Panel title={t('repair.contested.title', { seat: words.seat(repairCase.seat) })}>
          <Stack gap="sm">
            <Text size="sm">{t('repair.contested.story')}</Text>
            {repairCase.devices.map((device) => (
              <Group key={device.device} justify="space-between" gap="xs">
                <Text size="sm">{deviceLine(device, words, t)}</Text>
                {onAct === null ? null : (
                  <Button
                    size="xs"
                    variant="light"
                    aria-label={`${t('repair.act.chooseDevice')}: ${device.device.slice(0, 8)}`}
                    onClick={() =>
                      onAct({ act: 'chooseDevice', seat: repairCase.seat, device: device.device })
                    }
                  >
                    {t('repair.act.chooseDevice')}
                  </Button>
                )}
              </Group>
            ))}
            {onAct === null ? null : (
              <Group justify="flex-end">
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => onAct({ act: 'newInvitation', seat: repairCase.seat })}
                >
                  {t('repair.act.newInvitation')}
                </Button>
              </Group>
            )}
          </Stack>
        </Panel>
      )
    case 'vacantSeat':
      return (
        <Panel title={t('repair.vacant.title', { seat: words.seat(repairCase.seat) })}>
          <Group justify="space-between" gap="sm">
            <Text size="sm" maw={620}>
              {t('repair.vacant.story')}
            </Text>
            {onAct === null ? null : (
              <Button size="xs" onClick={() => onAct({ act: 'newInvitation', seat: repairCase.seat })}>
                {t('repair.act.newInvitation')}
              </Button>
            )}
          </Group>
        </Panel>
      )
    case 'cut':
    case 'quarantined':
      return (
        <Panel title={t(`repair.${repairCase.case}.title`, { device: deviceName(repairCase.device, words) })}>
          <Stack gap="sm">
            <Text size="sm">{t(`repair.${repairCase.case}.story`)}</Text>
            <Text size="sm" c="dimmed">
              {deviceLine(repairCase.device, words, t)}
            </Text>
            <RepairRecords
              records={repairCase.records}
              more={repairCase.more}
              action={onAct === null ? null : { act: 'admit', onAct }}
            />
          </Stack>
        </Panel>
      )
  }
}

function ForkCard({
  repairCase,
  onAct,
}: {
  readonly repairCase: Extract<RepairCase, { readonly case: 'fork' }>
  readonly onAct: CaseCardProps['onAct']
}) {
  const t = useText()
  const words = useWords()
  const { device, at, branches, before, settled } = repairCase
  return (
    <Panel
      title={t('repair.fork.title', { device: deviceName(device, words), at })}
      aside={
        <Badge color={settled ? 'gray' : 'red'} variant="light">
          {t(settled ? 'repair.fork.settled' : 'repair.fork.open')}
        </Badge>
      }
    >
      <Stack gap="sm">
        <Text size="sm">{t(settled ? 'repair.fork.storySettled' : 'repair.fork.story', { at })}</Text>
        <Text size="sm" c="dimmed">
          {deviceLine(device, words, t)}
        </Text>
        {branches.map((branch, index) => (
          <div key={branch.last}>
            <Group justify="space-between" gap="xs" mb={4}>
              <Text size="sm" fw={600}>
                {t('repair.fork.branch', { letter: branchLetter(index) })}
                {branch.kept ? ` · ${t('repair.fork.kept')}` : ''}
              </Text>
              {onAct === null || branch.kept ? null : (
                <Button
                  size="xs"
                  variant="light"
                  aria-label={`${t('repair.act.setCut')}: ${t('repair.fork.branch', { letter: branchLetter(index) })}`}
                  onClick={() => onAct({ act: 'setCut', record: branch.last })}
                >
                  {t('repair.act.setCut')}
                </Button>
              )}
            </Group>
            <Text size="xs" c="dimmed" mb={4}>
              {branch.knownBy.length === 0
                ? t('repair.fork.knownByNobody')
                : t('repair.fork.knownBy', { seats: branch.knownBy.map(words.seat).join(', ') })}
            </Text>
            <RepairRecords records={branch.records} more={branch.more} action={null} />
          </div>
        ))}
        {onAct === null || before === null || settled ? null : (
          <Group justify="flex-end">
            <Button size="xs" variant="subtle" onClick={() => onAct({ act: 'setCut', record: before })}>
              {t('repair.fork.keepNeither', { before: at - 1 })}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}

function branchLetter(index: number): string {
  return String.fromCharCode(65 + index)
}

/** A machine by its seat; one that holds none by the first characters of its id. */
function deviceName({ device, seats }: RepairDevice, words: Words): string {
  const [seat] = seats
  return seat === undefined ? device.slice(0, 8) : `${words.seat(seat)} (${device.slice(0, 8)})`
}

/** A machine in one line: whose it is, since when, and how much of it is held. */
export function deviceLine(device: RepairDevice, words: Words, t: TextFunction): string {
  const line = t('repair.device', {
    device: device.device.slice(0, 8),
    seats: device.seats.length === 0 ? '–' : device.seats.map(words.seat).join(', '),
    actors: device.actors.join(', '),
    since: device.since === '' ? '–' : showMoment(device.since),
    newest: device.newest === '' ? '–' : showMoment(device.newest),
    records: device.records,
    sheets: device.sheets,
  })
  return device.own ? `${line} · ${t('repair.own')}` : line
}
