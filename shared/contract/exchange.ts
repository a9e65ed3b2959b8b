import { z } from 'zod'
import {
  type ClusterCode,
  type CriterionCode,
  type RecordId,
  type RoundCode,
  type Seat,
  type SubjectCode,
  seatSchema,
} from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'
import type { BundleError } from '../exchange/bundle-error.ts'
import type { Verdict } from '../ledger/verdict.ts'
import { command, query } from './define.ts'
import type { Failure, TargetFailure, WriteFailure } from './failures.ts'
import { fileHandleSchema } from './files.ts'
import type { RankMove } from './rounds.ts'

/** Each record of an import is the first of these that fits. */
export type ImportClass =
  | 'present'
  | 'foreignSeason'
  | 'fork'
  | 'quarantined'
  | 'waiting'
  | 'setAside'
  | 'adoptsOwn'
  | 'withdraws'
  | 'supersedes'
  | 'stale'
  | 'notCounted'
  | 'beside'
  | 'new'

export interface ImportItem {
  readonly record: RecordId
  readonly class: ImportClass
  readonly kind: string
  /** Which of the previewed bundles it came in. */
  readonly bundle: number
  readonly author: { readonly device: string; readonly seats: readonly Seat[] }
  readonly actor: string
  readonly at: string
  readonly round: RoundCode | null
  readonly subject: SubjectCode | null
  readonly layer: Layer | null
  /** What it would change, criterion by criterion, as shown to people; null: nothing there before / after. */
  readonly changes: readonly {
    readonly criterion: CriterionCode
    readonly before: string | null
    readonly after: string | null
  }[]
  /** Sheets that other members of the inspecting team entered; `before` is what they say, `after` what this one says. */
  readonly beside: readonly {
    readonly record: RecordId
    readonly device: string
    readonly seats: readonly Seat[]
    readonly actor: string
    readonly at: string
    readonly differences: ImportItem['changes']
  }[]
  /** Kept and cannot count, though nothing newer took its place. */
  readonly notCounted: 'planOutdated' | 'outranked' | null
  /** Why it is not simply valid. */
  readonly verdict: Verdict
}

export interface BundleSummary {
  readonly name: string
  readonly bytes: number
  readonly refused: BundleError | null
  readonly exporter: { readonly device: string; readonly seats: readonly Seat[] } | null
  readonly number: number | null
  readonly purpose: string | null
  readonly createdAt: string | null
  readonly records: number
  /** All its records are here already: "gói cũ". */
  readonly old: boolean
}

export interface ImportPreviewView {
  /** Names this preview in `exchange.commit`; gone after a lock, another preview or a restart. */
  readonly token: string
  readonly bundles: readonly BundleSummary[]
  readonly items: readonly ImportItem[]
  readonly counts: { readonly [Each in ImportClass]: number }
  /** Records a commit would store. 0: nothing would change. */
  readonly stored: number
}

export interface ImportResult {
  readonly importId: number
  readonly stored: number
  readonly moved: readonly {
    readonly round: RoundCode
    readonly cluster: ClusterCode | null
    readonly moves: readonly RankMove[]
  }[]
}

export interface ImportRow {
  readonly importId: number
  readonly at: string
  readonly names: readonly string[]
  readonly from: readonly Seat[]
  readonly stored: number
  readonly setAside: boolean
  /** Newest, nothing written since, no proof inside. */
  readonly mayBeSetAside: boolean
}

export interface ExportRow {
  readonly number: number
  readonly at: string
  readonly name: string
  readonly recipients: readonly Seat[]
  readonly records: number
  readonly bytes: number
  readonly purpose: string
}

const exportInput = z.strictObject({
  /** Empty: for everybody. */
  recipients: z.array(seatSchema).max(2000),
  /** `delta`: what the recipients are not known to hold; `full`: everything; `season`: for joining; `receipt`: only what is held. */
  content: z.enum(['delta', 'full', 'season', 'receipt']),
})

export const exchangeCalls = {
  'exchange.planExport': query<{ readonly records: number; readonly name: string }, Failure<'noSeason'>>()(
    'unlocked',
    exportInput,
  ),
  'exchange.export': command<
    {
      readonly name: string
      readonly bytes: number
      readonly records: number
      readonly sha256: string
      readonly number: number
      /** The bundle is written, but this machine could not note it (its disk is full or fails). Null: noted. */
      readonly notRecorded: Failure<'storeFailed'> | null
    },
    WriteFailure | TargetFailure | Failure<'nothingToExport' | 'fileGone'>
  >()('unlocked', z.strictObject({ ...exportInput.shape, folder: fileHandleSchema })),
  /** Reads one or several bundles as one set and says, item by item, what an import would change. Writes nothing. */
  'exchange.preview': command<
    ImportPreviewView,
    Failure<'noSeason' | 'fileGone' | 'fileTooLarge' | 'storeFailed'>
  >()('unlocked', z.strictObject({ files: z.array(fileHandleSchema).min(1).max(500) })),
  'exchange.commit': command<
    ImportResult,
    Failure<'noSeason' | 'previewGone' | 'nothingToImport' | 'storeFailed'>
  >()('unlocked', z.strictObject({ token: z.string().max(100) })),
  'exchange.discard': command<null>()('unlocked', z.strictObject({ token: z.string().max(100) })),
  'exchange.history': query<
    { readonly imports: readonly ImportRow[]; readonly exports: readonly ExportRow[] },
    Failure<'noSeason'>
  >()('unlocked', z.strictObject({})),
  'exchange.setAside': command<
    { readonly records: number },
    Failure<'noSeason' | 'importNotNewest' | 'writtenSinceImport' | 'importHoldsProof' | 'storeFailed'>
  >()('unlocked', z.strictObject({ importId: z.int().min(1) })),
  'exchange.takeBack': command<
    { readonly records: number },
    Failure<'noSeason' | 'importNotNewest' | 'storeFailed'>
  >()('unlocked', z.strictObject({ importId: z.int().min(1) })),
} as const
