import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../electron/services/practice/carry.ts'
import type { PlayedSeason } from '../../electron/services/practice/founding-case.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { act, casesOf, everythingOf, expectAgreement, find, joinWith, meet } from '../support/repair-steps.ts'
import { code, foundSmallSeason, sheetKey, smallEntries } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

/** The founder's machine is gone or forked, and the recovery slip puts a new one in its place. */

let world: World
let played: PlayedSeason
beforeEach(async () => {
  world = createWorld({ on: 'folders' })
  played = await foundSmallSeason(world)
})
afterEach(() => world.close())

const seat = code.seat('unit:A3')

function slip(): string {
  return played.recovery.code + played.recovery.checkGroup
}

/** A new machine takes the founder's place, knowing what these bundles say. */
async function recover(name: string, bundles: readonly string[]): Promise<TestMachine> {
  const machine = world.extra(name)
  await machine.call('joining.commit', {
    files: bundles.map((bundle) => machine.handle(bundle)),
    code: slip(),
    account: world.account,
    passphrase: world.passphrase,
  })
  return machine
}

async function deviceOf(machine: TestMachine): Promise<string> {
  const status = await machine.call('workspace.status', {})
  return status.state === 'open' ? (status.season?.device ?? '') : ''
}

describe('the recovery slip', () => {
  it('makes a new machine the founder, from the bundles of anybody, in one act', async () => {
    const [old, lead, unit] = [world.at('authority'), world.at('lead:1'), world.at('unit:A3')]
    const device = await deviceOf(old)
    const machine = world.extra('fresh')
    const bundles = [await everythingOf(world, lead), await everythingOf(world, unit)]
    const files = bundles.map((bundle) => machine.handle(bundle))
    const seen = await machine.call('joining.look', { files, code: slip() })
    expect(seen).toMatchObject({
      seat: 'authority',
      recovery: { cuts: [{ device, actor: world.account, beyond: 0 }] },
    })
    expect(await machine.call('workspace.status', {})).toEqual({ state: 'new' })
    const fresh = await recover('other', bundles)
    expect(await fresh.call('workspace.status', {})).toMatchObject({
      season: { ownSeats: ['authority'], writing: 'allowed' },
    })
    // The secrets of open invitations stayed on the old machine; everything else a founder does is done here.
    const rows = await fresh.call('season.invitations', {})
    expect(rows.filter((row) => row.slip !== null)).toEqual([])
    const { mayRepair } = await fresh.call('repair.list', {})
    expect(mayRepair).toBe(true)
    await fresh.call('season.confirmHolders', { reason: '' })
    const { machine: gone } = await fresh.call('repair.seat', { seat })
    await act(fresh, { act: 'setCut', record: expectDefined(gone?.records[0], 'it joined').record })
    const { slip: printed } = await act(fresh, { act: 'newInvitation', seat })
    expect(printed).not.toBeNull()
    // The old founder comes back: it learns of this, agrees, and writes no more.
    await meet(world, [fresh, lead, old])
    await expectAgreement([fresh, lead, old])
    expect(await old.call('workspace.status', {})).toMatchObject({
      season: { ownSeats: [], writing: 'cutOrForked' },
    })
    expect(await old.attempt('season.confirmHolders', { reason: '' })).toMatchObject({
      error: { code: 'notYourSeat' },
    })
    expect(await old.call('repair.list', {})).toMatchObject({ mayRepair: false })
  })

  it('keeps what the old founder wrote beyond the bundles, to be admitted or done again', async () => {
    const [old, lead] = [world.at('authority'), world.at('lead:1')]
    const known = await everythingOf(world, lead)
    // Nobody has these when the old machine is given up.
    const scale = await old.call('scale.current', { cluster: null })
    const published = await old.call('scale.publish', { cluster: null, scale: scale.scale })
    const revised = await old.call('season.confirmHolders', { reason: 'muộn' })
    const fresh = await recover('fresh', [known])
    await meet(world, [fresh, lead, old])
    await expectAgreement([fresh, lead, old])
    const cut = find(await casesOf(fresh), 'cut')
    expect(cut.records.map((each) => each.record)).toContain(published.record)
    const verdicts = (await casesOf(lead)).flatMap((each) => ('records' in each ? each.records : []))
    expect(verdicts.find((each) => each.record === revised.record)?.verdict).toMatchObject({
      why: { reason: 'recoveryWon' },
    })
    const preview = await fresh.call('repair.preview', { act: { act: 'admit', record: published.record } })
    expect(preview.becomeValid).toMatchObject({ records: [{ record: published.record }] })
    await act(fresh, { act: 'admit', record: published.record })
    await meet(world, [fresh, lead])
    await expectAgreement([fresh, lead])
  })

  it('used twice by machines that know nothing of each other freezes the season until it is used once more', async () => {
    const lead = world.at('lead:1')
    const known = await everythingOf(world, lead)
    const first = await recover('first', [known])
    const second = await recover('second', [known])
    await meet(world, [first, second, lead])
    expect(await lead.call('season.get', {})).toMatchObject({ founderFrozen: true })
    expect(await first.attempt('season.confirmHolders', { reason: '' })).toHaveProperty('error')
    const third = await recover('third', [await everythingOf(world, lead)])
    expect(await third.call('season.get', {})).toMatchObject({
      founderFrozen: false,
      ownSeats: ['authority'],
    })
    const machines = [first, second, third, lead, world.at('authority')]
    await meet(world, machines)
    await expectAgreement(machines)
    expect(await lead.call('season.get', {})).toMatchObject({ founderFrozen: false })
    for (const lost of [first, second]) {
      expect(await lost.call('workspace.status', {})).toMatchObject({ season: { writing: 'cutOrForked' } })
    }
    await third.call('season.confirmHolders', { reason: '' })
  })

  it('used again by somebody who knows of the first time simply replaces that machine', async () => {
    const lead = world.at('lead:1')
    const first = await recover('first', [await everythingOf(world, lead)])
    const second = await recover('second', [await everythingOf(world, first)])
    const machines = [first, second, lead]
    await meet(world, machines)
    await expectAgreement(machines)
    expect(await second.call('season.get', {})).toMatchObject({
      founderFrozen: false,
      ownSeats: ['authority'],
    })
    expect(await first.call('season.get', {})).toMatchObject({ ownSeats: [] })
  })

  it('settles a forked founder: cut before the doubled number, and a branch can be kept afterwards', async () => {
    const [old, lead] = [world.at('authority'), world.at('lead:1')]
    await old.call('workspace.lock', {})
    await old.app.dispose()
    const copy = join(world.root, 'copy')
    cpSync(old.dataFolder, copy, { recursive: true })
    const twin = world.inFolder(copy, 'twin')
    for (const machine of [twin, old]) {
      await machine.call('workspace.unlock', { account: world.account, passphrase: world.passphrase })
    }
    const { scale } = await old.call('scale.current', { cluster: null })
    const kept = await old.call('scale.publish', { cluster: null, scale })
    // Somebody declares falsely that there is no other copy.
    await twin.call('workspace.declareOnlyCopy', {})
    await twin.call('season.confirmHolders', { reason: 'bản chép' })
    await receive(lead, [await everythingOf(world, old), await everythingOf(world, twin)])
    expect(await lead.call('season.get', {})).toMatchObject({ founderFrozen: true })
    const machine = world.extra('looks')
    const bundle = await everythingOf(world, lead)
    expect(
      await machine.call('joining.look', { files: [machine.handle(bundle)], code: slip() }),
    ).toMatchObject({ recovery: { cuts: [{ beyond: 2 }] } })
    const fresh = await recover('fresh', [bundle])
    const fork = find(await casesOf(fresh), 'fork')
    expect(fork.settled).toBe(true)
    const branch = fork.branches.find((each) => each.last === kept.record)
    const cut = { act: 'setCut' as const, record: expectDefined(branch, 'the old one wrote it').last }
    const preview = await fresh.call('repair.preview', { act: cut })
    expect(preview.becomeValid).toMatchObject({ total: 1, records: [{ record: kept.record }] })
    await act(fresh, cut)
    await meet(world, [fresh, lead, old, twin])
    await expectAgreement([fresh, lead, old, twin])
    expect(await lead.call('season.get', {})).toMatchObject({ founderFrozen: false })
  })

  it('gives a unit a new invitation, with which it joins and counts at once', async () => {
    const lead = world.at('lead:1')
    const fresh = await recover('fresh', [await everythingOf(world, lead)])
    const { machine } = await fresh.call('repair.seat', { seat })
    await act(fresh, { act: 'setCut', record: expectDefined(machine?.records[0], 'it joined').record })
    const { slip: printed } = await act(fresh, { act: 'newInvitation', seat })
    const unit = await joinWith(world, expectDefined(printed, 'a new invitation has a slip'), 'unit', fresh)
    await unit.call('sheets.submit', { ...sheetKey('A3'), entries: smallEntries(3000, '90'), note: '' })
    await meet(world, [fresh, lead, unit])
    await expectAgreement([fresh, lead, unit])
    expect(JSON.stringify(await lead.call('sheets.open', sheetKey('A3', 'appraisal')))).toContain('3000')
  })

  it('is told from other codes, and leaves the folder as it was when it is wrong', async () => {
    const bundle = await everythingOf(world, world.at('lead:1'))
    const machine = world.extra('fresh')
    const files = [machine.handle(bundle)]
    const rest = { account: world.account, passphrase: world.passphrase }
    const wrong = `${slip().slice(0, -1)}${slip().endsWith('0') ? '1' : '0'}`
    expect(await machine.attempt('joining.commit', { files, code: wrong, ...rest })).toEqual({
      error: { code: 'invitationForeign' },
    })
    const unit = await world.at('authority').call('season.invitations', {})
    const ofUnit = expectDefined(unit.find((row) => row.seat === seat)?.slip, 'the founder keeps it')
    expect(
      await machine.attempt('joining.commit', { files, code: ofUnit.code + ofUnit.checkGroup, ...rest }),
    ).toEqual({ error: { code: 'invitationUsed', seat } })
    expect(await machine.call('workspace.status', {})).toEqual({ state: 'new' })
    // A machine that has joined already stays what it is.
    expect(await world.at('lead:1').attempt('joining.addSeat', { code: slip() })).toEqual({
      error: { code: 'recoveryNeedsNewMachine' },
    })
  })
})
