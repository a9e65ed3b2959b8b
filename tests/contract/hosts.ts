import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { createApp } from '../../electron/host/create-app.ts'
import { serveLoopback } from '../../electron/loopback/server.ts'
import { nodeMachine } from '../../electron/platform/node/node-machine.ts'
import { type AppClient, startApp } from '../../electron/worker/app-client.ts'
import type { Topic } from '../../shared/contract/define.ts'
import { enterHost } from '../support/enter-host.ts'
import { testHost } from '../support/world.ts'

/** One application behind one kind of host, as a screen sees it. */
export interface ContractHost {
  call(message: { readonly id: string; readonly name: string; readonly input: unknown }): Promise<unknown>
  onTopic(listener: (topic: Topic) => void): () => void
  close(): Promise<void>
}

/** Each kind of host on an empty data folder of its own. */
export const hosts: { readonly [kind: string]: () => Promise<ContractHost> } = {
  'in this process': async () => {
    const folder = emptyFolder()
    const app = createApp(
      nodeMachine({ dataFolder: folder, hostInfo: testHost, lockFile, reportDefect: () => 'incident' }),
    )
    return {
      // What every other host does to a value on its way.
      call: async ({ id, name, input }) =>
        throughJson(await app.call(name, throughJson(input), { requestId: id })),
      onTopic: app.onTopic,
      close: async () => {
        await app.dispose()
        remove(folder)
      },
    }
  },
  // The bytes that Electron's main process passes on unread.
  'in a worker, as bytes (Electron)': async () => {
    const folder = emptyFolder()
    const client = startWorker(folder)
    return {
      call: async (message) => JSON.parse(new TextDecoder().decode(await client.call(bytesOf(message)))),
      onTopic: client.onTopic,
      close: async () => {
        await client.dispose()
        remove(folder)
      },
    }
  },
  'over HTTP (browser)': async () => {
    const folder = emptyFolder()
    const client = startWorker(folder)
    const server = await serveLoopback({ app: client, pages: { get: () => null }, port: 0 })
    const headers = await enterHost(server.origin, server.token())
    return {
      call: async (message) => {
        const response = await fetch(`${server.origin}/api/call`, {
          method: 'POST',
          headers,
          body: JSON.stringify(message),
        })
        return response.json()
      },
      onTopic: client.onTopic,
      close: async () => {
        await server.close()
        await client.dispose()
        remove(folder)
      },
    }
  },
}

function startWorker(folder: string): AppClient {
  const script = new URL('../../electron/worker/worker.ts', import.meta.url)
  return startApp(script, { dataFolder: folder, hostInfo: testHost }, null)
}

function bytesOf(message: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(message))
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'giao-uoc-contract-'))
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
