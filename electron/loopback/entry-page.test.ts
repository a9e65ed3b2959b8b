import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { tokenIn } from '../../tests/support/enter-host.ts'
import { writeEntryPage } from './entry-page.ts'

const root = mkdtempSync(join(tmpdir(), 'giao-uoc-entry-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const origin = 'http://127.0.0.1:1'

it('hands the token over in the private folder it is given', () => {
  const page = writeEntryPage(root, origin, 'first')
  expect([dirname(fileURLToPath(page.address)), tokenIn(page.address)]).toEqual([root, 'first'])
  page.renew('second')
  expect(tokenIn(page.address)).toBe('second')
  page.remove()
  expect(readdirSync(root)).toEqual([])
})

it.each([
  ['there is no private folder', null],
  ['the folder cannot be written', join(root, 'no-such-folder')],
])('makes a private folder of its own where %s, and takes it away again', (_why, folder) => {
  const page = writeEntryPage(folder, origin, 'first')
  const own = dirname(fileURLToPath(page.address))
  if (process.platform !== 'win32') expect(statSync(own).mode & 0o777).toBe(0o700)
  page.renew('second')
  expect([tokenIn(page.address), readdirSync(root)]).toEqual(['second', []])
  page.remove()
  expect(() => statSync(own)).toThrow('ENOENT')
})
