import { Worker } from 'node:worker_threads'
import type { Topic } from '../../shared/contract/define.ts'
import type { NativeActs } from '../services/native-acts.ts'
import type { FromWorker, NativeAct, NativeOutcome, ToWorker, WorkerStart } from './messages.ts'

/** A host's end of the channel: bytes in, bytes out, topics pushed. */
export interface AppClient {
  /** Resolves with the envelope's bytes. The request's memory is moved away. Rejects only when the worker is gone. */
  call(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
  onTopic(listener: (topic: Topic) => void): () => void
  /** Called once when the worker ends without having been asked to. */
  onLost(listener: (reason: string) => void): void
  /** Closes the database, forgets secrets, ends the worker. Safe to call twice. */
  dispose(): Promise<void>
}

/**
 * Starts the application in a worker thread of this process: a synchronous store with one transaction per import
 * would stall the windows otherwise. `native`: what this host's windows can do, where it has any.
 */
export function startApp(script: URL, start: WorkerStart, native: NativeActs | null): AppClient {
  const worker = new Worker(script, { workerData: start, name: 'giao-uoc' })
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array<ArrayBuffer>>>()
  const topicListeners = new Set<(topic: Topic) => void>()
  const lostListeners = new Set<(reason: string) => void>()
  let lastId = 0
  let disposing: Promise<void> | null = null
  let lost: string | null = null
  const ended = Promise.withResolvers<void>()

  const post = (message: ToWorker, moved: readonly ArrayBuffer[] = []): void =>
    worker.postMessage(message, [...moved])
  const lose = (reason: string): void => {
    ended.resolve()
    if (lost !== null) return
    lost = reason
    for (const reply of waiting.values()) reply.reject(new Error(reason))
    waiting.clear()
    if (disposing === null) for (const listener of lostListeners) listener(reason)
  }

  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'reply':
        waiting.get(message.id)?.resolve(message.body)
        waiting.delete(message.id)
        return
      case 'topic':
        for (const listener of topicListeners) listener(message.topic)
        return
      case 'nativeAct':
        void perform(native, message.act).then((outcome) =>
          post({ kind: 'nativeOutcome', id: message.id, outcome }, movedBy(outcome)),
        )
        return
      case 'disposed':
        ended.resolve()
    }
  })
  worker.on('error', (error) => lose(error.stack ?? error.message))
  worker.on('exit', (code) => lose(`the worker ended with code ${code}`))

  return {
    call: (request) => {
      if (lost !== null) return Promise.reject(new Error(lost))
      const reply = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
      const id = ++lastId
      waiting.set(id, reply)
      post({ kind: 'request', id, body: request }, [request.buffer])
      return reply.promise
    },
    onTopic: (listener) => {
      topicListeners.add(listener)
      return () => topicListeners.delete(listener)
    },
    onLost: (listener) => {
      lostListeners.add(listener)
    },
    dispose: () => {
      disposing ??= (async () => {
        if (lost === null) post({ kind: 'dispose' })
        await ended.promise
        await worker.terminate()
      })()
      return disposing
    },
  }
}

async function perform(native: NativeActs | null, act: NativeAct): Promise<NativeOutcome> {
  if (native === null) return { done: 'failed', why: 'this host has no windows' }
  try {
    switch (act.act) {
      case 'choose':
        return { done: 'chosen', paths: await native.choose(act.what) }
      case 'printPdf':
        return { done: 'printedPdf', pdf: new Uint8Array(await native.printPdf()) }
      case 'print':
        await native.print()
        return { done: 'printed' }
    }
  } catch (thrown) {
    return { done: 'failed', why: String(thrown) }
  }
}

function movedBy(outcome: NativeOutcome): readonly ArrayBuffer[] {
  return outcome.done === 'printedPdf' ? [outcome.pdf.buffer] : []
}
