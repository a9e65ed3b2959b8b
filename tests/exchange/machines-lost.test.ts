import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../electron/services/practice/carry.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { act, casesOf, everythingOf, expectAgreement, find, joinWith, meet } from '../support/repair-steps.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

/** Machines about which nothing is wrong in the records: they are lost, broken or replaced all the same. */

let world: World
beforeEach(() => {
  // The founder leads cluster 2 as well.
  world = createWorld({ on: 'folders', together: { 'lead:2': 'authority' } })
  return foundSmallSeason(world)
})
afterEach(() => world.close())

const seat = code.seat('unit:A3')
const lead = code.seat('lead:2')

async function machineOf(founder: TestMachine, held = seat) {
  return expectDefined((await founder.call('repair.seat', { seat: held })).machine, 'one machine holds it')
}

describe('a healthy machine that is no more', () => {
  it('is cut at its newest held record, and its seat goes to a new machine at once', async () => {
    const [founder, other, old] = [world.at('authority'), world.at('lead:1'), world.at('unit:A3')]
    const first = await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
    await receive(founder, [await everythingOf(world, old)])
    // It wrote once more before it was lost; nobody has that.
    const late = await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2500, '85'))
    const list = await founder.call('repair.list', {})
    expect(list.cases).toEqual([])
    expect(list.seats).toContainEqual({ seat, holder: expect.any(String), own: false })
    const invite = { act: { act: 'newInvitation' as const, seat }, reason: '' }
    expect(await founder.attempt('repair.apply', invite)).toMatchObject({
      error: { code: 'repairImpossible', why: 'seatHeld' },
    })
    const { device, records } = await machineOf(founder)
    expect(device).toMatchObject({ own: false, seats: [seat], actors: [world.account], sheets: 1 })
    expect(records[0]).toMatchObject({ record: first })
    const cut = { act: 'setCut' as const, record: first }
    expect(await founder.call('repair.preview', { act: cut })).toMatchObject({
      becomeValid: { total: 0 },
      becomeInvalid: { total: 0 },
      moved: [],
    })
    await act(founder, cut)
    const after = await founder.call('repair.list', {})
    expect(after.cases).toEqual([{ case: 'vacantSeat', seat }])
    expect(after.seats.map((each) => each.seat)).not.toContain(seat)
    const { slip } = await act(founder, { act: 'newInvitation', seat })
    const fresh = await joinWith(world, expectDefined(slip, 'a new invitation has a slip'), 'fresh')
    await fresh.call('sheets.submit', { ...sheetKey('A3'), entries: smallEntries(3000, '90'), note: '' })
    // The old one turns up again: what it wrote beyond the cut is kept, and it writes no more.
    const machines = [founder, other, fresh]
    await receive(founder, [await everythingOf(world, old)])
    await meet(world, machines)
    await expectAgreement(machines)
    expect(find(await casesOf(other), 'cut').records).toMatchObject([{ record: late }])
    expect(JSON.stringify(await other.call('sheets.open', sheetKey('A3', 'appraisal')))).toContain('3000')
    await receive(old, [await everythingOf(world, founder)])
    const more = { ...sheetKey('A3'), entries: smallEntries(1, '1'), note: '' }
    expect(await old.attempt('sheets.submit', more)).toHaveProperty('error')
  })

  it('can be cut at an earlier record', async () => {
    const founder = world.at('authority')
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
    const second = await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(10, '1'))
    await receive(founder, [await everythingOf(world, world.at('unit:A3'))])
    const { records } = await machineOf(founder)
    const earlier = expectDefined(records[1], 'it wrote before')
    const cut = { act: 'setCut' as const, record: earlier.record }
    expect(await founder.call('repair.preview', { act: cut })).toMatchObject({
      becomeInvalid: { total: 1, records: [{ record: second }] },
    })
    await act(founder, cut)
    expect(find(await casesOf(founder), 'cut').records).toMatchObject([{ record: second }])
  })
})

describe('the founder’s own machine', () => {
  it('gives up a seat beside its own, which then goes to another machine', async () => {
    const [founder, other] = [world.at('authority'), world.at('lead:1')]
    const { seats } = await founder.call('repair.list', {})
    expect(seats).toContainEqual({ seat: lead, holder: expect.any(String), own: true })
    expect(seats.map((each) => each.seat)).not.toContain('authority')
    const { records } = await machineOf(founder, lead)
    const cut = { act: 'setCut' as const, record: expectDefined(records[0], 'it wrote').record }
    expect(await founder.attempt('repair.apply', { act: cut, reason: '' })).toMatchObject({
      error: { code: 'repairImpossible', why: 'ownDevice' },
    })
    expect(
      await founder.attempt('repair.apply', {
        act: { act: 'giveUp', seat: code.seat('authority') },
        reason: '',
      }),
    ).toMatchObject({ error: { code: 'repairImpossible', why: 'founderSeat' } })
    const { becomeInvalid } = await founder.call('repair.preview', { act: { act: 'giveUp', seat: lead } })
    expect(becomeInvalid.total).toBe(0)
    await act(founder, { act: 'giveUp', seat: lead })
    expect(await casesOf(founder)).toEqual([{ case: 'vacantSeat', seat: lead }])
    expect(await founder.call('workspace.status', {})).toMatchObject({
      season: { ownSeats: ['authority'], writing: 'allowed' },
    })
    const { slip } = await act(founder, { act: 'newInvitation', seat: lead })
    const fresh = await joinWith(world, expectDefined(slip, 'a new invitation has a slip'), 'fresh')
    await meet(world, [founder, other, fresh])
    await founder.call('season.confirmHolders', { reason: '' })
    await meet(world, [founder, other, fresh])
    await expectAgreement([founder, other, fresh])
    expect((await fresh.call('season.get', {})).ownSeats).toEqual([lead])
    expect((await founder.call('season.get', {})).ownSeats).toEqual(['authority'])
  })
})
