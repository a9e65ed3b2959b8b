import { describe, expect, it } from 'vitest'
import type { CriterionCode, SubjectCode } from '../../../shared/domain/ids.ts'
import type { Criterion } from '../../../shared/domain/scale.ts'
import { emptyEntry } from '../../../shared/domain/sheet.ts'
import { placeAndDate, showMoment, vietnameseDay } from './dates.ts'
import { showAssignedTarget, showResult } from './results.ts'
import { inFours, numberAndSymbol } from './symbols.ts'
import { showTargetValue } from './targets.ts'

describe('dates of the decree', () => {
  it('puts a leading 0 before days below 10 and months 1 and 2 only', () => {
    expect([
      placeAndDate('Đắk Nông', { year: 2021, month: 2, day: 5 }),
      placeAndDate('Đắk Nông', { year: 2021, month: 3, day: 10 }),
      placeAndDate('', null),
    ]).toEqual([
      'Đắk Nông, ngày 05 tháng 02 năm 2021',
      'Đắk Nông, ngày 10 tháng 3 năm 2021',
      '……………, ngày …… tháng …… năm ………',
    ])
  })

  it('speaks of the Vietnamese day, whatever the zone of the machine', () => {
    expect(vietnameseDay('2021-12-31T17:30:00.000Z')).toEqual({ year: 2022, month: 1, day: 1 })
    expect(showMoment('2021-02-05T01:05:00.000Z')).toBe('08:05, 05/02/2021')
  })
})

describe('numbers and symbols', () => {
  it('writes numbers below 10 with a leading 0 and leaves room for the clerk', () => {
    expect([numberAndSymbol(5, 'BB', 'PX03'), numberAndSymbol(null, 'TB', 'PC02')]).toEqual([
      'Số: 05/BB-PX03',
      'Số: ………/TB-PC02',
    ])
  })

  it('groups codes whatever separators they came with', () => {
    expect(inFours('BCFG-HJKM 0123')).toBe('BCFG HJKM 0123')
  })
})

describe('targets and results in words', () => {
  const criterion = (rule: Criterion['rule']): Criterion => ({
    code: '7' as CriterionCode,
    title: 'Giảm tội phạm',
    max: 4000,
    rule,
  })
  const assignment = {
    subject: 'PC02' as SubjectCode,
    criterion: '7' as CriterionCode,
    assigned: true,
    target: null,
    baseline: '120',
  }
  const pledged = criterion({
    kind: 'relativeToLeader',
    unit: 'vụ',
    direction: 'lowerIsBetter',
    baseline: '2020',
    pledge: '-5%',
  })

  it('names what an agreement promises', () => {
    expect([
      showTargetValue({ comparator: 'atLeast', value: '92.5' }),
      showTargetValue({ comparator: 'atMost', value: '3' }),
      showTargetValue({ comparator: 'equal', value: '100' }),
    ]).toEqual(['từ 92,5 trở lên', 'không quá 3', '100'])
  })

  it('shows the pledged target with its baseline, and what is not asked', () => {
    expect([
      showAssignedTarget(pledged, assignment),
      showAssignedTarget(pledged, { ...assignment, assigned: false }),
      showAssignedTarget(pledged, undefined),
      showAssignedTarget(criterion({ kind: 'direct' }), undefined),
    ]).toEqual(['114 vụ (2020: 120; -5%)', 'Không giao', 'Không có chỉ tiêu', ''])
  })

  it('tells nothing to count, zero and a waiver apart', () => {
    const counted: Criterion['rule'] = {
      kind: 'baseWithDeductions',
      base: 2000,
      deductions: [{ code: 'a', title: 'Để lộ tài liệu', each: 500 }],
    }
    const entry = emptyEntry('5' as CriterionCode)
    expect([
      showResult(counted, entry),
      showResult(counted, { ...entry, counts: [{ code: 'a', count: 2 }], waivers: ['a'] }),
      showResult({ kind: 'countCapped', unit: 'mô hình', each: 100 }, { ...entry, result: '0' }),
      showResult(
        { kind: 'deadline', unit: 'ngày trễ', bands: [{ from: '0', points: 0 }] },
        { ...entry, result: '0' },
      ),
    ]).toEqual(['Không phát sinh', 'a: 2 (miễn)', '0 mô hình', 'Đúng hạn'])
  })
})
