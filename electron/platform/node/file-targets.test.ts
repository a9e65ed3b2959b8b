import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { FileFault } from '../../../shared/exchange/bundle-source.ts'
import { hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { removeFolders, temporaryFolder } from '../../../tests/support/season-stores.ts'
import { createCrypto } from './crypto.ts'
import { createFileTargets } from './file-targets.ts'
import type { DriveCalls } from './new-file.ts'

afterAll(removeFolders)

const hasher = createCrypto()
const name = 'goi-0001.giaouoc'
const bytes = utf8Bytes('một gói dữ liệu')
const earlier = utf8Bytes('gói trước đó')
const owner = null
let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})

function targets(calls: Partial<DriveCalls> = {}) {
  const places = { platform: process.platform, mountRoots: [join(folder, 'none')], home: folder }
  return createFileTargets({ hasher, places, calls: { ...fs, ...calls } })
}

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code, syscall: 'test' })
  }
}

describe('writing to a drive', () => {
  test('puts the whole file under its name and nothing else', () => {
    const path = join(folder, name)
    expect(targets().writeFile({ folder, name, bytes, owner })).toEqual({
      ok: true,
      value: { path, name, sha256: hexOf(hasher.sha256(bytes)), bytes: bytes.length },
    })
    expect([fs.readdirSync(folder), new Uint8Array(fs.readFileSync(path))]).toEqual([[name], bytes])
  })

  test.each([
    ['openSync', 'ENOSPC', { code: 'diskFull', needed: bytes.length, free: null }],
    ['writeSync', 'ENOSPC', { code: 'diskFull', needed: bytes.length, free: null }],
    ['writeSync', 'EIO', { code: 'deviceError' }],
    ['writeSync', 'EFBIG', { code: 'tooLargeForMedium' }],
    ['fsyncSync', 'EIO', { code: 'deviceError' }],
    ['openSync', 'EROFS', { code: 'readOnly' }],
    ['openSync', 'EACCES', { code: 'readOnly' }],
    ['lstatSync', 'ENOENT', { code: 'vanished' }],
    ['readdirSync', 'EIO', { code: 'deviceError' }],
    ['statfsSync', 'ENOENT', { code: 'vanished' }],
    ['readSync', 'EIO', { code: 'deviceError' }],
  ] as const)('leaves what was there when %s fails with %s', (call, errno, error) => {
    for (const before of [null, earlier]) {
      if (before !== null) fs.writeFileSync(join(folder, name), before)
      expect(targets({ [call]: failing(errno) }).writeFile({ folder, name, bytes, owner })).toMatchObject({
        ok: false,
        error,
      })
      expect(contents()).toEqual(before === null ? {} : { [name]: before })
    }
  })

  test('says so before writing when there is no room, or FAT cannot hold it', () => {
    const opened: string[] = []
    const asked = (stat: Partial<fs.StatsFs>) =>
      targets({
        statfsSync: (() => ({ bavail: 2, bsize: 4, type: 0, ...stat })) as unknown as typeof fs.statfsSync, // the fields that are read
        openSync: ((path: string) => opened.push(path)) as unknown as typeof fs.openSync, // never to be called
      }).writeFile({ folder, name, bytes: { length: 5_000_000_000 } as Uint8Array, owner }) // only its size is looked at
    expect([asked({}), asked({ bavail: 1e10, type: 0x4d44 }), opened]).toEqual([
      { ok: false, error: { code: 'diskFull', needed: 5_000_000_000, free: 8 } },
      { ok: false, error: { code: 'tooLargeForMedium', size: 5_000_000_000, limit: 2 ** 32 - 1 } },
      [],
    ])
  })

  test('reads it again, and leaves no file that reads back as other bytes', () => {
    const readSync = (() => 4) as unknown as typeof fs.readSync // a fake drive: it gives nothing but zeros
    expect(targets({ readSync }).writeFile({ folder, name, bytes, owner })).toEqual({
      ok: false,
      error: { code: 'mismatch', name },
    })
    expect(contents()).toEqual({})
  })

  test('refuses names that a drive may not keep, or that lead elsewhere', () => {
    const names = [
      '../x.giaouoc',
      'a/b',
      'gói.giaouoc',
      '',
      '.x',
      'con',
      'NUL.giaouoc',
      'x. ',
      'x\0',
      `${'x'.repeat(121)}`,
    ]
    for (const refused of names) {
      expect(targets().writeFile({ folder, name: refused, bytes, owner })).toEqual({
        ok: false,
        error: { code: 'nameRefused', name: refused },
      })
    }
    expect(contents()).toEqual({})
  })
})

describe('reading from a drive', () => {
  test('gives what is asked for, and says when it is no longer there', () => {
    const path = join(folder, name)
    fs.writeFileSync(path, bytes)
    const file = expectOk(targets().openFile(path), 'a file')
    expect([file.size, file.read(3, 9), file.read(0, bytes.length)]).toEqual([
      bytes.length,
      bytes.subarray(3, 12),
      bytes,
    ])
    fs.truncateSync(path, 10)
    expect(() => file.read(0, 11)).toThrow(FileFault)
    file.close()
    expect([targets().openFile(join(folder, 'gone')), targets().openFile(folder)]).toEqual([
      { ok: false, error: { code: 'fileMissing', name: 'gone' } },
      { ok: false, error: { code: 'notReadable', name: expect.any(String) } },
    ])
  })

  test.skipIf(process.platform === 'win32')(
    'never waits for a pipe, a device or whatever else is no file',
    () => {
      const pipe = join(folder, 'pipe.giaouoc')
      const link = join(folder, 'link.giaouoc')
      execFileSync('mkfifo', [pipe])
      fs.symlinkSync(pipe, link)
      expect([pipe, link, '/dev/zero'].map((path) => targets().openFile(path))).toEqual(
        ['pipe.giaouoc', 'link.giaouoc', 'zero'].map((refused) => ({
          ok: false,
          error: { code: 'notReadable', name: refused },
        })),
      )
    },
  )

  test('lists folders first, then bundles from the newest', () => {
    fs.mkdirSync(join(folder, 'thư mục'))
    fs.mkdirSync(join(folder, '.hidden'))
    fs.writeFileSync(join(folder, 'note.txt'), '')
    for (const [index, each] of ['a.giaouoc', 'b.GIAOUOC', 'c.giaouoc'].entries()) {
      fs.writeFileSync(join(folder, each), bytes)
      fs.utimesSync(join(folder, each), 1_600_000_000, 1_600_000_000 + index * 60)
    }
    const listing = targets().browse(folder)
    expect(listing.ok && listing.value.entries.map((entry) => [entry.kind, entry.name, entry.bytes])).toEqual(
      [
        ['folder', 'thư mục', 0],
        ['bundle', 'c.giaouoc', bytes.length],
        ['bundle', 'b.GIAOUOC', bytes.length],
        ['bundle', 'a.giaouoc', bytes.length],
      ],
    )
    expect(targets().browse(join(folder, 'gone'))).toEqual({
      ok: false,
      error: { code: 'vanished', folder: join(folder, 'gone') },
    })
    expect(targets().places()).toEqual([
      { path: `${folder}`, label: expect.any(String), kind: 'folder', freeBytes: expect.any(Number) },
    ])
  })
})

function contents(): { readonly [name: string]: Uint8Array } {
  return Object.fromEntries(
    fs.readdirSync(folder).map((each) => [each, new Uint8Array(fs.readFileSync(join(folder, each)))]),
  )
}
