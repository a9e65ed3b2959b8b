import { z } from 'zod'
import {
  type ClusterCode,
  type CriterionCode,
  type DeviceId,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  type SeasonId,
  type Seat,
  type Sha256Hex,
  type SubjectCode,
  seatSchema,
} from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'
import { integer } from '../domain/values.ts'
import type { BundleError } from '../exchange/bundle-error.ts'
import { type ImportClass, importClasses } from '../exchange/import-preview.ts'
import type { Verdict } from '../ledger/verdict.ts'
import { command, query } from './define.ts'
import type { Failure, TargetFailure, WriteFailure } from './failures.ts'
import { fileHandleSchema } from './files.ts'
import type { RankMove } from './rounds.ts'

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
  /** How many criteria it would change: `exchange.previewChanges` says which. */
  readonly changes: number
  /** Criteria that the one it takes the place of had scored, and it leaves out. */
  readonly fewer: number
  /** Sheets that other members of the inspecting team entered, and on how many criteria they differ from this one. */
  readonly beside: readonly {
    readonly record: RecordId
    readonly device: string
    readonly seats: readonly Seat[]
    readonly actor: string
    readonly at: string
    readonly differences: number
  }[]
  /** Kept and cannot count, though nothing newer took its place. */
  readonly notCounted: 'planOutdated' | 'outranked' | null
  /** Why it is not simply valid; of what it waits for only the first few. */
  readonly verdict: Verdict
}

/** One criterion as shown to people; null: nothing there before / after. */
export interface ImportChange {
  readonly criterion: CriterionCode
  readonly before: string | null
  readonly after: string | null
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
  /** How many records there are, each counted once: `exchange.previewItems` shows them page by page. */
  readonly items: number
  readonly counts: { readonly [Each in ImportClass]: number }
  /** Records a commit would store, those that it would heal included. 0: nothing would change. */
  readonly stored: number
  readonly antechamber: AntechamberPreview
}

/** What an import does beside the ledger: records of machines that the season does not invite wait there. */
export interface AntechamberPreview {
  /** Of the records stored: those that would wait. */
  readonly waiting: number
  /** Records that wait now and would come into the ledger. */
  readonly admitted: number
  /** What would have no room any more, the oldest first: to be sent again by whoever has it. */
  readonly dropped: readonly {
    readonly device: DeviceId
    readonly from: number
    readonly to: number
    readonly records: number
  }[]
}

/** Items of one subject in one round stand together; inside such a group what is wrong comes first. */
export interface ImportItemsPage {
  /** How many there are of what was asked for, on all pages. */
  readonly total: number
  readonly items: readonly ImportItem[]
}

export interface ImportChangesPage {
  readonly total: number
  readonly changes: readonly ImportChange[]
}

export interface ImportResult {
  readonly importId: number
  readonly stored: number
  /** Damaged records that are right again. */
  readonly healed: number
  /** Of machines that the season does not invite: kept beside the ledger until it does. */
  readonly waiting: number
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
  readonly healed: number
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

export interface ExportInput {
  /** Empty: for everybody. */
  readonly recipients: readonly Seat[]
  readonly content: 'delta' | 'full' | 'season' | 'receipt'
}

/** A record that does not verify or did not fit, so that neither it nor what rests on it was sent. */
export interface LeftOutRecord {
  readonly author: DeviceId
  /** What its author holds, as far as this machine knows. */
  readonly seats: readonly Seat[]
  readonly seq: number
  /** Null: not even that can be read. */
  readonly record: RecordId | null
  readonly kind: string | null
  /**
   * `unreadable`: the disk does not give it; `changed`: its bytes are not those it was stored with; `chain`: it does
   * not follow the one before; `keyUnknown`: no valid enrolment gives its author a key; `signature`: not its author's;
   * `noRoom`: sound, but more than one bundle takes.
   */
  readonly why: 'unreadable' | 'changed' | 'chain' | 'keyUnknown' | 'signature' | 'noRoom'
  /** How many numbers of the same feed come after it. */
  readonly following: number
}

export interface ExportResult {
  readonly name: string
  /** The name it was to have, where other content stands under that one and was left alone. Null: it has it. */
  readonly nameTaken: string | null
  readonly bytes: number
  readonly records: number
  readonly sha256: Sha256Hex
  readonly number: number
  /** The bundle is written, but this machine could not note it (its disk is full or fails). Null: noted. */
  readonly notRecorded: Failure<'storeFailed'> | null
  readonly leftOut: readonly LeftOutRecord[]
}

/** What a check of everything this machine keeps has found. */
export interface Diagnosis {
  readonly at: string
  readonly appVersion: string
  readonly season: SeasonId
  readonly device: DeviceId
  /** Of the state: the same on every machine that holds the same records. */
  readonly fingerprint: Sha256Hex
  /** Sound records. */
  readonly records: number
  /** The first unsound record of each feed. */
  readonly unsound: readonly LeftOutRecord[]
  /** What is wrong with the database itself; `message` in the words of SQLite. */
  readonly problems: readonly {
    readonly problem: 'database' | 'recordUnreadable' | 'wrongId' | 'wrongColumns' | 'brokenChain'
    readonly record: RecordId | null
    readonly message: string | null
  }[]
}

/** Pages are small, so that an answer is, whatever a bundle holds. */
const page = { offset: integer().min(0), limit: integer().min(1).max(100) }

const exportInput = z.strictObject({
  /** Empty: for everybody. */
  recipients: z.array(seatSchema).max(2000),
  /** `delta`: what the recipients are not known to hold; `full`: everything; `season`: for joining; `receipt`: only what is held. */
  content: z.enum(['delta', 'full', 'season', 'receipt']),
})

const previewReaders = ['exchange.previewItems', 'exchange.previewChanges'] as const

export const exchangeCalls = {
  'exchange.planExport': query<{ readonly records: number; readonly name: string }, Failure<'noSeason'>>()(
    'unlocked',
    exportInput,
  ),
  'exchange.export': command<
    ExportResult,
    WriteFailure | TargetFailure | Failure<'nothingToExport' | 'fileGone'>
  >()('unlocked', z.strictObject({ ...exportInput.shape, folder: fileHandleSchema })),
  /** Checks everything this machine keeps; may take a while, changes nothing. */
  'exchange.diagnose': command<Diagnosis, Failure<'noSeason'>>()('unlocked', z.strictObject({}), []),
  /**
   * Reads one or several bundles as one set and says what an import would change; nothing is written. Long work: it
   * tells its progress, and ends with `cancelled` when it is stopped, by a lock or another look, too. What others hold
   * is learnt from their bundles already.
   */
  'exchange.preview': command<
    ImportPreviewView,
    Failure<'noSeason' | 'fileGone' | 'fileTooLarge' | 'storeFailed' | 'cancelled'>
  >()('unlocked', z.strictObject({ files: z.array(fileHandleSchema).min(1).max(500) })),
  'exchange.previewItems': query<ImportItemsPage, Failure<'noSeason' | 'previewGone'>>()(
    'unlocked',
    z.strictObject({
      token: z.string().max(100),
      class: z.enum(importClasses).nullable(),
      search: z.string().max(100),
      ...page,
    }),
  ),
  'exchange.previewChanges': query<ImportChangesPage, Failure<'noSeason' | 'previewGone'>>()(
    'unlocked',
    z.strictObject({
      token: z.string().max(100),
      record: recordIdSchema,
      /** Null: what it changes. A record of `beside`: where that one says something else (`before` is its word). */
      beside: recordIdSchema.nullable(),
      ...page,
    }),
  ),
  /** Imports what was previewed: all of it or nothing. May be stopped until the database is written. */
  'exchange.commit': command<
    ImportResult,
    Failure<'noSeason' | 'previewGone' | 'nothingToImport' | 'storeFailed' | 'cancelled'>
  >()('unlocked', z.strictObject({ token: z.string().max(100) })),
  /** Stops the look, import or joining that is under way; it leaves nothing behind. */
  'exchange.cancel': command<null>()('anyone', z.strictObject({}), previewReaders),
  'exchange.discard': command<null>()(
    'unlocked',
    z.strictObject({ token: z.string().max(100) }),
    previewReaders,
  ),
  'exchange.history': query<
    { readonly imports: readonly ImportRow[]; readonly exports: readonly ExportRow[] },
    Failure<'noSeason'>
  >()('unlocked', z.strictObject({})),
  'exchange.setAside': command<
    { readonly records: number },
    Failure<
      | 'noSeason'
      | 'importUnknown'
      | 'importSetAside'
      | 'importNotNewest'
      | 'writtenSinceImport'
      | 'importHoldsProof'
      | 'importStays'
      | 'storeFailed'
    >
  >()('unlocked', z.strictObject({ importId: integer().min(1) })),
  'exchange.takeBack': command<
    { readonly records: number },
    Failure<'noSeason' | 'importUnknown' | 'importNotSetAside' | 'importStays' | 'storeFailed'>
  >()('unlocked', z.strictObject({ importId: integer().min(1) })),
} as const
