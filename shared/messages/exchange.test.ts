import { expect, test } from 'vitest'
import type {
  CriterionCode,
  DeviceId,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  Sha256Hex,
  SubjectCode,
} from '../domain/ids.ts'
import type { BundleError } from '../exchange/bundle-error.ts'
import { strangerLimits } from '../exchange/limits.ts'
import { describeBundleError } from './exchange.ts'
import { describeImportItem } from './import-items.ts'
import { namesOf } from './words.ts'

const device = 'ab'.repeat(16) as DeviceId
const place = { offset: 1234, frame: 5, record: { author: device, seq: 3 } }
const sha256 = '0'.repeat(64) as Sha256Hex
const errors: readonly BundleError[] = [
  { code: 'notABundle', size: 3 },
  { code: 'formatNewer' },
  { code: 'fileTooLarge', size: 2 ** 31, limit: 2 ** 30 },
  { code: 'wrongLength', size: 100, declared: null },
  { code: 'wrongLength', size: 100, declared: 200 },
  { code: 'headerTooLarge', length: 2 ** 31, limit: 2 ** 23 },
  { code: 'headerNotCanonical', problem: 'notJson' },
  { code: 'headerShape', field: 'number' },
  { code: 'headerInconsistent', what: 'slicesOrder', index: 2 },
  { code: 'frame', problem: 'extra', place },
  { code: 'record', error: { code: 'bodyHash' }, place },
  { code: 'slice', problem: 'head', place },
  { code: 'attachment', problem: 'hash', sha256, place: { ...place, record: null } },
  { code: 'framesChanged' },
  { code: 'unknownExporter', device },
  { code: 'strangerTooLarge', device, size: 9, records: 2, values: 0, limits: strangerLimits },
  { code: 'strangerTooLarge', device, size: 9, records: 2, values: 3, limits: strangerLimits },
  { code: 'unknownAuthor', place },
  { code: 'bundleSignature', device },
  { code: 'recordSignature', place },
  { code: 'otherSeason', season: 'c'.repeat(64) as SeasonId },
]

test('every refusal of a bundle has its own sentence in both languages', () => {
  const sentences = errors.flatMap((error) => [
    describeBundleError(error, 'vi').body,
    describeBundleError(error, 'en').body,
  ])
  expect(new Set(sentences).size).toBe(errors.length * 2)
  expect(sentences.filter((sentence) => /undefined|\[object|null/.test(sentence))).toEqual([])
})

test('a refusal says where it is', () => {
  expect(describeBundleError({ code: 'recordSignature', place }, 'vi')).toEqual({
    title: 'Chữ ký của một bản ghi sai',
    body: 'phần 5 (từ byte 1234, bản ghi số 3 của máy abababab): bản ghi không phải do máy đó lập, hoặc đã bị sửa. Không có gì được nhập; hãy báo nơi gửi và xin lại gói.',
  })
})

test('an item says what it is about, what it changes and what that means', () => {
  const item = {
    class: 'supersedes',
    kind: 'sheet.submitted/1',
    round: 'Q1' as RoundCode,
    subject: 'PV01' as SubjectCode,
    layer: 'self',
    changes: [{ criterion: '7' as CriterionCode, before: '9,00', after: null }],
    beside: [],
    notCounted: null,
    verdict: { status: 'valid' },
  } as const
  expect(describeImportItem(item, namesOf(null, null, 'vi'), 'vi')).toEqual({
    title: 'Thay bản trước',
    body: 'Nộp phiếu chấm điểm – PV01 – Q1 – Tự chấm. Nó thay bản đang tính; bản cũ vẫn được giữ. Bản mới bỏ trống 1 tiêu chí mà bản trước đã chấm. 7: 9,00 → ∅',
  })
})

test('a member’s sheet names the other’s and where they differ, and calls neither older', () => {
  const item = {
    class: 'beside',
    kind: 'sheet.submitted/1',
    round: 'Q1' as RoundCode,
    subject: 'A3' as SubjectCode,
    layer: 'cross',
    changes: [],
    beside: [
      {
        record: 'ab'.repeat(32) as RecordId,
        device,
        seats: ['unit:A1' as Seat],
        actor: 'Trần Văn B',
        at: '2021-02-10T08:00:00.000Z',
        differences: [
          { criterion: '1' as CriterionCode, before: '20,00', after: '25,00' },
          { criterion: '2' as CriterionCode, before: '80', after: '90' },
        ],
      },
    ],
    notCounted: null,
    verdict: { status: 'valid' },
  } as const
  const { title, body } = describeImportItem(item, namesOf(null, null, 'vi'), 'vi')
  expect(title).toBe('Mới, đứng cạnh bản của thành viên khác')
  expect(body).toContain('Khác phiếu của A1: 1: 25,00/20,00; 2: 90/80.')
  expect(body).not.toContain('cũ')
})
