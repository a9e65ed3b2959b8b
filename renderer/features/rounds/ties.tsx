import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { SubjectCode } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import type { SettledTie, Tie } from './closing-draft.ts'

export interface TiesProps {
  readonly ties: readonly Tie[]
  readonly settled: ReadonlyMap<number, SettledTie>
  readonly onSettle: (settled: ReadonlyMap<number, SettledTie>) => void
}

/** Left alone a tie stays a tie; a lot or vote may put its subjects into an order. */
export function Ties({ ties, settled, onSettle }: TiesProps) {
  const t = useText()
  return (
    <Panel title={t('rounds.close.ties')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('rounds.close.tiesAbout')}
      </Text>
      <Stack gap="md">
        {ties.map(({ rank, rows }) => {
          const tie = settled.get(rank)
          const order = tie?.subjects ?? rows.map(({ subject }) => subject)
          const first = (subject: SubjectCode) =>
            onSettle(
              new Map(settled).set(rank, {
                subjects: [subject, ...order.filter((each) => each !== subject)],
                reason: tie?.reason ?? '',
              }),
            )
          return (
            <Stack key={rank} gap={6}>
              {order.map((subject) => (
                <Group key={subject} gap="sm">
                  <Text size="sm" fw={600}>
                    {rank}. {rows.find((row) => row.subject === subject)?.name}
                  </Text>
                  <Button size="compact-xs" variant="subtle" onClick={() => first(subject)}>
                    {t('rounds.close.tieFirst')}
                  </Button>
                </Group>
              ))}
              {tie === undefined ? null : (
                <Group gap="xs">
                  <TextInput
                    size="xs"
                    w={360}
                    aria-label={t('rounds.close.tieReason')}
                    placeholder={t('rounds.close.tieReason')}
                    value={tie.reason}
                    maxLength={2000}
                    onChange={(event) =>
                      onSettle(new Map(settled).set(rank, { ...tie, reason: event.currentTarget.value }))
                    }
                  />
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    onClick={() => {
                      const next = new Map(settled)
                      next.delete(rank)
                      onSettle(next)
                    }}
                  >
                    {t('rounds.close.tieKeep')}
                  </Button>
                </Group>
              )}
            </Stack>
          )
        })}
      </Stack>
    </Panel>
  )
}
