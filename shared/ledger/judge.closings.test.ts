import { describe, expect, test } from 'vitest'
import { castOf, closingOf } from '../../tests/support/ledger/cast.ts'
import { withheld } from '../../tests/support/ledger/device.ts'
import {
  between,
  one,
  outcomeOf,
  recoverySecret,
  sheetOf,
  subject,
  valid,
} from '../../tests/support/ledger/world.ts'
import { authoritySeat, leadSeat, type UnitCode, unitSeat } from '../domain/ids.ts'

function scene() {
  const cast = castOf()
  const { scale, lead, unit } = cast
  const self = unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
  const appraisal = lead.write('sheet.submitted/1', sheetOf(scale.id, { layer: 'appraisal' }))
  return { ...cast, self, appraisal }
}

describe('a closing', () => {
  test('stands on sheets and exclusions of its own round and cluster', () => {
    const { world, scale, lead, otherLead, appraisal } = scene()
    const exclusion = lead.write('exclusion.recorded/1', {
      round: sheetOf(scale.id).round,
      subject: subject('A4'),
      reason: 'vi phạm',
      from: null,
      until: null,
    })
    const foreign = otherLead.write('sheet.submitted/1', sheetOf(scale.id, { subject: subject('B1') }))
    const wrong = lead.compose('round.closed/1', closingOf(scale.id, [appraisal, foreign]))
    const onScale = lead.compose('round.closed/1', closingOf(scale.id, [scale]))
    const right = lead.compose('round.closed/1', closingOf(scale.id, [appraisal, exclusion]))
    const verdictOf = (record: typeof right) => outcomeOf([...world.records, record]).of(record)
    const outOfPlace = { status: 'quarantined', why: { reason: 'unknownPlace', field: 'records' } }
    expect([wrong, onScale, right].map(verdictOf)).toEqual([outOfPlace, outOfPlace, valid])
  })

  test('waits for every record it lists', () => {
    const { world, scale, lead, self, appraisal } = scene()
    const closing = lead.write('round.closed/1', closingOf(scale.id, [self, appraisal]))
    const outcome = outcomeOf(world.records.filter((record) => record !== self))
    expect(outcome.of(closing)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: self.id, role: 'closed' }],
    })
  })

  test('counts a withheld record as present', () => {
    const { world, scale, lead, self, appraisal } = scene()
    const closing = lead.write('round.closed/1', closingOf(scale.id, [self, appraisal]))
    const records = world.records.map((record) => (record === self ? withheld(record) : record))
    expect(outcomeOf(records).of(closing)).toEqual(valid)
  })

  test('never stands on what nobody was entitled to write', () => {
    const { world, scale, lead, unit } = scene()
    const forged = unit('A4').write('sheet.submitted/1', sheetOf(scale.id, { layer: 'appraisal' }))
    const closing = lead.write('round.closed/1', closingOf(scale.id, [forged]))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(forged)).toMatchObject({ why: { reason: 'notOwner' } })
    expect(outcome.of(closing)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: forged.id, role: 'closed' }],
    })
  })

  test('nor on the scale of a recovery device that nobody has listed', () => {
    const { world, lead } = scene()
    const device = world.stranger('recovery device')
    device.enrol(authoritySeat, recoverySecret)
    const scale = world.publishScale(device)
    const closing = lead.write('round.closed/1', closingOf(scale.id, []))
    expect(outcomeOf(world.records).of(closing)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: scale.id, role: 'scale' }],
    })
  })

  test('is a snapshot: a fork, a cut or a newer sheet afterwards is shown and changes nothing', () => {
    const { world, scale, lead, unit, self, appraisal } = scene()
    const deputy = unit('A2')
    const ofLead = deputy.write(
      'sheet.submitted/1',
      sheetOf(scale.id, { layer: 'appraisal', subject: subject('A1') }),
    )
    const closing = lead.write('round.closed/1', closingOf(scale.id, [self, appraisal, ofLead]))
    const forked = deputy.copyAt(1)
    const twin = forked.write('sheet.submitted/1', sheetOf(scale.id, { subject: subject('A2') }), {
      salt: 'x',
    })
    const cutAt = { seq: 1, id: unit('A3').feed[0]?.id ?? self.id }
    world.revise({ [unitSeat('A3' as UnitCode)]: [{ device: unit('A3').id, upTo: cutAt }] })
    const newer = lead.write('sheet.submitted/1', sheetOf(scale.id, { layer: 'appraisal' }))
    const exclusion = lead.write('exclusion.recorded/1', {
      round: sheetOf(scale.id).round,
      subject: subject('A4'),
      reason: 'vi phạm',
      from: null,
      until: null,
    })
    const outcome = outcomeOf([...world.records, twin])
    expect(outcome.of(self)).toMatchObject({ why: { reason: 'beyondCut' } })
    expect(outcome.of(ofLead)).toMatchObject({ status: 'fork' })
    expect(outcome.of(closing)).toEqual(valid)
    const changes = [
      { record: self.id, why: 'notValid' },
      { record: ofLead.id, why: 'notValid' },
      { record: newer.id, why: 'newerSheet' },
      { record: exclusion.id, why: 'newExclusion' },
    ]
    const [shown] = outcome.state?.closings ?? []
    expect(shown?.changedSince).toEqual(changes.sort((a, b) => (a.record < b.record ? -1 : 1)))
  })

  test('is not touched by sheets of layers that do not count', () => {
    const { world, scale, lead, unit, appraisal } = scene()
    lead.write('round.closed/1', closingOf(scale.id, [appraisal]))
    unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
    const review = lead.write('sheet.submitted/1', sheetOf(scale.id, { layer: 'review' }))
    const [closing] = outcomeOf(world.records).state?.closings ?? []
    expect(closing?.changedSince).toEqual([{ record: review.id, why: 'newerSheet' }])
  })

  test('a second one of the same round and cluster is quarantined', () => {
    const { world, scale, lead, appraisal } = scene()
    const first = lead.write('round.closed/1', closingOf(scale.id, [appraisal]))
    const second = lead.write('round.closed/1', closingOf(scale.id, []))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(first)).toEqual(valid)
    expect(outcome.of(second)).toEqual({
      status: 'quarantined',
      why: { reason: 'alreadyClosed', closing: first.id },
    })
    expect(outcome.state?.closings.map((closing) => closing.record)).toEqual([first.id])
  })

  test('of two holders’ closings the earlier holder’s counts, whatever the numbers', () => {
    const { world, scale, lead } = scene()
    const next = world.join('next lead', leadSeat(one))
    const late = lead.write('round.closed/1', closingOf(scale.id, []))
    const holders = [
      { device: lead.id, upTo: null },
      { device: next.id, upTo: null },
    ]
    world.revise({ [leadSeat(one)]: holders })
    world.inform(next)
    const early = next.write('round.closed/1', closingOf(scale.id, []))
    const outcome = outcomeOf(world.records)
    expect(early.envelope.seq).toBeLessThan(late.envelope.seq)
    expect(outcome.of(late)).toEqual(valid)
    expect(outcome.of(early)).toMatchObject({ why: { reason: 'alreadyClosed', closing: late.id } })
  })

  test('names a round that fits its cluster, and subjects that compete there', () => {
    const { world, scale, lead } = scene()
    const gap = (code: string) => ({ subject: subject(code), criterion: null, reason: 'chưa nộp' })
    const lot = (...codes: string[]) => ({ subjects: codes.map(subject), reason: 'bốc thăm' })
    const records = [
      lead.compose('round.closed/1', closingOf(scale.id, [], { round: between })),
      lead.compose('round.closed/1', closingOf(scale.id, [], { gaps: [gap('B2')] })),
      lead.compose('round.closed/1', closingOf(scale.id, [], { gaps: [gap('A4')] })),
      lead.compose('round.closed/1', closingOf(scale.id, [], { ties: [lot('A3', 'B1')] })),
    ]
    expect(records.map((record) => outcomeOf([...world.records, record]).of(record))).toEqual([
      { status: 'quarantined', why: { reason: 'unknownPlace', field: 'cluster' } },
      { status: 'quarantined', why: { reason: 'unknownPlace', field: 'gaps' } },
      valid,
      { status: 'quarantined', why: { reason: 'unknownPlace', field: 'gaps' } },
    ])
  })
})

describe('a reopening', () => {
  function closedOnce() {
    const parts = scene()
    const closing = parts.lead.write('round.closed/1', closingOf(parts.scale.id, [parts.appraisal]))
    return { ...parts, closing }
  }
  const why = { reason: 'chưa nhập phiếu của A4' }

  test('lifts its closing: the round is open, and what was sealed stays readable', () => {
    const { world, lead, closing } = closedOnce()
    const reopening = lead.write('round.reopened/1', { closing: closing.id, ...why })
    const outcome = outcomeOf(world.records)
    expect([closing, reopening].map((record) => outcome.of(record))).toEqual([valid, valid])
    expect(outcome.state?.closings).toMatchObject([
      { record: closing.id, current: false, reopenings: [{ record: reopening.id, ...why }] },
    ])
  })

  test('is followed by one more closing that names it; one that does not is quarantined', () => {
    const { world, scale, lead, closing } = closedOnce()
    const reopening = lead.write('round.reopened/1', { closing: closing.id, ...why })
    const unaware = lead.write('round.closed/1', closingOf(scale.id, []))
    const again = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: reopening.id }))
    const outcome = outcomeOf(world.records)
    expect(outcome.of(unaware)).toEqual({
      status: 'quarantined',
      why: { reason: 'alreadyClosed', closing: closing.id },
    })
    expect(outcome.of(again)).toEqual(valid)
    const shown = outcome.state?.closings.map(({ record, current }) => ({ record, current }))
    expect(shown).toEqual([
      { record: again.id, current: true },
      { record: closing.id, current: false },
    ])
  })

  test('does not bring to life what was closed too late before it', () => {
    const { world, scale, lead, closing } = closedOnce()
    const late = lead.write('round.closed/1', closingOf(scale.id, []))
    lead.write('round.reopened/1', { closing: closing.id, ...why })
    const outcome = outcomeOf(world.records)
    expect(outcome.of(late)).toMatchObject({ why: { reason: 'alreadyClosed' } })
    expect(outcome.state?.closings.some(({ current }) => current)).toBe(false)
  })

  test('given twice does what one does, and either may be followed', () => {
    const { world, scale, lead, closing } = closedOnce()
    const first = lead.write('round.reopened/1', { closing: closing.id, ...why })
    const second = lead.write('round.reopened/1', { closing: closing.id, reason: 'nhầm lần nữa' })
    const again = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: second.id }))
    const late = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: first.id }))
    const outcome = outcomeOf(world.records)
    expect([first, second, again].map((record) => outcome.of(record))).toEqual([valid, valid, valid])
    expect(outcome.of(late)).toMatchObject({ why: { reason: 'alreadyClosed', closing: again.id } })
    expect(outcome.state?.closings[1]?.reopenings).toHaveLength(2)
  })

  test('by a later holder of the seat is as good as by whoever closed', () => {
    const { world, scale, lead, closing } = closedOnce()
    const next = world.join('next lead', leadSeat(one))
    world.revise({
      [leadSeat(one)]: [
        { device: lead.id, upTo: { seq: closing.envelope.seq, id: closing.id } },
        { device: next.id, upTo: null },
      ],
    })
    world.inform(next)
    const reopening = next.write('round.reopened/1', { closing: closing.id, ...why })
    const again = next.write('round.closed/1', closingOf(scale.id, [], { reopening: reopening.id }))
    const outcome = outcomeOf(world.records)
    expect([closing, reopening, again].map((record) => outcome.of(record))).toEqual([valid, valid, valid])
  })

  test('of a closing that does not count waits, and so does what follows it', () => {
    const { world, scale, lead } = closedOnce()
    const late = lead.write('round.closed/1', closingOf(scale.id, []))
    const reopening = lead.write('round.reopened/1', { closing: late.id, ...why })
    const again = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: reopening.id }))
    const outcome = outcomeOf(world.records)
    expect([reopening, again].map((record) => outcome.of(record))).toEqual([
      { status: 'waiting', for: [{ what: 'record', id: late.id, role: 'closing' }] },
      { status: 'waiting', for: [{ what: 'record', id: reopening.id, role: 'reopening' }] },
    ])
  })

  test('that is not held is waited for, instead of calling what follows it a second closing', () => {
    const { world, scale, lead, closing } = closedOnce()
    const next = world.join('next lead', leadSeat(one))
    world.revise({
      [leadSeat(one)]: [
        { device: lead.id, upTo: null },
        { device: next.id, upTo: null },
      ],
    })
    world.inform(next)
    const reopening = next.write('round.reopened/1', { closing: closing.id, ...why })
    const again = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: reopening.id }))
    const without = outcomeOf(world.records.filter((record) => record !== reopening))
    expect(without.of(again)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: reopening.id, role: 'reopening' }],
    })
    expect(without.state?.closings).toMatchObject([{ record: closing.id, current: true }])
    expect(outcomeOf(world.records).of(again)).toEqual(valid)
  })

  test('names a closing, and what follows it is of the same round and cluster', () => {
    const { world, scale, lead, closing, appraisal } = closedOnce()
    const onSheet = lead.compose('round.reopened/1', { closing: appraisal.id, ...why })
    expect(outcomeOf([...world.records, onSheet]).of(onSheet)).toEqual({
      status: 'quarantined',
      why: { reason: 'unknownPlace', field: 'closing' },
    })
    const reopening = lead.write('round.reopened/1', { closing: closing.id, ...why })
    const elsewhere = world.founder.write(
      'round.closed/1',
      closingOf(scale.id, [], { round: between, cluster: null, reopening: reopening.id }),
    )
    expect(outcomeOf(world.records).of(elsewhere)).toEqual({
      status: 'quarantined',
      why: { reason: 'unknownPlace', field: 'reopening' },
    })
  })

  test('beyond a cut lifts nothing: the closing it named is in force again', () => {
    const { world, scale, lead, closing } = closedOnce()
    const reopening = lead.write('round.reopened/1', { closing: closing.id, ...why })
    const again = lead.write('round.closed/1', closingOf(scale.id, [], { reopening: reopening.id }))
    world.revise({
      [leadSeat(one)]: [{ device: lead.id, upTo: { seq: closing.envelope.seq, id: closing.id } }],
    })
    const outcome = outcomeOf(world.records)
    expect([reopening, again].map((record) => outcome.of(record))).toMatchObject([
      { why: { reason: 'beyondCut' } },
      { why: { reason: 'beyondCut' } },
    ])
    expect(outcome.state?.closings).toMatchObject([{ record: closing.id, current: true, reopenings: [] }])
  })
})
