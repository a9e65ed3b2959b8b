import { z } from 'zod'
import type { DraftChange } from '../../db/season-store.ts'
import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { DraftKept } from '../../shared/contract/form-drafts.ts'
import {
  draftContentSchema,
  type SheetDraftContent,
  type SheetView,
  type UnreadCell,
} from '../../shared/contract/sheets.ts'
import {
  type RecordId,
  type RoundCode,
  recordIdSchema,
  roundCodeSchema,
  type SubjectCode,
  subjectCodeSchema,
} from '../../shared/domain/ids.ts'
import { leavesOf, type Scale } from '../../shared/domain/scale.ts'
import { type Entry, type Layer, layerSchema } from '../../shared/domain/sheet.ts'
import { equalBytes } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { err, type Result } from '../../shared/kernel/result.ts'
import { changeDraft, dropDraft } from './drafts.ts'
import { placeOfSubject, roundOf } from './places.ts'
import { type SeasonSession, stateOf } from './season-session.ts'

/** Names one sheet. */
export interface SheetKey {
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly layer: Layer
}

/** Sheets that are being written on this machine. */
export function draftedSheets(session: SeasonSession): readonly SheetKey[] {
  return session.store.drafts.names().flatMap((name) => {
    const parsed = nameSchema.safeParse(JSON.parse(name))
    if (!parsed.success) return []
    const [, round, subject, layer] = parsed.data
    return [{ round, subject, layer }]
  })
}

/** Grows with every change of the sheet's draft. */
export function draftVersion(session: SeasonSession, key: SheetKey): number {
  return session.store.drafts.get(nameOf(key)).version
}

/** The draft of a sheet as it goes on under the scale in force, and what other windows wrote beside it. */
export function sheetDrafts(
  session: SeasonSession,
  key: SheetKey,
  scale: { readonly record: RecordId; readonly body: { readonly scale: Scale } },
): Pick<SheetView, 'draftVersion' | 'draft' | 'draftsAside'> {
  const { version, current, aside } = session.store.drafts.get(nameOf(key))
  const contentOf = (text: string): SheetDraftContent | null => {
    const draft = read(text)
    if (draft === null) return null
    const { scale: writtenOn, ...content } = draft
    return writtenOn === scale.record ? content : carriedOver(session, writtenOn, scale.body.scale, content)
  }
  const draft = current === null ? null : contentOf(current.text)
  return {
    draftVersion: version,
    draft: current === null || draft === null ? null : { ...draft, savedAt: current.savedAt },
    draftsAside: aside.flatMap(({ text, savedAt, version: of }) => {
      const content = contentOf(text)
      return content === null ? [] : [{ ...content, savedAt, version: of }]
    }),
  }
}

/** Keeps what is being typed on this machine; nothing of it is a record. See `changeDraft`. */
export function saveDraft(
  session: SeasonSession,
  input: SheetKey & DraftContent & Omit<DraftChange, 'text'>,
): Result<DraftKept, WriteFailure | Failure<'roundUnknown' | 'subjectUnknown' | 'draftChanged'>> {
  const { season } = stateOf(session)
  const round = roundOf(season, input.round)
  if (round === null) return err(failure('roundUnknown', {}))
  if (placeOfSubject(season, round, input.subject) === null) {
    return err(failure('subjectUnknown', { subject: input.subject }))
  }
  const { scale, entries, note, unread, leftOut, basedOn, writer, settles } = input
  const text = JSON.stringify({ scale, entries, note, unread, leftOut } satisfies DraftContent)
  return changeDraft(session, nameOf(input), { basedOn, writer, settles, text })
}

/** Drops the version the person saw, and no other. */
export function discardDraft(
  session: SeasonSession,
  input: SheetKey & { readonly basedOn: number },
): Result<null, WriteFailure | Failure<'draftChanged'>> {
  return dropDraft(session, nameOf(input), input.basedOn)
}

/** Equal as data: the same canonical bytes. */
export function sameValue(left: unknown, right: unknown): boolean {
  const [one, other] = [canonicalBytes(left), canonicalBytes(right)]
  return one.ok && other.ok && equalBytes(one.value, other.value)
}

/** What a stored draft holds; its scale tells whether criteria have to be carried over. */
const draftSchema = draftContentSchema.extend({ scale: recordIdSchema })
type DraftContent = z.infer<typeof draftSchema>

const nameSchema = z.tuple([z.literal('sheet'), roundCodeSchema, subjectCodeSchema, layerSchema])

function nameOf({ round, subject, layer }: SheetKey): string {
  return JSON.stringify(['sheet', round, subject, layer])
}

/** Null: not readable any more. */
function read(text: string): DraftContent | null {
  const parsed = draftSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/**
 * A draft under a newer scale. Entries stay where their criterion is the same, texts that are no value yet wherever
 * there is a criterion of that code, to be read anew. All else is left out, with the criterion as it was.
 */
function carriedOver(
  session: SeasonSession,
  oldScale: RecordId,
  scale: Scale,
  { entries, note, unread, leftOut }: SheetDraftContent,
): SheetDraftContent {
  const body = session.store.body(oldScale)
  const before = body?.kind === 'scale.published/1' ? leavesOf(body.body.scale) : []
  const leafOf = new Map(leavesOf(scale).map((leaf) => [leaf.code, leaf]))
  const stays = (entry: Entry): boolean =>
    before.some((leaf) => leaf.code === entry.criterion && sameValue(leaf, leafOf.get(leaf.code) ?? null))
  const fits = ({ criterion }: UnreadCell): boolean => leafOf.has(criterion)
  return {
    entries: entries.filter(stays),
    note,
    unread: unread.filter(fits),
    leftOut: [
      ...leftOut,
      ...before.flatMap((leaf) => {
        const entry = entries.find(({ criterion }) => criterion === leaf.code) ?? null
        const left = {
          leaf,
          entry: entry === null || stays(entry) ? null : entry,
          unread: unread.filter((cell) => cell.criterion === leaf.code && !fits(cell)),
        }
        return left.entry === null && left.unread.length === 0 ? [] : [left]
      }),
    ],
  }
}
