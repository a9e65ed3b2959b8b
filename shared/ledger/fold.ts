import type { RecordId } from '../domain/ids.ts'
import type { Season, SeatEntry } from '../domain/season.ts'
import { compareText } from '../kernel/bytes.ts'
import { Defect } from '../kernel/result.ts'
import { enrolledBySeat } from './enrolments.ts'
import type { Fact, FactOf } from './fact.ts'
import { foldClosings } from './fold-closings.ts'
import { foldDevices, foldHeldSeats } from './fold-seats.ts'
import { foldSheets } from './fold-sheets.ts'
import { foldVersions } from './fold-versions.ts'
import type { Judgement } from './judgement.ts'
import { precedenceBy } from './precedence.ts'
import { type SeasonLine, seasonLine } from './season-line.ts'
import type { AgreementVersion, SeasonState } from './state.ts'
import { type BodyReader, originOf, type ValidFacts, validFacts } from './valid-facts.ts'

/**
 * Everything the valid records say, as one plain value; null while no valid founding is held. For facts of one
 * season. Deterministic and free of order: equal sets of facts give equal states. What is "newest" is never a
 * matter of clocks: the latest holder of the owning seat weighs most, then the highest number of its feed.
 */
export function fold(facts: readonly Fact[], judgement: Judgement, bodyOf: BodyReader): SeasonState | null {
  const held = validFacts(facts, judgement, bodyOf)
  const line = lineOf(held, judgement)
  if (line === null) return null
  const enrolments = held.of('device.enrolled/1')
  const enrolled = enrolledBySeat(enrolments, line.founding.claim.recoveryKey)
  const precedence = precedenceBy(line, enrolled)
  const { season, seats } = seasonIn(held, line.newest.id)
  const exclusions = held.of('exclusion.recorded/1')
  const plans = foldVersions('inspection.planned/1', held, season, precedence)
  const sheets = foldSheets(held.of('sheet.submitted/1'), plans, season, precedence)
  const closings = foldVersions('round.closed/1', held, season, precedence)
  const { countingLayer } = season.policies
  return {
    id: line.founding.season,
    basis: line.newest.id,
    founder: judgement.founder ?? line.founding.author,
    founderFrozen: judgement.founderFrozen,
    season,
    seats: [...seats].sort((left, right) => compareText(left.seat, right.seat)),
    heldSeats: foldHeldSeats(line, enrolled),
    devices: foldDevices(line.founding, enrolments, judgement.forks),
    signatories: held
      .of('signatory.enrolled/1')
      .map((fact) => ({ ...originOf(fact), body: held.body(fact.id, 'signatory.enrolled/1') })),
    scales: foldVersions('scale.published/1', held, season, precedence),
    assignments: foldVersions('assignments.published/1', held, season, precedence),
    agreements: foldVersions('agreement.drafted/1', held, season, precedence).map((version) => ({
      ...version,
      signatures: signaturesOn(version.record, held),
    })),
    plans,
    sheets,
    exclusions: [...exclusions]
      .sort(
        ({ claim: left }, { claim: right }) =>
          compareText(left.round, right.round) || compareText(left.subject, right.subject),
      )
      .map((fact) => ({ ...originOf(fact), body: held.body(fact.id, 'exclusion.recorded/1') })),
    closings: foldClosings(closings, {
      season,
      countingLayer,
      sheets,
      exclusions,
      verdicts: judgement.verdicts,
    }),
    unknownKinds: unknownKindsIn(facts, judgement),
    withheld: [...judgement.verdicts.values()].filter((verdict) => verdict.status === 'withheld').length,
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

/** Sorted by seat, then as they were given. */
function signaturesOn(agreement: RecordId, held: ValidFacts): AgreementVersion['signatures'] {
  return held
    .of('agreement.signed/1')
    .filter((fact) => fact.claim.statement.agreement === agreement)
    .map((fact) => ({
      ...originOf(fact),
      seat: fact.claim.statement.seat,
      signatory: fact.claim.statement.signatory,
      signature: fact.claim.signature,
    }))
    .sort((left, right) => compareText(left.seat, right.seat))
}

function unknownKindsIn(facts: readonly Fact[], judgement: Judgement): SeasonState['unknownKinds'] {
  const kinds = new Map(
    facts
      .filter((fact) => judgement.verdicts.get(fact.id)?.status === 'unknownKind')
      .map((fact) => [fact.id, fact.kind]),
  )
  return [...kinds]
    .sort(([left], [right]) => compareText(left, right))
    .map(([record, kind]) => ({ record, kind }))
}

function isFounding(fact: Fact): fact is FactOf<'season.founded/1'> {
  return fact.claim.kind === 'season.founded/1'
}

function isRevision(fact: Fact): fact is FactOf<'season.revised/1'> {
  return fact.claim.kind === 'season.revised/1'
}
