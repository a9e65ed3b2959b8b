import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Topic } from '../../shared/contract/define.ts'
import { enterHost } from '../../tests/support/enter-host.ts'
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
let key: { readonly 'x-giaouoc-key': string } = { 'x-giaouoc-key': '' }
const ownHost = () => new URL(host.origin).host
const origin = () => host.origin
const used: string[] = []

beforeAll(async () => {
  host = await serveLoopback({ app: echo, pages, port: 0, onExchange: (next) => used.push(next) })
  const session = await enterHost(host.origin, host.token())
  cookie = session['cookie'] ?? ''
  key = { 'x-giaouoc-key': session['x-giaouoc-key'] ?? '' }
})
afterAll(() => host.close())

describe('the browser host', () => {
  it('trades a token once, for a cookie that scripts cannot read and a key that other ports do not get', async () => {
    const token = host.token()
    const first = await enter({}, token)
    expect([first.status, first.body]).toEqual([200, expect.stringContaining(key['x-giaouoc-key'])])
    expect(String(first.headers['set-cookie'])).toMatch(
      /^giaouoc-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect((await enter({}, token)).status).toBe(403)
    expect([host.token() === token, used.at(-1)]).toEqual([false, host.token()])
  })

  it.each(['', 'wrong', 'x'.repeat(32)])('takes no token "%s", and keeps the one it has', async (wrong) => {
    const token = host.token()
    expect([(await enter({}, wrong)).status, host.token()]).toEqual([403, token])
  })

  it('lets nobody in from a page of the network, by reading, or with a large form', async () => {
    const token = host.token()
    expect([
      (await enter({ origin: 'http://evil.example' }, token)).status,
      (await ask('GET', `/enter?token=${token}`, {})).status,
      (await ask('GET', `/?token=${token}`, {})).status,
      (await enter({}, `${token}${'&'.repeat(1000)}`)).status,
    ]).toEqual([403, 405, 403, 413])
    expect(host.token()).toBe(token)
  })

  it('serves page and calls to the browser that has the cookie', async () => {
    const page = await ask('GET', '/', { cookie })
    const call = await ask(
      'POST',
      '/api/call',
      { cookie, ...key, origin: origin(), 'content-type': 'application/json' },
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
    for (const listener of topicListeners)
      listener({ topic: 'changed', dataVersion: 7, changes: 'everything' })
    expect(await stream.next()).toBe('data: {"topic":"changed","dataVersion":7,"changes":"everything"}\n\n')
    stream.close()
  })

  const refused: readonly (readonly [string, number, () => Promise<Answer>])[] = [
    ['a foreign host name (DNS rebinding)', 421, () => ask('GET', '/', { cookie, host: 'evil.example' })],
    [
      'localhost by name',
      421,
      () => ask('GET', '/', { cookie, host: ownHost().replace('127.0.0.1', 'localhost') }),
    ],
    ['no cookie', 403, () => ask('GET', '/', {})],
    ["another start's cookie", 403, () => ask('GET', '/', { cookie: `${cookie.slice(0, -2)}zz` })],
    ['a call without cookie', 403, () => ask('POST', '/api/call', { ...key, origin: origin() }, '{}')],
    [
      'a call with the cookie alone, as another port of this computer could get it',
      403,
      () => ask('POST', '/api/call', { cookie, origin: origin() }, '{}'),
    ],
    [
      'events with the cookie alone',
      403,
      () => ask('GET', '/api/events', { cookie, 'sec-fetch-site': 'same-origin' }),
    ],
    [
      'a call of another origin',
      403,
      () => ask('POST', '/api/call', { cookie, ...key, origin: 'http://evil.example' }, '{}'),
    ],
    ['a call of origin null', 403, () => ask('POST', '/api/call', { cookie, ...key, origin: 'null' }, '{}')],
    [
      'a call of another port',
      403,
      () => ask('POST', '/api/call', { cookie, ...key, origin: 'http://127.0.0.1:1' }, '{}'),
    ],
    ['a call without any origin', 403, () => ask('POST', '/api/call', { cookie, ...key }, '{}')],
    [
      'a cross-site call',
      403,
      () =>
        ask('POST', '/api/call', { cookie, ...key, origin: origin(), 'sec-fetch-site': 'cross-site' }, '{}'),
    ],
    [
      'events for another site',
      403,
      () => ask('GET', '/api/events', { cookie, ...key, 'sec-fetch-site': 'same-site' }),
    ],
    ['events without any origin', 403, () => ask('GET', '/api/events', { cookie, ...key })],
    [
      'a form',
      415,
      () =>
        ask('POST', '/api/call', { cookie, ...key, origin: origin(), 'content-type': 'text/plain' }, '{}'),
    ],
    ['reading a call', 405, () => ask('GET', '/api/call', { cookie, ...key, origin: origin() })],
    ['posting a page', 405, () => ask('POST', '/', { cookie })],
    ['an unknown file', 404, () => ask('GET', '/../package.json', { cookie })],
    ['an unknown call address', 404, () => ask('POST', '/api/other', { cookie, ...key, origin: origin() })],
    [
      'a body announced above the limit',
      413,
      () =>
        ask('POST', '/api/call', {
          cookie,
          ...key,
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

/** What only a program can send: everything but the first line and the header `Host` is in order. */
describe('a request written by hand', () => {
  const rest = () => `Cookie: ${cookie}\r\nX-Giaouoc-Key: ${key['x-giaouoc-key']}\r\nConnection: close`
  const statusOf = (...lines: readonly string[]) => raw(`${[...lines, rest()].join('\r\n')}\r\n\r\n`)

  it('is answered where it names this host and a path of it', async () => {
    expect(await statusOf('GET / HTTP/1.1', `Host: ${ownHost()}`)).toBe(200)
    expect(await statusOf('GET / HTTP/1.0', `Host: ${ownHost()}`)).toBe(200)
  })

  const wrong: readonly (readonly [string, () => Promise<number>])[] = [
    ['two hosts, ours first', () => statusOf('GET / HTTP/1.1', `Host: ${ownHost()}`, 'Host: evil.example')],
    ['two hosts, ours last', () => statusOf('GET / HTTP/1.1', 'Host: evil.example', `Host: ${ownHost()}`)],
    ['our host twice', () => statusOf('GET / HTTP/1.1', `Host: ${ownHost()}`, `host: ${ownHost()}`)],
    ['no host', () => statusOf('GET / HTTP/1.1')],
    ['no host, as HTTP/1.0 allows', () => statusOf('GET / HTTP/1.0')],
    ['an empty host', () => statusOf('GET / HTTP/1.1', 'Host:')],
    ['a host without its port', () => statusOf('GET / HTTP/1.1', 'Host: 127.0.0.1')],
    [
      'an absolute target elsewhere',
      () => statusOf('GET http://evil.example/ HTTP/1.1', `Host: ${ownHost()}`),
    ],
    ['an absolute target here', () => statusOf(`GET ${origin()}/ HTTP/1.1`, `Host: ${ownHost()}`)],
    ['a target that begins a host', () => statusOf('GET //evil.example/ HTTP/1.1', `Host: ${ownHost()}`)],
    [
      'a backslash that browsers take for a host',
      () => statusOf('GET /\\evil HTTP/1.1', `Host: ${ownHost()}`),
    ],
    ['a target that is no path', () => statusOf('OPTIONS * HTTP/1.1', `Host: ${ownHost()}`)],
    ['a tunnel', () => statusOf(`CONNECT ${ownHost()} HTTP/1.1`, `Host: ${ownHost()}`)],
    ['letters outside ASCII in the target', () => statusOf('GET /\u00e9 HTTP/1.1', `Host: ${ownHost()}`)],
  ]
  it.each(wrong)('is refused with %s', async (_what, send) => {
    expect([0, 400, 404, 421]).toContain(await send())
  })
})

function enter(headers: { readonly [name: string]: string }, token: string): Promise<Answer> {
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  return ask('POST', '/enter', form, `token=${token}`)
}

/** The status of the answer to these very bytes; 0: the connection was closed without one. */
function raw(bytes: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(host.origin).port) })
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)))
    socket.end(Buffer.from(bytes, 'latin1'))
  })
}

function ask(
  method: string,
  path: string,
  headers: { readonly [name: string]: string },
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: new URL(host.origin).port, method, path, headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        )
      },
    )
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
        port: new URL(host.origin).port,
        path: '/api/events',
        headers: { cookie, ...key, 'sec-fetch-site': 'same-origin' },
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
