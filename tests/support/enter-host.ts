import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What a browser has after it came in: the headers of a call. */
export async function enterHost(origin: string, token: string): Promise<{ readonly [name: string]: string }> {
  const entered = await fetch(`${origin}/enter`, { method: 'POST', body: new URLSearchParams({ token }) })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const key = /setItem\('giaouoc-key', "([\w-]+)"\)/.exec(await entered.text())?.[1] ?? ''
  return { 'content-type': 'application/json', 'x-giaouoc-key': key, cookie, origin }
}

/** The token that an entry page holds now. */
export function tokenIn(entry: string): string {
  return /name="token" value="([\w-]+)"/.exec(readFileSync(fileURLToPath(entry), 'utf8'))?.[1] ?? ''
}
