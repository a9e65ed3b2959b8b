import { describe, expect, it } from 'vitest'
import type { Failure, FailureCode } from '../contract/failures.ts'
import { inputProblem } from '../contract/input-problem.ts'
import type { CriterionCode, RecordId, Seat, SubjectCode } from '../domain/ids.ts'
import { describeFailure } from './failures.ts'
import type { Names } from './words.ts'

const record = 'ab'.repeat(32) as RecordId // a record id is 32 bytes in hex
const seat = 'unit:A1' as Seat
const subject = 'A1' as SubjectCode
const criterion = '38a' as CriterionCode

/** One of each; a code without a sample does not compile. */
const samples: { readonly [Code in FailureCode]: Failure<Code> } = {
  locked: { code: 'locked' },
  workspaceExists: { code: 'workspaceExists' },
  wrongPassphrase: { code: 'wrongPassphrase', waitSeconds: 2 },
  passphrasePause: { code: 'passphrasePause', waitSeconds: 2 },
  weakPassphrase: { code: 'weakPassphrase', why: 'tooShort' },
  recoveryCodeWrong: { code: 'recoveryCodeWrong' },
  folderInUse: { code: 'folderInUse', folder: 'D:\\thi-dua' },
  folderNotWritable: { code: 'folderNotWritable', folder: 'D:\\thi-dua' },
  folderNotPrivate: {
    code: 'folderNotPrivate',
    folder: '/du-lieu',
    path: '/du-lieu/seasons',
    why: 'foreignOwner',
  },
  folderDamaged: { code: 'folderDamaged', folder: 'D:\\thi-dua', what: 'keyring' },
  databaseNewer: { code: 'databaseNewer', found: 7, known: 1 },
  noSeason: { code: 'noSeason' },
  presetUnknown: { code: 'presetUnknown', preset: 'x' },
  foundingNotPrepared: { code: 'foundingNotPrepared' },
  scaleInvalid: {
    code: 'scaleInvalid',
    problems: [{ code: 'totalDiffers', declared: 100_000, filled: 99_000 }],
  },
  presetInvalid: {
    code: 'presetInvalid',
    preset: 'dak-nong-2021',
    inputs: [inputProblem('clusters.0.lead', 'PC02', 'notMember')],
    scale: [{ code: 'totalDiffers', declared: 100_000, filled: 99_000 }],
  },
  inputRefused: { code: 'inputRefused', ...inputProblem('articles.0.title', '\u202e', 'empty', 500) },
  recordRefused: { code: 'recordRefused', why: { reason: 'basisWentBack' } },
  tieInvalid: { code: 'tieInvalid', why: 'notTied', subjects: [subject] },
  invitationMistyped: { code: 'invitationMistyped', why: 'length' },
  invitationForeign: { code: 'invitationForeign' },
  invitationUnknown: { code: 'invitationUnknown' },
  recoveryNeedsNewMachine: { code: 'recoveryNeedsNewMachine' },
  invitationUsed: { code: 'invitationUsed', seat },
  practiceMixed: { code: 'practiceMixed' },
  notYourSeat: { code: 'notYourSeat', seats: [seat] },
  readOnlyUntilOwnRecords: { code: 'readOnlyUntilOwnRecords' },
  roundUnknown: { code: 'roundUnknown' },
  roundClosed: { code: 'roundClosed', closing: record },
  closingNotInForce: { code: 'closingNotInForce', closing: record },
  repairImpossible: { code: 'repairImpossible', why: 'seatHeld' },
  subjectUnknown: { code: 'subjectUnknown', subject },
  noScale: { code: 'noScale' },
  noPlan: { code: 'noPlan' },
  sheetInvalid: {
    code: 'sheetInvalid',
    problems: [
      { criterion, problem: 'pointsAboveMax', detail: { code: 'pointsAboveMax', points: 301, max: 300 } },
      { criterion, problem: 'criterionNotOnScale' },
    ],
  },
  sheetUnchanged: { code: 'sheetUnchanged' },
  draftScaleOld: { code: 'draftScaleOld' },
  draftChanged: { code: 'draftChanged', version: 3 },
  signatoryUnknown: { code: 'signatoryUnknown' },
  notAParty: { code: 'notAParty', seat },
  alreadySigned: { code: 'alreadySigned', seat },
  agreementSuperseded: { code: 'agreementSuperseded' },
  planInvalid: { code: 'planInvalid', why: 'ownUnit', subject },
  alreadyExcluded: { code: 'alreadyExcluded', subject },
  gapsOpen: { code: 'gapsOpen', gaps: Array.from({ length: 7 }, () => ({ subject, criterion: null })) },
  differencesOpen: {
    code: 'differencesOpen',
    differences: [
      {
        subject,
        layer: 'cross',
        sheets: [seat, null].map((each) => ({
          record: 'ab'.repeat(32) as RecordId,
          seat: each,
          actor: 'Trần Văn B',
          at: '2021-02-12T08:00:00.000Z',
          oldScale: false,
          missing: [],
        })),
        criteria: [
          { criterion, values: ['20,00', '25,00'] },
          { criterion: '2' as CriterionCode, values: ['80', null] },
        ],
      },
    ],
  },
  bundleRefused: { code: 'bundleRefused', name: 'x.giaouoc', error: { code: 'notABundle', size: 3 } },
  nothingToExport: { code: 'nothingToExport' },
  nothingToImport: { code: 'nothingToImport' },
  previewGone: { code: 'previewGone' },
  cancelled: { code: 'cancelled' },
  importUnknown: { code: 'importUnknown' },
  importSetAside: { code: 'importSetAside' },
  importNotSetAside: { code: 'importNotSetAside' },
  importNotNewest: { code: 'importNotNewest' },
  writtenSinceImport: { code: 'writtenSinceImport' },
  importHoldsProof: { code: 'importHoldsProof' },
  importStays: { code: 'importStays', why: 'noRoom' },
  fileGone: { code: 'fileGone', name: 'x.giaouoc' },
  fileTooLarge: { code: 'fileTooLarge', name: 'x.giaouoc', limit: 1024 ** 3 },
  targetFull: { code: 'targetFull', needed: 12_900_000, free: 1_000_000 },
  targetReadOnly: { code: 'targetReadOnly', folder: 'E:' },
  targetVanished: { code: 'targetVanished', folder: 'E:' },
  targetMismatch: { code: 'targetMismatch', name: 'x.giaouoc' },
  targetLinked: { code: 'targetLinked', name: 'thi-dua' },
  targetNameTaken: { code: 'targetNameTaken', name: 'x.giaouoc' },
  fileTooLargeForTarget: { code: 'fileTooLargeForTarget', size: 5_000_000_000 },
  storeFailed: { code: 'storeFailed', what: 'full' },
  notAvailableHere: { code: 'notAvailableHere' },
}
const names: Names = {
  seat: () => 'Đội Một',
  subject: () => 'Đội Một',
  round: () => 'Quý I',
  criterion: (code) => `${code}. Tiêu chí`,
}

describe('the sentence of every refusal', () => {
  it.each(
    Object.entries(samples),
  )('%s says in both languages what happened and what to do', (_code, failure) => {
    for (const language of ['vi', 'en'] as const) {
      for (const given of [undefined, names]) {
        const { title, body } = describeFailure(failure, language, given)
        expect(title.length).toBeGreaterThan(5)
        expect(body.length).toBeGreaterThan(20)
        expect(`${title} ${body}`).not.toMatch(/undefined|null|\[object|NaN/)
      }
    }
    const [vi, en] = [describeFailure(failure, 'vi'), describeFailure(failure, 'en')]
    expect(vi.title).not.toBe(en.title)
    expect(vi.body).not.toBe(en.body)
  })

  it('names what it is about', () => {
    expect(describeFailure(samples.invitationUsed, 'vi', names).body).toContain('Đội Một')
    expect(describeFailure(samples.gapsOpen, 'vi', names).body).toContain('7 chỗ thiếu')
    expect(describeFailure(samples.gapsOpen, 'vi', names).body).toContain('và 2 chỗ khác')
    expect(describeFailure(samples.differencesOpen, 'vi', names).body).toContain(
      'Đội Một, kiểm tra chéo (Đội Một / Trần Văn B): 38a. Tiêu chí 20,00 / 25,00; 2. Tiêu chí 80 / ∅.',
    )
    expect(describeFailure(samples.sheetInvalid, 'vi', names).body).toContain('38a. Tiêu chí: Điểm nhập 3,01')
    expect(describeFailure(samples.targetFull, 'vi').body).toContain('12,3 MB')
    const left = { code: 'storeFailed', what: 'io', leftInArchive: 3 } as const
    expect(describeFailure(left, 'vi').body).toContain('3 bản sao gói')
    expect(describeFailure(samples.bundleRefused, 'en').body).toContain('x.giaouoc')
  })
})
