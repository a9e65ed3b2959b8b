import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { DeviceId } from '../../../shared/domain/ids.ts'
import { hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { removeFolders, temporaryFolder } from '../../../tests/support/season-stores.ts'
import { createCrypto } from './crypto.ts'
import { createFileTargets } from './file-targets.ts'
import type { DriveCalls } from './new-file.ts'

afterAll(removeFolders)

const hasher = createCrypto()
const name = 'goi-0001.giaouoc'
const second = 'goi-0001-2.giaouoc'
const bytes = utf8Bytes('một gói dữ liệu')
const other = utf8Bytes('tệp của người khác')
const owner = 'a'.repeat(32) as DeviceId
const part = `.${name}.${'a'.repeat(12)}.part`
let stick: string
let elsewhere: string
beforeEach(() => {
  stick = temporaryFolder()
  elsewhere = temporaryFolder()
})

/** As FAT, exFAT and many network drives are: names cannot be linked. */
const withoutLinks: Partial<DriveCalls> = {
  linkSync: () => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' })
  },
}
const drives = [
  ['with hard links', {}],
  ['without hard links', withoutLinks],
] as const

function targets(calls: Partial<DriveCalls> = {}) {
  const places = { platform: process.platform, mountRoots: [], home: elsewhere }
  return createFileTargets({ hasher, places, calls: { ...fs, ...calls } })
}

function written(as: string) {
  const sha256 = hexOf(hasher.sha256(bytes))
  return { ok: true, value: { path: join(stick, as), name: as, sha256, bytes: bytes.length } }
}

function contents(folder: string): { readonly [name: string]: string } {
  return Object.fromEntries(
    fs
      .readdirSync(folder)
      .map((each) => [
        each,
        fs.lstatSync(join(folder, each)).isSymbolicLink()
          ? `-> ${fs.readlinkSync(join(folder, each))}`
          : fs.readFileSync(join(folder, each), 'utf8'),
      ]),
  )
}
const text = 'một gói dữ liệu'
const otherText = 'tệp của người khác'

describe.each(drives)('a drive %s', (_drive, calls) => {
  const write = () => targets(calls).writeFile({ folder: stick, name, bytes, owner })

  test('keeps a file of other content, and the new one gets another name', () => {
    fs.writeFileSync(join(stick, name), other)
    expect(write()).toEqual(written(second))
    expect(contents(stick)).toEqual({ [name]: otherText, [second]: text })
  })

  test('keeps a file whose name differs only in case', () => {
    fs.writeFileSync(join(stick, name.toUpperCase()), other)
    expect(write()).toEqual(written(second))
    expect(contents(stick)).toEqual({ [name.toUpperCase()]: otherText, [second]: text })
  })

  test('keeps the very same bytes as they are', () => {
    expect(write()).toEqual(written(name))
    const before = fs.lstatSync(join(stick, name))
    expect(write()).toEqual(written(name))
    expect([fs.lstatSync(join(stick, name)).ino, contents(stick)]).toEqual([before.ino, { [name]: text }])
  })

  test('says so when all names are taken, and replaces none', () => {
    const names = [name, ...Array.from({ length: 98 }, (_, index) => `goi-0001-${index + 2}.giaouoc`)]
    for (const each of names) fs.writeFileSync(join(stick, each), other)
    expect(write()).toEqual({ ok: false, error: { code: 'nameTaken', name } })
    expect(new Set(Object.values(contents(stick)))).toEqual(new Set([otherText]))
  })

  test.each([
    ['a link', (path: string, to: string) => fs.symlinkSync(to, path)],
    ['a hard link', (path: string, to: string) => fs.linkSync(to, path)],
    ['a dangling link', (path: string, to: string) => fs.symlinkSync(`${to}-gone`, path)],
    ['a link to a folder', (path: string) => fs.symlinkSync(elsewhere, path)],
    ['a folder', (path: string) => fs.mkdirSync(path)],
  ] as const)('prepared with %s under either name, lets nothing be written through it', (_what, prepare) => {
    const keyring = join(elsewhere, 'keyring.json')
    fs.writeFileSync(keyring, other)
    const prepared = [name, part, `.${name}.part`, `.${second}.${'a'.repeat(12)}.part`]
    for (const each of prepared) prepare(join(stick, each), keyring)
    const before = prepared.map((each) => fs.lstatSync(join(stick, each)).ino)
    expect(write()).toEqual(written(second))
    expect(contents(elsewhere)).toEqual({ 'keyring.json': otherText })
    expect(prepared.map((each) => fs.lstatSync(join(stick, each)).ino)).toEqual(before)
    expect(fs.lstatSync(join(stick, second))).toMatchObject({ nlink: 1, size: bytes.length })
  })

  test('replaces nothing that appears under the name while it writes', () => {
    const fsyncSync: typeof fs.fsyncSync = (descriptor) => {
      fs.fsyncSync(descriptor)
      if (!fs.existsSync(join(stick, name))) fs.writeFileSync(join(stick, name), other)
    }
    expect(targets({ ...calls, fsyncSync }).writeFile({ folder: stick, name, bytes, owner })).toEqual(
      written(second),
    )
    expect(contents(stick)).toEqual({ [name]: otherText, [second]: text })
  })

  test('is written when only its part could not be removed, which goes the next time', () => {
    let worn = true
    const rmSync: DriveCalls['rmSync'] = (path, options) => {
      if (worn && String(path).endsWith('.part')) {
        throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'rm' })
      }
      fs.rmSync(path, options)
    }
    expect(targets({ ...calls, rmSync }).writeFile({ folder: stick, name, bytes, owner })).toEqual(
      written(name),
    )
    expect(contents(stick)).toMatchObject({ [name]: text })
    worn = false
    expect(targets({ ...calls, rmSync }).writeFile({ folder: stick, name, bytes, owner })).toEqual(
      written(name),
    )
    expect(contents(stick)).toEqual({ [name]: text })
  })

  test('leaves nothing new when giving the name fails', () => {
    const fail = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'rename' })
    }
    const broken = targets({ linkSync: fail, renameSync: fail })
    expect(broken.writeFile({ folder: stick, name, bytes, owner })).toEqual({
      ok: false,
      error: { code: 'deviceError', folder: stick },
    })
    expect(contents(stick)).toEqual({})
  })

  test('is cleaned of the slip of a founding that was killed, whoever writes there next', () => {
    const slip = `.phieu-khoi-phuc.txt.${'0'.repeat(12)}.part`
    for (const next of [owner, null]) {
      fs.writeFileSync(join(stick, slip), 'mã khôi phục')
      expect(targets().writeFile({ folder: stick, name, bytes, owner: next })).toMatchObject({ ok: true })
      expect(contents(stick)).toEqual({ [name]: text })
    }
  })

  test('is cleaned of what a killed run of this device left, and of nothing else', () => {
    const keyring = join(elsewhere, 'keyring.json')
    fs.writeFileSync(keyring, other)
    const strange = `.${name}.${'b'.repeat(12)}.part`
    const linked = `.x.giaouoc.${'a'.repeat(12)}.part`
    const twice = `.y.giaouoc.${'a'.repeat(12)}.part`
    fs.writeFileSync(join(stick, part), 'nửa gói')
    fs.writeFileSync(join(stick, name), '') // held the name of the part beside it
    fs.writeFileSync(join(stick, strange), 'nửa gói của máy khác')
    fs.writeFileSync(join(stick, '.giaouoc.part'), 'không phải của chương trình')
    const named = `z.giaouoc`
    fs.writeFileSync(join(stick, named), bytes)
    fs.linkSync(join(stick, named), join(stick, `.${named}.${'a'.repeat(12)}.part`))
    fs.symlinkSync(keyring, join(stick, linked))
    fs.linkSync(keyring, join(stick, twice))
    targets(calls).removeLeftovers(stick, owner)
    expect(contents(stick)).toEqual({
      [strange]: 'nửa gói của máy khác',
      '.giaouoc.part': 'không phải của chương trình',
      [linked]: `-> ${keyring}`,
      [twice]: otherText,
      [named]: text,
    })
    expect(contents(elsewhere)).toEqual({ 'keyring.json': otherText })
  })
})

describe('a folder that is a link', () => {
  test('is not written to and not shown', () => {
    fs.symlinkSync(elsewhere, join(stick, 'thi-dua'))
    fs.symlinkSync(join(elsewhere, name), join(stick, name))
    fs.writeFileSync(join(elsewhere, name), bytes)
    expect(targets().writeFile({ folder: join(stick, 'thi-dua'), name, bytes, owner })).toEqual({
      ok: false,
      error: { code: 'linked', name: 'thi-dua' },
    })
    expect(targets().browse(stick)).toMatchObject({ ok: true, value: { entries: [] } })
  })
})
