import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../electron/services/practice/carry.ts'
import type { RepairAct } from '../../shared/contract/repair.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import {
  act,
  casesOf,
  everythingOf,
  expectAgreement,
  find,
  joinWith,
  meet,
  reason,
} from '../support/repair-steps.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = createWorld({ on: 'folders' })
  await foundSmallSeason(world)
})
afterEach(() => world.close())

const account = 'Cán bộ'
const seat = code.seat('unit:A3')

/** A unit whose machine was copied and used twice. */
async function forkUnit(): Promise<{ readonly unit: TestMachine; readonly twin: TestMachine }> {
  const unit = world.at('unit:A3')
  await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
  await unit.call('workspace.lock', {})
  await unit.app.dispose()
  const copy = join(world.root, 'copy')
  cpSync(unit.dataFolder, copy, { recursive: true })
  const twin = world.inFolder(copy, 'twin')
  for (const machine of [twin, unit]) {
    await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
  }
  const sheet = { ...sheetKey('A3'), note: '' }
  await unit.call('sheets.submit', { ...sheet, entries: smallEntries(2500, '85') })
  // Somebody declares falsely that there is no other copy.
  await twin.call('workspace.declareOnlyCopy', {})
  await twin.call('sheets.submit', { ...sheet, entries: smallEntries(1000, '60') })
  await twin.call('sheets.submit', { ...sheet, entries: smallEntries(1100, '61') })
  return { unit, twin }
}

describe('a fork', () => {
  it('is named alike everywhere, cut by the founder, and its unit goes on with a new key', async () => {
    const { unit, twin } = await forkUnit()
    const [founder, lead] = [world.at('authority'), world.at('lead:1')]
    await receive(lead, [await everythingOf(world, unit), await everythingOf(world, twin)])
    await meet(world, [founder, lead])
    await expectAgreement([founder, lead])
    const fork = find(await casesOf(founder), 'fork')
    expect(fork).toMatchObject({ device: { seats: [seat] }, settled: false })
    expect(fork.branches.map((branch) => branch.records.length).sort()).toEqual([1, 2])
    expect(await lead.call('repair.list', {})).toMatchObject({ mayRepair: false })
    const right = expectDefined(
      fork.branches.find((branch) => branch.records.length === 1),
      'the unit wrote one',
    )
    const cut: RepairAct = { act: 'setCut', record: right.last }
    expect(await lead.attempt('repair.apply', { act: cut, reason })).toMatchObject({
      error: { code: 'notYourSeat' },
    })
    const preview = await founder.call('repair.preview', { act: cut })
    expect(preview.becomeValid).toMatchObject({ total: 1, records: [{ record: right.last }] })
    expect(preview.becomeInvalid.total).toBe(0)
    await act(founder, cut)
    expect(find(await casesOf(founder), 'vacantSeat')).toEqual({ case: 'vacantSeat', seat })
    const { slip } = await act(founder, { act: 'newInvitation', seat })
    const fresh = await joinWith(world, expectDefined(slip, 'a new invitation has a slip'), 'fresh')
    // No round trip: the new machine's sheet counts as soon as it arrives.
    await fresh.call('sheets.submit', { ...sheetKey('A3'), entries: smallEntries(3000, '90'), note: '' })
    await meet(world, [founder, lead, fresh])
    await expectAgreement([founder, lead, fresh])
    const opened = await lead.call('sheets.open', sheetKey('A3', 'appraisal'))
    expect(JSON.stringify(opened)).toContain('3000')
    await founder.call('season.confirmHolders', { reason: '' })
    await meet(world, [founder, lead, fresh])
    await expectAgreement([founder, lead, fresh])
    expect(find(await casesOf(lead), 'fork')).toMatchObject({ settled: true })
    // The machine that was cut hears of it and writes no more.
    await receive(unit, [await everythingOf(world, founder)])
    const late = { ...sheetKey('A3'), entries: smallEntries(1, '1'), note: '' }
    expect(await unit.attempt('sheets.submit', late)).toHaveProperty('error')
  })
})

describe('a seat that two machines joined', () => {
  async function contest() {
    const founder = world.at('authority')
    const record = await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(100, '10'))
    await receive(founder, [await everythingOf(world, world.at('unit:A3'))])
    await act(founder, { act: 'setCut', record })
    const { slip } = await act(founder, { act: 'newInvitation', seat })
    const printed = expectDefined(slip, 'a new invitation has a slip')
    const first = await joinWith(world, printed, 'first')
    const second = await joinWith(world, printed, 'second')
    const sheet = { ...sheetKey('A3'), note: '' }
    const ofFirst = await first.call('sheets.submit', { ...sheet, entries: smallEntries(2000, '80') })
    const ofSecond = await second.call('sheets.submit', { ...sheet, entries: smallEntries(500, '50') })
    await meet(world, [founder, world.at('lead:1'), first, second])
    return { founder, first, second, record: ofFirst.record, other: ofSecond.record }
  }

  it('is decided by the founder: the chosen one’s records count, the other’s wait to be admitted', async () => {
    const { founder, first, second, record, other } = await contest()
    const lead = world.at('lead:1')
    const machines = [founder, lead, first, second]
    await expectAgreement(machines)
    const contested = find(await casesOf(founder), 'contestedSeat')
    expect(contested).toMatchObject({ seat })
    const device = expectDefined(
      find(await casesOf(first), 'contestedSeat').devices.find((each) => each.own),
      'it contends',
    ).device
    await act(founder, { act: 'chooseDevice', seat, device })
    await meet(world, machines)
    await expectAgreement(machines)
    const cut = find(await casesOf(lead), 'cut')
    expect(cut.records.map((each) => each.record)).toContain(other)
    expect(await lead.call('season.get', {})).toMatchObject({ records: { waiting: 0 } })
    // One record of the other machine is admitted after all.
    const preview = await founder.call('repair.preview', { act: { act: 'admit', record: other } })
    expect(preview.becomeValid).toMatchObject({ total: 1, records: [{ record: other }] })
    await act(founder, { act: 'admit', record: other })
    await meet(world, machines)
    await expectAgreement(machines)
    const cases = await casesOf(lead)
    expect(
      cases.some((each) => each.case === 'cut' && each.records.some((item) => item.record === other)),
    ).toBe(false)
    // The present holder's sheet stands before the admitted one.
    expect(JSON.stringify(await lead.call('sheets.open', sheetKey('A3', 'appraisal')))).toContain(record)
  })
})
