import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FailingDisk, machineOn } from '../../tests/support/failing-disk.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'
import { send } from './practice/carry.ts'

const full = { error: { code: 'storeFailed', what: 'full' } }

let world: World
let disk: FailingDisk
let authority: TestMachine
beforeEach(async () => {
  world = createWorld()
  disk = { refuses: [] }
  authority = world.extra('authority', machineOn(disk))
  await foundSmallSeason(world)
})
afterEach(() => world.close())

describe('an import on a disk that refuses', () => {
  it('says that what a receipt told could not be kept, and keeps it the next time', async () => {
    const receipt = await send(world, code.seat('unit:A3'), [code.seat('authority')], 'receipt')
    const files = [authority.handle(receipt)]
    disk.refuses = ['database']
    expect(await authority.attempt('exchange.preview', { files })).toMatchObject(full)
    disk.refuses = []
    expect(await authority.attempt('exchange.preview', { files })).toMatchObject({ value: { stored: 0 } })
  })

  it.each([
    { refuses: ['put'], left: {} },
    { refuses: ['database'], left: {} },
    { refuses: ['database', 'delete'], left: { leftInArchive: 1 } },
  ] as const)('refusing $refuses, says what of the import is left, and takes it again', async ({
    refuses,
    left,
  }) => {
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(900, '70'))
    const bundle = await send(world, code.seat('unit:A3'), [code.seat('authority')], 'delta')
    const { token, stored } = await authority.call('exchange.preview', {
      files: [authority.handle(bundle)],
    })
    disk.refuses = refuses
    expect(await authority.attempt('exchange.commit', { token })).toEqual({
      error: { ...full.error, ...(refuses[0] === 'database' ? { outcome: 'notStored' } : {}), ...left },
    })
    disk.refuses = []
    expect(await authority.attempt('exchange.commit', { token })).toMatchObject({ value: { stored } })
  })
})
