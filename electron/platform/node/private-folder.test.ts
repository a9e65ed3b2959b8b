import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lockFile } from '../../../db/sqlite/lock-file.ts'
import { createCrypto } from './crypto.ts'
import { makePrivate } from './private-folder.ts'
import { systemRandom } from './system-ports.ts'
import { openWorkspaceFolder } from './workspace-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'giao-uoc-private-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const isRoot = process.getuid?.() === 0
const nobody = 65_534

/** A folder as Electron, another umask or a person's file manager would have made it. */
function openFolder(name: string, files: readonly string[]): string {
  const folder = join(root, name)
  mkdirSync(folder)
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', folder])
  return folder
}

function openTo(folder: string): readonly string[] {
  const found = execFileSync('find', [folder, '-perm', '/077', '!', '-type', 'l'], { encoding: 'utf8' })
  return found.split('\n').filter((path) => path !== '')
}

describe.skipIf(process.platform === 'win32')('a data folder is its owner’s alone', () => {
  it('whoever made it, and whatever lies in it', () => {
    const folder = openFolder('a', [
      'keyring.json',
      'machine.lock',
      'seasons/0123/season.db',
      'seasons/0123/season.db-wal',
      'archive/00',
      'electron/Local Storage/leveldb/LOG',
      'log/incidents.log',
      'leftover-1/seasons/0123/season.db',
    ])
    expect(openTo(folder)).not.toEqual([])
    expect([makePrivate(folder), openTo(folder)]).toEqual([{ ok: true, value: null }, []])
    expect(statSync(join(folder, 'keyring.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'seasons')).mode & 0o777).toBe(0o700)
  })

  it('when Electron made it and nothing of a machine is there yet', () => {
    const folder = openFolder('b', ['electron/Preferences'])
    expect([makePrivate(folder).ok, openTo(folder)]).toEqual([true, []])
  })

  it('from the first file on, whatever the umask says', () => {
    const before = process.umask(0)
    try {
      const folder = join(root, 'new', 'machine')
      const tools = { crypto: createCrypto(), random: systemRandom }
      const opened = openWorkspaceFolder({ folder, tools, lockFile })
      expect([opened.ok, openTo(join(root, 'new'))]).toEqual([true, []])
      if (opened.ok) opened.value.close()
    } finally {
      process.umask(before)
    }
  })

  it('never touches what is not this program’s, and follows no link', () => {
    const folder = openFolder('c', ['machine.lock', 'thesis.txt', 'electron-kit/build.sh'])
    writeFileSync(join(root, 'outside'), '')
    chmodSync(join(root, 'outside'), 0o644)
    mkdirSync(join(folder, 'electron'))
    symlinkSync(join(root, 'outside'), join(folder, 'electron', 'SingletonLock'))
    expect(makePrivate(folder).ok).toBe(true)
    expect(new Set(openTo(folder))).toEqual(
      new Set([join(folder, 'thesis.txt'), ...openTo(join(folder, 'electron-kit'))]),
    )
    expect(statSync(join(root, 'outside')).mode & 0o777).toBe(0o644)
  })

  it('or is refused: a folder with other things in it, chosen by mistake', () => {
    const folder = openFolder('d', ['thesis.txt'])
    expect(makePrivate(folder)).toEqual({
      ok: false,
      error: { code: 'folderNotPrivate', folder, path: folder, why: 'otherContent' },
    })
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  it.skipIf(!isRoot)('or is refused: it, or something in it, belongs to another user', () => {
    const whole = openFolder('e', [])
    chownSync(whole, nobody, nobody)
    const part = openFolder('f', ['machine.lock', 'seasons/0123/season.db'])
    const database = join(part, 'seasons', '0123', 'season.db')
    chownSync(database, nobody, nobody)
    const refused = (folder: string, path: string) => ({
      ok: false,
      error: { code: 'folderNotPrivate', folder, path, why: 'foreignOwner' },
    })
    expect([makePrivate(whole), makePrivate(part)]).toEqual([refused(whole, whole), refused(part, database)])
    const tools = { crypto: createCrypto(), random: systemRandom }
    expect(openWorkspaceFolder({ folder: whole, tools, lockFile })).toEqual(refused(whole, whole))
  })
})
