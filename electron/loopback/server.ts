import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PageFiles } from '../platform/node/page-files.ts'
import type { AppClient } from '../worker/app-client.ts'
import { requestLimit } from '../worker/envelope.ts'
import { enteredPage } from './entry-page.ts'
import { createGuard, type Guard } from './guard.ts'

export interface LoopbackHost {
  readonly origin: string
  /** The token that is good now, for one exchange (`POST /enter`). */
  token(): string
  close(): Promise<void>
}

export interface LoopbackOptions {
  readonly app: AppClient
  readonly pages: PageFiles
  /** 0: any free one. */
  readonly port: number
  /** Called when a token was used and another one took its place. */
  readonly onExchange?: (nextToken: string) => void
}

/** Serves the screens and the application to the browsers of one person. */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackHost> {
  const { app, pages, port, onExchange = () => undefined } = options
  const server = createServer()
  await listen(server, port)
  const bound = (server.address() as AddressInfo).port // a TCP server that listens has an AddressInfo
  const guard = createGuard(bound)
  const events = new Set<ServerResponse>()
  const stopTopics = app.onTopic((topic) => {
    for (const stream of events) stream.write(`data: ${JSON.stringify(topic)}\n\n`)
  })
  server.on('request', (request, response) => {
    answer({ app, pages, guard, events, onExchange }, request, response).catch((thrown: unknown) => {
      console.error(thrown)
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'error')
    })
  })
  return {
    origin: guard.origin,
    token: guard.token,
    close: () =>
      new Promise((resolve) => {
        stopTopics()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Parts {
  readonly app: AppClient
  readonly pages: PageFiles
  readonly guard: Guard
  readonly events: Set<ServerResponse>
  readonly onExchange: (nextToken: string) => void
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { guard } = parts
  if (!guard.isForThisHost(request)) return refuse(response, 421, 'wrong host')
  const [path = ''] = (request.url ?? '').split('?', 1)
  if (path === '/enter') return enter(parts, request, response)
  if (!guard.hasCookie(request.headers)) return refuse(response, 403, notOurAddress)
  if (path.startsWith('/api/')) return answerApi(parts, path, request, response)
  if (request.method !== 'GET') return refuse(response, 405, 'method not allowed')
  const file = parts.pages.get(path)
  if (file === null) return refuse(response, 404, 'not found')
  response.writeHead(200, file.headers).end(file.body)
}

/** The entry page posts its token, as a file (origin `null`): the only request that needs no session. */
async function enter(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { guard, onExchange } = parts
  const { origin = 'null' } = request.headers
  if (origin !== 'null') return refuse(response, 403, 'wrong origin')
  if (request.method !== 'POST') return refuse(response, 405, 'method not allowed')
  const body = await readBody(request, formLimit)
  if (body === null) return refuse(response, 413, 'too large')
  const session = guard.exchange(new URLSearchParams(new TextDecoder().decode(body)).get('token') ?? '')
  if (session === null) return refuse(response, 403, notOurAddress)
  onExchange(guard.token())
  const nonce = randomBytes(16).toString('base64url')
  response.writeHead(200, {
    ...plain,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
    'Set-Cookie': session.cookie,
  })
  response.end(enteredPage(session.key, nonce))
}

async function answerApi(
  { app, guard, events }: Parts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!guard.isSameOrigin(request.headers)) return refuse(response, 403, 'wrong origin')
  if (!guard.hasKey(request.headers)) return refuse(response, 403, notOurAddress)
  if (path === '/api/events' && request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    // The first bytes tell the browser that the stream is open.
    response.write(': open\n\n')
    events.add(response)
    response.on('close', () => events.delete(response))
    return
  }
  if (path !== '/api/call') return refuse(response, 404, 'not found')
  if (request.method !== 'POST') return refuse(response, 405, 'method not allowed')
  if (request.headers['content-type'] !== 'application/json') return refuse(response, 415, 'JSON only')
  const body = await readBody(request, requestLimit)
  if (body === null) return refuse(response, 413, 'too large')
  const reply = await app.call(body)
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  response.end(reply)
}

/** Null: above the limit; nothing beyond it is read. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) return null
    chunks.push(chunk)
  }
  // A copy of its own: pooled buffers share memory and cannot be moved to the worker.
  const body = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}

/** A token and its name. */
const formLimit = 200
const plain = {
  'Content-Type': 'text/plain; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const
const notOurAddress =
  'Hãy mở lại tệp mà chương trình in ra khi khởi động.\nOpen the file the program named when it started, once more.'

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...plain, Connection: 'close' }).end(`${why}\n`)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve())
  })
}
