import type { CriterionCode, RecordId, Seat, SubjectCode } from '../domain/ids.ts'
import type { PassphraseWeakness } from '../domain/passphrase.ts'
import type { BundleError } from '../exchange/bundle-error.ts'
import type { QuarantineReason } from '../ledger/verdict.ts'
import type { ScoringProblem } from '../scoring/scoring-problem.ts'
import type { ScaleProblem } from '../scoring/validate-scale.ts'
import type { InputProblem } from './input-problem.ts'
import type { SheetDifference } from './side-by-side.ts'

/** Why an entry of a sheet cannot be submitted as it is. */
export interface EntryProblem {
  readonly criterion: CriterionCode
  /** A code of the scoring engine, or `criterionNotOnScale`. */
  readonly problem: string
  /** The engine's problem with what its sentence needs (`describeScoringProblem`). */
  readonly detail?: ScoringProblem
}

/**
 * Why a lot is refused: its subjects are not tied with each other; it names only some of those tied (`subjects`: who is
 * missing); a subject stands twice, in one lot or in two; a subject competes elsewhere.
 */
export type TieFault = 'notTied' | 'notWhole' | 'repeated' | 'foreign'

/** Every expected refusal of the application, with what the sentence about it needs. Sentences: `shared/messages`. */
export interface FailureByCode {
  /** A value that cannot stand where it was given; any call may be refused for it. */
  readonly inputRefused: InputProblem
  readonly locked: object
  readonly workspaceExists: object
  readonly wrongPassphrase: { readonly waitSeconds: number }
  /** Nothing was tried: the pause after the last wrong passphrase or code is not over. */
  readonly passphrasePause: { readonly waitSeconds: number }
  readonly weakPassphrase: { readonly why: PassphraseWeakness }
  readonly recoveryCodeWrong: object
  readonly folderInUse: { readonly folder: string }
  readonly folderNotWritable: { readonly folder: string }
  readonly folderNotPrivate: {
    readonly folder: string
    readonly path: string
    readonly why: 'foreignOwner' | 'noPermissions' | 'otherContent'
  }
  readonly folderDamaged: {
    readonly folder: string
    readonly what: 'keyring' | 'database' | 'noDatabase' | 'twoSeasons'
  }
  readonly databaseNewer: { readonly found: number; readonly known: number }
  readonly noSeason: object
  readonly presetUnknown: { readonly preset: string }
  readonly foundingNotPrepared: object
  readonly presetInvalid: {
    readonly preset: string
    readonly inputs: readonly InputProblem[]
    readonly scale: readonly ScaleProblem[]
  }
  readonly scaleInvalid: { readonly problems: readonly ScaleProblem[] }
  readonly invitationMistyped: { readonly why: 'length' | 'alphabet' | 'range' }
  /** The check group does not fit: mistyped, or of another season. */
  readonly invitationForeign: object
  readonly invitationUnknown: object
  readonly invitationUsed: { readonly seat: Seat }
  /** The recovery slip makes a new machine the founder; one that has joined already stays what it is. */
  readonly recoveryNeedsNewMachine: object
  readonly practiceMixed: object
  readonly notYourSeat: { readonly seats: readonly Seat[] }
  readonly readOnlyUntilOwnRecords: object
  readonly roundUnknown: object
  readonly roundClosed: { readonly closing: RecordId }
  /** It was reopened before, or is not the closing in force. */
  readonly closingNotInForce: { readonly closing: RecordId }
  /** No revision can do what was asked. */
  readonly repairImpossible: {
    readonly why:
      | 'unknownRecord'
      | 'notEnrolled'
      | 'forkedDevice'
      | 'founderSeat'
      | 'ownDevice'
      | 'seatHeld'
      | 'chooseFirst'
      | 'invitationOpen'
      /** The record would stay as it is, whatever holders and cuts say. */
      | 'notCured'
  }
  readonly subjectUnknown: { readonly subject: SubjectCode }
  readonly noScale: object
  readonly noPlan: object
  readonly sheetInvalid: { readonly problems: readonly EntryProblem[] }
  readonly sheetUnchanged: object
  readonly draftScaleOld: object
  /** Another window changed the draft since; what was sent is kept aside. `version`: the one that stands. */
  readonly draftChanged: { readonly version: number }
  readonly signatoryUnknown: object
  readonly notAParty: { readonly seat: Seat }
  readonly alreadySigned: { readonly seat: Seat }
  readonly agreementSuperseded: object
  readonly planInvalid: {
    readonly why: 'ownUnit' | 'subjectTwice' | 'unknownSeat'
    readonly subject: SubjectCode | null
  }
  readonly alreadyExcluded: { readonly subject: SubjectCode }
  readonly gapsOpen: {
    readonly gaps: readonly { readonly subject: SubjectCode; readonly criterion: CriterionCode | null }[]
  }
  /** Members of an inspecting team differ, and no sheet is chosen. */
  readonly differencesOpen: { readonly differences: readonly SheetDifference[] }
  /** A lot or vote that settles nothing: see `TieFault`. */
  readonly tieInvalid: { readonly why: TieFault; readonly subjects: readonly SubjectCode[] }
  /** By the rules that every machine judges records by, one of this machine's own would not count. */
  readonly recordRefused: { readonly why: QuarantineReason }
  readonly bundleRefused: { readonly name: string; readonly error: BundleError }
  readonly nothingToExport: object
  readonly nothingToImport: object
  readonly previewGone: object
  /** Long work was stopped: by whoever began it, by a lock, or by other long work. */
  readonly cancelled: object
  /** The import is set aside already; of one that is not, nothing can be taken back. */
  readonly importSetAside: object
  readonly importNotSetAside: object
  readonly importUnknown: object
  readonly importNotNewest: object
  readonly writtenSinceImport: object
  readonly importHoldsProof: object
  /** An import that cannot be set aside or, without room for whom another introduces, taken back. */
  readonly importStays: { readonly why: 'ownRecords' | 'nothingLeft' | 'noRoom' }
  readonly fileGone: { readonly name: string }
  readonly fileTooLarge: { readonly name: string; readonly limit: number }
  readonly targetFull: { readonly needed: number; readonly free: number | null }
  readonly targetReadOnly: { readonly folder: string }
  readonly targetVanished: { readonly folder: string }
  readonly targetMismatch: { readonly name: string }
  /** A link where the file or folder should be. */
  readonly targetLinked: { readonly name: string }
  /** Other content stands under the name and under all its neighbours. */
  readonly targetNameTaken: { readonly name: string }
  readonly fileTooLargeForTarget: { readonly size: number }
  /**
   * The disk refused; what was acknowledged before is safe. `outcome` of the act itself, asked of the disk again:
   * left out, it did not happen.
   */
  readonly storeFailed: {
    readonly what: 'full' | 'io' | 'corrupt'
    readonly outcome?: 'stored' | 'notStored' | 'unknown'
    /** Bundles of a refused import that could not be taken out of the archive again. */
    readonly leftInArchive?: number
  }
  readonly notAvailableHere: object
}
export type FailureCode = keyof FailureByCode

/** A closed union of refusals: `Failure<'locked' | 'noSeason'>`. */
export type Failure<Code extends FailureCode = FailureCode> = {
  readonly [Each in Code]: { readonly code: Each } & FailureByCode[Each]
}[Code]

export function failure<Code extends FailureCode>(
  code: Code,
  details: FailureByCode[Code],
): { readonly code: Code } & FailureByCode[Code] {
  return { ...details, code }
}

/** What any write may be refused for. */
export type WriteFailure = Failure<
  'storeFailed' | 'readOnlyUntilOwnRecords' | 'notYourSeat' | 'noSeason' | 'inputRefused' | 'recordRefused'
>
export type FolderFailure = Failure<
  'folderInUse' | 'folderNotWritable' | 'folderNotPrivate' | 'folderDamaged' | 'databaseNewer' | 'storeFailed'
>
export type TargetFailure = Failure<
  | 'targetFull'
  | 'targetReadOnly'
  | 'targetVanished'
  | 'targetMismatch'
  | 'targetLinked'
  | 'targetNameTaken'
  | 'fileTooLargeForTarget'
>
