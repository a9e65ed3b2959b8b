import { expect } from 'vitest'
import { receive, send } from '../../electron/services/practice/carry.ts'
import { code, sheetKey, smallEntries, submit } from './seasons.ts'
import type { World } from './world.ts'

/**
 * Whatever was imported before: the lead of cluster 1 of the small season (on real data folders) still exports what
 * others accept, imports, submits, locks, unlocks and closes its round.
 */
export async function expectLeadStillWorks(world: World, round = 'Q1'): Promise<void> {
  const lead = world.at('lead:1')
  await submit(world, 'unit:A2', sheetKey('A2', 'self', round), smallEntries(1234, '71'))
  const fromUnit = await send(world, code.seat('unit:A2'), [code.seat('lead:1')], 'full')
  expect(await receive(lead, [fromUnit])).toBeGreaterThan(0)
  await submit(world, 'lead:1', sheetKey('A2', 'appraisal', round), smallEntries(1200, '70'))
  for (const content of ['full', 'delta', 'season', 'receipt'] as const) {
    const path = await send(world, code.seat('lead:1'), [code.seat('unit:A3')], content)
    const other = world.at('unit:A3')
    const preview = await other.call('exchange.preview', { files: [other.handle(path)] })
    expect(preview.bundles.map((bundle) => bundle.refused)).toEqual([null])
    if (preview.stored > 0) await other.call('exchange.commit', { token: preview.token })
  }
  await lead.call('workspace.lock', {})
  await lead.call('workspace.unlock', { account: world.account, passphrase: world.passphrase })
  const place = { round: code.round(round), cluster: code.cluster('1') }
  const { gaps } = await lead.call('rounds.gaps', place)
  await lead.call('rounds.close', {
    ...place,
    gaps: gaps.map((gap) => ({ ...gap, reason: 'Chấp nhận khi thử' })),
    ties: [],
    choices: [],
  })
  const table = await lead.call('standings.get', place)
  expect(table.official?.digestMatches).toBe(true)
}
