import { ActionIcon, Badge, Button, Group, Stack, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPrinter, IconSearch, IconUserCheck } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { InvitationRow } from '../../../shared/contract/season.ts'
import { matchesSearch } from '../../../shared/messages/search.ts'
import { useText } from '../../i18n/setup.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ReasonDialog } from '../../ui/unsaved/reason-dialog.tsx'
import { useWords } from '../../ui/use-words.ts'

export interface InvitationsProps {
  readonly query: UseQueryResult<readonly InvitationRow[], CallProblem<Failure<'noSeason'>>>
  /** Only the founder holds codes and confirms. */
  readonly founder: boolean
}

const stateColors = { open: 'gray', enrolled: 'gold', contested: 'red', listed: 'pine' } as const

export function Invitations({ query, founder }: InvitationsProps) {
  const t = useText()
  const words = useWords()
  const [search, setSearch] = useState('')
  const rows = query.data ?? []
  const joined = rows.filter((row) => row.state !== 'open').length
  return (
    <Panel
      title={t('season.invitations')}
      aside={
        <Text size="sm" c="dimmed">
          {t('season.summary', { enrolled: joined, all: rows.length })}
        </Text>
      }
      flush
    >
      <Stack gap="sm" p="md" pb={0}>
        <Text size="sm" c="dimmed">
          {t(founder ? 'season.invitationsAbout' : 'season.onlyFounder')}
        </Text>
        <Group justify="space-between" gap="xs">
          <TextInput
            size="xs"
            w={170}
            leftSection={<IconSearch size={15} />}
            aria-label={t('season.search')}
            placeholder={t('season.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {founder ? (
            <Group gap="xs">
              <Button
                component="a"
                href={hrefs.print('slips', {})}
                variant="default"
                size="xs"
                leftSection={<IconPrinter size={15} />}
              >
                {t('season.printSlips')}
              </Button>
              <ConfirmHolders waiting={rows.filter((row) => row.state === 'enrolled').length} />
            </Group>
          ) : null}
        </Group>
      </Stack>
      <Asked query={query}>
        {(all) => (
          <Table fz="sm" verticalSpacing={5} highlightOnHover mt="xs">
            <Table.Tbody>
              {all
                .filter((row) => matchesSearch(`${words.seat(row.seat)} ${row.seat}`, search))
                .map((row) => (
                  <Table.Tr key={row.seat}>
                    <Table.Td>{words.seat(row.seat)}</Table.Td>
                    <Table.Td>
                      <Badge color={stateColors[row.state]} variant="light">
                        {t(`season.state.${row.state}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td ta="right">
                      {row.slip === null || row.state !== 'open' ? null : (
                        <Tooltip label={t('season.printSlip')}>
                          <ActionIcon
                            component="a"
                            href={hrefs.print('slips', { seat: row.seat })}
                            variant="subtle"
                            color="gray"
                            aria-label={`${t('season.printSlip')}: ${words.seat(row.seat)}`}
                          >
                            <IconPrinter size={16} />
                          </ActionIcon>
                        </Tooltip>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        )}
      </Asked>
    </Panel>
  )
}

function ConfirmHolders({ waiting }: { readonly waiting: number }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  const confirm = useCommandCall('season.confirmHolders')
  const run = async (reason: string) => {
    const { ok } = await confirm.run({ reason })
    if (ok) {
      setAsking(false)
      toast('done', t('season.confirmed'))
    }
    return ok
  }
  return (
    <>
      <Tooltip label={t('season.nobodyToConfirm')} disabled={waiting > 0}>
        <Button
          size="xs"
          leftSection={<IconUserCheck size={15} />}
          disabled={waiting === 0}
          onClick={() => setAsking(true)}
        >
          {t('season.confirm')}
          {waiting > 0 ? ` (${waiting})` : ''}
        </Button>
      </Tooltip>
      {asking ? (
        <ReasonDialog
          place="holders"
          label={t('season.confirmReason')}
          maxLength={500}
          required={false}
          onClose={() => setAsking(false)}
          title={t('season.confirmTitle')}
          consequence={t('season.confirmConsequence')}
          confirmLabel={t('season.confirm')}
          onConfirm={run}
          pending={confirm.pending}
          problem={confirm.problem}
        />
      ) : null}
    </>
  )
}
