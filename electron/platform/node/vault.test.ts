import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sha256Hex } from '../../../shared/domain/ids.ts'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { removeFolders, temporaryFolder } from '../../../tests/support/season-stores.ts'
import { createCrypto } from './crypto.ts'
import { systemRandom } from './system-ports.ts'
import { createVault, moveBetweenVaults } from './vault.ts'

afterAll(removeFolders)

const tools = { crypto: createCrypto(), random: systemRandom }
const key = tools.crypto.sha256(utf8Bytes('key'))
const content = utf8Bytes('nội dung của một gói dữ liệu')

describe('a vault', () => {
  test('gives back what was put in, and shows nothing of it on disk', () => {
    const folder = join(temporaryFolder(), 'incoming')
    const vault = createVault(folder, key, tools)
    expect([vault.list(), vault.has('00'.repeat(32) as Sha256Hex)]).toEqual([[], false])
    const name = expectOk(vault.put(content), 'put')
    expectOk(vault.put(content), 'put again')
    const empty = expectOk(vault.put(new Uint8Array(0)), 'put')
    expect([vault.get(name), vault.get(empty)]).toEqual([
      { ok: true, value: content },
      { ok: true, value: new Uint8Array(0) },
    ])
    expect([vault.list(), readdirSync(folder).sort()]).toEqual([[name, empty].sort(), [name, empty].sort()])
    expect(readFileSync(join(folder, name)).includes(Buffer.from(content).subarray(0, 8))).toBe(false)
    expectOk(vault.delete(name), 'deleted')
    expectOk(vault.delete(name), 'and again')
    expect([vault.has(name), vault.get(name)]).toEqual([
      false,
      { ok: false, error: { code: 'fileMissing', name } },
    ])
  })

  test('finds every changed byte, every truncation, another key and a file under another name', () => {
    const folder = temporaryFolder()
    const vault = createVault(folder, key, tools)
    const name = expectOk(vault.put(content), 'put')
    const file = join(folder, name)
    const whole = readFileSync(file)
    const damaged = { ok: false, error: { code: 'fileDamaged', name } }
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x80
      writeFileSync(file, changed)
      expect(vault.get(name)).toEqual(damaged)
      writeFileSync(file, whole.subarray(0, at))
      expect(vault.get(name)).toEqual(damaged)
    }
    writeFileSync(file, whole)
    expect(createVault(folder, tools.crypto.sha256(key), tools).get(name)).toEqual(damaged)
    const other = 'ab'.repeat(32) as Sha256Hex
    writeFileSync(join(folder, other), whole)
    expect(vault.get(other)).toMatchObject({ error: { code: 'fileDamaged' } })
  })

  test('moves files between areas', () => {
    const folder = temporaryFolder()
    const [incoming, archive] = [join(folder, 'incoming'), join(folder, 'archive')]
    const name = expectOk(createVault(incoming, key, tools).put(content), 'put')
    expectOk(moveBetweenVaults(incoming, archive, name), 'moved')
    expect([createVault(incoming, key, tools).list(), createVault(archive, key, tools).get(name)]).toEqual([
      [],
      { ok: true, value: content },
    ])
    expect(moveBetweenVaults(incoming, archive, name)).toEqual({
      ok: false,
      error: { code: 'fileMissing', name },
    })
  })
})
