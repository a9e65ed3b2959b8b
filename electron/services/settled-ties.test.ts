import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { createWorld, type World } from '../../tests/support/world.ts'

let world: World
/** A1 and A2 end with the same points, A3 with fewer. */
beforeEach(async () => {
  world = createWorld()
  await foundSmallSeason(world)
  await submit(world, 'unit:A2', sheetKey('A1', 'appraisal'), smallEntries(2000, '80'))
  await carry(world, 'unit:A2', 'lead:1')
  await submit(world, 'lead:1', sheetKey('A2', 'appraisal'), smallEntries(2000, '80'))
  await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(1000, '80'))
})
afterEach(() => world.close())

const place = { round: code.round('Q1'), cluster: code.cluster('1') }
const lot = (...subjects: string[]) => ({ subjects: subjects.map(code.subject), reason: 'Bốc thăm' })

describe('a lot at closing', () => {
  it.each([
    ['over subjects that are not tied', [lot('A1', 'A3')], 'notTied', ['A1', 'A3']],
    ['over more than the tie', [lot('A1', 'A2', 'A3')], 'notTied', ['A1', 'A2', 'A3']],
    ['over one subject twice', [lot('A2', 'A2')], 'repeated', ['A2']],
    ['that another one contradicts', [lot('A1', 'A2'), lot('A2', 'A1')], 'repeated', ['A2', 'A1']],
    ['said twice', [lot('A1', 'A2'), lot('A1', 'A2')], 'repeated', ['A1', 'A2']],
    ['over a subject of another cluster', [lot('A1', 'B1')], 'foreign', ['B1']],
    ['over a subject nobody knows', [lot('Z9', 'A1')], 'foreign', ['Z9']],
  ])('%s is refused', async (_what, ties, why, subjects) => {
    const closed = await world.at('lead:1').attempt('rounds.close', { ...place, gaps: [], ties, choices: [] })
    expect(closed).toEqual({ error: { code: 'tieInvalid', why, subjects } })
    expect((await world.at('lead:1').call('standings.get', place)).official).toBe(null)
  })

  it('over exactly one tie is taken and settles it', async () => {
    await world
      .at('lead:1')
      .call('rounds.close', { ...place, gaps: [], ties: [lot('A2', 'A1')], choices: [] })
    const { rows } = await world.at('lead:1').call('standings.get', place)
    expect(rows.map(({ subject, rank, tied }) => [subject, rank, tied])).toEqual([
      ['A2', 1, false],
      ['A1', 2, false],
      ['A3', 3, false],
    ])
  })
})
