import { afterEach, describe, expect, it } from 'vitest'
import { receive, send } from '../../electron/services/practice/carry.ts'
import { clusterRound } from '../../electron/services/practice/founding-case.ts'
import { playRound } from '../../electron/services/practice/score-round.ts'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type World, type WorldOptions } from '../support/world.ts'

const seats = [
  'authority',
  'lead:1',
  'lead:2',
  'unit:A1',
  'unit:A2',
  'unit:A3',
  'unit:B1',
  'unit:B2',
  'unit:B3',
]

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

async function foundedWorld(options: WorldOptions = {}): Promise<World> {
  world = createWorld(options)
  await foundSmallSeason(world)
  return world
}

/** Everything that was said, spread over many bundles: deltas, full ones, some of them saying the same again. */
async function manyBundles(given: World): Promise<readonly string[]> {
  const bundles: string[] = []
  const everybody = seats.map(code.seat)
  bundles.push(await send(given, code.seat('authority'), [], 'full'))
  for (const [index, unit] of ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'].entries()) {
    await receive(given.at(`unit:${unit}`), [bundles[0] ?? ''])
    await submit(given, `unit:${unit}`, sheetKey(unit), smallEntries(1000 + 100 * index, String(60 + index)))
    bundles.push(await send(given, code.seat(`unit:${unit}`), everybody, 'delta'))
    if (index % 2 === 0) {
      await submit(
        given,
        `unit:${unit}`,
        sheetKey(unit),
        smallEntries(2000 + 100 * index, String(80 - index)),
      )
      bundles.push(await send(given, code.seat(`unit:${unit}`), everybody, 'delta'))
    }
  }
  for (const [lead, units] of [
    ['lead:1', ['A2', 'A3']],
    ['lead:2', ['B2', 'B3']],
  ] as const) {
    for (const [index, unit] of units.entries()) {
      await submit(
        given,
        lead,
        sheetKey(unit, 'appraisal'),
        smallEntries(1500, String(75 + index), '1', index),
      )
    }
    bundles.push(await send(given, code.seat(lead), everybody, 'full'))
  }
  return bundles
}

function shuffled<Item>(items: readonly Item[], given: World, name: string): readonly Item[] {
  const dice = given.dice(name)
  const rest = [...items]
  return items.map(() => rest.splice(dice.below(rest.length), 1)[0] as Item) // one is left for each
}

async function importInAnyOrder(given: World, seat: string, bundles: readonly string[]): Promise<void> {
  const dice = given.dice(`order/${seat}`)
  // Everything once, some things twice, in groups of one to three.
  const order = shuffled([...bundles, ...bundles.filter(() => dice.chance(30))], given, `shuffle/${seat}`)
  for (let at = 0; at < order.length; ) {
    const size = dice.between(1, 3)
    await receive(given.at(seat), order.slice(at, at + size))
    at += size
  }
}

async function stateAt(given: World, seat: string): Promise<object> {
  const machine = given.at(seat)
  const view = await machine.call('season.get', {})
  const standings = []
  for (const cluster of ['1', '2']) {
    const table = await machine.call('standings.get', {
      round: code.round('Q1'),
      cluster: code.cluster(cluster),
    })
    standings.push({ digest: table.digest, rows: table.rows, provisional: table.provisional })
  }
  return { fingerprint: view.fingerprint, records: view.records, held: view.heldSeats, standings }
}

describe('machines that were given the same bundles', () => {
  it.each([1, 2, 3, 4])('hold the same and rank the same in any order (seed %i)', async (seed) => {
    const given = await foundedWorld({ seed })
    const bundles = await manyBundles(given)
    for (const seat of seats) await importInAnyOrder(given, seat, bundles)
    const first = await stateAt(given, 'authority')
    for (const seat of seats) expect(await stateAt(given, seat)).toEqual(first)
  })

  it('agree on real data folders, too, and after everything was opened again', async () => {
    const given = await foundedWorld({ on: 'folders', seed: 5 })
    const bundles = await manyBundles(given)
    for (const seat of seats) await importInAnyOrder(given, seat, bundles)
    const first = await stateAt(given, 'authority')
    for (const seat of ['lead:1', 'unit:B3']) {
      const machine = given.at(seat)
      expect(await stateAt(given, seat)).toEqual(first)
      await machine.call('workspace.lock', {})
      await machine.call('workspace.unlock', { account: given.account, passphrase: given.passphrase })
      expect(await stateAt(given, seat)).toEqual(first)
    }
  })

  it('close a round to the digest everybody else reckons', async () => {
    const given = createWorld({ seed: 6 })
    world = given
    const played = await foundSmallSeason(given)
    await playRound(given, played, clusterRound(played.season, 0))
    const authority = await given
      .at('authority')
      .call('standings.get', { round: code.round('Q1'), cluster: code.cluster('1') })
    expect(authority.official?.digestMatches).toBe(true)
    await carry(given, 'authority', 'unit:B1')
    const unit = await given
      .at('unit:B1')
      .call('standings.get', { round: code.round('Q1'), cluster: code.cluster('1') })
    expect(unit.digest).toBe(authority.digest)
    expect(unit.official?.digestMatches).toBe(true)
  })
})
