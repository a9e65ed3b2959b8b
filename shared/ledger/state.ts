import type { AgreementDrafted } from '../domain/agreement.ts'
import type { AssignmentsPublished, ScalePublished } from '../domain/assignment.ts'
import type { SignatoryEnrolled } from '../domain/device.ts'
import type {
  ClusterCode,
  DeviceId,
  PublicKeyHex,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  SubjectCode,
} from '../domain/ids.ts'
import type { ExclusionRecorded, InspectionPlanned, RoundClosed } from '../domain/round.ts'
import type { Season, SeatEntry } from '../domain/season.ts'
import type { Layer } from '../domain/sheet.ts'

/** Where a projected thing comes from. `at` and `actor` are shown only. */
export interface Origin {
  readonly record: RecordId
  readonly author: DeviceId
  readonly seq: number
  readonly at: string
  readonly actor: string
}

/** One of several versions of a thing: `current` is in force, the others are kept for history. */
export interface Versioned<Body> extends Origin {
  readonly body: Body
  readonly current: boolean
}

export interface HeldSeat {
  readonly seat: Seat
  /** In order of holding, the last one is the present holder. Empty: nobody, or contested. */
  readonly holders: readonly { readonly device: DeviceId; readonly upTo: number | null }[]
  /** Two or more enrolled and none listed: nobody holds it until the founder lists one. */
  readonly contested: boolean
}

export interface EnrolledDevice {
  readonly device: DeviceId
  readonly key: PublicKeyHex
  readonly encryptionKey: PublicKeyHex
  readonly seats: readonly Seat[]
  readonly forkedAt: number | null
}

export interface Signature extends Origin {
  readonly seat: Seat
  readonly signatory: RecordId
  readonly signature: string
}

export interface AgreementVersion extends Versioned<AgreementDrafted> {
  readonly signatures: readonly Signature[]
}

/** A sheet without its entries; those are read from the record's body when they are needed. */
export interface SheetVersion extends Origin {
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly layer: Layer
  readonly scale: RecordId
  readonly assignments: RecordId | null
  readonly plan: RecordId | null
  readonly replaces: RecordId | null
  readonly enteredFor: boolean
  readonly scored: number
  /** The seat in whose name its author entered it; null: no season record names the author an owner. */
  readonly seat: Seat | null
  /**
   * `current`: the newest of its seat; several seats may stand side by side. `superseded`: a newer one of the same
   * feed or of a later holder took its place. `outranked`: not older, but the sheet of somebody else goes before it:
   * own before entered-for, a present owner before a former one. `planOutdated`: made under an older plan. Only
   * what is current can count; all are kept.
   */
  readonly standing: 'current' | 'superseded' | 'outranked' | 'planOutdated'
}

/** `current`: in force, that is the last one of its round and cluster and not reopened. */
export interface Closing extends Versioned<RoundClosed> {
  /** What lifted it; empty: nothing did. Several do what one does. */
  readonly reopenings: readonly (Origin & { readonly reason: string })[]
  /**
   * Something it rests on has changed since: a fork, a cut, a newer sheet, the sheet of another seat that it did
   * not weigh. Shown, never applied; of a closing that is not in force nobody asks.
   */
  readonly changedSince: readonly {
    readonly record: RecordId
    readonly why: 'newerSheet' | 'otherSheet' | 'notValid' | 'newExclusion'
  }[]
}

/** Everything the valid records say, as one plain value. Arrays are sorted, so equal sets give equal states. */
export interface SeasonState {
  readonly id: SeasonId
  /** The newest valid season record: founding or revision. */
  readonly basis: RecordId
  readonly founder: DeviceId
  /** The founder's feed is forked and nobody has recovered it: nothing new can be revised. */
  readonly founderFrozen: boolean
  readonly founderSeat: Seat
  /** The public half of the recovery slip. */
  readonly recoveryKey: PublicKeyHex
  readonly season: Season
  readonly seats: readonly SeatEntry[]
  readonly heldSeats: readonly HeldSeat[]
  readonly devices: readonly EnrolledDevice[]
  readonly signatories: readonly (Origin & { readonly body: SignatoryEnrolled })[]
  readonly scales: readonly Versioned<ScalePublished>[]
  readonly assignments: readonly Versioned<AssignmentsPublished>[]
  readonly agreements: readonly AgreementVersion[]
  readonly plans: readonly Versioned<InspectionPlanned>[]
  readonly sheets: readonly SheetVersion[]
  /** By round and subject, the newest first. */
  readonly exclusions: readonly Versioned<ExclusionRecorded>[]
  readonly closings: readonly Closing[]
  /** Valid chains of kinds this version cannot read: standings may depend on them. */
  readonly unknownKinds: readonly { readonly record: RecordId; readonly kind: string }[]
  /** Records whose body this seat was not given. */
  readonly withheld: number
}

/** The one scale, assignment list, plan or closing in force for a cluster (its own before the common one). */
export function currentFor<
  Item extends { readonly current: boolean; readonly body: { readonly cluster: ClusterCode | null } },
>(items: readonly Item[], cluster: ClusterCode | null): Item | undefined {
  const current = items.filter((item) => item.current)
  return (
    current.find((item) => item.body.cluster === cluster) ??
    current.find((item) => item.body.cluster === null)
  )
}
