import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PageFiles } from '../platform/node/page-files.ts'
import type { AppClient } from '../worker/app-client.ts'
import { requestLimit } from '../worker/envelope.ts'
import { createGuard, type Guard } from './guard.ts'

export interface LoopbackHost {
  /** To be opened in a browser once; carries the token of this start. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

/** Serves the screens and the application to one browser. `port` 0: any free one. */
export async function serveLoopback(app: AppClient, pages: PageFiles, port: number): Promise<LoopbackHost> {
  const server = createServer()
  await listen(server, port)
  const bound = (server.address() as AddressInfo).port // a TCP server that listens has an AddressInfo
  const guard = createGuard(bound)
  const events = new Set<ServerResponse>()
  const stopTopics = app.onTopic((topic) => {
    for (const stream of events) stream.write(`data: ${JSON.stringify(topic)}\n\n`)
  })
  server.on('request', (request, response) => {
    answer({ app, pages, guard, events }, request, response).catch((thrown: unknown) => {
      console.error(thrown)
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'error')
    })
  })
  return {
    address: guard.firstAddress,
    port: bound,
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
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { guard } = parts
  if (!guard.isOwnHost(request.headers)) return refuse(response, 421, 'wrong host')
  const url = new URL(request.url ?? '/', guard.origin)
  const token = url.searchParams.get('token')
  if (request.method === 'GET' && url.pathname === '/' && token !== null) {
    if (!guard.isToken(token)) return refuse(response, 403, notOurAddress)
    response.writeHead(303, { Location: '/', 'Set-Cookie': guard.cookie, ...plain }).end()
    return
  }
  if (!guard.hasSession(request.headers)) return refuse(response, 403, notOurAddress)
  if (url.pathname.startsWith('/api/')) return answerApi(parts, url.pathname, request, response)
  if (request.method !== 'GET') return refuse(response, 405, 'method not allowed')
  const file = parts.pages.get(url.pathname)
  if (file === null) return refuse(response, 404, 'not found')
  response.writeHead(200, file.headers).end(file.body)
}

async function answerApi(
  { app, guard, events }: Parts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!guard.isSameOrigin(request.headers)) return refuse(response, 403, 'wrong origin')
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
  const body = await readBody(request)
  if (body === null) return refuse(response, 413, 'too large')
  const reply = await app.call(body)
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'X-Content-Type-Options': 'nosniff',
    ...uncached,
  })
  response.end(reply)
}

/** Null: above the limit; nothing beyond it is read. */
async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers['content-length'] ?? 0) > requestLimit) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > requestLimit) return null
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

const uncached = { 'Cache-Control': 'no-store' } as const
const plain = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Referrer-Policy': 'no-referrer',
  ...uncached,
} as const
const notOurAddress =
  'Hãy mở bằng địa chỉ mà chương trình in ra khi khởi động.\nOpen the address the program printed when it started.'

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...plain, Connection: 'close' }).end(`${why}\n`)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve())
  })
}
