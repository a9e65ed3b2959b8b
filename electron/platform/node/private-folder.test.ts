import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lockFile } from '../../../db/sqlite/lock-file.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { createCrypto } from './crypto.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { createPrivateCopies } from './private-copies.ts'
import { isDataFolder, makePrivate } from './private-folder.ts'
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

const tools = { crypto: createCrypto(), random: systemRandom }

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

  it('when a file manager made it and nothing of a machine is there yet', () => {
    const folder = openFolder('b', ['.DS_Store'])
    expect([makePrivate(folder).ok, openTo(folder)]).toEqual([true, [join(folder, '.DS_Store')]])
    mkdirSync(join(folder, 'electron'), { mode: 0o755 })
    expect([makePrivate(folder).ok, openTo(folder)]).toEqual([true, [join(folder, '.DS_Store')]])
  })

  it('from the first file on, whatever the umask says', () => {
    const before = process.umask(0)
    try {
      const folder = join(root, 'new', 'machine')
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
    expect(openWorkspaceFolder({ folder: whole, tools, lockFile })).toEqual(refused(whole, whole))
  })
})

describe('a folder of a person’s own, chosen by mistake', () => {
  /** Names that a data folder has, too. */
  const own = ['archive/photos.txt', 'copies/thesis.txt', 'incoming/letter.txt', 'log/diary.txt']

  it.each([
    ['readable by others', 0o755, ['thesis.txt']],
    ['private already', 0o700, ['thesis.txt', ...own]],
    ['with names of ours only', 0o700, own],
  ])('is refused and left as it is: %s', (name, mode, files) => {
    const folder = openFolder(name, files)
    chmodSync(folder, mode)
    const before = listed(folder)
    for (const _time of ['first', 'second']) {
      expect(openWorkspaceFolder({ folder, tools, lockFile })).toMatchObject({
        error: { code: 'folderNotPrivate', folder, why: 'otherContent' },
      })
      expect(isDataFolder(folder)).toBe(false)
    }
    expect(listed(folder)).toEqual(before)
  })

  it('keeps what a person put into a data folder, whatever its name', () => {
    const folder = join(root, 'shared')
    const first = expectOk(openWorkspaceFolder({ folder, tools, lockFile }), 'opens')
    for (const file of own) {
      mkdirSync(join(folder, file, '..'))
      writeFileSync(join(folder, file), file)
    }
    createPrivateCopies(folder, systemRandom).removeAll()
    const passphrase = passphraseRules.practicePassphrase
    const account = { name: 'Cán bộ', role: 'administrator', passphrase } as const
    for (const _time of ['first', 'second']) {
      expectOk(first.createKeyring({ account, practice: true }), 'made')
      first.discardNew()
    }
    first.close()
    const kept = listed(folder).filter((line) => line.includes('.txt'))
    expect(kept.map((line) => line.split(' ')[1])).toEqual([
      'copies/thesis.txt',
      'leftover-1/archive/photos.txt',
      'leftover-1/incoming/letter.txt',
      'log/diary.txt',
    ])
  })
})

/** Every path below a folder with its mode. */
function listed(folder: string): readonly string[] {
  return ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
    .sort()
    .map((path) => `${(statSync(join(folder, path)).mode & 0o777).toString(8)} ${path.replaceAll('\\', '/')}`)
}
