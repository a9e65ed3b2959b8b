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
const nothing = { gaps: [], ties: [], choices: [] }

/** Appraisals of the whole cluster on the lead's machine; `left` is not appraised. */
async function appraise(left: readonly string[] = []): Promise<void> {
  const subjects = ['A1', 'A2', 'A3'].filter((subject) => !left.includes(subject))
  for (const [index, subject] of subjects.entries()) {
    const seat = subject === 'A1' ? 'unit:A2' : 'lead:1'
    await submit(
      world,
      seat,
      sheetKey(subject, 'appraisal'),
      smallEntries(1000 + 500 * index, String(75 + index)),
    )
  }
  await carry(world, 'unit:A2', 'lead:1')
}

describe('closing a round', () => {
  it('names the gaps, takes each with its reason, and seals exactly what counts', async () => {
    const lead = world.at('lead:1')
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(1000, '70'))
    await carry(world, 'unit:A3', 'lead:1')
    await appraise(['A2'])
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(1000, '70').slice(0, 3))
    const gaps = [
      { subject: code.subject('A2'), criterion: null },
      { subject: code.subject('A3'), criterion: code.criterion('4') },
    ]
    expect(await lead.call('rounds.gaps', place)).toEqual({
      gaps,
      differences: [],
      mayClose: true,
      closed: false,
    })
    expect(await lead.attempt('rounds.close', { ...place, ...nothing })).toEqual({
      error: { code: 'gapsOpen', gaps },
    })
    const accepted = gaps.map((gap) => ({ ...gap, reason: 'Đơn vị mới thành lập' }))
    const { digest } = await lead.call('rounds.close', { ...place, gaps: accepted, ties: [], choices: [] })
    const table = await lead.call('standings.get', place)
    expect(table).toMatchObject({
      digest,
      provisional: [],
      official: { digestMatches: true, gaps: accepted },
    })
    expect(table.rows.map(({ subject, rank, status }) => ({ subject, rank, status }))).toEqual([
      { subject: 'A1', rank: 1, status: 'ranked' },
      { subject: 'A2', rank: null, status: 'incomplete' },
      { subject: 'A3', rank: null, status: 'incomplete' },
    ])
  })

  it('stops every further sheet, exclusion and closing of that place, and of no other', async () => {
    const lead = world.at('lead:1')
    await appraise()
    const { record } = await lead.call('rounds.close', { ...place, ...nothing })
    const closed = { error: { code: 'roundClosed', closing: record } }
    const sheet = { ...sheetKey('A3', 'appraisal'), entries: smallEntries(1, '1'), note: '' }
    expect(await lead.attempt('sheets.submit', sheet)).toEqual(closed)
    expect(await lead.attempt('rounds.close', { ...place, ...nothing })).toEqual(closed)
    const exclusion = {
      round: place.round,
      subject: code.subject('A3'),
      reason: 'x',
      from: null,
      until: null,
    }
    expect(await lead.attempt('exclusions.record', exclusion)).toEqual(closed)
    expect(await lead.call('rounds.gaps', place)).toEqual({
      gaps: [],
      differences: [],
      mayClose: false,
      closed: true,
    })
    expect(await lead.attempt('sheets.submit', { ...sheet, round: code.round('6T') })).toHaveProperty('value')
  })

  it('stays a snapshot: a sheet that comes later changes nothing but the mark', async () => {
    await appraise()
    const lead = world.at('lead:1')
    const { digest } = await lead.call('rounds.close', { ...place, ...nothing })
    // The deputy's unit has not heard of the closing and appraises the lead unit again.
    await submit(world, 'unit:A2', sheetKey('A1', 'appraisal'), smallEntries(3000, '99'))
    await carry(world, 'unit:A2', 'lead:1')
    const table = await lead.call('standings.get', place)
    expect(table.digest).toBe(digest)
    expect(table.official?.changedSince.map((change) => change.why)).toEqual(['newerSheet'])
  })

  it('belongs to the lead', async () => {
    expect(await world.at('authority').attempt('rounds.close', { ...place, ...nothing })).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
    const unknown = await world
      .at('lead:1')
      .attempt('rounds.close', { ...place, round: code.round('Q9'), ...nothing })
    expect(unknown).toEqual({ error: { code: 'roundUnknown' } })
  })

  it('settles a tie in the order that was drawn', async () => {
    for (const [seat, subject] of [
      ['unit:A2', 'A1'],
      ['lead:1', 'A2'],
      ['lead:1', 'A3'],
    ] as const) {
      await submit(world, seat, sheetKey(subject, 'appraisal'), smallEntries(1000, '75'))
    }
    await carry(world, 'unit:A2', 'lead:1')
    const lead = world.at('lead:1')
    expect((await lead.call('standings.get', place)).rows.map((row) => row.rank)).toEqual([1, 1, 1])
    const order = ['A3', 'A1', 'A2'].map(code.subject)
    await lead.call('rounds.close', {
      ...place,
      gaps: [],
      ties: [{ subjects: order, reason: 'Bốc thăm' }],
      choices: [],
    })
    const { rows } = await lead.call('standings.get', place)
    expect(rows.map((row) => row.subject)).toEqual(order)
    expect(rows.map((row) => row.rank)).toEqual([1, 2, 3])
  })
})

describe('a round between clusters', () => {
  it('has clusters as subjects: leads score themselves, the authority appraises and closes', async () => {
    const between = { round: code.round('CUM'), cluster: null }
    const authority = world.at('authority')
    for (const [index, cluster] of ['1', '2'].entries()) {
      const entries = smallEntries(1000 + 500 * index, String(75 + index))
      await submit(world, `lead:${cluster}`, sheetKey(cluster, 'self', 'CUM'), entries)
      await carry(world, `lead:${cluster}`, 'authority')
      await submit(world, 'authority', sheetKey(cluster, 'appraisal', 'CUM'), entries)
    }
    const foreign = { ...sheetKey('2', 'self', 'CUM'), entries: smallEntries(1, '1'), note: '' }
    expect(await world.at('lead:1').attempt('sheets.submit', foreign)).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:2'] },
    })
    expect(await world.at('lead:1').attempt('rounds.close', { ...between, ...nothing })).toEqual({
      error: { code: 'notYourSeat', seats: ['authority'] },
    })
    await authority.call('rounds.close', { ...between, ...nothing })
    const table = await authority.call('standings.get', between)
    expect(table.rows.map(({ subject, name, rank }) => ({ subject, name, rank }))).toEqual([
      { subject: '2', name: 'Cụm 2', rank: 1 },
      { subject: '1', name: 'Cụm 1', rank: 2 },
    ])
  })
})

describe('an exclusion', () => {
  it('takes a subject out of the ranking with its reason, once', async () => {
    await appraise()
    const lead = world.at('lead:1')
    const input = {
      round: place.round,
      subject: code.subject('A3'),
      reason: 'Kỷ luật',
      from: null,
      until: null,
    }
    await lead.call('exclusions.record', input)
    const row = (await lead.call('standings.get', place)).rows.find((each) => each.subject === 'A3')
    expect(row).toMatchObject({ rank: null, status: 'excluded', excludedReason: 'Kỷ luật' })
    expect(await lead.attempt('exclusions.record', input)).toEqual({
      error: { code: 'alreadyExcluded', subject: 'A3' },
    })
    expect(
      await world.at('authority').attempt('exclusions.record', { ...input, subject: code.subject('A2') }),
    ).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
  })
})

describe('the why-dialog', () => {
  it('explains a place by its neighbours, biggest difference first', async () => {
    await appraise()
    const view = await world.at('lead:1').call('standings.explain', { ...place, subject: code.subject('A2') })
    expect(view.row).toMatchObject({ subject: 'A2', rank: 2 })
    expect(view.neighbours.map(({ subject, rank }) => ({ subject, rank }))).toEqual([
      { subject: 'A3', rank: 1 },
      { subject: 'A1', rank: 3 },
    ])
    expect(view.criteria.find((score) => score.criterion === '2')?.trace).toMatchObject({
      rule: 'relativeToLeader',
      leader: { subjects: ['A3'] },
    })
    const stranger = { ...place, subject: code.subject('B1') }
    expect(await world.at('lead:1').attempt('standings.explain', stranger)).toEqual({
      error: { code: 'subjectUnknown', subject: 'B1' },
    })
  })
})
