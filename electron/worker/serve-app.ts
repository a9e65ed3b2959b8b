import type { Envelope } from '../../shared/contract/define.ts'
import type { App } from '../host/app.ts'
import type { NativeActs } from '../services/native-acts.ts'
import { envelopeBytes } from './envelope.ts'
import type { FromWorker, NativeAct, NativeOutcome, ToWorker } from './messages.ts'
import { readRequest } from './request.ts'

/** The worker's end of the message channel. */
export interface HostPort {
  post(message: FromWorker, moved: readonly ArrayBuffer[]): void
  listen(listener: (message: ToWorker) => void): void
  close(): void
}

/** The host's windows as seen from the worker; made first, because the application is built with it. */
export interface NativeChannel extends NativeActs {
  settle(id: number, outcome: NativeOutcome): void
}

/** Serves one application to one host until the host says `dispose`. */
export function serveApp(app: App, port: HostPort, native: NativeChannel): void {
  const answer = async (body: Uint8Array): Promise<Envelope<unknown, unknown>> => {
    const request = readRequest(body)
    if (!request.ok) return { id: '', ok: false, invalid: [{ path: '', message: request.error }] }
    const { id, name, input } = request.value
    return app.call(name, input, { requestId: id })
  }
  const reply = async (id: number, body: Uint8Array): Promise<void> => {
    const bytes = envelopeBytes(await answer(body))
    port.post({ kind: 'reply', id, body: bytes }, [bytes.buffer])
  }

  const stopTopics = app.onTopic((topic) => port.post({ kind: 'topic', topic }, []))
  port.listen((message) => {
    switch (message.kind) {
      case 'request':
        void reply(message.id, message.body)
        return
      case 'nativeOutcome':
        native.settle(message.id, message.outcome)
        return
      case 'dispose':
        stopTopics()
        void app.dispose().finally(() => {
          port.post({ kind: 'disposed' }, [])
          port.close()
        })
    }
  })
}

export function nativeChannel(port: HostPort): NativeChannel {
  const waiting = new Map<number, (outcome: NativeOutcome) => void>()
  let lastId = 0
  const ask = (act: NativeAct): Promise<NativeOutcome> => {
    const id = ++lastId
    port.post({ kind: 'nativeAct', id, act }, [])
    return new Promise((resolve) => waiting.set(id, resolve))
  }
  return {
    settle: (id, outcome) => {
      waiting.get(id)?.(outcome)
      waiting.delete(id)
    },
    choose: async (what) => {
      const outcome = await ask({ act: 'choose', what })
      return outcome.done === 'chosen' ? outcome.paths : broken(outcome)
    },
    printPdf: async () => {
      const outcome = await ask({ act: 'printPdf' })
      return outcome.done === 'printedPdf' ? outcome.pdf : broken(outcome)
    },
    print: async () => {
      const outcome = await ask({ act: 'print' })
      if (outcome.done !== 'printed') broken(outcome)
    },
  }
}

function broken(outcome: NativeOutcome): never {
  throw new Error(outcome.done === 'failed' ? outcome.why : `the host answered "${outcome.done}"`)
}
