import {
  type EntryProblem,
  type Failure,
  failure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { Assignment } from '../../shared/domain/assignment.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import { criterionOf, type Scale } from '../../shared/domain/scale.ts'
import type { Policies } from '../../shared/domain/season.ts'
import type { Entry, SheetSubmitted } from '../../shared/domain/sheet.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { isEntered } from '../../shared/scoring/entry-state.ts'
import { evaluateSubjects } from '../../shared/scoring/evaluate.ts'
import type { Machine } from './machine.ts'
import { closingAt, planAt, termsAt } from './places.ts'
import { ownSeats, type SeasonSession, stateOf, withCanonicalTexts, writeRecord } from './season-session.ts'
import { draftText, mayWrite, ownSheet, placeOfSheet, readDraft, type SheetKey, sameValue } from './sheets.ts'
import { storeFailure } from './storage-failures.ts'

export interface SheetInput extends SheetKey {
  readonly entries: readonly Entry[]
  readonly note: string
}

/** Keeps what is being typed on this machine; nothing of it is a record. */
export function saveDraft(
  session: SeasonSession,
  input: SheetInput,
): Result<
  { readonly savedAt: string },
  WriteFailure | Failure<'roundUnknown' | 'subjectUnknown' | 'noScale'>
> {
  const state = stateOf(session)
  const place = placeOfSheet(state, input)
  if (!place.ok) return place
  const scale = termsAt(state, place.value)?.scale.record
  if (scale === undefined) return err(failure('noScale', {}))
  const { entries, note } = input
  const kept = session.store.drafts.put(keyOf(input), draftText({ scale, entries: [...entries], note }))
  if (!kept.ok) return err(storeFailure(kept.error))
  return ok({ savedAt: session.store.drafts.get(keyOf(input))?.savedAt ?? '' })
}

export function discardDraft(session: SeasonSession, key: SheetKey): Result<null, WriteFailure> {
  const dropped = session.store.drafts.delete(keyOf(key))
  return dropped.ok ? ok(null) : err(storeFailure(dropped.error))
}

/**
 * Writes a sheet as a record: everything typed is scored once before it leaves the hand, an equal sheet is not
 * written twice, and the one it replaces is named.
 */
export function submitSheet(
  machine: Machine,
  session: SeasonSession,
  input: SheetInput,
): Result<
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
    >
> {
  const state = stateOf(session)
  const found = placeOfSheet(state, input)
  if (!found.ok) return found
  const place = found.value
  const terms = termsAt(state, place)
  if (terms === null) return err(failure('noScale', {}))
  const closing = closingAt(state, place)
  if (closing !== null) return err(failure('roundClosed', { closing: closing.record }))
  const may = mayWrite(session, state, place, input)
  if (!may.yes) {
    if (may.why === 'noPlan') return err(failure('noPlan', {}))
    if (may.why === 'readOnly') return err(failure('readOnlyUntilOwnRecords', {}))
    return err(failure('notYourSeat', { seats: may.owners }))
  }
  const scale = terms.scale.body.scale
  if ((readDraft(session, input)?.scale ?? terms.scale.record) !== terms.scale.record) {
    return err(failure('draftScaleOld', {}))
  }
  const items = terms.assignments?.body.items.filter((item) => item.subject === input.subject) ?? []
  const problems = entryProblems(scale, state.season.policies, items, input)
  if (problems.length > 0) return err(failure('sheetInvalid', { problems }))
  const before = ownSheet(state, place, input, ownSeats(state, session.device))
  const body: SheetSubmitted = withCanonicalTexts({
    round: input.round,
    subject: input.subject,
    layer: input.layer,
    scale: terms.scale.record,
    assignments: terms.assignments?.record ?? null,
    plan: input.layer === 'cross' ? (planAt(state, place)?.record ?? null) : null,
    entries: input.entries.filter((entry) => saysSomething(scale, entry)),
    documents: [],
    note: input.note,
    replaces: before?.author === session.device ? before.record : null,
    enteredFor: null,
  })
  if (before?.author === session.device && isUnchanged(session, before.record, body)) {
    return err(failure('sheetUnchanged', {}))
  }
  const written = writeRecord(machine, session, { kind: 'sheet.submitted/1', body })
  if (!written.ok) return written
  const dropped = discardDraft(session, input)
  return dropped.ok ? ok({ record: written.value.id }) : dropped
}

/** Everything about the entries that the scoring engine would not score. */
function entryProblems(
  scale: Scale,
  policies: Policies,
  assignments: readonly Assignment[],
  input: SheetInput,
): readonly EntryProblem[] {
  const scores = evaluateSubjects(
    {
      scale,
      policies,
      subjects: [
        {
          subject: input.subject,
          assignments: new Map(assignments.map((item) => [item.criterion, item])),
          entries: input.entries,
          origin: { layer: input.layer, record: null },
          excluded: false,
        },
      ],
    },
    { traces: false },
  ).get(input.subject)
  const errors = (scores?.criteria ?? []).flatMap(({ criterion, problem }) =>
    problem === undefined ? [] : [{ criterion, problem: problem.code, detail: problem }],
  )
  const unknown = (scores?.warnings ?? []).flatMap((warning) =>
    warning.code === 'criterionNotOnScale' ? [{ criterion: warning.criterion, problem: warning.code }] : [],
  )
  return [...errors, ...unknown]
}

/** Empty entries are not sent: "not scored" is the absence of an entry. What has a reason or evidence stays. */
function saysSomething(scale: Scale, entry: Entry): boolean {
  const rule = criterionOf(scale, entry.criterion)?.rule
  if (rule === undefined) return true
  const remarks = entry.reason !== '' || entry.evidence.length > 0 || (entry.adjustment ?? 0) !== 0
  return isEntered(rule, entry) || remarks
}

function isUnchanged(session: SeasonSession, before: RecordId, body: SheetSubmitted): boolean {
  const held = session.store.body(before)
  if (held?.kind !== 'sheet.submitted/1') return false
  // Which sheet it replaces is the one thing that always differs.
  return sameValue({ ...held.body, replaces: null }, { ...body, replaces: null })
}

function keyOf({ round, subject, layer }: SheetKey): SheetKey {
  return { round, subject, layer }
}
