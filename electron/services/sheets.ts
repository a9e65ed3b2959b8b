import { z } from 'zod'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { SheetContent, SheetMark, SheetRow, SheetView } from '../../shared/contract/sheets.ts'
import { type RecordId, type RoundCode, recordIdSchema, type SubjectCode } from '../../shared/domain/ids.ts'
import { criterionOf, leavesOf, type Scale } from '../../shared/domain/scale.ts'
import { type Entry, entrySchema, type Layer, layers } from '../../shared/domain/sheet.ts'
import { equalBytes } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { SeasonState, SheetVersion } from '../../shared/ledger/state.ts'
import { clusterName } from '../../shared/messages/words.ts'
import {
  closingAt,
  exclusionOf,
  type Place,
  placeOfSubject,
  placesOf,
  roundOf,
  sheetOwners,
  subjectsAt,
  termsAt,
} from './places.ts'
import { ownSeats, type SeasonSession, stateOf } from './season-session.ts'

/** Names one sheet. */
export interface SheetKey {
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly layer: Layer
}

/** All subjects of a round with their current sheets, by place. */
export function listSheets(
  session: SeasonSession,
  code: RoundCode,
): Result<readonly SheetRow[], Failure<'roundUnknown'>> {
  const state = stateOf(session)
  const round = roundOf(state.season, code)
  if (round === null) return err(failure('roundUnknown', {}))
  const own = ownSeats(state, session.device)
  const drafts = session.store.drafts.list().filter((draft) => draft.round === code)
  return ok(
    placesOf(state.season, round).flatMap((place) => {
      const scale = termsAt(state, place)?.scale.record ?? null
      return subjectsAt(state.season, place).map(
        ({ subject, name, cluster }): SheetRow => ({
          subject,
          name,
          cluster,
          layers: byLayer((layer) => {
            const version = currentSheet(state, { round: code, subject, layer })
            return version === null ? null : markOf(version, scale)
          }),
          mine: layers.filter((layer) =>
            sheetOwners(state, place, { subject, layer }).some((seat) => own.includes(seat)),
          ),
          drafts: drafts.filter((draft) => draft.subject === subject).map((draft) => draft.layer),
          excluded: exclusionOf(state, code, subject),
        }),
      )
    }),
  )
}

/** One sheet with everything its grid needs to score live. */
export function openSheet(
  session: SeasonSession,
  key: SheetKey,
): Result<SheetView, Failure<'roundUnknown' | 'subjectUnknown' | 'noScale'>> {
  const state = stateOf(session)
  const found = placeOfSheet(state, key)
  if (!found.ok) return found
  const place = found.value
  const terms = termsAt(state, place)
  if (terms === null) return err(failure('noScale', {}))
  const { scale, assignments } = terms
  const members = subjectsAt(state.season, place)
  const contentOf = (subject: SubjectCode, layer: Layer): SheetContent | null => {
    const version = currentSheet(state, { ...key, subject, layer })
    return version === null ? null : sheetContent(session, version, scale.record)
  }
  return ok({
    round: key.round,
    roundName: place.round.name,
    subject: key.subject,
    subjectName: members.find((each) => each.subject === key.subject)?.name ?? key.subject,
    cluster: place.cluster,
    clusterName: clusterName(place.cluster, state.season, 'vi'),
    layer: key.layer,
    scaleRecord: scale.record,
    scale: scale.body.scale,
    assignmentsRecord: assignments?.record ?? null,
    policies: state.season.policies,
    assignments:
      assignments?.body.items.filter((item) => members.some((each) => each.subject === item.subject)) ?? [],
    layers: byLayer((layer) => contentOf(key.subject, layer)),
    draft: draftOf(session, key, scale.record, scale.body.scale),
    others: members
      .filter((each) => each.subject !== key.subject)
      .map((each) => ({
        subject: each.subject,
        name: each.name,
        excluded: exclusionOf(state, key.round, each.subject) !== null,
        entries: contentOf(each.subject, key.layer)?.entries ?? null,
      })),
    excluded: exclusionOf(state, key.round, key.subject),
    mayWrite: mayWrite(session, state, place, key),
  })
}

/** The place a sheet belongs to. */
export function placeOfSheet(
  state: SeasonState,
  key: Pick<SheetKey, 'round' | 'subject'>,
): Result<Place, Failure<'roundUnknown' | 'subjectUnknown'>> {
  const round = roundOf(state.season, key.round)
  if (round === null) return err(failure('roundUnknown', {}))
  const place = placeOfSubject(state.season, round, key.subject)
  return place === null ? err(failure('subjectUnknown', { subject: key.subject })) : ok(place)
}

/** The sheet that counts for (round, subject, layer); null: none has been submitted. */
export function currentSheet(state: SeasonState, key: SheetKey): SheetVersion | null {
  return (
    state.sheets.find(
      (sheet) =>
        sheet.standing === 'current' &&
        sheet.round === key.round &&
        sheet.subject === key.subject &&
        sheet.layer === key.layer,
    ) ?? null
  )
}

/** Whether this machine may write the sheet now, and if not, why and who may. */
export function mayWrite(
  session: SeasonSession,
  state: SeasonState,
  place: Place,
  key: SheetKey,
): SheetView['mayWrite'] {
  const owners = sheetOwners(state, place, key)
  if (closingAt(state, place) !== null) return { yes: false, why: 'roundClosed', owners }
  if (owners.length === 0) return { yes: false, why: 'noPlan', owners }
  const own = ownSeats(state, session.device)
  if (!owners.some((seat) => own.includes(seat))) return { yes: false, why: 'notYourSeat', owners }
  return session.store.writing().allowed ? { yes: true } : { yes: false, why: 'readOnly', owners }
}

/** What a stored draft holds; its scale tells whether criteria have to be carried over. */
const draftSchema = z.object({
  scale: recordIdSchema,
  entries: z.array(entrySchema),
  note: z.string(),
})
export type DraftContent = z.infer<typeof draftSchema>

/** The draft as it was saved; null: none, or not readable any more. */
export function readDraft(
  session: SeasonSession,
  key: SheetKey,
): (DraftContent & { savedAt: string }) | null {
  const stored = session.store.drafts.get(key)
  if (stored === null) return null
  const parsed = draftSchema.safeParse(JSON.parse(stored.text))
  return parsed.success ? { ...parsed.data, savedAt: stored.savedAt } : null
}

export function draftText(draft: DraftContent): string {
  return JSON.stringify(draft)
}

function draftOf(
  session: SeasonSession,
  key: SheetKey,
  scaleRecord: RecordId,
  scale: Scale,
): SheetView['draft'] {
  const draft = readDraft(session, key)
  if (draft === null) return null
  const { note, savedAt } = draft
  if (draft.scale === scaleRecord) return { entries: draft.entries, note, savedAt }
  return { entries: carriedOver(session, draft.scale, scale, draft.entries), note, savedAt }
}

/** Entries of criteria that are equal on the old and the new scale; the others have to be entered anew. */
function carriedOver(
  session: SeasonSession,
  oldScale: RecordId,
  scale: Scale,
  entries: readonly Entry[],
): readonly Entry[] {
  const body = session.store.body(oldScale)
  if (body?.kind !== 'scale.published/1') return []
  const equal = new Set(
    leavesOf(scale)
      .filter((leaf) => {
        const before = criterionOf(body.body.scale, leaf.code)
        return before !== undefined && sameValue(before, leaf)
      })
      .map((leaf) => leaf.code),
  )
  return entries.filter((entry) => equal.has(entry.criterion))
}

/** Equal as data: the same canonical bytes. */
export function sameValue(left: unknown, right: unknown): boolean {
  const [one, other] = [canonicalBytes(left), canonicalBytes(right)]
  return one.ok && other.ok && equalBytes(one.value, other.value)
}

function sheetContent(session: SeasonSession, version: SheetVersion, scale: RecordId): SheetContent | null {
  const body = session.store.body(version.record)
  if (body?.kind !== 'sheet.submitted/1') return null
  return { ...markOf(version, scale), entries: body.body.entries, note: body.body.note }
}

function markOf(version: SheetVersion, scale: RecordId | null): SheetMark {
  const { record, at, actor, scored, enteredFor } = version
  return { record, at, actor, scored, enteredFor, oldScale: version.scale !== scale }
}

function byLayer<Value>(read: (layer: Layer) => Value): { readonly [Each in Layer]: Value } {
  return {
    self: read('self'),
    cross: read('cross'),
    appraisal: read('appraisal'),
    review: read('review'),
  }
}
