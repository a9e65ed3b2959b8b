import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { err } from '../../shared/kernel/result.ts'
import type { FileError } from '../../shared/ledger/storage-errors.ts'
import { type FailingDisk, machineOn } from '../../tests/support/failing-disk.ts'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld, type World } from '../../tests/support/world.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { receive, send } from './practice/carry.ts'
import { memoryStick } from './practice/memory-ports.ts'

let world: World
beforeEach(() => {
  world = createWorld()
})
afterEach(() => world.close())

describe('exporting', () => {
  it('sends only what the recipient is not known to hold, and everything when asked', async () => {
    await foundSmallSeason(world)
    const lead = world.at('lead:1')
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(1000, '70'))
    const plan = (content: 'delta' | 'full' | 'receipt') =>
      lead.call('exchange.planExport', { recipients: [code.seat('authority')], content })
    const { held } = (await lead.call('season.get', {})).records
    expect((await plan('full')).records).toBe(held)
    // Nothing the authority has sent says yet that it holds what the lead holds.
    expect((await plan('receipt')).records).toBe(0)
    await carry(world, 'authority', 'lead:1')
    expect((await plan('delta')).records).toBe(1)
    expect((await plan('delta')).name).toMatch(
      /^2026-Quy1-CumTruong1-gui-ThuongTruc-[0-9a-f]{6}-[0-9a-f]{6}-\d{4}\.giaouoc$/,
    )
  })

  it('has nothing to say to somebody who holds everything, but for a receipt', async () => {
    await foundSmallSeason(world)
    await carry(world, 'authority', 'lead:1')
    const lead = world.at('lead:1')
    const input = { recipients: [code.seat('authority')], folder: lead.handle(world.stick) }
    expect(await lead.attempt('exchange.export', { ...input, content: 'delta' })).toEqual({
      error: { code: 'nothingToExport' },
    })
    expect(await lead.attempt('exchange.export', { ...input, content: 'receipt' })).toMatchObject({
      value: { records: 0 },
    })
  })

  it('closes the loop with a receipt: afterwards less has to be sent', async () => {
    await foundSmallSeason(world)
    const plan = () =>
      world
        .at('authority')
        .call('exchange.planExport', { recipients: [code.seat('unit:A3')], content: 'delta' })
    const before = await plan()
    await carry(world, 'authority', 'unit:A3')
    const receipt = await send(world, code.seat('unit:A3'), [code.seat('authority')], 'receipt')
    await receive(world.at('authority'), [receipt])
    expect(before.records).toBeGreaterThan(0)
    expect((await plan()).records).toBe(0)
  })

  const refusals: readonly [FileError, object][] = [
    [
      { code: 'diskFull', needed: 5000, free: 100 },
      { code: 'targetFull', needed: 5000, free: 100 },
    ],
    [
      { code: 'readOnly', folder: 'E:' },
      { code: 'targetReadOnly', folder: 'E:' },
    ],
    [
      { code: 'vanished', folder: 'E:' },
      { code: 'targetVanished', folder: 'E:' },
    ],
    [
      { code: 'mismatch', name: 'x' },
      { code: 'targetMismatch', name: 'x' },
    ],
    [
      { code: 'tooLargeForMedium', size: 9, limit: 4 },
      { code: 'fileTooLargeForTarget', size: 9 },
    ],
  ]
  it.each(refusals)('changes nothing when the medium refuses with $code', async (refused, error) => {
    const stick = { ...memoryStick(createCrypto()), writeFile: () => err(refused) }
    const machine = world.extra('authority', { targets: stick })
    const { account, passphrase } = world
    await machine.call('founding.prepare', {
      preset: smallPreset.id,
      year: 2026,
      name: 'Thử',
      account,
      passphrase,
    })
    await machine.call('founding.commit', { slipKept: 'saved' })
    const before = await machine.call('exchange.history', {})
    const folder = machine.handle(world.stick)
    const outcome = await machine.attempt('exchange.export', { recipients: [], content: 'full', folder })
    expect(outcome).toEqual({ error })
    expect(await machine.call('exchange.history', {})).toEqual(before)
    expect((await machine.call('season.overview', {})).todos).toContainEqual({ todo: 'export', records: 2 })
  })
})

describe('exporting with a full data disk', () => {
  it.each([
    ['put'],
    ['database'],
    ['put', 'database'],
  ] as const)('writes the bundle and says what it could not note (%s)', async (...refuses: readonly (
    | 'put'
    | 'database'
  )[]) => {
    const disk: FailingDisk = { refuses: [] }
    const authority = world.extra('authority', machineOn(disk))
    await foundSmallSeason(world)
    const before = (await authority.call('exchange.history', {})).exports.length
    const folder = authority.handle(world.stick)
    const send = () => authority.call('exchange.export', { recipients: [], content: 'full', folder })
    disk.refuses = refuses
    const exported = await send()
    expect(exported.notRecorded).toMatchObject({ code: 'storeFailed', what: 'full' })
    const bytes = world.read(`${world.stick}/${exported.name}`)
    expect(hexOf(createCrypto().sha256(bytes))).toBe(exported.sha256)
    disk.refuses = []
    const noted = (await authority.call('exchange.history', {})).exports.length - before
    expect(noted).toBe(refuses.includes('database') ? 0 : 1)
    expect((await send()).notRecorded).toBeNull()
  })
})

describe('the archive', () => {
  it('keeps each bundle that went out or came in, encrypted', async () => {
    const onDisk = createWorld({ on: 'folders' })
    try {
      await foundSmallSeason(onDisk)
      const { imports, exports } = await onDisk.at('authority').call('exchange.history', {})
      const files = readdirSync(join(onDisk.at('authority').dataFolder, 'archive'))
      const bundles = exports.length + imports.flatMap((each) => each.names).length
      expect(files.length).toBe(bundles)
    } finally {
      await onDisk.close()
    }
  })
})
