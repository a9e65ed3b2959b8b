import { z } from 'zod'
import type { Topic } from '../../shared/contract/define.ts'
import type { CallManner, CallMessage, Transport } from './transport.ts'

const topicSchema = z.discriminatedUnion('topic', [
  z.object({
    topic: z.literal('changed'),
    dataVersion: z.number(),
    changes: z.union([z.literal('everything'), z.array(z.string())]),
  }),
  z.object({
    topic: z.literal('progress'),
    task: z.enum(['import', 'export', 'practice']),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ topic: z.literal('locked') }),
])

/**
 * The loopback host: same origin, a session cookie and the key that the host put into the storage of this origin
 * when the browser came in; topics as a stream of lines.
 */
export function httpTransport(): Transport {
  return {
    outlivesUpTo: 60_000, // browsers allow 64 KiB to be under way from pages that are gone
    call: async (message: CallMessage, { outlives }: CallManner): Promise<unknown> => {
      const response = await fetch('/api/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sessionKey() },
        body: JSON.stringify(message),
        credentials: 'same-origin',
        keepalive: outlives,
      })
      return response.json()
    },
    subscribe: (listener: (topic: Topic) => void): (() => void) => {
      const leaving = new AbortController()
      void follow(listener, leaving.signal)
      return () => leaving.abort()
    },
  }
}

function sessionKey(): { readonly 'x-giaouoc-key': string } {
  return { 'x-giaouoc-key': localStorage.getItem('giaouoc-key') ?? '' }
}

/** Listens for as long as the page lives; a stream that broke is opened again after a moment. */
async function follow(listener: (topic: Topic) => void, leaving: AbortSignal): Promise<void> {
  while (!leaving.aborted) {
    try {
      await readTopics(listener, leaving)
    } catch {
      // The host is gone or is starting again.
    }
    await new Promise((resolve) => setTimeout(resolve, retryAfter))
  }
}

const retryAfter = 1000

async function readTopics(listener: (topic: Topic) => void, leaving: AbortSignal): Promise<void> {
  const response = await fetch('/api/events', { headers: sessionKey(), signal: leaving })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    const lines = (rest + part.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const topic = line.startsWith('data: ') ? readTopic(line.slice('data: '.length)) : null
      if (topic !== null) listener(topic)
    }
  }
}

function readTopic(data: string): Topic | null {
  try {
    const parsed = topicSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
