import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { callChannel, topicChannel } from '../ipc/channels.ts'

/**
 * All a window gets: `call` and `subscribe`. Requests become bytes here, so that the main process never parses
 * what a screen sends; topics are small and come as they are.
 */
const encoder = new TextEncoder()
const decoder = new TextDecoder()

contextBridge.exposeInMainWorld(
  'giaouoc',
  Object.freeze({
    call: async (message: unknown): Promise<unknown> => {
      const reply: unknown = await ipcRenderer.invoke(callChannel, encoder.encode(JSON.stringify(message)))
      return reply instanceof Uint8Array ? JSON.parse(decoder.decode(reply)) : null
    },
    subscribe: (listener: (topic: unknown) => void): (() => void) => {
      const heard = (_event: IpcRendererEvent, topic: unknown): void => listener(topic)
      ipcRenderer.on(topicChannel, heard)
      return () => {
        ipcRenderer.off(topicChannel, heard)
      }
    },
  }),
)
