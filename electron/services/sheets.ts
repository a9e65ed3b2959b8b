import { type Failure, failure } from '../../shared/contract/failures.ts'
import type {
  SheetBeside,
  SheetContent,
  SheetMark,
  SheetRow,
  SheetView,
} from '../../shared/contract/sheets.ts'
import type { RecordId, RoundCode, Seat, SubjectCode } from '../../shared/domain/ids.ts'
import { type Layer, layers } from '../../shared/domain/sheet.ts'
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
import { draftedSheets, type SheetKey, sheetDrafts } from './sheet-drafts.ts'
import { settleSheets } from './side-by-side.ts'

/** All subjects of a round with their current sheets, by place. */
export function listSheets(
  session: SeasonSession,
  code: RoundCode,
): Result<readonly SheetRow[], Failure<'roundUnknown'>> {
  const state = stateOf(session)
  const round = roundOf(state.season, code)
  if (round === null) return err(failure('roundUnknown', {}))
  const own = ownSeats(state, session.device)
  const drafts = draftedSheets(session).filter((draft) => draft.round === code)
  return ok(
    placesOf(state.season, round).flatMap((place) => {
      const scale = termsAt(state, place)?.scale.record ?? null
      return subjectsAt(state.season, place).map(
        ({ subject, name, cluster }): SheetRow => ({
          subject,
          name,
          cluster,
          layers: byLayer((layer) => {
            const version = shownVersion(state, place, { round: code, subject, layer }, own)
            return version === null ? null : markOf(version, scale)
          }),
          beside: byLayer((layer) => {
            const key = { round: code, subject, layer }
            const shown = shownVersion(state, place, key, own)
            return currentSheets(state, key)
              .filter((version) => version !== shown)
              .map((version) => markOf(version, scale))
          }),
          mine: layers.filter((layer) => isMine(state, place, { subject, layer }, own)),
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
  const own = ownSeats(state, session.device)
  const contentOf = (subject: SubjectCode, layer: Layer): SheetContent | null =>
    shownContent(session, place, { ...key, subject, layer }, scale.record, own)
  const shown = byLayer((layer) => contentOf(key.subject, layer))
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
    layers: shown,
    beside: layers.flatMap((layer) => besideOf(session, { ...key, layer }, shown[layer], scale.record)),
    ...sheetDrafts(session, key, scale),
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

/** The sheets in force for (round, subject, layer), in the order of the plan: one of each seat that enters it. */
export function currentSheets(state: SeasonState, key: SheetKey): readonly SheetVersion[] {
  return state.sheets.filter((sheet) => sheet.standing === 'current' && isAt(sheet, key))
}

/**
 * The sheet in force that one of these seats entered, or that was entered for it; null: none. Where members of a
 * team enter one sheet, another member's is not their own.
 */
export function ownSheet(
  state: SeasonState,
  place: Place,
  key: SheetKey,
  own: readonly Seat[],
): SheetVersion | null {
  const current = currentSheets(state, key)
  const owners = sheetOwners(state, place, key)
  const entered = current.find(({ seat }) => seat !== null && own.includes(seat))
  return entered ?? current.find(({ seat }) => seat === null || !owners.includes(seat)) ?? null
}

function isMine(
  state: SeasonState,
  place: Place,
  key: Pick<SheetKey, 'subject' | 'layer'>,
  own: readonly Seat[],
): boolean {
  return sheetOwners(state, place, key).some((seat) => own.includes(seat))
}

function shownVersion(
  state: SeasonState,
  place: Place,
  key: SheetKey,
  own: readonly Seat[],
): SheetVersion | null {
  if (isMine(state, place, key, own)) return ownSheet(state, place, key, own)
  return currentSheets(state, key)[0] ?? null
}

function shownContent(
  session: SeasonSession,
  place: Place,
  key: SheetKey,
  scale: RecordId,
  own: readonly Seat[],
): SheetContent | null {
  const state = stateOf(session)
  const version = shownVersion(state, place, key, own)
  if (version === null) return null
  const content = sheetContent(session, version, scale)
  const current = currentSheets(state, key)
  if (current.length < 2 || content === null || isMine(state, place, key, own)) return content
  const held = current.flatMap((each) => {
    const typed = session.store.body(each.record)
    return typed?.kind === 'sheet.submitted/1' ? [{ version: each, body: typed.body }] : []
  })
  const closing = closingAt(state, place)?.body
  const chosen = new Set(closing?.choices.map(({ counts }) => counts))
  const [settled] = settleSheets(held, scale, chosen).sheets
  const settledVersion = current.find(({ record }) => record === settled?.record)
  if (settled === undefined || settledVersion === undefined) return content
  const { entries, note } = settled.body
  return { ...markOf(settledVersion, scale), scored: entries.length, entries, note }
}

/** Everything that was entered for a layer and is not shown whole: of each author the newest. */
function besideOf(
  session: SeasonSession,
  key: SheetKey,
  shown: SheetContent | null,
  scale: RecordId,
): readonly SheetBeside[] {
  const sheets = stateOf(session).sheets.filter((sheet) => isAt(sheet, key))
  const newest = sheets.filter(
    ({ author, seq }) => !sheets.some((other) => other.author === author && other.seq > seq),
  )
  return newest.flatMap((version) => {
    const isShown = version.record === shown?.record && version.scored === shown.scored
    const content = isShown ? null : sheetContent(session, version, scale)
    return content === null ? [] : [{ ...content, layer: key.layer, standing: version.standing }]
  })
}

function isAt(sheet: SheetVersion, key: SheetKey): boolean {
  return sheet.round === key.round && sheet.subject === key.subject && sheet.layer === key.layer
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

function sheetContent(session: SeasonSession, version: SheetVersion, scale: RecordId): SheetContent | null {
  const body = session.store.body(version.record)
  if (body?.kind !== 'sheet.submitted/1') return null
  return { ...markOf(version, scale), entries: body.body.entries, note: body.body.note }
}

function markOf(version: SheetVersion, scale: RecordId | null): SheetMark {
  const { record, at, actor, seat, scored, enteredFor } = version
  return { record, at, actor, seat, scored, enteredFor, oldScale: version.scale !== scale }
}

function byLayer<Value>(read: (layer: Layer) => Value): { readonly [Each in Layer]: Value } {
  return {
    self: read('self'),
    cross: read('cross'),
    appraisal: read('appraisal'),
    review: read('review'),
  }
}
