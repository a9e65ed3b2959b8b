import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Seat, SubjectCode } from '../../../shared/domain/ids.ts'
import {
  draftsOf,
  enteringSeat,
  planProblems,
  rotation,
  teamDraft,
  teamsOf,
  uncovered,
} from './inspection-draft.ts'

const membersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    subject: `U${index}` as SubjectCode,
    name: `Đơn vị ${index}`,
    seat: `unit:U${index}` as Seat,
  }))

describe('the suggested rotation', () => {
  it('covers everybody once and nobody inspects itself, whatever the step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: -50, max: 200 }), (count, step) => {
        const members = membersOf(count)
        const teams = rotation(members, step)
        expect(planProblems(teams, members)).toEqual([])
        expect(uncovered(teams, members)).toEqual([])
      }),
    )
  })
})

describe('a plan made by hand', () => {
  it('names the own unit, a subject in two teams and an empty team', () => {
    const [first, second] = membersOf(2)
    if (first === undefined || second === undefined) throw new Error('two members')
    const teams = [
      teamDraft([first.seat], [first.subject]),
      teamDraft([second.seat], [first.subject]),
      teamDraft([], [second.subject]),
    ]
    expect(planProblems(teams, [first, second])).toEqual([
      { problem: 'ownUnit', subject: first.subject },
      { problem: 'twice', subject: first.subject },
      { problem: 'emptyTeam', no: 3 },
    ])
  })
})

describe('who enters a sheet', () => {
  const [first, second, third, fourth] = membersOf(4).map(({ subject, seat }) => ({ subject, seat }))
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error('four members')
  }
  const seats = [first.seat, second.seat]

  it('is the member named first, until another is chosen for a subject', () => {
    const team = teamDraft(seats, [third.subject, fourth.subject], new Map([[fourth.subject, second.seat]]))
    expect([third, fourth].map(({ subject }) => enteringSeat(team, subject))).toEqual(seats)
    // Whoever leaves the team enters nothing for it.
    expect(enteringSeat({ ...team, seats: [first.seat] }, fourth.subject)).toBe(first.seat)
  })

  it('stands in the plan as the order of the members, and is read back as one team', () => {
    const team = teamDraft(seats, [third.subject, fourth.subject], new Map([[fourth.subject, second.seat]]))
    const teams = teamsOf([team])
    expect(teams).toEqual([
      { seats, subjects: [third.subject] },
      { seats: [second.seat, first.seat], subjects: [fourth.subject] },
    ])
    const [read, ...others] = draftsOf(teams)
    expect(others).toEqual([])
    expect(read).toMatchObject({ seats, subjects: [third.subject, fourth.subject] })
    expect(teamsOf(draftsOf(teams))).toEqual(teams)
  })
})
