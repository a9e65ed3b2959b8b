import { describe, expect, it } from 'vitest'
import type { Gap } from '../../../shared/contract/rounds.ts'
import type { CriterionCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { acceptedGaps, gapsBySubject } from './closing-draft.ts'

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
