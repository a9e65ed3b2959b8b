import { describe, expect, test } from 'vitest'
import { withheld } from '../../tests/support/ledger/device.ts'
import { outcomeOf, sheetOf, valid, World } from '../../tests/support/ledger/world.ts'
import { type Seat, unitSeat } from '../domain/ids.ts'

const seat = unitSeat('A3' as never) as Seat // a unit of the test season

function scene() {
  const world = new World()
  const scale = world.publishScale()
  const unit = world.join('unit', seat)
  return { world, scale, unit }
}

describe('gaps', () => {
  test('a record counts only when its feed is held up to it; what is missing is named', () => {
    const { world, scale, unit } = scene()
    const first = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const second = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const third = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const without = outcomeOf(world.records.filter((record) => record !== first))
    const missing = { status: 'waiting', for: [{ what: 'feed', author: unit.id, seq: 2 }] }
    expect([without.of(second), without.of(third)]).toEqual([missing, missing])
    expect(outcomeOf(world.records).of(third)).toEqual(valid)
  })

  test('a record whose predecessor is another one than the held waits for that predecessor', () => {
    const { world, scale, unit } = scene()
    const copy = unit.copyAt(1)
    const held = unit.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'held' })
    const other = copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'other' })
    const next = copy.write('sheet.submitted/1', sheetOf(scale.id))
    const outcome = outcomeOf([...world.records, next])
    expect(outcome.of(held)).toEqual(valid)
    expect(outcome.of(next)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: other.id, role: 'prev' }],
    })
    const fork = { status: 'fork', author: unit.id, at: 2 }
    const proven = outcomeOf([...world.records, other, next])
    expect([held, other, next].map((record) => proven.of(record))).toEqual([fork, fork, fork])
  })

  test('a predecessor from another feed never makes a chain', () => {
    const { world, scale, unit } = scene()
    const odd = unit.compose('sheet.submitted/1', sheetOf(scale.id), { prev: scale.id })
    expect(outcomeOf([...world.records, odd]).of(odd).status).toBe('waiting')
  })

  test('nor does one of the same feed with another number', () => {
    const { world, scale, unit } = scene()
    const second = unit.write('sheet.submitted/1', sheetOf(scale.id))
    unit.write('sheet.submitted/1', sheetOf(scale.id))
    const odd = unit.compose('sheet.submitted/1', sheetOf(scale.id), { prev: second.id })
    expect(outcomeOf([...world.records, odd]).of(odd)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: second.id, role: 'prev' }],
    })
  })

  test('without the founding everything waits for it', () => {
    const { world, scale, unit } = scene()
    const sheet = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const outcome = outcomeOf(world.records.filter((record) => record !== world.founding))
    expect(outcome.state).toBeNull()
    expect(outcome.of(sheet)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: world.founding.id, role: 'season' }],
    })
  })
})

describe('forks', () => {
  function forked() {
    const { world, scale, unit } = scene()
    const before = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const copy = unit.copyAt(2)
    const left = unit.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'left' })
    const leftNext = unit.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'left' })
    const right = copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'right' })
    const rightNext = copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'right' })
    return { world, scale, unit, copy, before, left, leftNext, right, rightNext }
  }

  test('neither branch counts nor anything after, the records before stay', () => {
    const { world, unit, before, left, leftNext, right, rightNext } = forked()
    const outcome = outcomeOf([...world.records, right, rightNext])
    const fork = { status: 'fork', author: unit.id, at: 3 }
    expect([before, left, leftNext, right, rightNext].map((each) => outcome.of(each))).toEqual([
      valid,
      fork,
      fork,
      fork,
      fork,
    ])
    expect(outcome.state?.devices.find((device) => device.device === unit.id)?.forkedAt).toBe(3)
  })

  test('a cut names the branch that counts: exactly the ancestors-or-self of its record', () => {
    const { world, unit, before, left, leftNext, right, rightNext } = forked()
    world.revise({ [seat]: [{ device: unit.id, upTo: { seq: 3, id: right.id } }] })
    const outcome = outcomeOf([...world.records, right, rightNext])
    const beyond = { status: 'quarantined', why: { reason: 'beyondCut', seat, seq: 3 } }
    expect([before, right, rightNext, left, leftNext].map((each) => outcome.of(each))).toEqual([
      valid,
      valid,
      beyond,
      beyond,
      beyond,
    ])
  })

  test('a listing without a cut does not heal a fork', () => {
    const { world, unit, left, right } = forked()
    world.revise({ [seat]: [{ device: unit.id, upTo: null }] })
    const outcome = outcomeOf([...world.records, right])
    expect([left, right].map((each) => outcome.of(each).status)).toEqual(['fork', 'fork'])
  })

  test('a fork at the enrolment leaves nothing of the device', () => {
    const world = new World()
    const unit = world.stranger('unit')
    const copy = unit.copyAt(0)
    const left = unit.enrol(seat, `invitation ${seat}`)
    copy.basis = world.newest
    const right = copy.write('device.enrolled/1', unit.enrolment(seat, `invitation ${seat}`), { salt: 'x' })
    const outcome = outcomeOf([...world.records, right])
    expect([left, right].map((each) => outcome.of(each).status)).toEqual(['fork', 'fork'])
    expect(outcome.state?.heldSeats.find((held) => held.seat === seat)?.holders).toEqual([])
  })
})

describe('cuts', () => {
  test('until the record a cut names is held, nobody knows what lies before it', () => {
    const { world, scale, unit } = scene()
    const first = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const second = unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: { seq: 3, id: second.id } }] })
    const partial = outcomeOf(world.records.filter((record) => record !== second))
    expect(partial.of(first)).toEqual({
      status: 'waiting',
      for: [{ what: 'record', id: second.id, role: 'cut' }],
    })
    expect(outcomeOf(world.records).of(first)).toEqual(valid)
  })

  test('what lies behind a cut is out at once, held or not', () => {
    const { world, scale, unit } = scene()
    const copy = unit.copyAt(1)
    const unseen = copy.write('sheet.submitted/1', sheetOf(scale.id), { salt: 'unseen' })
    const same = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const later = unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: { seq: 2, id: unseen.id } }] })
    const outcome = outcomeOf(world.records)
    const beyond = { status: 'quarantined', why: { reason: 'beyondCut', seat, seq: 2 } }
    expect([outcome.of(same), outcome.of(later)]).toEqual([beyond, beyond])
  })

  test('a gap before the record a cut names hides what lies within', () => {
    const { world, scale, unit } = scene()
    const second = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const third = unit.write('sheet.submitted/1', sheetOf(scale.id))
    unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: unit.end }] })
    const outcome = outcomeOf(world.records.filter((record) => record !== third))
    expect(outcome.of(second)).toEqual({
      status: 'waiting',
      for: [{ what: 'feed', author: unit.id, seq: 3 }],
    })
  })

  test('a cut whose number and record disagree leaves nothing', () => {
    const { world, scale, unit } = scene()
    const second = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const third = unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: { seq: 9, id: third.id } }] })
    expect(outcomeOf(world.records).of(second)).toMatchObject({ why: { reason: 'beyondCut' } })
  })

  test('a cut that names no record of the device leaves nothing', () => {
    const { world, scale, unit } = scene()
    const sheet = unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: { seq: 9, id: scale.id } }] })
    expect(outcomeOf(world.records).of(sheet)).toEqual({
      status: 'quarantined',
      why: { reason: 'beyondCut', seat, seq: 9 },
    })
  })

  test('a device cut in everything it held enrols for nothing more', () => {
    const { world, scale, unit } = scene()
    unit.write('sheet.submitted/1', sheetOf(scale.id))
    world.revise({ [seat]: [{ device: unit.id, upTo: unit.end }] })
    const other = unitSeat('A4' as never)
    const again = unit.enrol(other, `invitation ${other}`)
    expect(outcomeOf(world.records).of(again)).toEqual({
      status: 'quarantined',
      why: { reason: 'beyondCut', seat, seq: 2 },
    })
  })
})

describe('what cannot be read here', () => {
  test('a withheld body keeps the chain; a later copy with the body counts', () => {
    const { world, scale, unit } = scene()
    const hidden = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const next = unit.write('sheet.submitted/1', sheetOf(scale.id, { replaces: hidden.id }))
    const records = world.records.map((record) => (record === hidden ? withheld(record) : record))
    const outcome = outcomeOf(records)
    expect([outcome.of(hidden), outcome.of(next)]).toEqual([{ status: 'withheld' }, valid])
    expect(outcome.state?.withheld).toBe(1)
    expect(outcomeOf([...records, hidden]).of(hidden)).toEqual(valid)
    expect(outcomeOf([hidden, ...records]).of(hidden)).toEqual(valid)
  })

  test('a device whose enrolment is withheld is a stranger until it is shown', () => {
    const { world, scale, unit } = scene()
    const sheet = unit.write('sheet.submitted/1', sheetOf(scale.id))
    const records = world.records.map((record) => (record === unit.feed[0] ? withheld(record) : record))
    expect(outcomeOf(records).of(sheet)).toEqual({
      status: 'waiting',
      for: [{ what: 'introduction', author: unit.id }],
    })
    expect(outcomeOf(world.records).of(sheet)).toEqual(valid)
  })
})
