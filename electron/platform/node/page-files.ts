import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'

/** One answer to a request for a page or one of its files. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: { readonly [name: string]: string }
}

export interface PageFiles {
  /** `path` as in a URL, beginning with `/`. Null: no such file. Never touches the disk for an unknown path. */
  get(path: string): PageFile | null
}

/**
 * The built screens as a fixed map, read once: a request is looked up in it and never becomes a path, and a build
 * made meanwhile cannot mix with the one that runs.
 * `connect`: whether scripts may talk to their own origin (the browser host), or to nothing at all.
 */
export function bundledPages(folder: string, connect: 'none' | 'self'): PageFiles {
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  if (!index.includes(noncePlace)) throw new Error(`index.html has no place for the nonce: ${noncePlace}`)
  const fileByPath = readFiles(folder)
  return { get: (path) => (path === '/' ? pageWithNonce(index, connect) : (fileByPath.get(path) ?? null)) }
}

/** Everything is refused but what the built files need; the nonce is for the style element Mantine makes. */
function contentSecurityPolicy(nonce: string, connect: 'none' | 'self'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${connect === 'self' ? "'self'" : "'none'"}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

const noncePlace = '<meta name="csp-nonce" content="" />'

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

const contentTypes: { readonly [extension: string]: string } = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

function readFiles(folder: string): ReadonlyMap<string, PageFile> {
  const fileByPath = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = contentTypes[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const file = join(entry.parentPath, entry.name)
    fileByPath.set(`/${relative(folder, file).replaceAll('\\', '/')}`, {
      body: new Uint8Array(readFileSync(file)),
      headers: { ...commonHeaders, 'Content-Type': type },
    })
  }
  return fileByPath
}

function pageWithNonce(index: string, connect: 'none' | 'self'): PageFile {
  const nonce = randomBytes(16).toString('base64url')
  return {
    body: new TextEncoder().encode(index.replace(noncePlace, `<meta name="csp-nonce" content="${nonce}" />`)),
    headers: {
      ...commonHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce, connect),
    },
  }
}
