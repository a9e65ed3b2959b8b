import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** What the browser gets for a token. Each half covers what the other cannot: see `createGuard`. */
export interface BrowserSession {
  /** A `Set-Cookie` value. */
  readonly cookie: string
  readonly key: string
}

/** Who may talk to this host: browsers that were handed a token of this very start. */
export interface Guard {
  readonly origin: string
  /** Good for one exchange; another one takes its place then. */
  token(): string
  /** The session for a token that was not used before; null for anything else. */
  exchange(token: string): BrowserSession | null
  /** Exactly one `Host`, ours, and a target that is a path of this host and nothing else. */
  isForThisHost(request: IncomingMessage): boolean
  hasCookie(headers: IncomingHttpHeaders): boolean
  hasKey(headers: IncomingHttpHeaders): boolean
  /** True when a page of this origin asked. Pages elsewhere cannot forge either header. */
  isSameOrigin(headers: IncomingHttpHeaders): boolean
}

/**
 * The session is a cookie no script can read and a key no other port gets. A cookie alone is not enough: browsers
 * send it to every port of 127.0.0.1, so to a server of another user of this computer, too. A key alone would be
 * readable for whatever script slipped into a page. The key lies in the storage of the origin, port included.
 */
export function createGuard(port: number): Guard {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const cookieSecret = newSecret()
  const key = newSecret()
  // The name keeps two machines on one computer apart.
  const cookieName = `giaouoc-${port}`
  let token = newSecret()
  return {
    origin,
    token: () => token,
    exchange: (given) => {
      if (!equalSecrets(given, token)) return null
      token = newSecret()
      return { cookie: `${cookieName}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`, key }
    },
    isForThisHost: ({ headersDistinct, url }) => {
      const hosts = headersDistinct['host'] ?? []
      // `//elsewhere/` and `http://elsewhere/` name a host of their own, `*` names none.
      return hosts.length === 1 && hosts[0] === host && /^\/(?!\/)[\x21-\x7e]*$/.test(url ?? '')
    },
    hasCookie: (headers) => equalSecrets(cookieValue(headers.cookie ?? '', cookieName), cookieSecret),
    hasKey: (headers) => equalSecrets(String(headers[keyHeader] ?? ''), key),
    isSameOrigin: (headers) => {
      const fetchSite = headers['sec-fetch-site']
      if (headers.origin !== undefined && headers.origin !== origin) return false
      if (fetchSite !== undefined && fetchSite !== 'same-origin') return false
      return headers.origin !== undefined || fetchSite !== undefined
    },
  }
}

const keyHeader = 'x-giaouoc-key'

function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

function cookieValue(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name && value !== undefined) return value
  }
  return ''
}

function equalSecrets(given: string, expected: string): boolean {
  const left = Buffer.from(given)
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}
