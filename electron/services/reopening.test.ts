import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { createWorld, type World } from '../../tests/support/world.ts'

let world: World
beforeEach(async () => {
  world = createWorld()
  await foundSmallSeason(world)
})
afterEach(() => world.close())

const place = { round: code.round('Q1'), cluster: code.cluster('1') }
const reason = 'Chốt khi chưa nhập phiếu cuối cùng'

async function close(gaps: readonly string[] = []) {
  return world.at('lead:1').call('rounds.close', {
    ...place,
    gaps: gaps.map((subject) => ({ subject: code.subject(subject), criterion: null, reason: 'chưa có' })),
    ties: [],
    choices: [],
  })
}

/** The cluster appraised on the lead's machine, and closed there. */
async function closeAppraised() {
  for (const [index, subject] of ['A1', 'A2', 'A3'].entries()) {
    const seat = subject === 'A1' ? 'unit:A2' : 'lead:1'
    const entries = smallEntries(1000 + 500 * index, String(75 + index))
    await submit(world, seat, sheetKey(subject, 'appraisal'), entries)
  }
  await carry(world, 'unit:A2', 'lead:1')
  return close()
}

describe('reopening a round', () => {
  it('makes the standings provisional again, says why, and keeps what was sealed', async () => {
    const lead = world.at('lead:1')
    const { record, digest } = await closeAppraised()
    const sealed = await lead.call('standings.get', place)
    await lead.call('rounds.reopen', { closing: record, reason })
    expect(await lead.call('standings.get', place)).toMatchObject({
      official: null,
      provisional: ['reopened'],
      reopened: { reason },
    })
    expect(await lead.call('rounds.closings', place)).toMatchObject({
      mayReopen: false,
      closings: [
        { closing: record, digest, digestMatches: true, rows: sealed.rows, reopenings: [{ reason }] },
      ],
    })
    expect(await lead.call('rounds.gaps', place)).toMatchObject({ gaps: [], mayClose: true, closed: false })
  })

  it('takes sheets again and is closed again, on every machine alike', async () => {
    const lead = world.at('lead:1')
    const first = await closeAppraised()
    await lead.call('rounds.reopen', { closing: first.record, reason })
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(3000, '99'))
    const second = await close()
    expect(second.digest).not.toBe(first.digest)
    await carry(world, 'lead:1', 'authority')
    const closings = [
      { closing: second.record, digest: second.digest, digestMatches: true, reopenings: [] },
      { closing: first.record, digest: first.digest, digestMatches: true, reopenings: [{ reason }] },
    ]
    for (const machine of [lead, world.at('authority')]) {
      expect(await machine.call('rounds.closings', place)).toMatchObject({ closings })
      expect(await machine.call('standings.get', place)).toMatchObject({
        digest: second.digest,
        provisional: [],
        reopened: null,
        official: { closing: second.record, digestMatches: true },
      })
    }
  })

  it('belongs to whoever may close there, and to a closing that is in force', async () => {
    const { record } = await closeAppraised()
    await carry(world, 'lead:1', 'authority')
    const authority = world.at('authority')
    expect(await authority.attempt('rounds.reopen', { closing: record, reason })).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
    expect(await authority.call('rounds.closings', place)).toMatchObject({ mayReopen: false })
    const lead = world.at('lead:1')
    expect(await lead.call('rounds.closings', place)).toMatchObject({ mayReopen: true })
    await lead.call('rounds.reopen', { closing: record, reason })
    const gone = { error: { code: 'closingNotInForce', closing: record } }
    expect(await lead.attempt('rounds.reopen', { closing: record, reason })).toEqual(gone)
  })
})
