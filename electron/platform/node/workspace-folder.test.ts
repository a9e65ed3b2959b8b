import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lockFile } from '../../../db/sqlite/lock-file.ts'
import type { DeviceId, RecordId, SeasonId } from '../../../shared/domain/ids.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { removeFolders, temporaryFolder } from '../../../tests/support/season-stores.ts'
import type { WorkspaceFolder } from '../../services/ports.ts'
import { createCrypto } from './crypto.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { systemRandom } from './system-ports.ts'
import { openWorkspaceFolder } from './workspace-folder.ts'

afterAll(removeFolders)

const tools = { crypto: createCrypto(), random: systemRandom }
const passphrase = 'bao la troi rong lam'
const administrator = { name: 'Cán bộ thi đua', role: 'administrator', passphrase } as const
const practice = { ...administrator, passphrase: passphraseRules.practicePassphrase } as const
const season = 'ab'.repeat(32) as SeasonId

function openFolder(folder: string): WorkspaceFolder {
  return expectOk(openWorkspaceFolder({ folder, tools, lockFile }), 'the folder opens')
}

/** A practice machine, since its passphrase is quick to try. */
function practiceMachine(folder = temporaryFolder()) {
  const machine = openFolder(folder)
  const made = expectOk(machine.createKeyring({ account: practice, practice: true }), 'made')
  expectOk(machine.keepKeyring(), 'kept')
  return { folder, machine, ...made }
}

const unlocking = { account: practice.name, passphrase: practice.passphrase }

describe('a data folder', () => {
  test('is one machine: a second opener is refused until the first has closed', () => {
    const folder = join(temporaryFolder(), 'máy')
    const machine = openFolder(folder)
    expect(openWorkspaceFolder({ folder, tools, lockFile })).toEqual({
      ok: false,
      error: { code: 'folderInUse', folder },
    })
    machine.close()
    openFolder(folder).close()
  })

  test('becomes a machine only when its keyring is kept', () => {
    const folder = temporaryFolder()
    const machine = openFolder(folder)
    expect(machine.state()).toEqual({ ok: true, value: { state: 'new' } })
    expect(machine.unlock(unlocking)).toEqual({ ok: false, error: { code: 'noWorkspace', folder } })
    const { workspace } = expectOk(machine.createKeyring({ account: practice, practice: true }), 'made')
    const place = expectOk(workspace.seasonPlace(season), 'a place')
    writeFileSync(place.file, 'half a season')
    machine.discardNew()
    expect(readdirSync(folder)).toEqual(['machine.lock'])
    const again = expectOk(machine.createKeyring({ account: practice, practice: true }), 'made again')
    expect(machine.state()).toEqual({ ok: true, value: { state: 'new' } })
    expectOk(machine.keepKeyring(), 'kept')
    machine.discardNew()
    expect(machine.state()).toEqual({
      ok: true,
      value: { state: 'locked', accounts: [{ name: practice.name, role: 'administrator' }], practice: true },
    })
    expect(machine.createKeyring({ account: practice, practice: true })).toEqual({
      ok: false,
      error: { code: 'workspaceExists', folder },
    })
    again.workspace.lock()
    machine.close()
  })

  test('whose keyring is gone keeps its seasons, out of the way of a new machine', () => {
    const { folder, machine, workspace } = practiceMachine()
    writeFileSync(expectOk(workspace.seasonPlace(season), 'a place').file, 'a season')
    machine.close()
    const elsewhere = join(temporaryFolder(), 'copy')
    cpSync(folder, elsewhere, { recursive: true, filter: (path) => !path.endsWith('keyring.json') })
    const without = openFolder(elsewhere)
    const made = expectOk(without.createKeyring({ account: practice, practice: true }), 'made')
    expect(made.workspace.seasons()).toEqual({ ok: true, value: [] })
    expect(readFileSync(join(without.folder, 'leftover-1', 'seasons', season, 'season.db'), 'utf8')).toBe(
      'a season',
    )
    without.close()
  })

  test('that cannot be a folder is refused', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(openWorkspaceFolder({ folder: join(file, 'inside'), tools, lockFile })).toMatchObject({
      ok: false,
      error: { code: 'folderNotWritable' },
    })
  })
})

describe('a keyring', () => {
  test('opens with its passphrase at the real cost, and with nothing else', () => {
    const folder = temporaryFolder()
    const machine = openFolder(folder)
    const made = expectOk(machine.createKeyring({ account: administrator, practice: false }), 'made')
    expectOk(machine.keepKeyring(), 'kept')
    const key = hexOf(expectOk(made.workspace.seasonPlace(season), 'a place').key)
    made.workspace.lock()
    expect(() => made.workspace.seasonPlace(season)).toThrow('locked')
    const opened = expectOk(machine.unlock({ account: administrator.name, passphrase }), 'unlocked')
    expect(hexOf(expectOk(opened.seasonPlace(season), 'a place').key)).toBe(key)
    expect(machine.unlock({ account: administrator.name, passphrase: `${passphrase}!` })).toEqual({
      ok: false,
      error: { code: 'wrongPassphrase' },
    })
    expect(machine.unlock({ account: 'ai đó', passphrase })).toMatchObject({
      error: { code: 'accountUnknown' },
    })
    const text = readFileSync(join(folder, 'keyring.json'), 'utf8')
    expect([JSON.parse(text).accounts[0].cost, text.includes(key)]).toEqual([2 ** 17, false])
    machine.close()
  })

  test('refuses weak passphrases, and the printed one outside practice', () => {
    const machine = openFolder(temporaryFolder())
    const refusals = ['ngắn', 'ngan', 'thi-dua-thuc-hanh-2021', 'x'.repeat(201)].map((weak) =>
      machine.createKeyring({ account: { ...administrator, passphrase: weak }, practice: false }),
    )
    expect(refusals).toMatchObject([
      { error: { code: 'weakPassphrase', why: 'notAscii' } },
      { error: { code: 'weakPassphrase', why: 'tooShort' } },
      { error: { code: 'weakPassphrase', why: 'practicePassphrase' } },
      { error: { code: 'weakPassphrase', why: 'tooLong' } },
    ])
    machine.close()
  })

  test('opens with the recovery code, typed carelessly, and gives the administrator a new passphrase', () => {
    const { machine, workspace, recoveryCode } = practiceMachine()
    const key = expectOk(workspace.seasonPlace(season), 'a place').key
    expect(recoveryCode).toMatch(/^([0-9BCFGHJKMNPQRSTVXZ]{4} ){6}[0-9BCFGHJKMNPQRSTVXZ]{4}$/)
    const typed = recoveryCode.toLowerCase().replaceAll(' ', '-')
    const newPassphrase = 'mot mat khau moi'
    const recovered = expectOk(machine.recover({ recoveryCode: typed, newPassphrase }), 'recovered')
    expect(expectOk(recovered.seasonPlace(season), 'a place').key).toEqual(key)
    expect(machine.unlock(unlocking)).toMatchObject({ error: { code: 'wrongPassphrase' } })
    expectOk(machine.unlock({ ...unlocking, passphrase: newPassphrase }), 'unlocked')
    const wrong = [typed.slice(0, -1), typed.replace(/^./, 'w'), '0'.repeat(28)].map((code) =>
      machine.recover({ recoveryCode: code, newPassphrase }),
    )
    expect(wrong).toMatchObject([
      { error: { code: 'recoveryCodeMistyped', why: 'length' } },
      { error: { code: 'recoveryCodeMistyped', why: 'alphabet' } },
      { error: { code: 'recoveryCodeWrong' } },
    ])
    machine.close()
  })

  test('has one slot per account, each with a passphrase of its own', () => {
    const { machine, workspace } = practiceMachine()
    const head = { name: 'Thủ trưởng', role: 'head', passphrase: 'mat khau thu truong' } as const
    expectOk(workspace.addAccount(head), 'added')
    expect(workspace.addAccount(head)).toEqual({
      ok: false,
      error: { code: 'accountExists', account: head.name },
    })
    const opened = expectOk(machine.unlock({ account: head.name, passphrase: head.passphrase }), 'unlocked')
    expect([opened.account, opened.isPassphrase(head.passphrase), opened.isPassphrase('sai')]).toEqual([
      { name: head.name, role: 'head' },
      { ok: true, value: true },
      { ok: true, value: false },
    ])
    const change = { account: head.name, passphrase: 'sai', newPassphrase: 'mat khau moi nua' }
    expect(opened.changePassphrase(change)).toEqual({ ok: false, error: { code: 'wrongPassphrase' } })
    expectOk(opened.changePassphrase({ ...change, passphrase: head.passphrase }), 'changed')
    expectOk(machine.unlock({ account: head.name, passphrase: change.newPassphrase }), 'unlocked')
    expectOk(machine.unlock(unlocking), 'the other account is as it was')
    machine.close()
  })

  test('with any bit changed is found damaged before use, never taken for a wrong passphrase', () => {
    const { folder, machine } = practiceMachine()
    const file = join(folder, 'keyring.json')
    const whole = readFileSync(file)
    const unnoticed: number[] = []
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      writeFileSync(file, damaged)
      const state = machine.state()
      if (state.ok) unnoticed.push(at)
      else expect(['keyringDamaged', 'keyringNewer']).toContain(state.error.code)
    }
    // White space is the only thing that may change without a change of meaning.
    expect(unnoticed.filter((at) => !/\s/.test(whole.subarray(at, at + 1).toString()))).toEqual([])
    writeFileSync(file, whole.subarray(0, 200))
    expect(machine.unlock(unlocking)).toEqual({ ok: false, error: { code: 'keyringDamaged', folder } })
    writeFileSync(file, whole.toString().replace('keyring/1', 'keyring/2'))
    expect(machine.state()).toEqual({ ok: false, error: { code: 'keyringNewer', folder } })
    machine.close()
  })

  test('does not let a role be raised by editing the file', () => {
    const { folder, machine, workspace } = practiceMachine()
    expectOk(workspace.addAccount({ name: 'Xem', role: 'viewer', passphrase: 'chi de xem thoi' }), 'added')
    const file = join(folder, 'keyring.json')
    const keyring = JSON.parse(readFileSync(file, 'utf8'))
    keyring.accounts[1].role = 'administrator'
    const { checksum: _checksum, ...content } = keyring
    const sorted = JSON.stringify(content, sortedKeys)
    keyring.checksum = hexOf(tools.crypto.sha256(Buffer.from(sorted)))
    writeFileSync(file, JSON.stringify(keyring))
    expect(machine.state().ok).toBe(true)
    expect(machine.unlock({ account: 'Xem', passphrase: 'chi de xem thoi' })).toEqual({
      ok: false,
      error: { code: 'wrongPassphrase' },
    })
    machine.close()
  })
})

describe('seasons of a machine', () => {
  test('have a database and a key each, and remember how far this machine has written', () => {
    const { folder, machine, workspace } = practiceMachine()
    const other = 'cd'.repeat(32) as SeasonId
    const places = [season, other].map((each) => expectOk(workspace.seasonPlace(each), 'a place'))
    expect(new Set(places.map((place) => hexOf(place.key))).size).toBe(2)
    expect(workspace.seasons()).toEqual({ ok: true, value: [] })
    for (const place of places) writeFileSync(place.file, '')
    mkdirSync(join(folder, 'seasons', 'not-a-season'))
    expect(workspace.seasons()).toEqual({ ok: true, value: [season, other] })

    const device = '01'.repeat(16) as DeviceId
    const end = { seq: 4, id: 'ef'.repeat(32) as RecordId }
    const noted = [
      { where: 'folder', end },
      { where: 'computer', end },
    ]
    expect(places[0]?.ownHead.ends(device)).toEqual([])
    expect(places[0]?.ownHead.settle(device, end)).toBe(true)
    places[0]?.ownHead.remember(device, { ...end, seq: 3 })
    machine.close()
    const reopened = openFolder(folder)
    const again = expectOk(reopened.unlock(unlocking), 'unlocked')
    expect(expectOk(again.seasonPlace(season), 'a place').ownHead.ends(device)).toEqual(noted)
    expect(expectOk(again.seasonPlace(other), 'a place').ownHead.ends(device)).toEqual([])
    reopened.close()
  })
})

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
}
