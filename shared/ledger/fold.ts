import type { RecordId } from '../domain/ids.ts'
import type { Season, SeatEntry } from '../domain/season.ts'
import { compareText } from '../kernel/bytes.ts'
import { Defect } from '../kernel/result.ts'
import { enrolledBySeat } from './enrolments.ts'
import type { Claim, Fact, FactOf } from './fact.ts'
import { changesSince, foldClosings } from './fold-closings.ts'
import { foldDevices, foldHeldSeats } from './fold-seats.ts'
import { foldSheets, sheetSlot } from './fold-sheets.ts'
import { foldVersions } from './fold-versions.ts'
import { type Journal, permanent } from './journal.ts'
import type { Judgement } from './judgement.ts'
import { bodySchemas, type RecordKind } from './kinds.ts'
import { type Precedence, precedenceBy } from './precedence.ts'
import { type SeasonLine, seasonLine } from './season-line.ts'
import { type SheetTable, sheetTable } from './sheet-table.ts'
import type { AgreementVersion, Closing, SeasonState } from './state.ts'
import {
  type BodyReader,
  type GrowingValidFacts,
  originOf,
  type ValidFacts,
  validFacts,
} from './valid-facts.ts'

/**
 * Everything the valid records say, as one plain value; null while no valid founding is held. For facts of one
 * season. Deterministic and free of order: equal sets of facts give equal states. What is "newest" is never a
 * matter of clocks: between devices the season decides, within one feed its numbers.
 */
export function fold(facts: Iterable<Fact>, judgement: Judgement, bodyOf: BodyReader): SeasonState | null {
  return folding(facts, judgement, bodyOf).state
}

/** The state of a season, kept up to date while records come. */
export interface SeasonFold {
  /** Replaced as a whole by every change: a state that was read stays what it was. */
  readonly state: SeasonState | null
  /**
   * Takes over the verdicts of records that were judged again, none of them a season record or an enrolment. Costs
   * what these records belong to: their sheets' slots, their kind's versions, closings of their rounds.
   */
  update(judged: readonly Fact[], journal: Journal): void
}

export function folding(facts: Iterable<Fact>, judgement: Judgement, bodyOf: BodyReader): SeasonFold {
  const all = [...facts]
  const held = validFacts(all, judgement.verdicts, bodyOf)
  const line = lineOf(held, judgement)
  if (line === null) return { state: null, update: () => undefined }
  const enrolments = held.of('device.enrolled/1')
  const enrolled = enrolledBySeat(enrolments, line.founding.claim.recoveryKey)
  const { season, seats } = seasonIn(held, line.newest.id)
  const sheets = sheetTable()
  for (const fact of held.of('sheet.submitted/1')) sheets.note(fact, true, permanent)
  const precedence = precedenceBy(line, enrolled)
  const setting: Setting = { held, judgement, season, precedence, sheets, unread: new Map() }
  let state: SeasonState = {
    id: line.founding.season,
    basis: line.newest.id,
    founder: judgement.founder ?? line.founding.author,
    founderFrozen: judgement.founderFrozen,
    founderSeat: line.founding.claim.founder.seat,
    recoveryKey: line.founding.claim.recoveryKey,
    season,
    seats: [...seats].sort((left, right) => compareText(left.seat, right.seat)),
    heldSeats: foldHeldSeats(line, enrolled),
    devices: foldDevices(line.founding, enrolments, judgement.forks),
    ...nothing,
  }
  state = updated(state, all, everyKind, setting, permanent)
  return {
    get state() {
      return state
    },
    update(judged, journal) {
      const before = state
      journal.note(() => {
        state = before
      })
      const counted = judged.filter((fact) => held.note(fact, judgement.verdicts.get(fact.id), journal))
      for (const fact of counted) {
        if (isSheet(fact)) sheets.note(fact, held.get(fact.id) !== undefined, journal)
      }
      const kinds = new Set(counted.map((fact) => fact.claim.kind))
      state = updated(before, judged, kinds, setting, journal)
    },
  }
}

/** What stays the same while no season record and no enrolment comes. */
interface Setting {
  readonly held: GrowingValidFacts
  readonly judgement: Judgement
  readonly season: Season
  readonly precedence: Precedence
  readonly sheets: SheetTable
  readonly unread: Map<RecordId, { readonly kind: string; readonly status: 'withheld' | 'unknownKind' }>
}

const nothing = {
  signatories: [],
  scales: [],
  assignments: [],
  agreements: [],
  plans: [],
  sheets: [],
  exclusions: [],
  closings: [],
  unknownKinds: [],
  withheld: 0,
} as const satisfies Partial<SeasonState>

const everyKind: ReadonlySet<Claim['kind']> = new Set(Object.keys(bodySchemas) as RecordKind[]) // its own keys

/** The state after `judged` were judged again; `kinds` are those of which something counts now that did not, or no longer. */
function updated(
  state: SeasonState,
  judged: readonly Fact[],
  kinds: ReadonlySet<Claim['kind']>,
  setting: Setting,
  journal: Journal,
): SeasonState {
  const { held, season, precedence, sheets } = setting
  const plansChanged = kinds.has('inspection.planned/1')
  const plans = plansChanged ? foldVersions('inspection.planned/1', held, precedence) : state.plans
  const sheetsChanged = plansChanged || kinds.has('sheet.submitted/1')
  if (sheetsChanged) {
    const slots = plansChanged
      ? sheets.slots()
      : new Set(judged.filter(isSheet).map(({ claim }) => sheetSlot(claim)))
    sheets.put(slots, foldSheets(sheets.factsIn(slots), plans, season, precedence), journal)
  }
  const agreementsChanged = kinds.has('agreement.drafted/1') || kinds.has('agreement.signed/1')
  const next = {
    ...state,
    ...unreadAfter(state, judged, setting, journal),
    signatories: kinds.has('signatory.enrolled/1') ? signatoriesIn(held) : state.signatories,
    scales: kinds.has('scale.published/1')
      ? foldVersions('scale.published/1', held, precedence)
      : state.scales,
    assignments: kinds.has('assignments.published/1')
      ? foldVersions('assignments.published/1', held, precedence)
      : state.assignments,
    agreements: agreementsChanged ? agreementsIn(setting) : state.agreements,
    plans,
    sheets: sheetsChanged ? sheets.all() : state.sheets,
    exclusions: kinds.has('exclusion.recorded/1')
      ? foldVersions('exclusion.recorded/1', held, precedence)
      : state.exclusions,
  }
  return { ...next, closings: closingsAfter(next, judged, kinds, setting) }
}

/** Closings with what has changed since: looked at again where something of their round was judged, or what they list. */
function closingsAfter(
  state: SeasonState,
  judged: readonly Fact[],
  kinds: ReadonlySet<Claim['kind']>,
  { held, judgement, season }: Setting,
): readonly Closing[] {
  const ids = new Set(judged.map((fact) => fact.id))
  const rounds = new Set(judged.flatMap(({ claim }) => ('round' in claim ? [claim.round] : [])))
  const around = {
    season,
    countingLayer: season.policies.countingLayer,
    sheets: state.sheets,
    exclusions: state.exclusions,
    verdicts: judgement.verdicts,
  }
  if (kinds.has('round.closed/1') || kinds.has('round.reopened/1')) return foldClosings(held, around)
  return state.closings.map((closing) => {
    const { round, records } = closing.body
    const touched = closing.current && (rounds.has(round) || records.some((id) => ids.has(id)))
    return touched ? { ...closing, changedSince: changesSince(closing.body, around) } : closing
  })
}

function signatoriesIn(held: ValidFacts): SeasonState['signatories'] {
  return held
    .of('signatory.enrolled/1')
    .map((fact) => ({ ...originOf(fact), body: held.body(fact.id, 'signatory.enrolled/1') }))
}

function agreementsIn({ held, precedence }: Setting): readonly AgreementVersion[] {
  const signatures = held.of('agreement.signed/1')
  return foldVersions('agreement.drafted/1', held, precedence).map((version) => ({
    ...version,
    signatures: signaturesOn(version.record, signatures),
  }))
}

/** Sorted by seat, then as they were given. */
function signaturesOn(
  agreement: RecordId,
  signatures: readonly FactOf<'agreement.signed/1'>[],
): AgreementVersion['signatures'] {
  return signatures
    .filter((fact) => fact.claim.statement.agreement === agreement)
    .map((fact) => ({
      ...originOf(fact),
      seat: fact.claim.statement.seat,
      signatory: fact.claim.statement.signatory,
      signature: fact.claim.signature,
    }))
    .sort((left, right) => compareText(left.seat, right.seat))
}

/** What cannot be read here, listed anew where one of these is unread, or was. */
function unreadAfter(
  state: SeasonState,
  judged: readonly Fact[],
  { judgement, unread }: Setting,
  journal: Journal,
): Pick<SeasonState, 'unknownKinds' | 'withheld'> {
  let changed = false
  for (const fact of judged) {
    const status = judgement.verdicts.get(fact.id)?.status
    const isUnread = status === 'withheld' || status === 'unknownKind'
    if (!isUnread && !unread.has(fact.id)) continue
    changed = true
    if (isUnread) journal.set(unread, fact.id, { kind: fact.kind, status })
    else journal.delete(unread, fact.id)
  }
  if (!changed) return { unknownKinds: state.unknownKinds, withheld: state.withheld }
  const unknown = [...unread].filter(([, { status }]) => status === 'unknownKind')
  return {
    unknownKinds: unknown
      .sort(([left], [right]) => compareText(left, right))
      .map(([record, { kind }]) => ({ record, kind })),
    withheld: unread.size - unknown.length,
  }
}

function lineOf(held: ValidFacts, judgement: Judgement): SeasonLine | null {
  let founding: FactOf<'season.founded/1'> | null = null
  const revisions: FactOf<'season.revised/1'>[] = []
  for (const id of judgement.seasonChain) {
    const fact = held.get(id)
    if (fact !== undefined && isFounding(fact)) founding = fact
    else if (fact !== undefined && isRevision(fact)) revisions.push(fact)
    else throw new Defect(`the facts do not hold season record ${id} that they were judged with`)
  }
  return founding === null ? null : seasonLine(founding, revisions)
}

function seasonIn(
  held: ValidFacts,
  id: RecordId,
): { readonly season: Season; readonly seats: readonly SeatEntry[] } {
  return held.get(id)?.claim.kind === 'season.founded/1'
    ? held.body(id, 'season.founded/1')
    : held.body(id, 'season.revised/1')
}

function isFounding(fact: Fact): fact is FactOf<'season.founded/1'> {
  return fact.claim.kind === 'season.founded/1'
}

function isRevision(fact: Fact): fact is FactOf<'season.revised/1'> {
  return fact.claim.kind === 'season.revised/1'
}

function isSheet(fact: Fact): fact is FactOf<'sheet.submitted/1'> {
  return fact.claim.kind === 'sheet.submitted/1'
}
