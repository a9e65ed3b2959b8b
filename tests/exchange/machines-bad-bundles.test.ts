import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../electron/services/practice/carry.ts'
import type { CallOutput } from '../../shared/contract/calls.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type World } from '../support/world.ts'

type Preview = CallOutput<'exchange.preview'>

let world: World
beforeEach(async () => {
  world = createWorld()
  await foundSmallSeason(world)
})
afterEach(() => world.close())

/** A unit's sheet on the stick, as a bundle for its lead. */
async function sheetBundle(unit = 'A3'): Promise<string> {
  await submit(world, `unit:${unit}`, sheetKey(unit), smallEntries(2000, '80'))
  return send(world, code.seat(`unit:${unit}`), [code.seat('lead:1')], 'delta')
}

function preview(seat: string, ...paths: readonly string[]): Promise<Preview> {
  const machine = world.at(seat)
  return machine.call('exchange.preview', { files: paths.map((path) => machine.handle(path)) })
}

/** What a machine holds and remembers: nothing of it may change by a refused bundle. */
async function holdings(seat: string): Promise<object> {
  const machine = world.at(seat)
  const { fingerprint, records } = await machine.call('season.get', {})
  return { fingerprint, records, history: await machine.call('exchange.history', {}) }
}

describe('a bad bundle on a machine', () => {
  const damages: readonly { name: string; code: string; damage: (bytes: Uint8Array) => Uint8Array }[] = [
    { name: 'not a bundle', code: 'notABundle', damage: () => new TextEncoder().encode('PK not ours') },
    { name: 'empty', code: 'notABundle', damage: () => new Uint8Array(0) },
    { name: 'cut short', code: 'wrongLength', damage: (bytes) => bytes.subarray(0, bytes.length - 40) },
    { name: 'lengthened', code: 'wrongLength', damage: (bytes) => new Uint8Array([...bytes, 0]) },
    {
      name: 'one byte changed in its signature',
      code: 'bundleSignature',
      damage: (bytes) => changed(bytes, bytes.length - 30),
    },
  ]
  it.each(damages)('$name: refused as a whole, nothing changed', async ({ code: expected, damage }) => {
    const path = await sheetBundle()
    const before = await holdings('lead:1')
    const view = await preview('lead:1', world.put('bad.giaouoc', damage(world.read(path))))
    expect(view.bundles.map((bundle) => bundle.refused?.code)).toEqual([expected])
    expect(view.stored).toBe(0)
    const commit = await world.at('lead:1').attempt('exchange.commit', { token: view.token })
    expect(commit).toEqual({ error: { code: 'nothingToImport' } })
    expect(await holdings('lead:1')).toEqual(before)
  })

  it('does not hinder the good ones of the same set', async () => {
    const good = await sheetBundle('A3')
    const bad = world.put('bad.giaouoc', changed(world.read(good), 200))
    const view = await preview('lead:1', bad, good)
    expect(view.bundles.map((bundle) => bundle.refused !== null)).toEqual([true, false])
    expect(view.counts.new).toBeGreaterThan(0)
  })

  it('of a stranger is refused by name', async () => {
    const stranger = createWorld({ seed: 99 })
    try {
      await foundSmallSeason(stranger)
      const path = await send(stranger, code.seat('authority'), [], 'receipt')
      const view = await preview('lead:1', world.put('strange.giaouoc', stranger.read(path)))
      expect(view.bundles[0]?.refused?.code).toBe('otherSeason')
    } finally {
      await stranger.close()
    }
  })

  it('of another season is told by its season, record by record', async () => {
    const other = createWorld({ seed: 99 })
    try {
      await foundSmallSeason(other)
      const path = await send(other, code.seat('authority'), [], 'full')
      const before = await holdings('lead:1')
      const view = await preview('lead:1', world.put('other.giaouoc', other.read(path)))
      expect(view.counts.foreignSeason).toBe(view.items)
      expect(view.stored).toBe(0)
      expect(await holdings('lead:1')).toEqual(before)
    } finally {
      await other.close()
    }
  })
})

describe('a good bundle on a machine', () => {
  it('is "gói cũ" the second time, and importing it again changes nothing', async () => {
    const path = await sheetBundle()
    const first = await preview('lead:1', path)
    const result = await world.at('lead:1').call('exchange.commit', { token: first.token })
    expect(result.stored).toBe(first.stored)
    const before = await holdings('lead:1')
    const second = await preview('lead:1', path)
    expect(second.bundles[0]?.old).toBe(true)
    expect(second.counts.present).toBe(second.items)
    expect(await world.at('lead:1').attempt('exchange.commit', { token: second.token })).toEqual({
      error: { code: 'nothingToImport' },
    })
    expect(await holdings('lead:1')).toEqual(before)
  })

  it('shows what would change, entry by entry, before anything is written', async () => {
    const first = await preview('lead:1', await sheetBundle('A3'))
    await world.at('lead:1').call('exchange.commit', { token: first.token })
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2500, '80', '0', 1))
    const view = await preview(
      'lead:1',
      await send(world, code.seat('unit:A3'), [code.seat('lead:1')], 'full'),
    )
    const lead = world.at('lead:1')
    const page = { token: view.token, offset: 0, limit: 100 }
    const { items } = await lead.call('exchange.previewItems', { ...page, class: 'supersedes', search: 'a3' })
    const [sheet] = items
    expect(items).toMatchObject([
      { round: 'Q1', subject: 'A3', layer: 'self', author: { seats: ['unit:A3'] }, changes: 3 },
    ])
    const record = expectDefined(sheet, 'one item').record
    expect((await lead.call('exchange.previewChanges', { ...page, record, beside: null })).changes).toEqual([
      { criterion: '1', before: '20,00', after: '25,00' },
      { criterion: '3', before: '1', after: '0' },
      { criterion: '4', before: '-', after: 'a=1' },
    ])
  })

  it('is gone after it was discarded, and after another preview', async () => {
    const path = await sheetBundle()
    const before = await holdings('lead:1')
    const first = await preview('lead:1', path)
    await world.at('lead:1').call('exchange.discard', { token: first.token })
    const gone = { error: { code: 'previewGone' } }
    expect(await world.at('lead:1').attempt('exchange.commit', { token: first.token })).toEqual(gone)
    const second = await preview('lead:1', path)
    await preview('lead:1', path)
    expect(await world.at('lead:1').attempt('exchange.commit', { token: second.token })).toEqual(gone)
    expect(await holdings('lead:1')).toEqual(before)
  })

  it('waits for what it rests on, and counts as soon as that has come', async () => {
    // The unit's sheet rests on a revision that the other lead has never seen.
    const founder = world.at('authority')
    await founder.call('season.confirmHolders', { reason: 'Bổ sung' })
    const revision = await send(world, code.seat('authority'), [], 'full')
    const unit = world.at('unit:A3')
    const seen = await unit.call('exchange.preview', { files: [unit.handle(revision)] })
    await unit.call('exchange.commit', { token: seen.token })
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
    // Only the unit's own feed: as if the rest had been on a stick that was lost.
    const bundle = await send(world, code.seat('unit:A3'), [code.seat('authority')], 'delta')
    const view = await preview('lead:2', bundle)
    expect(view.counts.waiting).toBeGreaterThan(0)
    await world.at('lead:2').call('exchange.commit', { token: view.token })
    expect((await world.at('lead:2').call('season.get', {})).records.waiting).toBeGreaterThan(0)
    const later = await preview('lead:2', revision)
    await world.at('lead:2').call('exchange.commit', { token: later.token })
    expect((await world.at('lead:2').call('season.get', {})).records.waiting).toBe(0)
    const rows = await world.at('lead:2').call('sheets.list', { round: code.round('Q1') })
    expect(rows.find((row) => row.subject === 'A3')?.layers.self).not.toBeNull()
  })
})

describe('an import', () => {
  it('can be set aside and taken back, while nothing rests on it', async () => {
    const before = await world.at('lead:1').call('season.get', {})
    const view = await preview('lead:1', await sheetBundle())
    const { importId } = await world.at('lead:1').call('exchange.commit', { token: view.token })
    await world.at('lead:1').call('exchange.setAside', { importId })
    const without = await world.at('lead:1').call('season.get', {})
    expect(without.fingerprint).toEqual(before.fingerprint)
    expect(without.records.setAside).toBe(view.stored)
    const refusalOf = async (name: 'exchange.setAside' | 'exchange.takeBack', id = importId) => {
      const answer = await world.at('lead:1').attempt(name, { importId: id })
      return 'error' in answer ? answer.error.code : 'done'
    }
    expect(await refusalOf('exchange.setAside')).toBe('importSetAside')
    await world.at('lead:1').call('exchange.takeBack', { importId })
    expect(await refusalOf('exchange.takeBack')).toBe('importNotSetAside')
    expect(await refusalOf('exchange.setAside', 77)).toBe('importUnknown')
    expect(await refusalOf('exchange.takeBack', 77)).toBe('importUnknown')
    const rows = await world.at('lead:1').call('sheets.list', { round: code.round('Q1') })
    expect(rows.find((row) => row.subject === 'A3')?.layers.self).not.toBeNull()
  })

  it('set aside or taken back ends an open preview, and a new one says what a commit would do', async () => {
    const lead = world.at('lead:1')
    const bundle = await sheetBundle('A3')
    const other = await sheetBundle('A2')
    const first = await preview('lead:1', bundle)
    const { importId } = await lead.call('exchange.commit', { token: first.token })
    for (const [act, counts] of [
      ['exchange.setAside', { setAside: first.stored }],
      ['exchange.takeBack', { setAside: 0 }],
    ] as const) {
      const open = await preview('lead:1', other)
      await lead.call(act, { importId })
      const gone = { error: { code: 'previewGone' } }
      expect(await lead.attempt('exchange.commit', { token: open.token })).toEqual(gone)
      const again = await preview('lead:1', bundle)
      expect(again).toMatchObject({ stored: 0, counts })
      const nothing = { error: { code: 'nothingToImport' } }
      expect(await lead.attempt('exchange.commit', { token: again.token })).toEqual(nothing)
    }
    const changed = { error: { code: 'importNotSetAside' } }
    expect(await lead.attempt('exchange.takeBack', { importId })).toEqual(changed)
  })

  it('cannot be set aside once something was written, or when it is not the newest', async () => {
    const lead = world.at('lead:1')
    const first = await preview('lead:1', await sheetBundle('A3'))
    const one = await lead.call('exchange.commit', { token: first.token })
    const second = await preview('lead:1', await sheetBundle('A2'))
    const two = await lead.call('exchange.commit', { token: second.token })
    expect(await lead.attempt('exchange.setAside', { importId: one.importId })).toEqual({
      error: { code: 'importNotNewest' },
    })
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(2000, '80'))
    expect(await lead.attempt('exchange.setAside', { importId: two.importId })).toEqual({
      error: { code: 'writtenSinceImport' },
    })
  })

  it('tells who moved, and the table remembers it', async () => {
    const bundle = await sheetBundle('A3')
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(2000, '80'))
    await submit(world, 'lead:1', sheetKey('A2', 'appraisal'), smallEntries(1000, '76'))
    void bundle
    const full = await send(world, code.seat('lead:1'), [], 'full')
    const view = await preview('authority', full)
    const result = await world.at('authority').call('exchange.commit', { token: view.token })
    const moved = result.moved.find((each) => each.round === 'Q1' && each.cluster === '1')
    expect(
      moved?.moves.map(({ subject, rankBefore, rankAfter }) => ({ subject, rankBefore, rankAfter })),
    ).toEqual([
      { subject: 'A3', rankBefore: null, rankAfter: 1 },
      { subject: 'A2', rankBefore: null, rankAfter: 2 },
    ])
    const table = await world
      .at('authority')
      .call('standings.get', { round: code.round('Q1'), cluster: code.cluster('1') })
    expect(table.movements).toEqual(moved?.moves)
  })
})

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
