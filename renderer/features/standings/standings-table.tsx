import { Badge, Button, Table, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { RankMove, StandingRow, StandingsView } from '../../../shared/contract/rounds.ts'
import type { SubjectCode } from '../../../shared/domain/ids.ts'
import { showPoints } from '../../../shared/kernel/decimal.ts'
import { standingStatusName } from '../../../shared/messages/words.ts'
import { type TextFunction, useLanguage, useText } from '../../i18n/setup.ts'
import { Percent, Points, PointsOf, RankMoved } from '../../ui/numbers.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './standings.module.css'

export interface StandingsTableProps {
  readonly standings: StandingsView
  readonly onExplain: (subject: SubjectCode) => void
}

/** By rank; exclusions apart, with their reason. */
export function StandingsTable({ standings, onExplain }: StandingsTableProps) {
  const t = useText()
  const ranked = standings.rows.filter((row) => row.status !== 'excluded')
  const excluded = standings.rows.filter((row) => row.status === 'excluded')
  const groups = standings.rows[0]?.groups ?? []
  const moveOf = new Map(standings.movements.map((move) => [move.subject, move]))
  return (
    <>
      <Panel flush>
        <Table highlightOnHover verticalSpacing={7} className={classes['table'] ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes['rank'] ?? ''}>{t('common.rank')}</Table.Th>
              <Table.Th>{t('standings.name')}</Table.Th>
              {groups.map((group) => (
                <Table.Th key={group.code} ta="right" title={group.title}>
                  {group.code}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t('common.points')}</Table.Th>
              <Table.Th ta="right">{t('common.percent')} %</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ranked.map((row) => (
              <Row key={row.subject} row={row} move={moveOf.get(row.subject)} onExplain={onExplain} />
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      {excluded.length === 0 ? null : (
        <Panel title={t('standings.excluded')}>
          {excluded.map((row) => (
            <Text key={row.subject} size="sm">
              <strong>{row.name}</strong>: {row.excludedReason}
            </Text>
          ))}
        </Panel>
      )}
    </>
  )
}

interface RowProps {
  readonly row: StandingRow
  readonly move: RankMove | undefined
  readonly onExplain: (subject: SubjectCode) => void
}

function Row({ row, move, onExplain }: RowProps) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table.Tr data-testid={`standing-${row.subject}`}>
      <Table.Td className={classes['rank'] ?? ''}>
        <span
          className={classes['place']}
          data-place={row.rank !== null && row.rank <= 3 ? row.rank : undefined}
        >
          {row.rank ?? '–'}
        </span>
      </Table.Td>
      <Table.Td>
        <span className={classes['name']}>
          <Text span size="sm" fw={600}>
            {row.name}
          </Text>
          {move === undefined ? null : (
            <RankMoved before={move.rankBefore} after={move.rankAfter} label={moveText(move, t)} />
          )}
          {row.tied ? (
            <Badge size="xs" variant="light" color="gray">
              {t('standings.tied')}
            </Badge>
          ) : null}
          {row.status === 'ranked' ? null : (
            <Badge size="xs" variant="light" color="gold">
              {standingStatusName(row.status, language)}
              {row.missing.length > 0 ? ` · ${t('standings.missing', { count: row.missing.length })}` : ''}
            </Badge>
          )}
        </span>
      </Table.Td>
      {row.groups.map((group) => (
        <Table.Td key={group.code} ta="right" title={`${group.title}: ${showPoints(group.points)}`}>
          <Points points={group.points} />
        </Table.Td>
      ))}
      <Table.Td ta="right" fw={650}>
        <PointsOf points={row.points} of={row.assignedMax} />
      </Table.Td>
      <Table.Td ta="right" fw={650}>
        <Percent percent={row.percent} />
      </Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconHelpCircle size={14} />}
          aria-label={t('standings.whyOf', { name: row.name })}
          onClick={() => onExplain(row.subject)}
        >
          {t('standings.why')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function moveText(move: RankMove, t: TextFunction): string {
  if (move.rankBefore === null) return t('standings.movedNew', { after: move.rankAfter ?? '–' })
  if (move.rankAfter === null) return t('standings.movedOut', { before: move.rankBefore })
  const points = move.pointsAfter - move.pointsBefore
  return t('standings.moved', {
    before: move.rankBefore,
    after: move.rankAfter,
    points: `${points > 0 ? '+' : ''}${showPoints(points)}`,
  })
}
