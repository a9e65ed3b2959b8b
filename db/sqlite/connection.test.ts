import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { expectOk } from '../../shared/kernel/result.ts'
import { fileIn, removeFolders, storeKey, temporaryFolder } from '../../tests/support/season-stores.ts'
import { openConnection } from './connection.ts'
import { lockFile } from './lock-file.ts'
import { sql } from './sql.ts'

afterAll(removeFolders)

describe('opening a database', () => {
  test('sets every pragma, whatever the driver would have chosen', () => {
    const connection = expectOk(openConnection(fileIn(temporaryFolder())), 'opens')
    const names = [
      'cipher',
      'locking_mode',
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'recursive_triggers',
      'trusted_schema',
      'cell_size_check',
      'mmap_size',
      'secure_delete',
      'temp_store',
      'application_id',
    ]
    expect(Object.fromEntries(names.map((name) => [name, connection.pragma(name)]))).toEqual({
      cipher: 'chacha20',
      locking_mode: 'exclusive',
      journal_mode: 'wal',
      synchronous: 3,
      foreign_keys: 1,
      recursive_triggers: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
      secure_delete: 1,
      temp_store: 2,
      application_id: 0x47696155,
    })
    connection.close()
  })

  test('writes nothing readable', () => {
    const folder = temporaryFolder()
    const connection = expectOk(openConnection(fileIn(folder)), 'opens')
    connection.script("create table secret (text text) strict; insert into secret values ('chỉ tiêu mật')")
    connection.close()
    const file = readFileSync(join(folder, 'season.db'))
    expect([file.includes('SQLite format'), file.includes('chỉ tiêu mật'), file.includes('secret')]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('refuses a second opener in this process and in another one, until the first has closed', () => {
    const folder = temporaryFolder()
    const location = fileIn(folder)
    const connection = expectOk(openConnection(location), 'opens')
    const refused = { ok: false, error: { code: 'alreadyOpen', file: join(folder, 'season.db') } }
    expect(openConnection(location)).toEqual(refused)
    expect(openedElsewhere(folder)).toEqual(refused)
    connection.close()
    expect(openedElsewhere(folder)).toEqual({ ok: true })
  })

  test('tells a missing file, a wrong key, a foreign file and a folder that is not there apart', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'season.db')
    expect(openConnection(fileIn(folder, 'open'))).toEqual({ ok: false, error: { code: 'missing', file } })
    expectOk(openConnection(fileIn(folder)), 'opens').close()
    const wrongKey = { kind: 'file', file, key: storeKey.map((byte) => byte ^ 1), mode: 'open' } as const
    expect(openConnection(wrongKey)).toEqual({ ok: false, error: { code: 'wrongKeyOrDamaged', file } })
    const plain = join(folder, 'plain.db')
    new Driver(plain, { timeout: 0 }).exec('create table other (a integer)').close()
    expect(openConnection({ ...wrongKey, key: storeKey, file: plain })).toEqual({
      ok: false,
      error: { code: 'wrongKeyOrDamaged', file: plain },
    })
    const nowhere = join(folder, 'gone', 'season.db')
    expect(openConnection({ kind: 'file', file: nowhere, key: storeKey, mode: 'create' })).toEqual({
      ok: false,
      error: { code: 'notWritable', file: nowhere },
    })
  })

  test('refuses a database of another program even under the right key', () => {
    const location = fileIn(temporaryFolder())
    const connection = expectOk(openConnection(location), 'opens')
    connection.script('create table other (a integer); pragma application_id = 1')
    connection.close()
    expect(openConnection(location)).toMatchObject({ ok: false, error: { code: 'wrongKeyOrDamaged' } })
  })

  test.skipIf(process.getuid?.() === 0)('refuses a file it may not write', () => {
    const folder = temporaryFolder()
    expectOk(openConnection(fileIn(folder)), 'opens').close()
    chmodSync(join(folder, 'season.db'), 0o400)
    expect(openConnection(fileIn(folder))).toMatchObject({ ok: false, error: { code: 'notWritable' } })
  })

  test('finds every damaged page before anything of it is shown', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'season.db')
    const connection = expectOk(openConnection(fileIn(folder)), 'opens')
    connection.script('create table note (number integer primary key, text text) strict')
    for (let number = 0; number < 200; number++) {
      connection.run(sql`insert into note values (${number}, ${`ghi chú ${number} `.repeat(20)})`)
    }
    connection.close()
    const whole = readFileSync(file)
    const unnoticed: number[] = []
    for (let at = 4096 + 17; at < whole.length; at += 4096) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x40
      writeFileSync(file, damaged)
      if (readsWhole(folder)) unnoticed.push(at)
    }
    expect(unnoticed).toEqual([])
  })
})

describe('a locked file', () => {
  test('is held once, until it is released', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'machine.lock')
    const lock = expectOk(lockFile(file), 'free')
    expect(lockFile(file)).toEqual({ ok: false, error: 'inUse' })
    lock.release()
    expectOk(lockFile(file), 'free again').release()
    mkdirSync(join(folder, 'folder.lock'))
    expect(lockFile(join(folder, 'folder.lock'))).toEqual({ ok: false, error: 'notWritable' })
  })
})

function readsWhole(folder: string): boolean {
  try {
    const connection = openConnection(fileIn(folder, 'open'))
    if (!connection.ok) return false
    try {
      return connection.value.all(sql`select * from note`).length === 200
    } finally {
      connection.value.close()
    }
  } catch {
    return false
  }
}

function openedElsewhere(folder: string): unknown {
  const program = `
    const { openConnection } = await import(${JSON.stringify(new URL('./connection.ts', import.meta.url).href)})
    const key = Buffer.from(${JSON.stringify(Buffer.from(storeKey).toString('hex'))}, 'hex')
    const opened = openConnection({ kind: 'file', file: ${JSON.stringify(join(folder, 'season.db'))}, key, mode: 'open' })
    if (opened.ok) opened.value.close()
    console.log(JSON.stringify(opened.ok ? { ok: true } : opened))`
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
  )
}
