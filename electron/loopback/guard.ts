import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Who may talk to this host: the browser that was opened with the address of this very start. */
export interface Guard {
  readonly origin: string
  /** The address to open once; it carries the token. */
  readonly firstAddress: string
  /** The cookie the first page load is answered with. */
  readonly cookie: string
  isOwnHost(headers: IncomingHttpHeaders): boolean
  isToken(token: string): boolean
  hasSession(headers: IncomingHttpHeaders): boolean
  /** True when a page of this origin asked. Pages elsewhere cannot forge either header. */
  isSameOrigin(headers: IncomingHttpHeaders): boolean
}

export function createGuard(port: number): Guard {
  const host = `127.0.0.1:${port}`
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(24).toString('base64url')
  // Browsers send cookies to every port of one address: the name keeps two machines on one computer apart.
  const cookieName = `giaouoc-${port}`
  return {
    origin: `http://${host}`,
    firstAddress: `http://${host}/?token=${token}`,
    cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    isOwnHost: (headers) => headers.host === host,
    isToken: (given) => equalSecrets(given, token),
    hasSession: (headers) => equalSecrets(cookieValue(headers.cookie ?? '', cookieName), session),
    isSameOrigin: (headers) => {
      const fetchSite = headers['sec-fetch-site']
      if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false
      if (fetchSite !== undefined && fetchSite !== 'same-origin') return false
      return headers.origin !== undefined || fetchSite !== undefined
    },
  }
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
