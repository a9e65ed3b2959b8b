import { z } from 'zod'
import type { Assignment } from '../domain/assignment.ts'
import {
  type ClusterCode,
  criterionCodeSchema,
  type RecordId,
  type RoundCode,
  recordIdSchema,
  roundCodeSchema,
  type Seat,
  type SubjectCode,
  subjectCodeSchema,
} from '../domain/ids.ts'
import { leafSchema, type Scale } from '../domain/scale.ts'
import type { Policies } from '../domain/season.ts'
import { type Entry, entrySchema, type Layer, layerSchema } from '../domain/sheet.ts'
import { text } from '../domain/values.ts'
import type { SheetVersion } from '../ledger/state.ts'
import { command, query } from './define.ts'
import type { Failure, WriteFailure } from './failures.ts'
import { type DraftKept, draftBase, typedSchema } from './form-drafts.ts'

export interface SheetMark {
  readonly record: RecordId
  readonly at: string
  readonly actor: string
  /** The seat in whose name it was entered. */
  readonly seat: Seat | null
  readonly scored: number
  readonly enteredFor: boolean
  /** Made on a scale that is no longer in force: "thang điểm cũ". */
  readonly oldScale: boolean
}

export interface SheetRow {
  readonly subject: SubjectCode
  readonly name: string
  readonly cluster: ClusterCode | null
  /** This machine's own sheet where it has one, else the first in force. */
  readonly layers: { readonly [Each in Layer]: SheetMark | null }
  /** Sheets in force that other members of an inspecting team entered beside it. */
  readonly beside: { readonly [Each in Layer]: readonly SheetMark[] }
  /** Layers this machine may write for the subject. */
  readonly mine: readonly Layer[]
  readonly drafts: readonly Layer[]
  readonly excluded: string | null
}

export interface SheetContent extends SheetMark {
  readonly entries: readonly Entry[]
  readonly note: string
}

/** Another sheet of one layer that is kept and readable beside the one shown. */
export interface SheetBeside extends SheetContent {
  readonly layer: Layer
  /** `current`: of another member, neither of them older; the others are history. */
  readonly standing: SheetVersion['standing']
}

/** A text in a cell that is no value yet; it is kept as typed. */
export const unreadCellSchema = z.strictObject({
  criterion: criterionCodeSchema,
  column: z.enum(['result', 'adjustment', 'reason']),
  text: typedSchema,
})
export type UnreadCell = z.infer<typeof unreadCellSchema>

/** What was entered on an older scale for a criterion that is another one now, or gone: to be read, not to count. */
export const leftOutSchema = z.strictObject({
  /** As it stood on that scale. */
  leaf: leafSchema,
  entry: entrySchema.nullable(),
  unread: z.array(unreadCellSchema),
})
export type LeftOut = z.infer<typeof leftOutSchema>

/** What a draft of a sheet holds. */
export const draftContentSchema = z.strictObject({
  entries: z.array(entrySchema),
  note: typedSchema,
  unread: z.array(unreadCellSchema),
  /** Kept until the person has entered it anew or dropped it. */
  leftOut: z.array(leftOutSchema),
})
export type SheetDraftContent = z.infer<typeof draftContentSchema>

/** Everything the grid needs to score live, on this layer, among the subjects known so far. */
export interface SheetView {
  readonly round: RoundCode
  readonly roundName: string
  readonly subject: SubjectCode
  readonly subjectName: string
  readonly cluster: ClusterCode | null
  readonly clusterName: string
  readonly layer: Layer
  readonly scaleRecord: RecordId
  readonly scale: Scale
  readonly assignmentsRecord: RecordId | null
  readonly policies: Policies
  /** Of all subjects of the cluster. */
  readonly assignments: readonly Assignment[]
  /**
   * This machine's own sheet where it enters the layer. Elsewhere the one that counts; of members who differ only
   * what they agree on.
   */
  readonly layers: { readonly [Each in Layer]: SheetContent | null }
  /** The newest of every author of this subject that is not shown whole, by layer, what is in force first. */
  readonly beside: readonly SheetBeside[]
  /** Grows with every change of the draft, its removal included; 0: there never was one. */
  readonly draftVersion: number
  readonly draft: (SheetDraftContent & { readonly savedAt: string }) | null
  /** What other windows wrote on an older version of the draft: kept until the person has chosen. */
  readonly draftsAside: readonly (SheetDraftContent & {
    readonly version: number
    readonly savedAt: string
  })[]
  /** The other subjects of the cluster, with their entries on this layer where known. */
  readonly others: readonly {
    readonly subject: SubjectCode
    readonly name: string
    readonly excluded: boolean
    readonly entries: readonly Entry[] | null
  }[]
  readonly excluded: string | null
  readonly mayWrite:
    | { readonly yes: true }
    | {
        readonly yes: false
        readonly why: 'notYourSeat' | 'roundClosed' | 'noPlan' | 'readOnly'
        readonly owners: readonly Seat[]
      }
}

const sheetKey = { round: roundCodeSchema, subject: subjectCodeSchema, layer: layerSchema }

/** Drafts show in the sheet, in the list of sheets, and among what waits. */
const draftReaders = ['sheets.open', 'sheets.list', 'season.overview'] as const

export const sheetCalls = {
  'sheets.list': query<readonly SheetRow[], Failure<'noSeason' | 'roundUnknown'>>()(
    'unlocked',
    z.strictObject({ round: roundCodeSchema }),
  ),
  'sheets.open': query<SheetView, Failure<'noSeason' | 'roundUnknown' | 'subjectUnknown' | 'noScale'>>()(
    'unlocked',
    z.strictObject(sheetKey),
  ),
  'sheets.saveDraft': command<
    DraftKept,
    WriteFailure | Failure<'roundUnknown' | 'subjectUnknown' | 'draftChanged'>
  >()(
    'unlocked',
    z.strictObject({
      ...sheetKey,
      ...draftContentSchema.shape,
      /** The scale that was on screen. */
      scale: recordIdSchema,
      ...draftBase,
    }),
    draftReaders,
  ),
  'sheets.discardDraft': command<null, WriteFailure | Failure<'draftChanged'>>()(
    'unlocked',
    z.strictObject({ ...sheetKey, basedOn: draftBase.basedOn }),
    draftReaders,
  ),
  'sheets.submit': command<
    { readonly record: RecordId },
    | WriteFailure
    | Failure<
        | 'roundUnknown'
        | 'subjectUnknown'
        | 'noScale'
        | 'noPlan'
        | 'roundClosed'
        | 'sheetInvalid'
        | 'sheetUnchanged'
        | 'draftScaleOld'
        | 'draftChanged'
      >
  >()(
    'unlocked',
    z.strictObject({
      ...sheetKey,
      entries: z.array(entrySchema).max(2000),
      note: text(4000),
      /** The draft this was written in; it goes once the record is written. Left out: no draft is touched. */
      draft: z.strictObject({ scale: recordIdSchema, basedOn: draftBase.basedOn }).optional(),
    }),
  ),
} as const
