import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Seat, SubjectCode } from '../../../shared/domain/ids.ts'
import { planProblems, rotation, teamDraft, uncovered } from './inspection-draft.ts'

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
