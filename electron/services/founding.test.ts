import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'

let world: World
beforeEach(() => {
  world = createWorld({ on: 'folders' })
})
afterEach(() => world.close())

const input = { preset: smallPreset.id, year: 2026, name: 'Thử', account: 'Cán bộ' }
const strong = 'mot hai ba bon nam'

function prepare(machine: TestMachine, passphrase = world.passphrase) {
  return machine.attempt('founding.prepare', { ...input, passphrase })
}

describe('founding', () => {
  it('writes nothing before the recovery slip is kept', async () => {
    const machine = world.at('authority')
    expect(await prepare(machine)).toMatchObject({
      value: {
        seasonName: 'Thử',
        recovery: {
          seat: 'recovery',
          code: expect.stringMatching(/^([0-9A-Z]{4} ){6}[0-9A-Z]{4}$/),
          checkGroup: expect.stringMatching(/^[0-9A-Z]{4} [0-9A-Z]{4}$/),
        },
      },
    })
    expect(existsSync(join(machine.dataFolder, 'keyring.json'))).toBe(false)
    expect(existsSync(join(machine.dataFolder, 'seasons'))).toBe(false)
    expect(await machine.call('workspace.status', {})).toEqual({ state: 'new' })
    await machine.call('founding.commit', { slipKept: 'saved' })
    expect(await machine.call('workspace.status', {})).toMatchObject({
      state: 'open',
      season: { ownSeats: ['authority'] },
    })
    expect((await machine.call('scale.current', { cluster: null })).scale.title).toBe('Thang điểm thử')
  })

  it('cannot be committed without being prepared, nor twice', async () => {
    const machine = world.at('authority')
    const unprepared = { error: { code: 'foundingNotPrepared' } }
    expect(await machine.attempt('founding.commit', { slipKept: 'saved' })).toEqual(unprepared)
    await prepare(machine)
    await machine.call('founding.commit', { slipKept: 'saved' })
    expect(await machine.attempt('founding.commit', { slipKept: 'saved' })).toEqual(unprepared)
    expect(await prepare(machine)).toEqual({ error: { code: 'workspaceExists' } })
  })

  it('refuses weak passphrases, and the printed practice passphrase for real seasons', async () => {
    const real = world.extra('real', { practice: false })
    expect(await prepare(real, 'ngắn quá đi thôi mà')).toEqual({
      error: { code: 'weakPassphrase', why: 'notAscii' },
    })
    expect(await prepare(real, 'too short')).toEqual({ error: { code: 'weakPassphrase', why: 'tooShort' } })
    expect(await prepare(real)).toEqual({ error: { code: 'weakPassphrase', why: 'practicePassphrase' } })
    expect(await prepare(real, strong)).toHaveProperty('value')
  })

  it('refuses a preset it does not know, and a scale that does not add up', async () => {
    const machine = world.at('authority')
    const unknown = await machine.attempt('founding.prepare', {
      ...input,
      preset: 'other',
      passphrase: world.passphrase,
    })
    expect(unknown).toEqual({ error: { code: 'presetUnknown', preset: 'other' } })
    const broken = { ...smallPreset, scale: { ...(smallPreset.scale as object), total: 9999 } }
    const other = world.extra('other', { presets: [broken] })
    expect(await prepare(other)).toMatchObject({
      error: {
        code: 'presetInvalid',
        preset: smallPreset.id,
        inputs: [],
        scale: [{ code: 'totalDiffers', declared: 9999, filled: 10_000 }],
      },
    })
    expect(await other.call('workspace.status', {})).toEqual({ state: 'new' })
  })

  it('leaves nothing behind when the disk refuses half way', async () => {
    const machine = world.at('authority')
    await prepare(machine)
    // A file stands where the season's folder has to be made.
    writeFileSync(join(machine.dataFolder, 'seasons'), 'in the way')
    const refused = await machine.attempt('founding.commit', { slipKept: 'saved' })
    expect(refused).toHaveProperty('error.code')
    expect(readdirSync(machine.dataFolder)).not.toContain('keyring.json')
    expect(await machine.call('workspace.status', {})).toEqual({ state: 'new' })
    await prepare(machine)
    await machine.call('founding.commit', { slipKept: 'saved' })
  })
})

describe('unlocking', () => {
  it('opens what was founded, and makes wrong tries wait', async () => {
    const machine = world.at('authority')
    await prepare(machine)
    await machine.call('founding.commit', { slipKept: 'saved' })
    const before = await machine.call('season.get', {})
    await machine.call('workspace.lock', {})
    expect(await machine.attempt('season.get', {})).toEqual({ error: { code: 'locked' } })
    expect(await machine.call('workspace.status', {})).toMatchObject({
      state: 'locked',
      practice: true,
      accounts: [{ name: 'Cán bộ', role: 'administrator' }],
    })
    machine.clock.moveTo('2026-01-06T01:00:00.000Z')
    const wrong = await machine.attempt('workspace.unlock', { account: 'Cán bộ', passphrase: 'wrong' })
    expect(wrong).toEqual({ error: { code: 'wrongPassphrase', waitSeconds: 2 } })
    const right = { account: 'Cán bộ', passphrase: world.passphrase }
    expect(await machine.attempt('workspace.unlock', right)).toMatchObject({
      error: { code: 'passphrasePause' },
    })
    machine.clock.moveTo('2026-01-06T01:00:10.000Z')
    await machine.call('workspace.unlock', right)
    expect(await machine.call('season.get', {})).toEqual(before)
  })

  it('takes the recovery code for a new passphrase', async () => {
    const machine = world.at('authority')
    const prepared = await machine.call('founding.prepare', { ...input, passphrase: world.passphrase })
    await machine.call('founding.commit', { slipKept: 'saved' })
    await machine.call('workspace.lock', {})
    expect(
      await machine.attempt('workspace.recover', { recoveryCode: '0000', newPassphrase: strong }),
    ).toEqual({ error: { code: 'recoveryCodeWrong' } })
    machine.clock.moveTo('2026-02-06T01:00:10.000Z')
    await machine.call('workspace.recover', {
      recoveryCode: prepared.machineRecoveryCode,
      newPassphrase: strong,
    })
    await machine.call('workspace.lock', {})
    await machine.call('workspace.unlock', { account: 'Cán bộ', passphrase: strong })
  })

  it('is refused while the folder is open elsewhere, and works as soon as that is closed', async () => {
    const machine = world.at('authority')
    await prepare(machine)
    await machine.call('founding.commit', { slipKept: 'saved' })
    const second = world.secondOn('authority')
    expect(await second.attempt('workspace.status', {})).toEqual({
      error: { code: 'folderInUse', folder: machine.dataFolder },
    })
    await machine.app.dispose()
    await second.call('workspace.unlock', { account: 'Cán bộ', passphrase: world.passphrase })
    expect(await second.call('season.get', {})).toMatchObject({ ownSeats: ['authority'] })
  })

  it('is refused on a folder that cannot be written', async () => {
    writeFileSync(join(world.root, 'file'), 'not a folder')
    const machine = world.inFolder(join(world.root, 'file', 'data'))
    expect(await machine.attempt('workspace.status', {})).toMatchObject({
      error: { code: 'folderNotWritable' },
    })
  })
})
