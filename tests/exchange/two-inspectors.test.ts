import { afterEach, describe, expect, it } from 'vitest'
import { runRank } from '../../electron/cli/rank.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { receive, send } from '../../electron/services/practice/carry.ts'
import type { PresetFile } from '../../electron/services/presets.ts'
import { verifyBundles } from '../../electron/services/verify-bundles.ts'
import type { CountingLayer, CrossEntry } from '../../shared/domain/season.ts'
import type { Entry } from '../../shared/domain/sheet.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { finish } from '../../shared/kernel/work.ts'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld, type World, type WorldOptions } from '../support/world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

const place = { round: code.round('Q1'), cluster: code.cluster('1') }
const key = sheetKey('A3', 'cross')
const ofFirst = smallEntries(2000, '80')
const ofSecond = smallEntries(2500, '90')
const differences = [
  { criterion: '1', values: ['20,00', '25,00'] },
  { criterion: '2', values: ['80', '90'] },
]

/** Cross-inspection counts; team {A1, A2} inspects A3. */
async function inspection(
  crossEntry: CrossEntry,
  options: WorldOptions = {},
  countingLayer: CountingLayer = 'cross',
): Promise<World> {
  const season = smallPreset.season as { policies: object }
  const policies = { ...season.policies, countingLayer, crossEntry }
  const preset: PresetFile = { ...smallPreset, season: { ...season, policies } }
  world = createWorld({ ...options, presets: [preset] })
  await foundSmallSeason(world)
  const teams = [{ seats: ['unit:A1', 'unit:A2'].map(code.seat), subjects: [code.subject('A3')] }]
  await world.at('lead:1').call('inspection.plan', { ...place, teams })
  const plan = await send(world, code.seat('lead:1'), [], 'full')
  for (const seat of ['unit:A1', 'unit:A2', 'unit:A3']) await receive(world.at(seat), [plan])
  return world
}

/** A1 enters on 10 February. A2 enters on the 12th, on a machine whose clock says January. */
async function bothEnter(given: World): Promise<{ readonly first: string; readonly second: string }> {
  given.at('unit:A1').clock.moveTo('2026-02-10T02:00:00.000Z')
  await submit(given, 'unit:A1', key, ofFirst)
  given.at('unit:A2').clock.moveTo('2026-01-03T02:00:00.000Z')
  await submit(given, 'unit:A2', key, ofSecond)
  return { first: await bundleOf(given, 'unit:A1'), second: await bundleOf(given, 'unit:A2') }
}

function bundleOf(given: World, seat: string): Promise<string> {
  return send(given, code.seat(seat), [code.seat('lead:1')], 'full')
}

async function previewed(given: World, seat: string, paths: readonly string[]) {
  const machine = given.at(seat)
  const { token } = await machine.call('exchange.preview', {
    files: paths.map((path) => machine.handle(path)),
  })
  const all = { token, class: null, search: '', offset: 0, limit: 100 }
  const { items } = await machine.call('exchange.previewItems', all)
  const shown = items.filter((item) => item.kind === 'sheet.submitted/1' && item.class !== 'present')
  const withDifferences = []
  for (const item of shown) {
    const beside = []
    for (const { record, seats } of item.beside) {
      const about = { token, record: item.record, beside: record, offset: 0, limit: 100 }
      const { changes } = await machine.call('exchange.previewChanges', about)
      beside.push({ seats, differences: changes })
    }
    withDifferences.push({ class: item.class, fewer: item.fewer, beside })
  }
  await machine.call('exchange.discard', { token })
  return withDifferences
}

async function agreedOn(given: World, seat: string): Promise<object> {
  const { fingerprint } = await given.at(seat).call('season.get', {})
  const { digest, rows, provisional } = await given.at(seat).call('standings.get', place)
  const { beside } = await given.at(seat).call('sheets.open', sheetKey('A3', 'self'))
  return { fingerprint, digest, rows, provisional, sheets: beside.filter(({ layer }) => layer === 'cross') }
}

describe('two inspectors of one team, the later one with a slow clock', () => {
  it('stand side by side, whichever came first, and nothing newer is called older', async () => {
    const given = await inspection('allMembers')
    const { first, second } = await bothEnter(given)
    const lead = given.at('lead:1')
    expect(await previewed(given, 'lead:1', [first])).toMatchObject([{ class: 'new', beside: [] }])
    await receive(lead, [first])
    expect(await previewed(given, 'lead:1', [second])).toMatchObject([
      {
        class: 'beside',
        beside: [
          {
            seats: ['unit:A1'],
            differences: [
              { criterion: '1', before: '20,00', after: '25,00' },
              { criterion: '2', before: '80', after: '90' },
            ],
          },
        ],
      },
    ])
    await receive(lead, [second])
    const { beside } = await lead.call('sheets.open', sheetKey('A3', 'self'))
    expect(beside.map(({ layer, seat, standing }) => [layer, seat, standing])).toEqual([
      ['cross', 'unit:A1', 'current'],
      ['cross', 'unit:A2', 'current'],
    ])
    expect(beside.map(({ entries }) => entries[0]?.points)).toEqual([2000, 2500])
    // Another machine takes them the other way round.
    await receive(given.at('unit:A3'), [second])
    expect(await previewed(given, 'unit:A3', [first])).toMatchObject([
      { class: 'beside', beside: [{ seats: ['unit:A2'] }] },
    ])
    await receive(given.at('unit:A3'), [first])
    await carry(given, 'unit:A3', 'lead:1')
    await carry(given, 'lead:1', 'unit:A3')
    expect(await agreedOn(given, 'unit:A3')).toEqual(await agreedOn(given, 'lead:1'))
  })

  it('keep to the seat that the plan names first, where one member enters', async () => {
    const given = await inspection('oneSeat')
    await submit(given, 'unit:A1', key, ofFirst)
    const second = { ...key, entries: ofSecond, note: '' }
    expect(await given.at('unit:A2').attempt('sheets.submit', second)).toMatchObject({
      error: { code: 'notYourSeat', seats: ['unit:A1'] },
    })
    const { mayWrite } = await given.at('unit:A2').call('sheets.open', key)
    expect(mayWrite).toEqual({ yes: false, why: 'notYourSeat', owners: ['unit:A1'] })
    await carry(given, 'unit:A1', 'lead:1')
    const table = await given.at('lead:1').call('standings.get', place)
    expect(table.provisional).not.toContain('membersDiffer')
    expect(table.rows.find((row) => row.subject === 'A3')?.status).toBe('ranked')
  })

  it('open their own sheet, write over nobody, and see the other’s beside it', async () => {
    const given = await inspection('allMembers')
    const { first } = await bothEnter(given)
    const member = given.at('unit:A2')
    await receive(member, [first])
    const view = await member.call('sheets.open', key)
    expect(view.layers.cross).toMatchObject({ seat: 'unit:A2', entries: [{ points: 2500 }, {}, {}, {}] })
    expect(view.beside).toMatchObject([{ layer: 'cross', seat: 'unit:A1', standing: 'current' }])
    const [row] = (await member.call('sheets.list', { round: place.round })).filter(
      ({ subject }) => subject === 'A3',
    )
    expect(row?.layers.cross).toMatchObject({ seat: 'unit:A2' })
    expect(row?.beside.cross).toMatchObject([{ seat: 'unit:A1' }])
    // A third look: the inspected unit holds no sheet of its own on this layer and sees what both agree on.
    await receive(given.at('unit:A3'), [first, await bundleOf(given, 'unit:A2')])
    const seen = await given.at('unit:A3').call('sheets.open', key)
    expect(seen.layers.cross?.entries.map(({ criterion }) => criterion)).toEqual(['3', '4'])
    expect(seen.beside.map(({ seat }) => seat)).toEqual(['unit:A1', 'unit:A2'])
  })

  it('replace their own sheet alone: a partial one says how much it leaves out', async () => {
    const given = await inspection('allMembers')
    const { first, second } = await bothEnter(given)
    await receive(given.at('lead:1'), [first, second])
    await submit(given, 'unit:A1', key, ofFirst.slice(0, 1))
    const partial = await bundleOf(given, 'unit:A1')
    const [item, ...others] = await previewed(given, 'lead:1', [partial])
    expect(others).toEqual([])
    expect(item).toMatchObject({ class: 'supersedes', fewer: 3, beside: [{ seats: ['unit:A2'] }] })
    await receive(given.at('lead:1'), [partial])
    const { beside } = await given.at('lead:1').call('sheets.open', sheetKey('A3', 'self'))
    expect(beside.map(({ seat, scored }) => [seat, scored])).toEqual([
      ['unit:A1', 1],
      ['unit:A2', 4],
    ])
    // The one before it, carried by somebody late, is older than A1's own and says so; it is not older than A2's.
    const late = given.at('unit:A3')
    await receive(late, [partial])
    expect((await previewed(given, 'authority', [first, partial])).map((each) => each.class).sort()).toEqual([
      'new',
      'stale',
    ])
  })
})

describe('closing over members who differ', () => {
  it('names every difference, takes the choice with its reason, and seals exactly the chosen sheet', async () => {
    const given = await inspection('allMembers')
    const { first, second } = await bothEnter(given)
    const lead = given.at('lead:1')
    await receive(lead, [first, second])
    const table = await lead.call('standings.get', place)
    expect(table.provisional).toContain('membersDiffer')
    const row = table.rows.find(({ subject }) => subject === 'A3')
    expect([row?.status, row?.missing]).toEqual(['incomplete', ['1', '2']])
    const open = await lead.call('rounds.gaps', place)
    expect(open.gaps.map(({ subject }) => subject)).toEqual(['A1', 'A2'])
    expect(open.differences).toMatchObject([
      {
        subject: 'A3',
        layer: 'cross',
        sheets: [{ seat: 'unit:A1' }, { seat: 'unit:A2' }],
        criteria: differences,
      },
    ])
    const todos = (await lead.call('season.overview', {})).todos.map(({ todo }) => todo)
    expect(todos).toContain('chooseSheets')
    const gaps = open.gaps.map((gap) => ({ ...gap, reason: 'Không kiểm tra' }))
    const refused = await lead.attempt('rounds.close', { ...place, gaps, ties: [], choices: [] })
    expect(refused).toMatchObject({ error: { code: 'differencesOpen', differences: open.differences } })

    const chosen = open.differences[0]?.sheets[1]?.record ?? ('' as never)
    const choices = [{ counts: chosen, by: 'minutes' as const, reason: 'Biên bản số 7' }]
    const { digest } = await lead.call('rounds.close', { ...place, gaps, ties: [], choices })
    const official = await lead.call('standings.get', place)
    expect(official).toMatchObject({
      digest,
      provisional: [],
      official: { digestMatches: true, changedSince: [] },
    })
    expect(official.rows.find(({ subject }) => subject === 'A3')).toMatchObject({ status: 'ranked', rank: 1 })
    expect((await lead.call('sheets.open', key)).layers.cross).toMatchObject({ record: chosen, scored: 4 })

    // A verifier that has only the files recomputes the same.
    const file = await send(given, code.seat('lead:1'), [], 'full')
    const report = finish(
      verifyBundles([{ name: 'full', source: sourceOfBytes(given.read(file)) }], createCrypto()),
    )
    expect(report.problems).toEqual([])
    expect(report.seasons[0]?.closings).toMatchObject([{ sealed: digest, recomputed: digest }])
  })

  it('asks nothing where members say the same, whatever their reasons', async () => {
    const given = await inspection('allMembers')
    await submit(given, 'unit:A1', key, ofSecond)
    const reasoned = ofSecond.map((entry): Entry => ({ ...entry, reason: 'đã đối chiếu hồ sơ' }))
    await submit(given, 'unit:A2', key, reasoned)
    const lead = given.at('lead:1')
    await receive(lead, [await bundleOf(given, 'unit:A1'), await bundleOf(given, 'unit:A2')])
    const { gaps, differences: none } = await lead.call('rounds.gaps', place)
    expect(none).toEqual([])
    expect((await lead.call('standings.get', place)).provisional).not.toContain('membersDiffer')
    const accepted = gaps.map((gap) => ({ ...gap, reason: 'Không kiểm tra' }))
    await lead.call('rounds.close', { ...place, gaps: accepted, ties: [], choices: [] })
    expect((await lead.call('standings.get', place)).official?.changedSince).toEqual([])
  })

  it('names them where the appraisal counts, too: which sheet speaks for the team is said, and no rank hangs on it', async () => {
    const given = await inspection('allMembers', {}, 'appraisal')
    const { first, second } = await bothEnter(given)
    const lead = given.at('lead:1')
    await receive(lead, [first, second])
    await submit(given, 'lead:1', sheetKey('A3', 'appraisal'), ofFirst.slice(0, 3))
    const { gaps, differences: open } = await lead.call('rounds.gaps', place)
    expect(open).toMatchObject([{ subject: 'A3', layer: 'cross', criteria: differences }])
    expect(gaps).toContainEqual({ subject: 'A3', criterion: '4' })
    expect((await lead.call('standings.get', place)).provisional).not.toContain('membersDiffer')
    const accepted = gaps.map((gap) => ({ ...gap, reason: 'Không kiểm tra' }))
    const closing = { ...place, gaps: accepted, ties: [] }
    expect(await lead.attempt('rounds.close', { ...closing, choices: [] })).toMatchObject({
      error: { code: 'differencesOpen' },
    })
    const counts = open[0]?.sheets[0]?.record ?? ('' as never)
    await lead.call('rounds.close', { ...closing, choices: [{ counts, by: 'lead', reason: 'Đã phúc tra' }] })
    expect((await lead.call('standings.get', place)).official).toMatchObject({
      digestMatches: true,
      changedSince: [],
    })
    const { layers } = await lead.call('sheets.open', sheetKey('A3', 'self'))
    expect(layers.cross).toMatchObject({ record: counts, scored: 4 })
  })

  it('is reckoned alike on the command line, which says why the table is provisional', async () => {
    const given = await inspection('allMembers', { on: 'folders' })
    const { first, second } = await bothEnter(given)
    await receive(given.at('lead:1'), [first, second])
    const file = await send(given, code.seat('lead:1'), [], 'full')
    const { digest } = await given.at('lead:1').call('standings.get', place)
    const printed: string[] = []
    const io = { out: (text: string) => printed.push(text), err: (text: string) => printed.push(text) }
    expect(await runRank([file, '--json'], io)).toBe(0)
    expect(JSON.parse(printed.join(''))).toMatchObject({
      standings: [{ digest, differences: [{ subject: 'A3', criteria: differences }] }],
    })
    expect(await runRank([file], io)).toBe(0)
    expect(printed.at(-1)).toContain('Thành viên tổ kiểm tra chấm khác nhau: A3, kiểm tra chéo (A1 / A2)')
  })
})
