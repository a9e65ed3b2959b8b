import { type Query, QueryClient } from '@tanstack/react-query'
import type { CallName } from '../../shared/contract/calls.ts'
import { concerns, onChanges } from './changes.ts'

/** The host is on this machine: nothing is stale until it says so, and nothing is fetched twice for luck. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/**
 * Answers that a command may have changed are asked for again where they are on screen, and forgotten where they are
 * not: a screen that is opened later never begins with an old answer.
 */
export function followChanges(client: QueryClient): () => void {
  return onChanges((changes) => {
    const concerned = { predicate: (query: Query) => concerns(changes, String(query.queryKey[0])) }
    client.removeQueries({ ...concerned, type: 'inactive' })
    void client.invalidateQueries(concerned)
  })
}

/** Folders and drives change without the host being told: a stick is plugged in, another machine has written to it. */
export const changingByItself: ReadonlySet<CallName> = new Set<CallName>(['files.places', 'files.browse'])
export const lookAgainEvery = 2000
