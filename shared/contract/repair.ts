import { z } from 'zod'
import {
  type DeviceId,
  deviceIdSchema,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  type Seat,
  type SubjectCode,
  seatSchema,
} from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'
import { text } from '../domain/values.ts'
import type { Verdict } from '../ledger/verdict.ts'
import { command, query } from './define.ts'
import type { ImportResult } from './exchange.ts'
import type { Failure, WriteFailure } from './failures.ts'
import type { Slip } from './workspace.ts'

/** One record as a repair shows it. */
export interface RepairRecord {
  readonly record: RecordId
  readonly author: DeviceId
  readonly seq: number
  readonly kind: string
  /** As its author's clock said. */
  readonly at: string
  readonly actor: string
  readonly round: RoundCode | null
  readonly subject: SubjectCode | null
  readonly layer: Layer | null
  readonly verdict: Verdict
  /** An act of this screen may make it valid; the preview says for certain. */
  readonly mayAdmit: boolean
}

/** A device that something is wrong with, or that something is to be decided about. */
export interface RepairDevice {
  readonly device: DeviceId
  readonly own: boolean
  /** Seats it enrolled for. */
  readonly seats: readonly Seat[]
  readonly actors: readonly string[]
  /** Of its first and newest record, as its clock said. */
  readonly since: string
  readonly newest: string
  readonly records: number
  readonly sheets: number
}

/** One way on from a doubled number. */
export interface RepairBranch {
  /** What it says, from the doubled number on; the first ones. */
  readonly records: readonly RepairRecord[]
  readonly more: number
  /** Its last record: a cut there keeps the whole branch. */
  readonly last: RecordId
  /** Seats whose machines are known to have it. */
  readonly knownBy: readonly Seat[]
  /** In force by a cut. */
  readonly kept: boolean
}

export type RepairCase =
  | {
      readonly case: 'fork'
      readonly device: RepairDevice
      /** The first doubled number. */
      readonly at: number
      readonly branches: readonly RepairBranch[]
      /** The last record before the doubled number; null: there is none. */
      readonly before: RecordId | null
      readonly settled: boolean
    }
  | { readonly case: 'contestedSeat'; readonly seat: Seat; readonly devices: readonly RepairDevice[] }
  /** Nobody holds this seat any more: its last holder was cut. */
  | { readonly case: 'vacantSeat'; readonly seat: Seat }
  | QuarantineCase<'cut'>
  | QuarantineCase<'quarantined'>

/** A seat about which nothing is wrong in the records, and whose machine or slip may be lost all the same. */
export interface RepairSeat {
  readonly seat: Seat
  /** Null: nobody has joined on its invitation yet. */
  readonly holder: DeviceId | null
  readonly own: boolean
}

/** The machine that holds a seat, and what of it is held. */
export interface SeatMachine {
  readonly device: RepairDevice
  /** Where it can be cut, the newest first; what comes after a gap or a doubled number is not among them. */
  readonly records: readonly RepairRecord[]
  readonly more: number
}

/** What a device wrote beyond its cut, or is quarantined for other reasons; the first ones. */
interface QuarantineCase<Case extends 'cut' | 'quarantined'> {
  readonly case: Case
  readonly device: RepairDevice
  readonly records: readonly RepairRecord[]
  readonly more: number
}

const act = z.discriminatedUnion('act', [
  /** Of several machines that enrolled for a seat this one holds it; it is listed, the others are not. */
  z.strictObject({ act: z.literal('chooseDevice'), seat: seatSchema, device: deviceIdSchema }),
  /** The feed of this record's author counts up to exactly it and goes on no more. */
  z.strictObject({ act: z.literal('setCut'), record: recordIdSchema }),
  /** The founder's machine holds a seat beside its own no more: what it wrote for it until now counts. */
  z.strictObject({ act: z.literal('giveUp'), seat: seatSchema }),
  /** The seat's earlier invitations end, and a machine that joins on the new one holds it. */
  z.strictObject({ act: z.literal('newInvitation'), seat: seatSchema }),
  /** A quarantined record counts, with everything before it in its feed. */
  z.strictObject({ act: z.literal('admit'), record: recordIdSchema }),
])
export type RepairAct = z.infer<typeof act>

/** Records that an act makes valid, or valid no longer: how many, and the first of them. */
export interface RepairChange {
  readonly total: number
  readonly records: readonly RepairRecord[]
}

export interface RepairPreview {
  readonly becomeValid: RepairChange
  readonly becomeInvalid: RepairChange
  readonly moved: ImportResult['moved']
}

export const repairCalls = {
  'repair.list': query<
    {
      readonly cases: readonly RepairCase[]
      /** Seats that no case is about and that the founder can settle all the same. */
      readonly seats: readonly RepairSeat[]
      readonly mayRepair: boolean
    },
    Failure<'noSeason'>
  >()('unlocked', z.strictObject({})),
  /** The machine that holds a seat; null: none does, or several. */
  'repair.seat': query<{ readonly machine: SeatMachine | null }, Failure<'noSeason'>>()(
    'unlocked',
    z.strictObject({ seat: seatSchema }),
  ),
  /** What an act would change; nothing is written. */
  'repair.preview': query<RepairPreview, Failure<'noSeason' | 'notYourSeat' | 'repairImpossible'>>()(
    'unlocked',
    z.strictObject({ act }),
  ),
  /** Writes the revision. With a new invitation its slip comes back; it can be printed later, too. */
  'repair.apply': command<
    { readonly record: RecordId; readonly slip: Slip | null },
    WriteFailure | Failure<'repairImpossible'>
  >()('unlocked', z.strictObject({ act, reason: text(500) })),
} as const
