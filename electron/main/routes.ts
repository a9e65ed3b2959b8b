import { type BrowserWindow, ipcMain } from 'electron'
import { callChannel, pageOrigin, topicChannel } from '../ipc/channels.ts'
import { isOwnMainFrame } from '../ipc/sender.ts'
import type { AppClient } from '../worker/app-client.ts'
import { envelopeBytes, requestLimit } from '../worker/envelope.ts'

type CurrentWindow = () => BrowserWindow | null

/** Bytes from the window's page to the worker and back. Answers every message; throws for none. */
export function routeCalls(client: AppClient, window: CurrentWindow): void {
  ipcMain.handle(callChannel, async (event, body: unknown) => {
    if (!isOwnMainFrame(event.senderFrame, window()?.webContents.mainFrame ?? null, pageOrigin)) {
      return refusal('sender')
    }
    if (!(body instanceof Uint8Array) || body.length > requestLimit) return refusal('body')
    // A copy of its own can be moved on to the worker.
    return client.call(new Uint8Array(body)).catch(() => refusal('worker'))
  })
}

/** Pushed topics, to our page alone. */
export function routeTopics(client: AppClient, window: CurrentWindow): void {
  client.onTopic((topic) => {
    const contents = window()?.webContents
    if (contents === undefined || contents.isDestroyed()) return
    if (isOwnMainFrame(contents.mainFrame, contents.mainFrame, pageOrigin)) contents.send(topicChannel, topic)
  })
}

function refusal(path: 'sender' | 'body' | 'worker'): Uint8Array {
  return envelopeBytes({ id: '', ok: false, invalid: [{ path, message: 'refused' }] })
}
