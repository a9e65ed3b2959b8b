import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { code } from '../../tests/support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'
import { bundledPresets } from './presets.ts'

/** The practice season of the bundled preset in a real folder, opened as a person would. */
let world: World
let machine: TestMachine
beforeAll(async () => {
  world = createWorld({ on: 'folders', presets: bundledPresets })
  machine = world.extra('practice', { practice: false })
  await machine.call('practice.open', {})
})
afterAll(() => world.close())

describe('the practice season', () => {
  it('is a real folder with a marked season, opened by the printed passphrase', async () => {
    await machine.call('workspace.lock', {})
    expect(await machine.call('workspace.status', {})).toMatchObject({ state: 'locked', practice: true })
    await machine.call('workspace.unlock', { account: 'Cán bộ thực hành', passphrase: world.passphrase })
    expect(await machine.call('workspace.status', {})).toMatchObject({
      state: 'open',
      season: { practice: true, ownSeats: ['authority', 'lead:1', 'unit:PX03'], writing: 'allowed' },
    })
  })

  it('has a first round that is official everywhere', async () => {
    for (const cluster of ['1', '2', '3', '4']) {
      const table = await machine.call('standings.get', {
        round: code.round('Q1'),
        cluster: code.cluster(cluster),
      })
      expect(table.provisional).toEqual([])
      expect(table.official).toMatchObject({ digestMatches: true, gaps: [], changedSince: [] })
    }
  })

  it('has something to do on every screen', async () => {
    const { todos } = await machine.call('season.overview', {})
    expect(new Set(todos.map((each) => each.todo))).toEqual(
      new Set(['signAgreement', 'planInspection', 'submitSheet', 'export']),
    )
    expect(todos).toContainEqual({
      todo: 'submitSheet',
      round: '6T',
      subject: 'PX03',
      layer: 'self',
      drafted: true,
    })
    const { agreements } = await machine.call('agreement.list', {})
    expect(agreements.map(({ signedCount, parties }) => `${signedCount}/${parties.length}`)).toEqual([
      '4/4',
      '6/7',
    ])
    const sheets = await machine.call('sheets.list', { round: code.round('6T') })
    expect(sheets.some((row) => row.layers.self === null)).toBe(true)
    expect(sheets.some((row) => row.layers.self !== null)).toBe(true)
    const { imports, exports } = await machine.call('exchange.history', {})
    expect({ imports: imports.length > 0, exports: exports.length > 0 }).toEqual({
      imports: true,
      exports: true,
    })
  })

  it('is the same for everybody', async () => {
    const other = world.extra('another', { practice: false })
    await other.call('practice.open', {})
    expect(await other.call('season.get', {})).toEqual(await machine.call('season.get', {}))
  })

  it('goes on with the time of this machine', async () => {
    machine.clock.moveTo('2026-05-05T05:00:00.000Z')
    const { entries } = (
      await machine.call('sheets.open', {
        round: code.round('6T'),
        subject: code.subject('PX03'),
        layer: 'self',
      })
    ).draft ?? { entries: [] }
    await machine.call('sheets.submit', {
      round: code.round('6T'),
      subject: code.subject('PX03'),
      layer: 'self',
      entries: [...entries],
      note: '',
    })
    const rows = await machine.call('sheets.list', { round: code.round('6T') })
    expect(rows.find((row) => row.subject === 'PX03')?.layers.self?.at).toMatch(/^2026-05-05T05:00/)
  })

  it('leaves an empty folder empty when it cannot be played', async () => {
    const broken = [{ id: 'x', season: bundledPresets[0]?.season, scale: { bad: true } }]
    const changes = { practice: false, presets: broken, reportDefect: () => 'incident' }
    const unlucky = world.extra('unlucky', changes)
    expect(await unlucky.attempt('practice.open', {})).toEqual({ incident: 'incident' })
    expect(await unlucky.call('workspace.status', {})).toEqual({ state: 'new' })
  })
})
