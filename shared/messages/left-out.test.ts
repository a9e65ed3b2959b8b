import { describe, expect, test } from 'vitest'
import type { Diagnosis, LeftOutRecord } from '../contract/exchange.ts'
import type { DeviceId, RecordId, SeasonId, Seat, Sha256Hex } from '../domain/ids.ts'
import { diagnosisText, leftOutText } from './left-out.ts'

const names = { seat: () => 'Đội Một' }
const leftOut: LeftOutRecord = {
  author: 'ab'.repeat(16) as DeviceId,
  seats: ['unit:A1' as Seat],
  seq: 5,
  record: 'cd'.repeat(32) as RecordId,
  kind: 'sheet.submitted/1',
  why: 'changed',
  following: 3,
}
const diagnosis: Diagnosis = {
  at: '2026-03-01T00:00:00.000Z',
  appVersion: '0.1.0',
  season: 'aa'.repeat(32) as SeasonId,
  device: 'bb'.repeat(16) as DeviceId,
  fingerprint: 'cc'.repeat(32) as Sha256Hex,
  records: 12,
  unsound: [],
  problems: [],
}

describe('what could not be sent', () => {
  test('is named with its author, its number, the reason and what it keeps back', () => {
    expect(leftOutText(leftOut, 'vi', names)).toBe(
      'Bản ghi số 5 của Đội Một (Nộp phiếu chấm điểm): nội dung lưu trên máy này đã bị biến đổi. 3 bản ghi sau nó của cùng máy cũng chưa gửi được.',
    )
    const unknown = {
      ...leftOut,
      seats: [],
      kind: null,
      record: null,
      why: 'unreadable',
      following: 0,
    } as const
    expect(leftOutText(unknown, 'en', names)).toBe('Record 5 of abababab: the disk does not give it.')
  })

  test('stands in the diagnosis with whole ids; a sound machine is told so', () => {
    const problems = [{ problem: 'database', record: null, message: 'page 3' }] as const
    const text = diagnosisText({ ...diagnosis, unsound: [leftOut], problems }, 'vi', names)
    expect(text).toContain(`[${leftOut.author}] [${leftOut.record}]`)
    expect(text).toContain('Cơ sở dữ liệu: page 3')
    expect(diagnosisText(diagnosis, 'vi', names)).toContain('Không thấy gì sai.')
    expect(diagnosisText(diagnosis, 'en', names)).toContain('Nothing is wrong.')
  })
})
