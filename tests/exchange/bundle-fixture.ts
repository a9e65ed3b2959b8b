import { createHash } from 'node:crypto'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import {
  authoritySeat,
  type ClusterCode,
  type CriterionCode,
  type DeviceId,
  leadSeat,
  type PublicKeyHex,
  type RecordId,
  type RoundCode,
  type SeasonId,
  type Seat,
  type Sha256Hex,
  type SignatureHex,
  type SubjectCode,
  type UnitCode,
  unitSeat,
} from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import type { Season, SeatEntry } from '../../shared/domain/season.ts'
import { type Entry, emptyEntry, type Layer, type SheetSubmitted } from '../../shared/domain/sheet.ts'
import type { FeedHead } from '../../shared/exchange/bundle-header.ts'
import { type BundleContent, encodeBundle } from '../../shared/exchange/encode-bundle.ts'
import { holdsOf } from '../../shared/exchange/receipts.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import type { Signer } from '../../shared/kernel/ports.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { composeRecord } from '../../shared/ledger/compose.ts'
import { deviceIdOf } from '../../shared/ledger/fingerprint.ts'
import type { BodyByKind, RecordKind } from '../../shared/ledger/kinds.ts'
import { purposeBytes } from '../../shared/ledger/purposes.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'

/** A season small enough for byte-by-byte tests: one cluster of three units, the authority, one round. */
export const crypto = createCrypto()
const at = '2021-03-31T08:00:00.000Z'
export const cluster = '1' as ClusterCode
export const round = 'Q1' as RoundCode
const unitCodes: readonly UnitCode[] = ['PV01', 'PX01', 'PH10'].map((code) => code as UnitCode)

function seedOf(name: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(name).digest())
}

function signerOf(name: string): Signer {
  return crypto.signerFromSeed(seedOf(name))
}

/** A device that writes its own feed, like the application does, in memory. */
export class Machine {
  readonly signer: Signer
  readonly device: DeviceId
  readonly feed: SignedRecord[] = []
  season: SeasonId | '' = ''
  basis: RecordId | null = null
  readonly #name: string

  constructor(name: string) {
    this.#name = name
    this.signer = signerOf(name)
    this.device = deviceIdOf(this.signer.publicKey, crypto)
  }

  write<Kind extends RecordKind>(kind: Kind, body: BodyByKind[Kind]): SignedRecord {
    const seq = this.feed.length + 1
    const record = this.composeAt(seq, this.feed.at(-1)?.id ?? null, kind, body)
    this.feed.push(record)
    return record
  }

  /** A record at any place of the feed, without adding it: for forks. */
  composeAt<Kind extends RecordKind>(
    seq: number,
    prev: RecordId | null,
    kind: Kind,
    body: BodyByKind[Kind],
  ): SignedRecord {
    const salt = seedOf(`${this.#name}/${seq}`).subarray(0, 16)
    const { season, basis } = this
    const draft = { season, seq, prev, basis, at, actor: this.#name, kind, body, salt }
    return expectOk(composeRecord(draft, this.signer, crypto), 'composed')
  }

  /** The same machine after its disk was put back to where it had written `length` records. */
  restoredTo(length: number): Machine {
    const restored = new Machine(this.#name)
    restored.season = this.season
    restored.basis = this.basis
    restored.feed.push(...this.feed.slice(0, length))
    return restored
  }

  enrol(seat: Seat, invitationName: string): SignedRecord {
    const key = hexOf(this.signer.publicKey) as PublicKeyHex
    const encryptionKey = hexOf(crypto.encryptionPublicKey(seedOf(`${this.#name}/x`))) as PublicKeyHex
    const invitation = signerOf(invitationName)
    const statement = expectOk(canonicalBytes({ season: this.season, seat, key, encryptionKey }), 'statement')
    const signature = invitation.sign(purposeBytes('invite', statement))
    return this.write('device.enrolled/1', {
      key,
      encryptionKey,
      seat,
      invitation: hexOf(invitation.publicKey) as PublicKeyHex,
      invitationSignature: hexOf(signature) as SignatureHex,
    })
  }

  sheet(scale: RecordId, subject: string, layer: Layer, points: number, replaces: RecordId | null = null) {
    return this.write('sheet.submitted/1', sheetBody(scale, subject, layer, points, replaces))
  }
}

export function entryOf(criterion: string, values: Partial<Entry>): Entry {
  return { ...emptyEntry(criterion as CriterionCode), ...values }
}

export function sheetBody(
  scale: RecordId,
  subject: string,
  layer: Layer,
  points: number,
  replaces: RecordId | null = null,
): SheetSubmitted {
  return {
    round,
    subject: subject as SubjectCode,
    layer,
    scale,
    assignments: null,
    plan: null,
    entries: [entryOf('1', { points }), entryOf('2', { result: '1' })],
    documents: [],
    note: '',
    replaces,
    enteredFor: null,
  }
}

export const scale: Scale = {
  title: 'Thang điểm thử',
  total: 1500,
  criteria: [
    { code: '1' as CriterionCode, title: 'Tham mưu', max: 1000, rule: { kind: 'direct' } },
    { code: '2' as CriterionCode, title: 'Bảo đảm an toàn', max: 500, rule: { kind: 'passFail' } },
  ],
}

export const season: Season = {
  year: 2021,
  name: 'Năm thi đua thử',
  motto: '',
  practice: true,
  authority: { name: 'Công an tỉnh', standingOffice: 'PX03', superior: '', place: '' },
  closes: null,
  clusters: [
    { code: cluster, name: 'Cụm 1', field: '', lead: 'PX01' as UnitCode, deputy: 'PH10' as UnitCode },
  ],
  units: unitCodes.map((code) => ({ code, name: `Đơn vị ${code}`, cluster })),
  rounds: [{ code: round, name: 'Quý I', scope: 'withinCluster' }],
  titles: [],
  policies: {
    countingLayer: 'appraisal',
    crossEntry: 'oneSeat',
    leadAppraisedBy: 'deputy',
    noTarget: 'exclude',
    metShare: '1/2',
    ties: [],
    yearFrom: 'finalRound',
    scaleOwner: 'authority',
  },
}

const seatsToInvite: readonly Seat[] = [leadSeat(cluster), ...unitCodes.map(unitSeat)]

export interface SmallSeason {
  readonly id: SeasonId
  readonly authority: Machine
  /** The lead unit's machine holds two seats. */
  readonly lead: Machine
  readonly unit: Machine
  readonly deputy: Machine
  readonly scale: RecordId
  readonly founding: SignedRecord
}

function invitationOf(seat: Seat): string {
  return `invitation ${seat}`
}

/** Founded, scale published, every seat enrolled; nothing submitted yet. `name` makes seasons differ. */
export function foundSmallSeason(name = 'năm'): SmallSeason {
  const authority = new Machine(`authority ${name}`)
  const key = hexOf(authority.signer.publicKey) as PublicKeyHex
  const seats: readonly SeatEntry[] = [
    { seat: authoritySeat, invitations: [], holders: [{ device: authority.device, upTo: null }] },
    ...seatsToInvite.map((seat) => ({
      seat,
      invitations: [hexOf(signerOf(invitationOf(seat)).publicKey) as PublicKeyHex],
      holders: [],
    })),
  ]
  const founding = authority.write('season.founded/1', {
    founder: {
      key,
      encryptionKey: hexOf(crypto.encryptionPublicKey(seedOf(name))) as PublicKeyHex,
      seat: authoritySeat,
    },
    recoveryKey: hexOf(signerOf(`recovery ${name}`).publicKey) as PublicKeyHex,
    season,
    seats: [...seats],
  })
  const id = founding.id as string as SeasonId
  authority.season = id
  authority.basis = founding.id
  const scaleRecord = authority.write('scale.published/1', { cluster: null, scale, replaces: null })
  const join = (machineName: string, ...taken: readonly Seat[]): Machine => {
    const machine = new Machine(`${machineName} ${name}`)
    machine.season = id
    machine.basis = founding.id
    for (const seat of taken) machine.enrol(seat, invitationOf(seat))
    return machine
  }
  return {
    id,
    authority,
    lead: join('lead', leadSeat(cluster), unitSeat('PX01' as UnitCode)),
    unit: join('unit', unitSeat('PV01' as UnitCode)),
    deputy: join('deputy', unitSeat('PH10' as UnitCode)),
    scale: scaleRecord.id,
    founding,
  }
}

export function headsOf(records: readonly SignedRecord[]): readonly FeedHead[] {
  const prevs = new Set(records.map((record) => record.envelope.prev))
  return holdsOf(
    records
      .filter((record) => !prevs.has(record.id))
      .map(({ id, envelope }) => ({ author: envelope.author, seq: envelope.seq, head: id })),
  )
}

export function bundleOf(
  exporter: Machine,
  records: readonly SignedRecord[],
  changes: Partial<BundleContent> = {},
): Uint8Array {
  const content: BundleContent = {
    season: (exporter.season === '' ? 'f'.repeat(64) : exporter.season) as SeasonId,
    number: 1,
    createdAt: at,
    purpose: 'submission',
    records,
    attachments: [],
    holds: headsOf(records),
    recipients: [],
    appVersion: '0.1.0',
    ...changes,
  }
  return expectOk(encodeBundle(content, exporter.signer, crypto), 'encoded')
}

/** The keys a database that holds these feeds would know. */
export function keysOf(machines: readonly Machine[]): ReadonlyMap<DeviceId, Uint8Array> {
  return new Map(machines.map((machine) => [machine.device, machine.signer.publicKey]))
}

/** The smallest PNG anybody would send: its opening is what makes it one. */
export const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])

export function sha256Hex(bytes: Uint8Array): Sha256Hex {
  return hexOf(crypto.sha256(bytes)) as Sha256Hex
}
