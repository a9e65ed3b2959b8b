import { createCrypto } from '../../../electron/platform/node/crypto.ts'
import type {
  ClusterCode,
  CriterionCode,
  PublicKeyHex,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  Sha256Hex,
  SignatureHex,
  SubjectCode,
  UnitCode,
} from '../../../shared/domain/ids.ts'
import type { Scale } from '../../../shared/domain/scale.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { type Entry, emptyEntry } from '../../../shared/domain/sheet.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../../shared/kernel/canonical-json.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { purposeBytes } from '../../../shared/ledger/purposes.ts'
import type { ReadRecord } from '../../../shared/ledger/read-record.ts'
import { Device } from './device.ts'
import { seedOf } from './quick-crypto.ts'

/**
 * One small season with real keys that holds a record of every kind, every field filled in somewhere. Its bytes are
 * pinned: change nothing here, or what was pinned means nothing. A new kind gets a record at the end.
 */
export const goldenCrypto = createCrypto()
const real = { hasher: goldenCrypto, signer: (seed: Uint8Array) => goldenCrypto.signerFromSeed(seed) }
const cluster = '1' as ClusterCode
const round = 'Q1' as RoundCode
const lead = 'lead:1' as Seat
const [leadUnit, deputyUnit, otherUnit] = ['PX01', 'PH10', 'PV01'].map((code) => code as UnitCode) as [
  UnitCode,
  UnitCode,
  UnitCode,
]

const season: Season = {
  year: 2021,
  name: 'Phong trào thi đua Vì An ninh Tổ quốc năm 2021',
  motto: 'Đoàn kết, dân chủ, kỷ cương, trách nhiệm, bám cơ sở, vì nhân dân phục vụ',
  practice: true,
  authority: {
    name: 'Công an tỉnh Đắk Nông',
    standingOffice: 'PX03',
    superior: 'BỘ CÔNG AN',
    place: 'Gia Nghĩa',
  },
  closes: '2021-11-30',
  clusters: [
    { code: cluster, name: 'Cụm thi đua số 1', field: 'Hậu cần', lead: leadUnit, deputy: deputyUnit },
  ],
  units: [
    { code: leadUnit, name: 'Phòng Tổ chức cán bộ', cluster },
    { code: deputyUnit, name: 'Phòng Hậu cần', cluster },
    { code: otherUnit, name: 'Phòng Tham mưu', cluster },
  ],
  rounds: [
    { code: round, name: 'Quý I', scope: 'withinCluster' },
    { code: 'N' as RoundCode, name: 'Cả năm', scope: 'betweenClusters' },
  ],
  titles: [{ code: 'CO', name: 'Cờ thi đua', quota: '12.5%', of: 'season' }],
  policies: {
    countingLayer: 'appraisal',
    crossEntry: 'oneSeat',
    leadAppraisedBy: 'deputy',
    noTarget: 'exclude',
    metShare: '1/2',
    ties: ['group:I', 'fewerDeductions'],
    yearFrom: 'finalRound',
    scaleOwner: 'authority',
  },
}

const scale: Scale = {
  about: 'Thang bảng điểm rút gọn',
  title: 'Thang bảng điểm thi đua',
  total: 2000,
  metShare: '1/2',
  noTarget: 'exclude',
  criteria: [
    {
      code: 'I',
      title: 'Công tác chuyên môn',
      max: 1500,
      children: [
        {
          code: '1' as CriterionCode,
          title: 'Tỷ lệ điều tra, khám phá án',
          max: 1000,
          source: 'assignedTarget',
          rule: {
            kind: 'relativeToLeader',
            unit: '%',
            direction: 'higherIsBetter',
            defaultTarget: '75',
            baseline: '2020',
            pledge: '+5%',
          },
          evidence: true,
        },
        {
          code: '2.a)' as CriterionCode,
          title: 'Vi phạm “kỷ luật”',
          max: 500,
          rule: {
            kind: 'baseWithDeductions',
            base: 500,
            deductions: [{ code: 'a', title: 'Khiển trách', each: 100, once: true }],
            capDeductions: 500,
          },
          assessor: 'PX05',
        },
      ],
    },
    {
      code: '3' as CriterionCode,
      title: 'Sáng kiến',
      max: 500,
      rule: { kind: 'direct' },
      mayExceedMax: true,
    },
  ],
}

function key(name: string): PublicKeyHex {
  return hexOf(goldenCrypto.signerFromSeed(seedOf(name)).publicKey) as PublicKeyHex
}

function entry(criterion: string, fields: Partial<Entry>): Entry {
  return { ...emptyEntry(criterion as CriterionCode), ...fields }
}

/** Every record, in an order in which each names only earlier ones. */
export function goldenRecords(): readonly ReadRecord[] {
  const founder = new Device('golden founder', '', null, real)
  const seats = [
    { seat: 'authority' as Seat, invitations: [], holders: [] },
    ...[lead, `unit:${leadUnit}`, `unit:${deputyUnit}`, `unit:${otherUnit}`].map((seat) => ({
      seat: seat as Seat,
      invitations: [key(`golden ${seat}`)],
      holders: [],
    })),
  ]
  const founding = founder.write('season.founded/1', {
    founder: { key: founder.key, encryptionKey: founder.encryptionKey, seat: 'authority' as Seat },
    recoveryKey: key('golden recovery'),
    season,
    seats,
  })
  const id = founding.id as string as SeasonId
  founder.season = id
  founder.basis = founding.id
  const leader = new Device('golden lead', id, founding.id, real)
  const enrolment = leader.enrol(lead, `golden ${lead}`)
  const deputy = new Device('golden deputy', id, founding.id, real)
  deputy.enrol(`unit:${deputyUnit}` as Seat, `golden unit:${deputyUnit}`)
  const revision = founder.write('season.revised/1', {
    replaces: founding.id,
    season: { ...season, motto: '' },
    seats: seats.map((each) =>
      each.seat === lead ? { ...each, holders: [{ device: leader.id, upTo: null }] } : each,
    ),
    reason: 'Bổ sung máy của cụm trưởng',
  })
  founder.basis = revision.id
  leader.basis = revision.id
  const published = founder.write('scale.published/1', { cluster: null, scale, replaces: null })
  const assignments = founder.write('assignments.published/1', {
    scale: published.id,
    cluster,
    items: [
      {
        subject: otherUnit as string as SubjectCode,
        criterion: '1' as CriterionCode,
        assigned: true,
        target: '90',
        baseline: '87.5',
      },
      {
        subject: otherUnit as string as SubjectCode,
        criterion: '3' as CriterionCode,
        assigned: false,
        target: null,
        baseline: null,
      },
    ],
    replaces: null,
  })
  const agreement = leader.write('agreement.drafted/1', {
    scope: cluster,
    title: 'Giao ước thi đua năm 2021',
    parties: [lead],
    articles: [
      {
        no: 1,
        title: 'Kiềm chế tội phạm về trật tự xã hội',
        targets: [{ title: 'Giảm tội phạm', unit: '%', comparator: 'atLeast', value: '5', previous: '4.25' }],
      },
    ],
    motto: 'Đoàn kết\nKỷ cương',
    titles: [{ seat: lead, title: 'CO' }],
    replaces: null,
  })
  const signatory = leader.write('signatory.enrolled/1', {
    name: 'Nguyễn Văn A',
    rank: 'Thượng tá',
    position: 'Trưởng phòng',
    key: key('golden signatory'),
  })
  const statement = {
    format: 'giaouoc/signoff/1',
    season: id,
    agreement: agreement.id,
    seat: lead,
    signatory: signatory.id,
  } as const
  const statementBytes = purposeBytes('signoff', expectOk(canonicalBytes(statement), 'plain'))
  const signature = hexOf(goldenCrypto.signerFromSeed(seedOf('golden signatory')).sign(statementBytes))
  const signed = leader.write('agreement.signed/1', { statement, signature: signature as SignatureHex })
  const subject = otherUnit as string as SubjectCode
  const plan = leader.write('inspection.planned/1', {
    round,
    cluster,
    teams: [{ seats: [`unit:${deputyUnit}` as Seat], subjects: [subject] }],
  })
  const digest = hexOf(seedOf('golden scan')) as Sha256Hex
  const sheet = deputy.write('sheet.submitted/1', {
    round,
    subject,
    layer: 'cross',
    scale: published.id,
    assignments: assignments.id,
    plan: plan.id,
    entries: [
      entry('1', { result: '92.5', evidence: [digest], adjustment: -50, reason: 'Báo cáo chậm' }),
      entry('2.a)', { counts: [{ code: 'a', count: 2 }], waivers: ['a'], ranks: [1, 3] }),
      entry('3', { points: 400 }),
    ],
    documents: [{ number: '12/QĐ', date: '2021-03-30', issuer: 'CAT', title: 'Quyết định khen thưởng' }],
    note: 'Đã đối chiếu',
    replaces: null,
    enteredFor: null,
  })
  const enteredFor = leader.write('sheet.submitted/1', {
    round,
    subject,
    layer: 'self',
    scale: published.id,
    assignments: null,
    plan: null,
    entries: [],
    documents: [],
    note: '',
    replaces: null,
    enteredFor: { reason: 'Đơn vị chưa dùng phần mềm', scan: digest },
  })
  const exclusion = leader.write('exclusion.recorded/1', {
    round,
    subject,
    reason: 'Có cán bộ vi phạm',
    from: '2021-01-01',
    until: null,
  })
  const closing = leader.write('round.closed/1', {
    round,
    cluster,
    scale: published.id,
    assignments: assignments.id,
    records: [sheet.id, enteredFor.id, exclusion.id].sort(),
    standings: hexOf(seedOf('golden standings')) as Sha256Hex,
    gaps: [
      { subject, criterion: '1' as CriterionCode, reason: 'Chưa có số liệu' },
      { subject: leadUnit as string as SubjectCode, criterion: null, reason: 'Không nộp' },
    ],
    ties: [
      { subjects: [leadUnit, deputyUnit].map((code) => code as string as SubjectCode), reason: 'Bốc thăm' },
    ],
    choices: [
      {
        subject,
        layer: 'cross',
        counts: sheet.id,
        beside: [hexOf(seedOf('golden sheet beside')) as RecordId],
        by: 'minutes',
        reason: 'Biên bản kiểm tra chéo',
      },
    ],
    reopening: null,
  })
  const reopening = leader.write('round.reopened/1', {
    closing: closing.id,
    reason: 'Chốt khi chưa nhập phiếu thẩm định cuối cùng',
  })
  const others = [
    published,
    assignments,
    agreement,
    signatory,
    signed,
    plan,
    sheet,
    enteredFor,
    exclusion,
    closing,
    reopening,
  ]
  return [founding, enrolment, ...deputy.feed.slice(0, 1), revision, ...others]
}
