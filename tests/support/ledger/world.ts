import type {
  ClusterCode,
  CriterionCode,
  PublicKeyHex,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  SubjectCode,
  UnitCode,
} from '../../../shared/domain/ids.ts'
import { authoritySeat, leadSeat, unitSeat } from '../../../shared/domain/ids.ts'
import type { Policies, Season, SeatEntry } from '../../../shared/domain/season.ts'
import { emptyEntry, type SheetSubmitted } from '../../../shared/domain/sheet.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import { fold } from '../../../shared/ledger/fold.ts'
import { judge } from '../../../shared/ledger/judge.ts'
import type { ReadRecord } from '../../../shared/ledger/read-record.ts'
import type { SeasonState } from '../../../shared/ledger/state.ts'
import type { Verdict } from '../../../shared/ledger/verdict.ts'
import { Device, factsOf } from './device.ts'
import { quickCrypto, quickSigner, seedOf } from './quick-crypto.ts'

export const within = 'Q1' as RoundCode
export const between = 'Y1' as RoundCode
export const one = '1' as ClusterCode
export const two = '2' as ClusterCode
/** `A1` leads cluster 1 with `A2` as deputy; `B1` leads cluster 2, which has no deputy. */
export const unitsOf: { readonly [cluster: string]: readonly UnitCode[] } = {
  '1': ['A1', 'A2', 'A3', 'A4'].map((code) => code as UnitCode),
  '2': ['B1', 'B2'].map((code) => code as UnitCode),
}

export function seasonWith(policies: Partial<Policies> = {}): Season {
  return {
    year: 2021,
    name: 'Năm thi đua thử',
    motto: '',
    practice: true,
    authority: { name: 'Công an tỉnh', standingOffice: 'PX03', superior: '', place: '' },
    closes: null,
    clusters: [
      { code: one, name: 'Cụm 1', field: '', lead: 'A1' as UnitCode, deputy: 'A2' as UnitCode },
      { code: two, name: 'Cụm 2', field: '', lead: 'B1' as UnitCode, deputy: null },
    ],
    units: Object.entries(unitsOf).flatMap(([cluster, codes]) =>
      codes.map((code) => ({ code, name: code, cluster: cluster as ClusterCode })),
    ),
    rounds: [
      { code: within, name: 'Quý I', scope: 'withinCluster' },
      { code: between, name: 'Năm', scope: 'betweenClusters' },
    ],
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
      ...policies,
    },
  }
}

const seatsToInvite: readonly Seat[] = [
  leadSeat(one),
  leadSeat(two),
  ...Object.values(unitsOf).flat().map(unitSeat),
]

export function invitationOf(seat: Seat): string {
  return `invitation ${seat}`
}
export const recoverySecret = 'recovery'

export function publicKeyOf(name: string): PublicKeyHex {
  return hexOf(quickSigner(seedOf(name)).publicKey) as PublicKeyHex
}

/** A season with a founder and, once they joined, its devices; everything written so far in `records`. */
export class World {
  readonly founder: Device
  readonly founding: ReadRecord
  readonly id: SeasonId
  readonly season: Season
  readonly devices: Device[] = []

  constructor(season: Season = seasonWith(), founderSeat: Seat = authoritySeat) {
    this.season = season
    this.founder = new Device('founder', '', null)
    const { key, encryptionKey } = this.founder
    this.founding = this.founder.write('season.founded/1', {
      founder: { key, encryptionKey, seat: founderSeat },
      recoveryKey: publicKeyOf(recoverySecret),
      season,
      seats: [...this.seats()],
    })
    this.id = this.founding.id as string as SeasonId
    this.founder.season = this.id
    this.founder.basis = this.founding.id
    this.devices.push(this.founder)
  }

  /** Seats with their invitations and these holders. */
  seats(holders: { readonly [seat: string]: SeatEntry['holders'] } = {}): readonly SeatEntry[] {
    const invited = seatsToInvite.map((seat) => ({
      seat,
      invitations: [publicKeyOf(invitationOf(seat))],
      holders: holders[seat] ?? [],
    }))
    return [{ seat: authoritySeat, invitations: [], holders: holders[authoritySeat] ?? [] }, ...invited]
  }

  stranger(name: string): Device {
    const device = new Device(name, this.id, this.newest)
    this.devices.push(device)
    return device
  }

  join(name: string, ...seats: readonly Seat[]): Device {
    const device = this.stranger(name)
    for (const seat of seats) device.enrol(seat, invitationOf(seat))
    return device
  }

  /** The newest season record the founder knows of. */
  get newest(): RecordId {
    return this.founder.basis ?? this.founding.id
  }

  /** Revises the season and lets the author rest on it from now on. Others learn of it with `inform`. */
  revise(
    holders: { readonly [seat: string]: SeatEntry['holders'] } = {},
    by: Device = this.founder,
    replaces: RecordId = this.newest,
    season: Season = this.season,
  ): ReadRecord {
    const revision = by.write('season.revised/1', {
      replaces,
      season,
      seats: [...this.seats(holders)],
      reason: 'điều chỉnh',
    })
    by.basis = revision.id
    if (by !== this.founder) this.founder.basis = revision.id
    return revision
  }

  inform(...devices: readonly Device[]): void {
    for (const device of devices) device.basis = this.newest
  }

  get records(): readonly ReadRecord[] {
    return [...new Map(this.devices.flatMap((device) => device.feed).map((each) => [each.id, each])).values()]
  }

  publishScale(by: Device = this.founder, cluster: ClusterCode | null = null): ReadRecord {
    return by.write('scale.published/1', {
      cluster,
      scale: {
        title: 'Thang điểm',
        total: 1000,
        criteria: [{ code: 'c1' as CriterionCode, title: 'Tiêu chí', max: 1000, rule: { kind: 'direct' } }],
      },
      replaces: null,
    })
  }
}

export function sheetOf(scale: RecordId, changes: Partial<SheetSubmitted> = {}): SheetSubmitted {
  return {
    round: within,
    subject: 'A3' as SubjectCode,
    layer: 'self',
    scale,
    assignments: null,
    plan: null,
    entries: [{ ...emptyEntry('c1' as CriterionCode), points: 500 }],
    documents: [],
    note: '',
    replaces: null,
    enteredFor: null,
    ...changes,
  }
}

export function subject(code: string): SubjectCode {
  return code as SubjectCode
}

export interface Outcome {
  of(record: ReadRecord): Verdict
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  readonly state: SeasonState | null
}

/** Judges and folds these records, as a machine that holds them would. */
export function outcomeOf(records: readonly ReadRecord[]): Outcome {
  const facts = factsOf(records)
  const judgement = judge(facts, quickCrypto)
  const bodies = new Map(records.flatMap(({ id, typed }) => (typed === null ? [] : [[id, typed] as const])))
  return {
    of(record) {
      const verdict = judgement.verdicts.get(record.id)
      if (verdict === undefined) throw new Error('a record without verdict')
      return verdict
    },
    verdicts: judgement.verdicts,
    state: fold(facts, judgement, (id) => bodies.get(id) ?? null),
  }
}

export const valid: Verdict = { status: 'valid' }
