import { describe, expect, test } from 'vitest'
import type { DeviceId, RecordId, Seat, SubjectCode } from '../domain/ids.ts'
import type { InvitationError } from '../ledger/invitation.ts'
import type { RecordError } from '../ledger/read-record.ts'
import type { QuarantineReason, Verdict, WaitingFor } from '../ledger/verdict.ts'
import { describeInvitationError, describeRecordError, describeVerdict } from './ledger.ts'
import { bareLedgerNames } from './ledger-names.ts'
import { namesOf } from './words.ts'

const names = {
  vi: bareLedgerNames(namesOf(null, null, 'vi')),
  en: bareLedgerNames(namesOf(null, null, 'en')),
}
const id = 'ab'.repeat(32) as RecordId
const author = 'cd'.repeat(16) as DeviceId
const seat = 'lead:1' as Seat
const subject = 'A3' as SubjectCode

const reasons: {
  readonly [Reason in QuarantineReason['reason']]: Extract<QuarantineReason, { reason: Reason }>
} = {
  notOwner: { reason: 'notOwner', seats: [seat] },
  seatContested: { reason: 'seatContested', seat },
  beyondCut: { reason: 'beyondCut', seat, seq: 7 },
  invitationUnknown: { reason: 'invitationUnknown' },
  invitationSignature: { reason: 'invitationSignature' },
  unsafeKey: { reason: 'unsafeKey' },
  keyMismatch: { reason: 'keyMismatch' },
  notParty: { reason: 'notParty', seat },
  signoffSignature: { reason: 'signoffSignature' },
  notInPlan: { reason: 'notInPlan' },
  ownUnit: { reason: 'ownUnit', seat, subject },
  alreadyClosed: { reason: 'alreadyClosed', closing: id },
  basisWentBack: { reason: 'basisWentBack' },
  unknownPlace: { reason: 'unknownPlace', field: 'teams.0' },
  notSuccessor: { reason: 'notSuccessor' },
  recoveryWon: { reason: 'recoveryWon', by: id },
  tooMany: { reason: 'tooMany', what: 'sheetsOfRound', most: 10_000 },
}
const roles: { readonly [Role in Extract<WaitingFor, { what: 'record' }>['role']]: true } = {
  prev: true,
  basis: true,
  season: true,
  scale: true,
  assignments: true,
  plan: true,
  replaces: true,
  agreement: true,
  signatory: true,
  closed: true,
  closing: true,
  reopening: true,
  cut: true,
}
const waits: readonly WaitingFor[] = [
  { what: 'feed', author, seq: 4 },
  { what: 'introduction', author },
  ...Object.keys(roles).map((role): WaitingFor => ({ what: 'record', id, role: role as keyof typeof roles })),
]
const verdicts: readonly Verdict[] = [
  { status: 'valid' },
  { status: 'withheld' },
  { status: 'unknownKind' },
  { status: 'fork', author, at: 5 },
  { status: 'quarantined', why: { reason: 'notOwner', seats: [] } },
  ...Object.values(reasons).map((why): Verdict => ({ status: 'quarantined', why })),
  ...waits.map((each): Verdict => ({ status: 'waiting', for: [each] })),
]
const recordErrors: readonly RecordError[] = [
  { code: 'recordNotCanonical', part: 'record', problem: 'badNumber' },
  { code: 'recordShape', part: 'body', path: 'entries.3.points' },
  { code: 'bodyHash' },
  { code: 'signatureLength' },
]
const invitationErrors: readonly InvitationError[] = [
  { code: 'length', found: 12 },
  { code: 'alphabet', character: 'Ă' },
  { code: 'checkGroup' },
]

describe('every sentence', () => {
  const sentences = (language: 'vi' | 'en') => [
    ...verdicts.map((verdict) => describeVerdict(verdict, names[language], language)),
    ...recordErrors.map((error) => describeRecordError(error, language)),
    ...invitationErrors.map((error) => describeInvitationError(error, language)),
  ]

  test('has words of its own in both languages', () => {
    for (const [vi, en] of sentences('vi').map((each, at) => [each, sentences('en')[at]] as const)) {
      if (en === undefined) throw new Error('as many in both languages')
      expect(vi.title).not.toBe(en.title)
      for (const text of [vi.title, vi.body, en.title, en.body]) expect(text).toMatch(/^\S.*\S$/s)
      expect(`${vi.title}${vi.body}${en.title}${en.body}`).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  test('differs from every other', () => {
    const bodies = sentences('vi').map(({ title, body }) => `${title} ${body}`)
    expect(new Set(bodies).size).toBe(bodies.length)
  })
})

describe('what is named', () => {
  test('stands in the sentence', () => {
    const beyond = describeVerdict({ status: 'quarantined', why: reasons.beyondCut }, names.vi, 'vi')
    expect(beyond.body).toContain('số 7')
    const fork = describeVerdict({ status: 'fork', author, at: 5 }, names.en, 'en')
    expect(fork.body).toContain('cdcdcdcd')
    expect(describeInvitationError({ code: 'alphabet', character: 'Ă' }, 'vi').body).toContain('“Ă”')
    expect(describeRecordError({ code: 'recordShape', part: 'body', path: 'x.1' }, 'en').body).toContain(
      '“x.1”',
    )
  })

  test('long lists are cut short, and say so', () => {
    const many = {
      status: 'waiting',
      for: Array<WaitingFor>(8).fill({ what: 'feed', author, seq: 4 }),
    } as const
    expect(describeVerdict(many, names.en, 'en').body).toContain('and 3 more')
  })
})
