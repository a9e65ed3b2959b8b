import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { StoreFault } from '../../db/sqlite/failure.ts'
import { command, query } from '../../shared/contract/define.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import { failure } from '../../shared/contract/failures.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'

const specs = {
  'greeting.get': query<{ readonly text: string }>()('anyone', z.strictObject({ name: z.string().max(5) })),
  'season.get': query<null, Failure<'noSeason'>>()('unlocked', z.strictObject({})),
  'disk.read': query<null>()('anyone', z.strictObject({})),
  'defect.make': command<null>()('anyone', z.strictObject({ later: z.boolean() })),
} as const

function dispatcherWith(open: boolean): { readonly dispatcher: Dispatcher; readonly defects: unknown[] } {
  const defects: unknown[] = []
  const dispatcher = createDispatcher(
    specs,
    {
      authorise: (access) =>
        access === 'anyone' || open ? ok({ greeting: 'Chào' }) : err(failure('locked', {})),
      reportDefect: (call, thrown) => `incident-${defects.push({ call, thrown: String(thrown) })}`,
    },
    {
      'greeting.get': (input, context) => ok({ text: `${context.greeting} ${input.name}` }),
      'season.get': () => err(failure('noSeason', {})),
      'disk.read': () => {
        throw new StoreFault({ code: 'ioFailed', what: 'io', outcome: 'notStored' })
      },
      'defect.make': (input) => {
        if (!input.later) throw new Error('secret at once')
        return Promise.reject(new Error('secret later'))
      },
    },
  )
  return { dispatcher, defects }
}

describe('dispatcher', () => {
  it('answers with the value, under the id of the request', async () => {
    const { dispatcher } = dispatcherWith(true)
    expect(await dispatcher.dispatch('greeting.get', { name: 'Lan' }, 'r1')).toEqual({
      id: 'r1',
      ok: true,
      value: { text: 'Chào Lan' },
    })
  })

  it('passes an expected refusal on as it is', async () => {
    const { dispatcher } = dispatcherWith(true)
    expect(await dispatcher.dispatch('season.get', {}, 'r1')).toEqual({
      id: 'r1',
      ok: false,
      error: { code: 'noSeason' },
    })
  })

  it('answers with a typed refusal when the disk fails while reading', async () => {
    const { dispatcher, defects } = dispatcherWith(true)
    expect([await dispatcher.dispatch('disk.read', {}, 'r1'), defects]).toEqual([
      { id: 'r1', ok: false, error: { code: 'storeFailed', what: 'io', outcome: 'notStored' } },
      [],
    ])
  })

  it.each(['', 'nothing', 'toString', '__proto__', 'constructor'])('knows no call "%s"', async (name) => {
    const { dispatcher } = dispatcherWith(true)
    expect(await dispatcher.dispatch(name, {}, 'r1')).toEqual({
      id: 'r1',
      ok: false,
      invalid: [{ path: 'name', message: 'no such call' }],
    })
  })

  it.each([
    undefined,
    null,
    [],
    'text',
    {},
    { name: 1 },
    { name: 'Lan', more: 1 },
    JSON.parse('{"name":"Lan","__proto__":{}}'),
  ])('names what is wrong with the input %j', async (input) => {
    const { dispatcher } = dispatcherWith(true)
    const envelope = await dispatcher.dispatch('greeting.get', input, 'r1')
    expect(envelope).toMatchObject({ id: 'r1', ok: false, invalid: [{ message: expect.any(String) }] })
  })

  it('refuses what needs an open workspace while it is locked', async () => {
    const { dispatcher } = dispatcherWith(false)
    expect(await dispatcher.dispatch('season.get', {}, 'r1')).toEqual({
      id: 'r1',
      ok: false,
      error: { code: 'locked' },
    })
    expect(await dispatcher.dispatch('greeting.get', { name: 'Lan' }, 'r2')).toMatchObject({ ok: true })
  })

  it.each([true, false])('shows only the number of a defect (thrown later: %s)', async (later) => {
    const { dispatcher, defects } = dispatcherWith(true)
    expect(await dispatcher.dispatch('defect.make', { later }, 'r1')).toEqual({
      id: 'r1',
      ok: false,
      incident: 'incident-1',
    })
    expect(defects).toEqual([{ call: 'defect.make', thrown: `Error: secret ${later ? 'later' : 'at once'}` }])
  })
})
