import { z } from 'zod'
import type { Topic } from '../../shared/contract/define.ts'
import type { CallMessage, Transport } from './transport.ts'

const topicSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('changed'), dataVersion: z.number() }),
  z.object({
    topic: z.literal('progress'),
    task: z.enum(['import', 'export', 'practice']),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ topic: z.literal('locked') }),
])

/** The loopback host: same origin, session cookie set by the host, topics as server-sent events. */
export function httpTransport(): Transport {
  return {
    call: async (message: CallMessage): Promise<unknown> => {
      const response = await fetch('/api/call', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        credentials: 'same-origin',
      })
      return response.json()
    },
    subscribe: (listener: (topic: Topic) => void): (() => void) => {
      const events = new EventSource('/api/events', { withCredentials: true })
      events.onmessage = (event: MessageEvent<unknown>) => {
        const topic = readTopic(event.data)
        if (topic !== null) listener(topic)
      }
      return () => events.close()
    },
  }
}

function readTopic(data: unknown): Topic | null {
  if (typeof data !== 'string') return null
  try {
    const parsed = topicSchema.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
