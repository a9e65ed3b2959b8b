import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ImportResult } from '../../../shared/contract/exchange.ts'
import type { RankMove } from '../../../shared/contract/rounds.ts'
import { showPoints } from '../../../shared/kernel/decimal.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { Points } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'

export interface ImportDoneProps {
  readonly result: ImportResult
  readonly onAgain: () => void
}

/** What the import did to the standings. */
export function ImportDone({ result, onAgain }: ImportDoneProps) {
  const t = useText()
  const words = useWords()
  const history = useQueryCall('exchange.history', {})
  const row = history.data?.imports.find(({ importId }) => importId === result.importId)
  const moved = result.moved.filter(({ moves }) => moves.length > 0)
  // What only heals brings nothing that could be set aside again.
  const healedOnly = result.healed > 0 && result.stored + result.waiting === 0
  const healed = t('exchange.result.healed', { count: result.healed })
  const remarks = [
    ...(healedOnly ? [t('exchange.result.healedAbout')] : []),
    ...(healedOnly || row === undefined
      ? []
      : [t(row.mayBeSetAside ? 'exchange.result.undo' : 'exchange.result.stays')]),
    ...(result.healed > 0 && !healedOnly ? [`${healed}.`] : []),
    ...(result.waiting > 0 ? [t('exchange.result.waiting', { count: result.waiting })] : []),
  ]
  return (
    <Stack gap="md">
      <Alert
        color="pine"
        icon={<IconCircleCheck />}
        title={healedOnly ? healed : t('exchange.result.title', { count: result.stored })}
        role="status"
      >
        {remarks.join(' ')}
      </Alert>
      {moved.length === 0 ? <Text>{t('exchange.result.noMoves')}</Text> : null}
      {moved.map(({ round, cluster, moves }) => (
        <Panel
          key={`${round} ${cluster}`}
          title={`${t('exchange.result.moves')} · ${words.round(round)} · ${words.cluster(cluster)}`}
          aside={
            <Button component="a" href={hrefs.standings(round, cluster)} size="compact-sm" variant="subtle">
              {t('exchange.result.standings')}
            </Button>
          }
          flush
        >
          <Moves moves={moves} />
        </Panel>
      ))}
      <Group>
        <Button onClick={onAgain}>{t('exchange.result.again')}</Button>
        <Button component="a" href={hrefs.exchange('export', 'receipt')} variant="default">
          {t('exchange.result.receipt')}
        </Button>
      </Group>
    </Stack>
  )
}

function Moves({ moves }: { readonly moves: readonly RankMove[] }) {
  const t = useText()
  return (
    <Table fz="sm" verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('exchange.result.subject')}</Table.Th>
          <Table.Th ta="center">{t('exchange.result.rank')}</Table.Th>
          <Table.Th ta="right">{t('exchange.result.points')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {moves.map((move) => {
          const points = move.pointsAfter - move.pointsBefore
          return (
            <Table.Tr key={move.subject}>
              <Table.Td>{move.name}</Table.Td>
              <Table.Td ta="center">
                {move.rankBefore ?? '–'} → <strong>{move.rankAfter ?? '–'}</strong>
              </Table.Td>
              <Table.Td ta="right">
                <Points points={move.pointsAfter} />{' '}
                <Text span size="xs" c={points < 0 ? 'red' : 'dimmed'}>
                  ({points > 0 ? '+' : ''}
                  {showPoints(points)})
                </Text>
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
