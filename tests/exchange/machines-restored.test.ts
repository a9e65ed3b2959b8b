import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '../../db/sqlite/connection.ts'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { systemRandom } from '../../electron/platform/node/system-ports.ts'
import { openWorkspaceFolder } from '../../electron/platform/node/workspace-folder.ts'
import { receive, send } from '../../electron/services/practice/carry.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = createWorld({ on: 'folders' })
  await foundSmallSeason(world)
})
afterEach(() => world.close())

const account = 'Cán bộ'

/** The season database of a machine that is closed. */
function databaseOf(machine: TestMachine): string {
  const seasons = join(machine.dataFolder, 'seasons')
  return join(seasons, readdirSync(seasons)[0] ?? '', 'season.db')
}

function unlock(machine: TestMachine) {
  return machine.attempt('workspace.unlock', { account, passphrase: world.passphrase })
}

describe('a database put back from an older copy', () => {
  it('is read-only until its own records came home in a bundle, and then goes on without a fork', async () => {
    const unit = world.at('unit:A3')
    await unit.call('workspace.lock', {})
    const database = databaseOf(unit)
    copyFileSync(database, join(world.root, 'old.db'))
    await unlock(unit)
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
    const sent = await send(world, code.seat('unit:A3'), [code.seat('lead:1')], 'full')
    await unit.call('workspace.lock', {})
    for (const ending of ['-wal', '-shm']) rmSync(`${database}${ending}`, { force: true })
    copyFileSync(join(world.root, 'old.db'), database)

    await unlock(unit)
    const status = await unit.call('workspace.status', {})
    expect(status).toMatchObject({ season: { writing: 'awaitingOwnRecords' } })
    const sheet = { ...sheetKey('A3'), entries: smallEntries(2500, '90'), note: '' }
    const readOnly = { error: { code: 'readOnlyUntilOwnRecords' } }
    expect(await unit.attempt('sheets.submit', sheet)).toEqual(readOnly)
    expect((await unit.call('sheets.open', sheetKey('A3'))).mayWrite).toMatchObject({
      yes: false,
      why: 'readOnly',
    })
    mkdirSync(join(world.stick, 'other'))
    const folder = unit.handle(join(world.stick, 'other'))
    expect(await unit.attempt('exchange.export', { recipients: [], content: 'full', folder })).toMatchObject({
      value: { records: expect.any(Number) },
    })

    const preview = await unit.call('exchange.preview', { files: [unit.handle(sent)] })
    expect(preview.counts.adoptsOwn).toBe(1)
    await unit.call('exchange.commit', { token: preview.token })
    expect(await unit.call('workspace.status', {})).toMatchObject({ season: { writing: 'allowed' } })
    await unit.call('sheets.submit', sheet)

    const lead = world.at('lead:1')
    const newer = await send(world, code.seat('unit:A3'), [code.seat('lead:1')], 'full')
    await receive(lead, [sent, newer])
    expect((await lead.call('season.get', {})).records).toMatchObject({ forked: 0, waiting: 0 })
  })
})

describe('a database of a newer version', () => {
  it('is refused by its number and left as it is', async () => {
    const unit = world.at('unit:A3')
    const status = await unit.call('workspace.status', {})
    const season = expectDefined(status.state === 'open' ? status.season : null, 'the unit has joined')
    await unit.app.dispose()
    const crypto = createCrypto()
    const folder = expectOk(
      openWorkspaceFolder({
        ...{ folder: unit.dataFolder, stateFolder: join(world.root, 'state') },
        ...{ tools: { crypto, random: systemRandom }, lockFile },
      }),
      'the folder is free',
    )
    const workspace = expectOk(
      folder.unlock({ account, passphrase: world.passphrase }),
      'the passphrase is right',
    )
    const place = expectOk(workspace.seasonPlace(season.id), 'the season is there')
    const connection = expectOk(
      openConnection({ kind: 'file', mode: 'open', ...place }),
      'the database opens',
    )
    connection.script('pragma user_version = 99')
    connection.close()
    folder.close()
    expect(await unlock(unit)).toEqual({
      error: { code: 'databaseNewer', found: 99, known: expect.any(Number) },
    })
    expect(await unit.call('workspace.status', {})).toMatchObject({ state: 'locked' })
  })
})

describe('a damaged database', () => {
  const damages: readonly (readonly [string, (database: string) => void, string])[] = [
    [
      'another file in its place',
      (file) => copyFileSync(join(file, '..', '..', '..', 'keyring.json'), file),
      'database',
    ],
    ['emptied', (file) => truncateSync(file), 'database'],
    ['filled with nothing', (file) => writeFileSync(file, new Uint8Array(4096)), 'database'],
    ['removed', (file) => rmSync(file), 'noDatabase'],
    ['removed with all seasons', (file) => rmSync(join(file, '..', '..'), { recursive: true }), 'noDatabase'],
    ['beside another season', (file) => copySeason(file), 'twoSeasons'],
  ]
  it.each(
    damages,
  )('is named, nothing is changed, and the good file is enough again: %s', async (_how, damage, what) => {
    const unit = world.at('unit:A3')
    await unit.app.dispose()
    const seasons = join(unit.dataFolder, 'seasons')
    const whole = join(world.root, 'whole')
    cpSync(seasons, whole, { recursive: true })
    damage(databaseOf(unit))
    const before = contentsOf(seasons)
    expect(await unlock(unit)).toEqual({ error: { code: 'folderDamaged', folder: unit.dataFolder, what } })
    expect(await unit.call('workspace.status', {})).toMatchObject({ state: 'locked' })
    expect(contentsOf(seasons)).toEqual(before)
    // What a person does by hand: the good files over what is there, and away with what does not belong.
    rmSync(join(seasons, 'f'.repeat(64)), { recursive: true, force: true })
    cpSync(whole, seasons, { recursive: true })
    expect(await unlock(unit)).toEqual({ value: null })
  })

  function copySeason(file: string): void {
    cpSync(join(file, '..'), join(file, '..', '..', 'f'.repeat(64)), { recursive: true })
  }

  function contentsOf(folder: string): readonly string[] {
    if (!existsSync(folder)) return []
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map(
        (name) =>
          `${name} ${statSync(join(folder, name)).isFile() ? hexOf(createCrypto().sha256(readFileSync(join(folder, name)))) : ''}`,
      )
  }
})
