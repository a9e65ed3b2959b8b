import type { AgreementDrafted } from '../../../shared/domain/agreement.ts'
import {
  authoritySeat,
  type ClusterCode,
  leadSeat,
  type PublicKeyHex,
  type RecordId,
  type Seat,
  type SignatureHex,
  type UnitCode,
  unitSeat,
} from '../../../shared/domain/ids.ts'
import type { InspectionPlanned, RoundClosed } from '../../../shared/domain/round.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../../shared/kernel/canonical-json.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { purposeBytes } from '../../../shared/ledger/purposes.ts'
import type { ReadRecord } from '../../../shared/ledger/read-record.ts'
import type { Device } from './device.ts'
import { hexOfSeed, quickSigner, seedOf } from './quick-crypto.ts'
import { one, seasonWith, subject, two, unitsOf, World, within } from './world.ts'

/** A season in which every seat is taken, with a common scale: who is who in most tests. */
export interface Cast {
  readonly world: World
  readonly scale: ReadRecord
  /** Holds `lead:1` and `unit:A1`. */
  readonly lead: Device
  /** Holds `lead:2` and `unit:B1`. */
  readonly otherLead: Device
  readonly unit: (code: string) => Device
}

export function castOf(season: Season = seasonWith()): Cast {
  const world = new World(season)
  const scale = world.publishScale()
  const leadUnits: readonly string[] = ['A1', 'B1']
  const lead = world.join('lead 1', leadSeat(one), unitSeat('A1' as UnitCode))
  const otherLead = world.join('lead 2', leadSeat(two), unitSeat('B1' as UnitCode))
  const units = new Map<string, Device>([
    ['A1', lead],
    ['B1', otherLead],
  ])
  for (const code of Object.values(unitsOf).flat()) {
    if (!leadUnits.includes(code)) units.set(code, world.join(code, unitSeat(code)))
  }
  return {
    world,
    scale,
    lead,
    otherLead,
    unit(code) {
      const device = units.get(code)
      if (device === undefined) throw new Error(`no unit ${code}`)
      return device
    },
  }
}

export function planOf(changes: Partial<InspectionPlanned> = {}): InspectionPlanned {
  const teams = [{ seats: [unitSeat('A2' as UnitCode)], subjects: [subject('A3'), subject('A4')] }]
  return { round: within, cluster: one, teams, ...changes }
}

export function closingOf(
  scale: RecordId,
  records: readonly ReadRecord[],
  changes: Partial<RoundClosed> = {},
): RoundClosed {
  return {
    round: within,
    cluster: one,
    scale,
    assignments: null,
    records: records.map((record) => record.id).sort(),
    standings: hexOfSeed('standings') as RoundClosed['standings'],
    gaps: [],
    ties: [],
    choices: [],
    reopening: null,
    ...changes,
  }
}

export function agreementOf(
  scope: ClusterCode | null,
  parties: readonly Seat[] = [leadSeat(one), leadSeat(two)],
): AgreementDrafted {
  return {
    scope,
    title: 'Giao ước thi đua',
    parties: [...parties],
    articles: [{ no: 1, title: 'Nội dung', targets: [] }],
    motto: '',
    titles: [{ seat: parties[0] ?? authoritySeat, title: 'lá cờ đầu' }],
    replaces: null,
  }
}

const signatorySecret = 'signatory'

export function enrolSignatory(device: Device): ReadRecord {
  return device.write('signatory.enrolled/1', {
    name: 'Nguyễn Văn A',
    rank: 'Thượng tá',
    position: 'Trưởng phòng',
    key: hexOf(quickSigner(seedOf(`${device.name} ${signatorySecret}`)).publicKey) as PublicKeyHex,
  })
}

/** A sign-off, by the key of `signer`'s signatory. */
export function signOff(
  device: Device,
  agreement: ReadRecord,
  seat: Seat,
  signatory: ReadRecord,
  signer: Device = device,
): ReadRecord {
  if (device.season === '') throw new Error('only inside a season')
  const statement = {
    format: 'giaouoc/signoff/1',
    season: device.season,
    agreement: agreement.id,
    seat,
    signatory: signatory.id,
  } as const
  const bytes = purposeBytes('signoff', expectOk(canonicalBytes(statement), 'plain'))
  const signature = quickSigner(seedOf(`${signer.name} ${signatorySecret}`)).sign(bytes)
  return device.write('agreement.signed/1', {
    statement,
    signature: hexOf(signature) as SignatureHex,
  })
}
