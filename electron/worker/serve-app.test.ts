import { describe, expect, it } from 'vitest'
import type { Topic } from '../../shared/contract/define.ts'
import type { App } from '../host/app.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { type HostPort, nativeChannel, serveApp } from './serve-app.ts'

interface FakeHost {
  readonly port: HostPort
  readonly sent: FromWorker[]
  send(message: ToWorker): void
}

function fakeHost(): FakeHost {
  const sent: FromWorker[] = []
  const listeners: ((message: ToWorker) => void)[] = []
  return {
    sent,
    send: (message) => {
      for (const listener of listeners) listener(message)
    },
    port: {
      post: (message) => sent.push(message),
      listen: (listener) => listeners.push(listener),
      close: () => undefined,
    },
  }
}

function fakeApp(pushes: ((topic: Topic) => void)[] = []): App {
  return {
    call: (name, input, caller) =>
      Promise.resolve({ id: caller.requestId, ok: true, value: { name, input } }),
    onTopic: (listener) => {
      pushes.push(listener)
      return () => pushes.splice(pushes.indexOf(listener), 1)
    },
    registerPath: () => {
      throw new Error('not used here')
    },
    pathOf: () => null,
    dispose: () => Promise.resolve(),
  }
}

const body = (text: string) => new TextEncoder().encode(text)

describe("the worker's end of the channel", () => {
  it('passes requests to the application and topics to the host, until it is disposed', async () => {
    const host = fakeHost()
    const pushes: ((topic: Topic) => void)[] = []
    serveApp(fakeApp(pushes), host.port, nativeChannel(host.port))
    host.send({ kind: 'request', id: 7, body: body('{"id":"r","name":"host.info","input":{"a":1}}') })
    for (const push of pushes) push({ topic: 'changed', dataVersion: 3, changes: 'everything' })
    await expect.poll(() => host.sent.length).toBe(2)
    host.send({ kind: 'dispose' })
    await expect.poll(() => host.sent.at(-1)).toEqual({ kind: 'disposed' })
    expect(host.sent[0]).toEqual({
      kind: 'topic',
      topic: { topic: 'changed', dataVersion: 3, changes: 'everything' },
    })
    expect(host.sent[1]).toEqual({
      kind: 'reply',
      id: 7,
      body: body('{"id":"r","ok":true,"value":{"name":"host.info","input":{"a":1}}}'),
    })
    expect(pushes).toEqual([])
  })

  it('asks the host for what needs a window, and matches each answer to its question', async () => {
    const host = fakeHost()
    const native = nativeChannel(host.port)
    serveApp(fakeApp(), host.port, native)
    const [chosen, pdf] = [native.choose('folder'), native.printPdf()]
    expect(host.sent).toEqual([
      { kind: 'nativeAct', id: 1, act: { act: 'choose', what: 'folder' } },
      { kind: 'nativeAct', id: 2, act: { act: 'printPdf' } },
    ])
    host.send({ kind: 'nativeOutcome', id: 2, outcome: { done: 'printedPdf', pdf: body('%PDF') } })
    host.send({ kind: 'nativeOutcome', id: 1, outcome: { done: 'chosen', paths: null } })
    expect([await chosen, await pdf]).toEqual([null, body('%PDF')])
  })

  it('takes a failed act for a defect, with its reason', async () => {
    const host = fakeHost()
    const native = nativeChannel(host.port)
    serveApp(fakeApp(), host.port, native)
    const printed = native.print()
    host.send({ kind: 'nativeOutcome', id: 1, outcome: { done: 'failed', why: 'there is no window' } })
    await expect(printed).rejects.toThrow('there is no window')
  })
})
