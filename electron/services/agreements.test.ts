import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/domain/ids.ts'
import { carry, code, foundSmallSeason } from '../../tests/support/seasons.ts'
import { createWorld, type World } from '../../tests/support/world.ts'

let world: World
let agreement: RecordId
beforeEach(async () => {
  world = createWorld()
  agreement = (await foundSmallSeason(world)).agreement
})
afterEach(() => world.close())

describe('the province agreement', () => {
  it('is signed by the leads, with who, when and how', async () => {
    const { agreements } = await world.at('authority').call('agreement.list', {})
    expect(
      agreements.map(({ signedCount, current, parties }) => ({
        signedCount,
        current,
        parties: parties.length,
      })),
    ).toEqual([{ signedCount: 2, current: true, parties: 2 }])
    expect(agreements[0]?.parties[0]).toMatchObject({
      seat: 'lead:1',
      name: 'Cụm 1',
      unitName: 'Đơn vị A1',
      mine: false,
      signed: { rank: 'Thượng tá', shortSignature: expect.stringMatching(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/) },
    })
  })

  it('cannot be signed twice, by a stranger, or after a new version', async () => {
    const lead = world.at('lead:1')
    const { signatories } = await lead.call('agreement.list', {})
    const signatory = signatories[0]?.record ?? agreement
    const passphrase = world.passphrase
    const sign = (seat: string, version = agreement) =>
      lead.attempt('agreement.sign', { agreement: version, seat: code.seat(seat), signatory, passphrase })
    expect(await sign('lead:1')).toEqual({ error: { code: 'alreadySigned', seat: 'lead:1' } })
    expect(await sign('lead:2')).toEqual({ error: { code: 'notYourSeat', seats: ['lead:2'] } })
    const { proposal } = await world.at('authority').call('agreement.list', {})
    if (proposal === null) throw new Error('the authority may draft')
    await world.at('authority').call('agreement.draft', { ...proposal, motto: 'Mới' })
    await carry(world, 'authority', 'lead:1')
    expect(await sign('lead:1')).toEqual({ error: { code: 'agreementSuperseded' } })
    const { agreements } = await lead.call('agreement.list', {})
    expect(agreements.map(({ current, signedCount }) => ({ current, signedCount }))).toContainEqual({
      current: true,
      signedCount: 0,
    })
  })
})

describe('a cluster agreement', () => {
  it('is proposed to its lead and signed by its units', async () => {
    const lead = world.at('lead:1')
    const { proposal } = await lead.call('agreement.list', {})
    expect(proposal).toMatchObject({
      scope: '1',
      parties: ['unit:A1', 'unit:A2', 'unit:A3'],
      motto: 'Đoàn kết',
    })
    expect(proposal?.articles.map((article) => article.targets.length)).toEqual([0, 1])
    if (proposal === null) throw new Error('a lead may draft')
    const { record } = await lead.call('agreement.draft', proposal)
    await carry(world, 'lead:1', 'unit:A2')
    const unit = world.at('unit:A2')
    const person = { name: 'Trần Văn B', rank: 'Trung tá', position: 'Trưởng phòng' }
    const enrolled = await unit.call('signatory.enrol', { ...person, passphrase: world.passphrase })
    const input = { agreement: record, seat: code.seat('unit:A2'), signatory: enrolled.record }
    const wrong = await unit.attempt('agreement.sign', { ...input, passphrase: 'not this one' })
    expect(wrong).toEqual({ error: { code: 'wrongPassphrase', waitSeconds: 2 } })
    unit.clock.moveTo('2026-03-01T00:00:00.000Z')
    const unknown = { ...input, signatory: record, passphrase: world.passphrase }
    expect(await unit.attempt('agreement.sign', unknown)).toEqual({ error: { code: 'signatoryUnknown' } })
    await unit.call('agreement.sign', { ...input, passphrase: world.passphrase })
    const { agreements } = await unit.call('agreement.list', {})
    expect(
      agreements.find((each) => each.record === record)?.parties.find((party) => party.mine),
    ).toMatchObject({
      seat: 'unit:A2',
      signed: person,
    })
  })

  it('belongs to its lead', async () => {
    const { proposal } = await world.at('lead:1').call('agreement.list', {})
    if (proposal === null) throw new Error('a lead may draft')
    expect(await world.at('authority').attempt('agreement.draft', proposal)).toEqual({
      error: { code: 'notYourSeat', seats: ['lead:1'] },
    })
    const signing = { agreement, seat: code.seat('unit:A2'), signatory: agreement, passphrase: 'x' }
    expect(await world.at('unit:A2').attempt('agreement.sign', signing)).toEqual({
      error: { code: 'notAParty', seat: 'unit:A2' },
    })
  })
})
