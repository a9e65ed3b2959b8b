import { z } from 'zod'
import type { DeviceId, SeasonId, Seat } from '../domain/ids.ts'
import { type CrossEntry, crossEntrySchema } from '../domain/season.ts'
import { integer, text } from '../domain/values.ts'
import type { CopyDoubt, UnkeptNote } from '../ledger/copy-doubt.ts'
import { command, query } from './define.ts'
import type { Failure, FolderFailure, WriteFailure } from './failures.ts'
import { fileHandleSchema } from './files.ts'

export interface HostInfo {
  readonly host: 'electron' | 'loopback'
  readonly version: string
  /** What only this host can do. */
  readonly printing: { readonly kind: 'hostPdf' } | { readonly kind: 'browserOnly' }
  readonly chooser: { readonly kind: 'native' } | { readonly kind: 'served' }
}

export interface SeasonBrief {
  readonly id: SeasonId
  readonly year: number
  readonly name: string
  readonly practice: boolean
  readonly device: DeviceId
  /** Seats this machine holds. */
  readonly ownSeats: readonly Seat[]
  /** `awaitingOwnRecords`: perhaps an older copy; read-only until its own records came home or a person declares. */
  readonly writing: 'allowed' | 'awaitingOwnRecords' | 'cutOrForked'
  /** Why own records are awaited. */
  readonly doubts: readonly ShownDoubt[]
  /** Places where it could not be noted how far this machine has written. */
  readonly unkept: readonly UnkeptNote[]
}

/** A doubt about this copy, with the seats of the device that claims to hold more. */
export type ShownDoubt =
  | Exclude<CopyDoubt, { readonly doubt: 'claimed' }>
  | (Extract<CopyDoubt, { readonly doubt: 'claimed' }> & { readonly seats: readonly Seat[] })

export type WorkspaceStatus =
  | { readonly state: 'new' }
  | {
      readonly state: 'locked'
      readonly accounts: readonly { readonly name: string; readonly role: string }[]
      readonly practice: boolean
    }
  | {
      readonly state: 'open'
      readonly account: { readonly name: string; readonly role: string }
      readonly practice: boolean
      readonly season: SeasonBrief | null
      /** The folder lies elsewhere than when this machine last wrote: it was moved, or it is a copy of another one. */
      readonly elsewhere?: true
    }

/** A slip to print or save: groups of four characters, then the check group. */
export interface Slip {
  readonly seat: Seat | 'recovery'
  readonly code: string
  readonly checkGroup: string
  /** Text for the QR: the secret and the full season id. */
  readonly qrText: string
}

const passphrase = z.string().max(200)
const accountName = text(100, 1)
const joinedFiles = z.array(fileHandleSchema).min(1).max(500)

export interface PresetSummary {
  readonly id: string
  readonly name: string
  readonly year: number
  readonly about: string
  readonly clusters: number
  readonly units: number
  readonly scaleTitle: string
  readonly crossEntry: CrossEntry
}

/** What joining with the recovery slip does to the machines that were the founder until now, or claim to be. */
export interface RecoveryView {
  readonly cuts: readonly {
    readonly device: DeviceId
    /** The number of the last record that counts, who wrote it, and when as its author's clock said. */
    readonly seq: number
    readonly actor: string
    readonly at: string
    /** Records in the bundles that lie beyond. */
    readonly beyond: number
  }[]
}

export const workspaceCalls = {
  'host.info': query<HostInfo>()('anyone', z.strictObject({})),
  'workspace.status': query<WorkspaceStatus, FolderFailure>()('anyone', z.strictObject({})),
  'workspace.unlock': command<null, FolderFailure | Failure<'wrongPassphrase' | 'passphrasePause'>>()(
    'anyone',
    z.strictObject({ account: accountName, passphrase }),
  ),
  'workspace.recover': command<
    null,
    FolderFailure | Failure<'recoveryCodeWrong' | 'passphrasePause' | 'weakPassphrase'>
  >()('anyone', z.strictObject({ recoveryCode: z.string().max(200), newPassphrase: passphrase })),
  /**
   * A person says that no other copy of this machine is in use or ever will be. Kept on this machine with the account
   * and the time. Without a doubt it does nothing.
   */
  'workspace.declareOnlyCopy': command<null, Failure<'noSeason' | 'storeFailed'>>()(
    'unlocked',
    z.strictObject({}),
  ),
  'workspace.lock': command<null>()('unlocked', z.strictObject({})),
  /** A phrase of five words that fulfils the rules; shown while it is created. */
  'workspace.suggestPassphrase': query<{ readonly passphrase: string }>()('anyone', z.strictObject({})),
  /** Makes the practice season in this empty folder: the founding case, played with seeded keys and clock. */
  'practice.open': command<{ readonly passphrase: string }, FolderFailure | Failure<'workspaceExists'>>()(
    'anyone',
    z.strictObject({}),
  ),
  'founding.presets': query<readonly PresetSummary[]>()('anyone', z.strictObject({})),
  /** Composes the founding without writing it: the recovery slip must be printed or saved first. */
  'founding.prepare': command<
    { readonly recovery: Slip; readonly machineRecoveryCode: string; readonly seasonName: string },
    | FolderFailure
    | Failure<'workspaceExists' | 'weakPassphrase' | 'presetUnknown' | 'presetInvalid' | 'inputRefused'>
  >()(
    'anyone',
    z.strictObject({
      preset: z.string().max(100),
      year: integer().min(2000).max(2200),
      name: text(300, 1),
      /** Left out: as the preset says. */
      crossEntry: crossEntrySchema.optional(),
      account: accountName,
      passphrase,
    }),
    [],
  ),
  'founding.commit': command<null, FolderFailure | Failure<'foundingNotPrepared' | 'workspaceExists'>>()(
    'anyone',
    z.strictObject({ slipKept: z.enum(['printed', 'saved']) }),
  ),
  /**
   * Opens bundles of a season with the code of an invitation or of its recovery slip and says what would be joined;
   * writes nothing.
   */
  'joining.look': command<
    {
      readonly seat: Seat
      readonly seatName: string
      readonly seasonName: string
      readonly year: number
      readonly authority: string
      readonly practice: boolean
      /** With the recovery slip; null: with an invitation. */
      readonly recovery: RecoveryView | null
    },
    Failure<
      | 'bundleRefused'
      | 'fileGone'
      | 'fileTooLarge'
      | 'storeFailed'
      | 'cancelled'
      | 'invitationMistyped'
      | 'invitationForeign'
      | 'invitationUnknown'
      | 'invitationUsed'
    >
  >()('readingFiles', z.strictObject({ files: joinedFiles, code: z.string().max(200) })),
  'joining.commit': command<
    { readonly machineRecoveryCode: string },
    | FolderFailure
    | Failure<
        | 'workspaceExists'
        | 'weakPassphrase'
        | 'bundleRefused'
        | 'fileGone'
        | 'fileTooLarge'
        | 'cancelled'
        | 'invitationMistyped'
        | 'invitationForeign'
        | 'invitationUnknown'
        | 'invitationUsed'
      >
  >()(
    'readingFiles',
    z.strictObject({ files: joinedFiles, code: z.string().max(200), account: accountName, passphrase }),
  ),
  /** One more seat on this machine: the lead unit holds two. */
  'joining.addSeat': command<
    { readonly seat: Seat },
    | WriteFailure
    | Failure<
        | 'invitationMistyped'
        | 'invitationForeign'
        | 'invitationUnknown'
        | 'invitationUsed'
        | 'recoveryNeedsNewMachine'
      >
  >()('unlocked', z.strictObject({ code: z.string().max(200) })),
} as const
