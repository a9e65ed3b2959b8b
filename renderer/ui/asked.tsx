import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/contract/failures.ts'
import { useText } from '../i18n/setup.ts'
import type { CallProblem } from '../transport/call-host.ts'
import { ProblemAlert } from './problem-alert.tsx'

export interface AskedProps<Value, Refusal extends Failure> {
  readonly query: UseQueryResult<Value, CallProblem<Refusal>>
  /** How many rows of grey to show meanwhile. */
  readonly rows?: number
  readonly children: (value: Value) => ReactNode
}

/** What the host was asked: grey rows while it answers, the refusal in words, or the value. */
export function Asked<Value, Refusal extends Failure>({
  query,
  rows = 5,
  children,
}: AskedProps<Value, Refusal>) {
  const t = useText()
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error !== null) return <ProblemAlert problem={query.error} />
  return (
    <Stack gap="sm" aria-busy="true" aria-label={t('common.loading')} role="status">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={36} radius="sm" />
      ))}
    </Stack>
  )
}
