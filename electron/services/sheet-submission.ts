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
import { discardDraft, draftVersion, type SheetKey, sameValue } from './sheet-drafts.ts'
import { mayWrite, ownSheet, placeOfSheet } from './sheets.ts'

export interface SheetInput extends SheetKey {
  readonly entries: readonly Entry[]
  readonly note: string
  readonly draft?: { readonly scale: RecordId; readonly basedOn: number } | undefined
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
      | 'draftChanged'
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
  if (input.draft !== undefined) {
    if (input.draft.scale !== terms.scale.record) return err(failure('draftScaleOld', {}))
    const version = draftVersion(session, input)
    if (input.draft.basedOn !== version) return err(failure('draftChanged', { version }))
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
  const { draft } = input
  // A draft that the caller has not seen stays: nothing says that it is in the sheet.
  if (draft === undefined) return ok({ record: written.value.id })
  const dropped = discardDraft(session, { ...input, basedOn: draft.basedOn })
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
