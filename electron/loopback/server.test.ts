import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Topic } from '../../shared/contract/define.ts'
import type { PageFiles } from '../platform/node/page-files.ts'
import type { AppClient } from '../worker/app-client.ts'
import { requestLimit } from '../worker/envelope.ts'
import { type LoopbackHost, serveLoopback } from './server.ts'

interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly body: string
}

const topicListeners = new Set<(topic: Topic) => void>()
/** Answers every request with its own bytes. */
const echo: AppClient = {
  call: (bytes) => Promise.resolve(bytes),
  onTopic: (listener) => {
    topicListeners.add(listener)
    return () => topicListeners.delete(listener)
  },
  onLost: () => undefined,
  dispose: () => Promise.resolve(),
}
const pages: PageFiles = {
  get: (path) =>
    path === '/' ? { body: new TextEncoder().encode('page'), headers: { 'X-Page': 'yes' } } : null,
}

let host: LoopbackHost
let cookie = ''
let token = ''
const ownHost = () => `127.0.0.1:${host.port}`
const origin = () => `http://${ownHost()}`

beforeAll(async () => {
  host = await serveLoopback(echo, pages, 0)
  token = new URL(host.address).search
  const first = await ask('GET', `/${token}`, {})
  cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(() => host.close())

describe('the browser host', () => {
  it('trades the token of its address for a cookie that scripts and other sites cannot use', async () => {
    const first = await ask('GET', `/${token}`, {})
    expect({ status: first.status, location: first.headers['location'] }).toEqual({
      status: 303,
      location: '/',
    })
    expect(String(first.headers['set-cookie'])).toMatch(
      new RegExp(`^giaouoc-${host.port}=[\\w-]{32}; HttpOnly; SameSite=Strict; Path=/$`),
    )
  })

  it('serves page and calls to the browser that has the cookie', async () => {
    const page = await ask('GET', '/', { cookie })
    const call = await ask(
      'POST',
      '/api/call',
      { cookie, origin: origin(), 'content-type': 'application/json' },
      '{"a":1}',
    )
    expect([page.status, page.headers['x-page'], call.status, call.body]).toEqual([
      200,
      'yes',
      200,
      '{"a":1}',
    ])
  })

  it('pushes topics', async () => {
    const stream = await openEvents()
    for (const listener of topicListeners) listener({ topic: 'changed', dataVersion: 7 })
    expect(await stream.next()).toBe('data: {"topic":"changed","dataVersion":7}\n\n')
    stream.close()
  })

  const refused: readonly (readonly [string, number, () => Promise<Answer>])[] = [
    ['a foreign host name (DNS rebinding)', 421, () => ask('GET', '/', { cookie, host: 'evil.example' })],
    ['localhost by name', 421, () => ask('GET', '/', { cookie, host: `localhost:${host.port}` })],
    ['no cookie', 403, () => ask('GET', '/', {})],
    ["another start's cookie", 403, () => ask('GET', '/', { cookie: `${cookie.slice(0, -2)}zz` })],
    ['a wrong token', 403, () => ask('GET', '/?token=wrong', {})],
    ['a call without cookie', 403, () => ask('POST', '/api/call', { origin: origin() }, '{}')],
    [
      'a call of another origin',
      403,
      () => ask('POST', '/api/call', { cookie, origin: 'http://evil.example' }, '{}'),
    ],
    ['a call of origin null', 403, () => ask('POST', '/api/call', { cookie, origin: 'null' }, '{}')],
    [
      'a call of another port',
      403,
      () => ask('POST', '/api/call', { cookie, origin: 'http://127.0.0.1:1' }, '{}'),
    ],
    ['a call without any origin', 403, () => ask('POST', '/api/call', { cookie }, '{}')],
    [
      'a cross-site call',
      403,
      () => ask('POST', '/api/call', { cookie, origin: origin(), 'sec-fetch-site': 'cross-site' }, '{}'),
    ],
    [
      'events for another site',
      403,
      () => ask('GET', '/api/events', { cookie, 'sec-fetch-site': 'same-site' }),
    ],
    ['events without any origin', 403, () => ask('GET', '/api/events', { cookie })],
    [
      'a form',
      415,
      () => ask('POST', '/api/call', { cookie, origin: origin(), 'content-type': 'text/plain' }, '{}'),
    ],
    ['reading a call', 405, () => ask('GET', '/api/call', { cookie, origin: origin() })],
    ['posting a page', 405, () => ask('POST', '/', { cookie })],
    ['an unknown file', 404, () => ask('GET', '/../package.json', { cookie })],
    ['an unknown call address', 404, () => ask('POST', '/api/other', { cookie, origin: origin() })],
    [
      'a body announced above the limit',
      413,
      () =>
        ask('POST', '/api/call', {
          cookie,
          origin: origin(),
          'content-type': 'application/json',
          'content-length': String(requestLimit + 1),
        }),
    ],
  ]
  it.each(refused)('refuses %s', async (_what, status, send) => {
    expect((await send()).status).toBe(status)
  })
})

function ask(
  method: string,
  path: string,
  headers: { readonly [name: string]: string },
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    sent.on('error', reject)
    if (headers['content-length'] === undefined) sent.end(body)
    else sent.flushHeaders()
  })
}

function openEvents(): Promise<{ next(): Promise<string>; close(): void }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: host.port,
        path: '/api/events',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      },
      (response) => {
        response.setEncoding('utf8')
        const chunks = response.iterator() as AsyncIterableIterator<string> // the encoding set above makes them text
        const next = async (): Promise<string> => (await chunks.next()).value ?? ''
        void next().then(() => resolve({ next, close: () => sent.destroy() }))
      },
    )
    sent.on('error', (error) => (sent.destroyed ? undefined : reject(error)))
    sent.end()
  })
}
