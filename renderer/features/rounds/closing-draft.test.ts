import { describe, expect, it } from 'vitest'
import type { Gap, StandingRow } from '../../../shared/contract/rounds.ts'
import type { SheetDifference } from '../../../shared/contract/side-by-side.ts'
import type { CriterionCode, RecordId, SubjectCode } from '../../../shared/domain/ids.ts'
import {
  acceptedGaps,
  type ChoiceDraft,
  chosenSheets,
  gapsBySubject,
  gapsOfChosen,
  settledByRank,
  settledElsewhere,
  tiesOf,
  unchosen,
} from './closing-draft.ts'

const [a, b] = ['PC01', 'PC02'] as SubjectCode[]
const gap = (subject: SubjectCode | undefined, criterion: string | null): Gap => ({
  subject: subject ?? ('' as SubjectCode),
  criterion: criterion as CriterionCode | null,
})
const gaps = [gap(a, '1'), gap(a, '2'), gap(b, null)]

describe('gaps at closing', () => {
  it('are shown per subject, a missing sheet as a whole', () => {
    expect(gapsBySubject(gaps)).toEqual([
      { subject: a, criteria: ['1', '2'] },
      { subject: b, criteria: null },
    ])
  })

  it('are accepted only when each of them has a reason', () => {
    const some = new Map([[a ?? ('' as SubjectCode), 'thiên tai']])
    expect(acceptedGaps(gaps, some)).toBeNull()
    expect(acceptedGaps(gaps, new Map([...some, [b ?? ('' as SubjectCode), ' giải thể ']]))).toEqual([
      { ...gap(a, '1'), reason: 'thiên tai' },
      { ...gap(a, '2'), reason: 'thiên tai' },
      { ...gap(b, null), reason: 'giải thể' },
    ])
  })
})

describe('sheets of members who differ', () => {
  const sheet = (record: string, missing: string[]): SheetDifference['sheets'][number] => ({
    record: record as RecordId,
    seat: null,
    actor: 'Trần Văn B',
    at: '2021-02-12T08:00:00.000Z',
    oldScale: false,
    missing: missing as CriterionCode[],
  })
  const differences: SheetDifference[] = [
    {
      subject: a ?? ('' as SubjectCode),
      layer: 'cross',
      sheets: [sheet('x', []), sheet('y', ['2'])],
      criteria: [],
    },
  ]
  const choose = (choice: Partial<ChoiceDraft>) =>
    new Map([[`${a} cross`, { counts: 'y' as RecordId, by: 'lead' as const, reason: '', ...choice }]])

  it('are chosen only with a reason', () => {
    expect(chosenSheets(differences, new Map())).toBeNull()
    expect(chosenSheets(differences, choose({ reason: ' ' }))).toBeNull()
    expect(unchosen(differences, choose({ counts: null, reason: 'x' }))).toBe(1)
    expect(chosenSheets(differences, choose({ by: 'minutes', reason: ' Biên bản 7 ' }))).toEqual([
      { counts: 'y', by: 'minutes', reason: 'Biên bản 7' },
    ])
  })

  it('bring the gaps of the one that is chosen', () => {
    expect(gapsOfChosen(differences, new Map())).toEqual([])
    expect(gapsOfChosen(differences, choose({}))).toEqual([gap(a, '2')])
  })
})

describe('lots and votes', () => {
  const row = (subject: string, rank: number): StandingRow => ({
    subject: subject as SubjectCode,
    name: subject,
    points: 0,
    assignedMax: 0,
    percent: null,
    rank,
    status: 'ranked',
    tied: true,
    excludedReason: null,
    missing: [],
    groups: [],
  })
  const lot = (...subjects: string[]) => ({ subjects: subjects as SubjectCode[], reason: 'Bốc thăm' })

  it('count for exactly the tie they were about, wherever it stands now; the others wait', () => {
    const ties = tiesOf([row('A1', 2), row('A2', 2), row('A5', 4), row('A6', 4), row('A7', 4)])
    const moved = lot('A2', 'A1')
    const dead = [lot('A3', 'A4'), lot('A6', 'A5')]
    expect(settledByRank(ties, [...dead, moved])).toEqual(new Map([[2, moved]]))
    expect(settledElsewhere(ties, [...dead, moved])).toEqual(dead)
  })
})
