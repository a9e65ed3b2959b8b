import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readJsonFile, readTextFile } from './text-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-text-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le')
const why = (outcome: ReturnType<typeof readTextFile>) => (outcome.ok ? outcome.value : outcome.error)

test('text comes without its mark, in UTF-8 or the UTF-16 that Windows’ programs write', () => {
  expect(why(readTextFile(file('plain', 'mật khẩu\n'), 100))).toBe('mật khẩu\n')
  expect(why(readTextFile(file('mark', '\ufeffmật khẩu'), 100))).toBe('mật khẩu')
  expect(why(readTextFile(file('little', utf16('mật khẩu')), 100))).toBe('mật khẩu')
  expect(why(readTextFile(file('big', Buffer.from(utf16('mật khẩu')).swap16()), 100))).toBe('mật khẩu')
  expect(why(readTextFile(file('none', ''), 100))).toBe('')
})

test('what is no such file is refused by what is wrong with it, and never waited for', () => {
  const refused = (path: string, fault: string) => ({ code: 'fileUnreadable', file: path, why: fault })
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const long = file('long', 'x'.repeat(101))
  const other = file('other', new Uint8Array([0x61, 0xff, 0xfe]))
  expect(why(readTextFile(pipe, 100))).toEqual(refused(pipe, 'notReadable'))
  expect(why(readTextFile('/dev/zero', 100))).toEqual(refused('/dev/zero', 'notReadable'))
  expect(why(readTextFile(folder, 100))).toEqual(refused(folder, 'notReadable'))
  expect(why(readTextFile(`${long}/x`, 100))).toEqual(refused(`${long}/x`, 'missing'))
  expect(why(readTextFile(join(folder, 'no'), 100))).toEqual(refused(join(folder, 'no'), 'missing'))
  expect(why(readTextFile(long, 100))).toEqual(refused(long, 'tooLarge'))
  expect(why(readTextFile(other, 100))).toEqual(refused(other, 'notText'))
  const broken = readJsonFile(file('broken', '{"a":'), 100)
  expect(broken.ok ? null : broken.error).toMatchObject({ why: 'notJson' })
})
