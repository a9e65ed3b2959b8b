import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { CallFailure, CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import { type CallProblem, type CallResult, callHost } from './call-host.ts'
import { changesOf } from './changes.ts'
import { changingByItself, lookAgainEvery } from './query-client.ts'

export interface QueryOptions {
  /** False: not asked yet. */
  readonly enabled?: boolean
  /** Keep showing the last answer while the input changes. */
  readonly keepPrevious?: boolean
}

/** What the host says, kept until the host says that something changed. `error` is a `CallProblem`. */
export function useQueryCall<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  options: QueryOptions = {},
): UseQueryResult<CallOutput<Name>, CallProblem<CallFailure<Name>>> {
  return useQuery<CallOutput<Name>, CallProblem<CallFailure<Name>>>({
    queryKey: [name, input],
    queryFn: async () => {
      const result = await freshAnswer(name, input)
      if (result.ok) return result.value
      // The query library takes refusals as rejections; the value stays a plain `CallProblem`.
      throw result.error
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(changingByItself.has(name) ? { staleTime: 0, refetchInterval: lookAgainEvery } : {}),
  })
}

/** Asks again when something changed while the answer was on its way: it might be the one from before. */
async function freshAnswer<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallResult<Name>> {
  const before = changesOf(name)
  const result = await callHost(name, input)
  return changesOf(name) === before ? result : freshAnswer(name, input)
}

export interface CommandCall<Name extends CallName> {
  /** Runs the command; a refusal is also kept in `problem`. */
  readonly run: (input: CallInput<Name>) => Promise<CallResult<Name>>
  /** Runs it for those who do nothing with the answer but show `problem`. */
  readonly start: (input: CallInput<Name>) => void
  readonly pending: boolean
  readonly problem: CallProblem<CallFailure<Name>> | null
  readonly clear: () => void
}

/** One deliberate act. Callers disable their buttons while it is `pending`. */
export function useCommandCall<Name extends CallName>(name: Name): CommandCall<Name> {
  const [pending, setPending] = useState(0)
  const [problem, setProblem] = useState<CallProblem<CallFailure<Name>> | null>(null)
  const run = useCallback(
    async (input: CallInput<Name>): Promise<CallResult<Name>> => {
      setPending((count) => count + 1)
      setProblem(null)
      const result = await callHost(name, input)
      setPending((count) => count - 1)
      setProblem(result.ok ? null : result.error)
      return result
    },
    [name],
  )
  const start = useCallback(
    (input: CallInput<Name>): void => {
      void run(input).then(shownAsProblem)
    },
    [run],
  )
  const clear = useCallback(() => setProblem(null), [])
  return { run, start, pending: pending > 0, problem, clear }
}

/** A refusal stands in `problem` already. */
function shownAsProblem(_result: { readonly ok: boolean }): void {}
