import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledPages, type PageFile } from './page-files.ts'

const root = mkdtempSync(join(tmpdir(), 'pages-'))
const folder = join(root, 'renderer')

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.js'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<head><meta name="csp-nonce" content="" /></head>')
  writeFileSync(join(folder, 'assets', 'a.js'), 'first')
  writeFileSync(join(folder, 'notes.txt'), 'not a type we serve')
})
afterAll(() => rmSync(root, { recursive: true }))

const textOf = (file: PageFile | null): string | null =>
  file === null ? null : new TextDecoder().decode(file.body)
const policyOf = (file: PageFile | null): string => file?.headers['Content-Security-Policy'] ?? ''

describe('bundled pages', () => {
  it('gives each page load a nonce of its own, in the policy and in the page', () => {
    const pages = bundledPages(folder, 'self')
    const [first, second] = [pages.get('/'), pages.get('/')]
    const nonce = /nonce-([\w-]{22})'/.exec(policyOf(first))?.[1]
    expect(textOf(first)).toBe(`<head><meta name="csp-nonce" content="${nonce}" /></head>`)
    expect(policyOf(second)).not.toBe(policyOf(first))
  })

  it('lets scripts talk to their own origin only where the host is a server', () => {
    expect(policyOf(bundledPages(folder, 'self').get('/'))).toContain("connect-src 'self'")
    expect(policyOf(bundledPages(folder, 'none').get('/'))).toContain("connect-src 'none'")
  })

  it.each([
    '/index.html',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '',
    '/__proto__',
  ])('has nothing under "%s"', (path) => {
    expect(bundledPages(folder, 'self').get(path)).toBeNull()
  })

  it('keeps what it was started with while a new build is made', () => {
    const pages = bundledPages(folder, 'self')
    writeFileSync(join(folder, 'assets', 'a.js'), 'second')
    expect(textOf(pages.get('/assets/a.js'))).toBe('first')
  })

  it('refuses a page without a place for the nonce, rather than serve it unstyled', () => {
    const other = join(root, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'index.html'), '<head></head>')
    expect(() => bundledPages(other, 'self')).toThrow('no place for the nonce')
  })
})
