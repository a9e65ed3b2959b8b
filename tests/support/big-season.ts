import { readFileSync } from 'node:fs'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import type {
  ClusterCode,
  PublicKeyHex,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  SignatureHex,
  SubjectCode,
  UnitCode,
} from '../../shared/domain/ids.ts'
import { unitSeat } from '../../shared/domain/ids.ts'
import { type Criterion, leavesOf, type Scale, scaleSchema } from '../../shared/domain/scale.ts'
import type { Season } from '../../shared/domain/season.ts'
import { type Entry, emptyEntry } from '../../shared/domain/sheet.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import type { Signer } from '../../shared/kernel/ports.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { composeRecord, type NewRecord } from '../../shared/ledger/compose.ts'
import { invitationFrom, slipText } from '../../shared/ledger/invitation.ts'
import type { RecordKind } from '../../shared/ledger/kinds.ts'
import { purposeBytes } from '../../shared/ledger/purposes.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'

/** A season of full size, made without any database: real keys, real signatures, real sheets. */
export interface BigSeason {
  readonly id: SeasonId
  readonly founder: Signer
  /** Feeds in the order of authors, each without gap. */
  readonly feeds: readonly (readonly SignedRecord[])[]
  readonly entries: number
  /** What the officer of one more unit, which has not joined yet, types from the slip. */
  readonly guestSlip: string
}

const crypto = createCrypto()
const at = '2021-03-31T08:00:00.000Z'
const cluster = '1' as ClusterCode
const guestCode = 'GUEST' as UnitCode

/** `units` × `rounds` self sheets on the commune scale of 176 criteria, each in `versions`, all in one cluster. */
export function bigSeason(units: number, rounds: number, versions = 1): BigSeason {
  const scale = communeScale()
  const founder = signerOf('founder')
  const codes = Array.from(
    { length: units },
    (_, index) => `U${String(index + 1).padStart(3, '0')}` as UnitCode,
  )
  const guest = expectOk(invitationFrom('0123456789BCFGHJKMNPQRSTVXZ0', crypto), 'a secret in range')
  const guestSeat = { seat: unitSeat(guestCode), invitations: [guest.publicKey], holders: [] }
  const founding = feedWriter(founder, '', null, null).add('season.founded/1', {
    founder: { key: keyOf(founder), encryptionKey: boxKeyOf('founder'), seat: 'authority' as Seat },
    recoveryKey: keyOf(signerOf('recovery')),
    season: seasonOf([...codes, guestCode], rounds),
    seats: [
      ...codes.map((code) => ({
        seat: unitSeat(code),
        invitations: [keyOf(invitationOf(code))],
        holders: [],
      })),
      guestSeat,
    ],
  })
  const id = founding.id as string as SeasonId // the id of a season is the id of its founding record
  const published = feedWriter(founder, id, founding, founding.id).add('scale.published/1', {
    cluster: null,
    scale,
    replaces: null,
  })
  const sheets = codes.map((code) =>
    unitFeed(code, id, founding.id, published.id, scale, { rounds, versions }),
  )
  return {
    id,
    founder,
    feeds: [[founding, published], ...sheets],
    entries: units * rounds * versions * leavesOf(scale).length,
    guestSlip: slipText(guest, id, crypto),
  }
}

/** Many small valid records of the founder, after what it has written. */
export function tinyFeed({ feeds, founder, id }: BigSeason, count: number): readonly SignedRecord[] {
  const first = expectDefined(feeds[0], 'the founder')
  const founding = expectDefined(first[0], 'the founding record')
  const writer = feedWriter(founder, id, expectDefined(first.at(-1), 'its last'), founding.id)
  const key = keyOf(signerOf('signatory'))
  for (let index = 0; index < count; index++) {
    writer.add('signatory.enrolled/1', { name: 'A', rank: 'B', position: 'C', key })
  }
  return writer.records
}

export function communeScale(): Scale {
  const file = new URL('../fixtures/scale-commune-1000.json', import.meta.url)
  return scaleSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

function unitFeed(
  code: UnitCode,
  season: SeasonId,
  basis: RecordId,
  scaleRecord: RecordId,
  scale: Scale,
  { rounds, versions }: { readonly rounds: number; readonly versions: number },
): readonly SignedRecord[] {
  const signer = signerOf(`unit ${code}`)
  const writer = feedWriter(signer, season, null, basis)
  const enrolment = { season, seat: unitSeat(code), key: keyOf(signer), encryptionKey: boxKeyOf(code) }
  const statement = expectOk(canonicalBytes(enrolment), 'plain values')
  const { season: _season, ...named } = enrolment
  writer.add('device.enrolled/1', {
    ...named,
    invitation: keyOf(invitationOf(code)),
    invitationSignature: hexOf(invitationOf(code).sign(purposeBytes('invite', statement))) as SignatureHex, // 64 bytes
  })
  for (let turn = 0; turn < rounds * versions; turn++) {
    const round = 1 + (turn % rounds)
    writer.add('sheet.submitted/1', {
      round: `R${round}` as RoundCode,
      subject: code as string as SubjectCode, // within a cluster the subject is the unit
      layer: 'self',
      scale: scaleRecord,
      assignments: null,
      plan: null,
      entries: leavesOf(scale).map((leaf, index) =>
        entryFor(leaf, (turn + 1) * 31 + index * 7 + code.charCodeAt(3)),
      ),
      documents: [],
      note: '',
      replaces: null,
      enteredFor: null,
    })
  }
  return writer.records
}

function entryFor(leaf: Criterion, noise: number): Entry {
  const entry = emptyEntry(leaf.code)
  if (leaf.rule.kind === 'direct')
    return { ...entry, points: Math.floor((leaf.max * (50 + (noise % 51))) / 100) }
  if (leaf.rule.kind === 'passFail') return { ...entry, result: noise % 5 === 0 ? '0' : '1' }
  return { ...entry, result: `${50 + (noise % 60)}.${1 + (noise % 9)}` }
}

function feedWriter(
  signer: Signer,
  season: SeasonId | '',
  last: SignedRecord | null,
  basis: RecordId | null,
) {
  const records: SignedRecord[] = []
  let head = last
  return {
    records,
    add<Kind extends RecordKind>(kind: Kind, body: NewRecord<Kind>['body']): SignedRecord {
      const seq = (head?.envelope.seq ?? 0) + 1
      const salt = seedOf(`${kind} ${seq}`).subarray(0, 16)
      const position = { season, seq, prev: head?.id ?? null, basis, at, actor: 'Bộ đo' }
      head = expectOk(composeRecord({ ...position, kind, body, salt }, signer, crypto), 'a valid record')
      records.push(head)
      return head
    },
  }
}

function seasonOf(codes: readonly UnitCode[], rounds: number): Season {
  return {
    year: 2021,
    name: 'Năm thi đua để đo',
    motto: '',
    practice: true,
    authority: { name: 'Công an tỉnh', standingOffice: 'PX03', superior: '', place: '' },
    closes: null,
    clusters: [
      { code: cluster, name: 'Cụm 1', field: '', lead: expectDefined(codes[0], 'a unit'), deputy: null },
    ],
    units: codes.map((code) => ({ code, name: `Đơn vị ${code}`, cluster })),
    rounds: Array.from({ length: rounds }, (_, index) => ({
      code: `R${index + 1}` as RoundCode,
      name: `Đợt ${index + 1}`,
      scope: 'withinCluster' as const,
    })),
    titles: [],
    policies: {
      countingLayer: 'appraisal',
      crossEntry: 'oneSeat',
      leadAppraisedBy: 'authority',
      noTarget: 'exclude',
      metShare: '1/2',
      ties: [],
      yearFrom: 'finalRound',
      scaleOwner: 'authority',
    },
  }
}

function signerOf(name: string): Signer {
  return crypto.signerFromSeed(seedOf(name))
}
function invitationOf(code: UnitCode): Signer {
  return signerOf(`invitation ${code}`)
}
function seedOf(name: string): Uint8Array {
  return crypto.sha256(new TextEncoder().encode(name))
}
function keyOf(signer: Signer): PublicKeyHex {
  return hexOf(signer.publicKey) as PublicKeyHex // 32 bytes
}
function boxKeyOf(name: string): PublicKeyHex {
  return hexOf(crypto.encryptionPublicKey(seedOf(`box ${name}`))) as PublicKeyHex // 32 bytes
}
