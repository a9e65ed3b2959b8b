import { QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type CallName, calls } from '../../shared/contract/calls.ts'

/** The host's answers, counted: an answer that was asked for again is another one. */
let answered = 0
vi.stubGlobal('window', {
  giaouoc: {
    call: async () => ({ ok: true, value: ++answered }),
    subscribe: () => () => undefined,
  },
})
const { callHost } = await import('./call-host.ts')
const { createQueryClient, followChanges } = await import('./query-client.ts')

const names = Object.keys(calls) as readonly CallName[] // the own keys of the contract are its names
const commands = names.filter((name) => calls[name].kind === 'command')
const queries = names.filter((name) => calls[name].kind === 'query')

let stop = (): void => undefined
afterEach(() => stop())

describe('no answer that a command may have changed is served again', () => {
  it.each(commands)('%s', async (command) => {
    const client = createQueryClient()
    stop = followChanges(client)
    for (const query of queries) client.setQueryData([query, 'closed screen'], 0)
    const onScreen = queries.map((query) => {
      const ask = vi.fn(async () => 1)
      const observer = new QueryObserver(client, {
        queryKey: [query, 'on screen'],
        queryFn: ask,
        initialData: 0,
        staleTime: Number.POSITIVE_INFINITY,
      })
      return { query, ask, end: observer.subscribe(() => undefined) }
    })
    // The input does not matter: this host takes anything.
    expect(await callHost(command, {} as never)).toMatchObject({ ok: true })
    const { changes } = calls[command]
    const concerned = queries.filter((query) => changes === 'everything' || changes.includes(query))
    expect({
      askedAgain: onScreen.filter(({ ask }) => ask.mock.calls.length > 0).map(({ query }) => query),
      forgotten: queries.filter((query) => client.getQueryData([query, 'closed screen']) === undefined),
    }).toEqual({ askedAgain: concerned, forgotten: concerned })
    for (const { end } of onScreen) end()
    client.clear()
  })
})
