import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyEntry } from '../../shared/domain/sheet.ts'
import {
  carry,
  code,
  foundSmallSeason,
  keepDraft,
  sheetKey,
  smallEntries,
  submit,
} from '../../tests/support/seasons.ts'
import { createWorld, type World } from '../../tests/support/world.ts'

let world: World
beforeEach(async () => {
  world = createWorld()
  await foundSmallSeason(world)
})
afterEach(() => world.close())

const key = sheetKey('A3')

describe('submitting a sheet', () => {
  it('replaces the own one before it, keeps both, and drops the draft', async () => {
    const unit = world.at('unit:A3')
    const first = await submit(world, 'unit:A3', key, smallEntries(1000, '70'))
    await keepDraft(unit, key, { entries: smallEntries(1000, '70'), note: 'nháp' })
    const { draft, draftVersion, scaleRecord } = await unit.call('sheets.open', key)
    expect(draft).toMatchObject({ note: 'nháp' })
    const { record: second } = await unit.call('sheets.submit', {
      ...key,
      entries: smallEntries(2000, '80'),
      note: '',
      draft: { scale: scaleRecord, basedOn: draftVersion },
    })
    const view = await unit.call('sheets.open', key)
    expect(view.draft).toBeNull()
    expect(view.layers.self).toMatchObject({ record: second, scored: 4, oldScale: false, enteredFor: false })
    expect(first).not.toBe(second)
  })

  it('refuses what has not changed', async () => {
    await submit(world, 'unit:A3', key, smallEntries(1000, '70'))
    const again = await world
      .at('unit:A3')
      .attempt('sheets.submit', { ...key, entries: smallEntries(1000, '70'), note: '' })
    expect(again).toEqual({ error: { code: 'sheetUnchanged' } })
  })

  it('names every entry that cannot be scored', async () => {
    const entries = [
      ...smallEntries(3001, '70').slice(0, 2),
      { ...emptyEntry(code.criterion('3')), result: '2' },
      { ...emptyEntry(code.criterion('4')), counts: [{ code: 'z', count: 1 }] },
      { ...emptyEntry(code.criterion('99')), result: '1' },
    ]
    const refused = await world.at('unit:A3').attempt('sheets.submit', { ...key, entries, note: '' })
    expect(refused).toMatchObject({
      error: {
        code: 'sheetInvalid',
        problems: [
          { criterion: '1', problem: 'pointsAboveMax' },
          { criterion: '3', problem: 'passFailResult' },
          { criterion: '4', problem: 'itemUnknown' },
          { criterion: '99', problem: 'criterionNotOnScale' },
        ],
      },
    })
    expect((await world.at('unit:A3').call('sheets.open', key)).layers.self).toBeNull()
  })

  it('wants a reason for an adjustment, and none on the own layer', async () => {
    const adjusted = smallEntries(1000, '70').map((entry) => ({ ...entry, adjustment: -50 }))
    const own = await world.at('unit:A3').attempt('sheets.submit', { ...key, entries: adjusted, note: '' })
    expect(own).toMatchObject({ error: { problems: [{ problem: 'adjustmentOnSelf' }, {}, {}, {}] } })
    const appraisal = { ...sheetKey('A3', 'appraisal'), entries: adjusted, note: '' }
    const lead = await world.at('lead:1').attempt('sheets.submit', appraisal)
    expect(lead).toMatchObject({ error: { problems: [{ problem: 'adjustmentWithoutReason' }, {}, {}, {}] } })
  })

  it('belongs to its owners: unit, planned team, lead, and for the lead unit its deputy', async () => {
    const attempt = async (seat: string, subject: string, layer: 'self' | 'cross' | 'appraisal') => {
      const input = { ...sheetKey(subject, layer), entries: smallEntries(1000, '70'), note: '' }
      return world.at(seat).attempt('sheets.submit', input)
    }
    expect(await attempt('unit:A2', 'A3', 'self')).toEqual({
      error: { code: 'notYourSeat', seats: ['unit:A3'] },
    })
    expect(await attempt('unit:A2', 'A3', 'cross')).toEqual({ error: { code: 'noPlan' } })
    expect(await attempt('lead:1', 'A1', 'appraisal')).toEqual({
      error: { code: 'notYourSeat', seats: ['unit:A2'] },
    })
    expect(await attempt('unit:A2', 'A1', 'appraisal')).toHaveProperty('value.record')
    expect(await attempt('lead:2', 'A3', 'appraisal')).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
  })

  it('knows its places', async () => {
    const unit = world.at('unit:A3')
    const content = { entries: [], note: '' }
    expect(await unit.attempt('sheets.submit', { ...sheetKey('A3', 'self', 'Q9'), ...content })).toEqual({
      error: { code: 'roundUnknown' },
    })
    expect(await unit.attempt('sheets.submit', { ...sheetKey('ZZ'), ...content })).toEqual({
      error: { code: 'subjectUnknown', subject: 'ZZ' },
    })
  })

  it('keeps zero, nothing to count and not scored apart', async () => {
    const entries = [
      { ...emptyEntry(code.criterion('1')), points: 0 },
      emptyEntry(code.criterion('2')),
      emptyEntry(code.criterion('4')),
    ]
    await submit(world, 'unit:A3', key, entries)
    const { layers } = await world.at('unit:A3').call('sheets.open', key)
    expect(layers.self?.entries.map((entry) => entry.criterion)).toEqual(['1', '4'])
  })
})

describe('cross-inspection', () => {
  it('counts only under the plan in force', async () => {
    const lead = world.at('lead:1')
    const teams = (inspector: string) => [{ seats: [code.seat(inspector)], subjects: [code.subject('A3')] }]
    const place = { round: code.round('Q1'), cluster: code.cluster('1') }
    await lead.call('inspection.plan', { ...place, teams: teams('unit:A1') })
    await carry(world, 'lead:1', 'unit:A1')
    await submit(world, 'unit:A1', sheetKey('A3', 'cross'), smallEntries(1000, '70'))
    await carry(world, 'unit:A1', 'lead:1')
    expect((await lead.call('sheets.open', key)).layers.cross).not.toBeNull()
    await lead.call('inspection.plan', { ...place, teams: teams('unit:A2') })
    expect((await lead.call('sheets.open', key)).layers.cross).toBeNull()
  })

  it('refuses teams that inspect themselves, subjects twice, and strangers', async () => {
    const lead = world.at('lead:1')
    const place = { round: code.round('Q1'), cluster: code.cluster('1') }
    const plan = (teams: readonly { seats: string[]; subjects: string[] }[]) =>
      lead.attempt('inspection.plan', {
        ...place,
        teams: teams.map((team) => ({
          seats: team.seats.map(code.seat),
          subjects: team.subjects.map(code.subject),
        })),
      })
    expect(await plan([{ seats: ['unit:A3'], subjects: ['A3'] }])).toEqual({
      error: { code: 'planInvalid', why: 'ownUnit', subject: 'A3' },
    })
    expect(
      await plan([
        { seats: ['unit:A1'], subjects: ['A3'] },
        { seats: ['unit:A2'], subjects: ['A3'] },
      ]),
    ).toEqual({ error: { code: 'planInvalid', why: 'subjectTwice', subject: 'A3' } })
    expect(await plan([{ seats: ['unit:A1'], subjects: ['B1'] }])).toEqual({
      error: { code: 'planInvalid', why: 'unknownSeat', subject: 'B1' },
    })
    expect(
      await world.at('unit:A1').attempt('inspection.plan', {
        ...place,
        teams: [{ seats: [code.seat('unit:A1')], subjects: [code.subject('A3')] }],
      }),
    ).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
  })
})

describe('a new scale', () => {
  it('shows sheets on the old one, and asks for drafts to be opened again', async () => {
    const authority = world.at('authority')
    await submit(world, 'unit:A3', key, smallEntries(1000, '70'))
    await submit(world, 'lead:1', sheetKey('A3', 'appraisal'), smallEntries(1000, '70'))
    await carry(world, 'unit:A3', 'lead:1')
    const { scale } = await authority.call('scale.current', { cluster: null })
    const changed = JSON.parse(
      JSON.stringify(scale).replace('"max":3000', '"max":2000').replace('"max":1000', '"max":2000'),
    )
    await authority.call('scale.publish', { cluster: null, scale: changed })
    const before = await world.at('lead:1').call('sheets.open', sheetKey('A2', 'appraisal'))
    const basedOn = await keepDraft(world.at('lead:1'), sheetKey('A2', 'appraisal'), {
      entries: smallEntries(900, '70'),
      note: '',
    })
    await carry(world, 'authority', 'lead:1')
    const lead = world.at('lead:1')
    expect((await lead.call('sheets.open', key)).layers.self).toMatchObject({ oldScale: true })
    const table = await lead.call('standings.get', { round: code.round('Q1'), cluster: code.cluster('1') })
    expect(table.provisional).toContain('oldScale')
    const draft = sheetKey('A2', 'appraisal')
    const content = { entries: smallEntries(900, '70'), note: '' }
    const old = { scale: before.scaleRecord, basedOn }
    expect(await lead.attempt('sheets.submit', { ...draft, ...content, draft: old })).toEqual({
      error: { code: 'draftScaleOld' },
    })
    // Equal criteria are carried over; the two that changed have to be entered anew.
    const opened = await lead.call('sheets.open', draft)
    expect(opened.draft?.entries.map((entry) => entry.criterion)).toEqual(['2', '4'])
    expect(opened.draft?.leftOut.map(({ leaf }) => leaf.code)).toEqual(['1', '3'])
    await keepDraft(lead, draft, content)
    await lead.call('sheets.submit', { ...draft, ...content })
  })

  it('is refused when it does not add up, or from another seat', async () => {
    const authority = world.at('authority')
    const { scale } = await authority.call('scale.current', { cluster: null })
    const broken = { cluster: null, scale: { ...scale, total: scale.total + 1 } }
    expect(await authority.attempt('scale.publish', broken)).toMatchObject({
      error: { code: 'scaleInvalid' },
    })
    expect(await world.at('lead:1').attempt('scale.publish', { cluster: null, scale })).toEqual({
      error: { code: 'notYourSeat', seats: ['authority'] },
    })
  })
})
