import { QueryClient } from '@tanstack/react-query'
import type { CallName } from '../../shared/contract/calls.ts'

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

/** Commands that change nothing another screen shows; everything else makes the queries ask again. */
export const quietCommands: ReadonlySet<CallName> = new Set<CallName>([
  'files.choose',
  'files.receive',
  'files.saveText',
  'documents.savePdf',
  'documents.print',
  'founding.prepare',
  'exchange.diagnose',
  'exchange.preview',
  'exchange.cancel',
  'exchange.discard',
  'sheets.saveDraft',
])

/** Folders and drives change without the host being told: a stick is plugged in, another machine has written to it. */
export const changingByItself: ReadonlySet<CallName> = new Set<CallName>(['files.places', 'files.browse'])
export const lookAgainEvery = 2000
