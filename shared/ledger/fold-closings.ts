import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../domain/ids.ts'
import type { ExclusionRecorded, RoundClosed } from '../domain/round.ts'
import type { CountingLayer } from '../domain/season.ts'
import type { Layer } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import { type ClosingStep, closingSteps } from './closing-chain.ts'
import type { SeasonOutline } from './fact.ts'
import { competitionOf } from './places.ts'
import type { Closing, SheetVersion, Versioned } from './state.ts'
import { originOf, type ValidFacts } from './valid-facts.ts'
import type { Verdict } from './verdict.ts'

export interface Surroundings {
  readonly season: SeasonOutline
  readonly countingLayer: CountingLayer
  readonly sheets: readonly SheetVersion[]
  readonly exclusions: readonly Versioned<ExclusionRecorded>[]
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
}

/** All closings, grouped by round and cluster, of each place the newest first. */
export function foldClosings(held: ValidFacts, around: Surroundings): readonly Closing[] {
  const reopenings = held.of('round.reopened/1')
  const places = Map.groupBy(
    held.of('round.closed/1'),
    ({ claim }) => `${claim.round} ${claim.cluster ?? ''}`,
  )
  return [...places]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, closings]) => {
      // Valid ones stand in one line, so none has to be preferred here.
      const steps = closingSteps(closings, reopenings, (left, right) => compareText(left.id, right.id))
      return steps.map((step) => closingOf(step, held, around)).reverse()
    })
}

function closingOf(step: ClosingStep, held: ValidFacts, around: Surroundings): Closing {
  const body = held.body(step.closing.id, 'round.closed/1')
  // The steps go on after a reopening only.
  const current = step.reopenings.length === 0
  return {
    ...originOf(step.closing),
    body,
    current,
    reopenings: step.reopenings.map((fact) => ({
      ...originOf(fact),
      reason: held.body(fact.id, 'round.reopened/1').reason,
    })),
    changedSince: current ? changesSince(body, around) : [],
  }
}

type Change = Closing['changedSince'][number]

/** What has changed since. A closing stands whatever happens to the records it lists. */
export function changesSince(body: RoundClosed, around: Surroundings): readonly Change[] {
  const sealed = new Set(body.records)
  const notValid = body.records.filter((id) => isLost(around.verdicts.get(id)))
  const counting = layersThatCount(around.countingLayer)
  const listedLayers = around.sheets.filter((sheet) => sealed.has(sheet.record)).map((sheet) => sheet.layer)
  const relevant = new Set([...counting, ...listedLayers])
  const weighed = new Set(body.choices.flatMap((choice) => choice.beside))
  const looked = around.sheets.filter(({ record }) => sealed.has(record) || weighed.has(record))
  const whyNew = (sheet: SheetVersion): Change['why'] => {
    const same = looked.filter((each) => isSamePlace(each, sheet))
    return same.length === 0 || same.some((each) => each.seat === sheet.seat) ? 'newerSheet' : 'otherSheet'
  }
  const newSheets = around.sheets.filter(
    (sheet) =>
      sheet.standing === 'current' &&
      relevant.has(sheet.layer) &&
      isWithin(sheet, body, around.season) &&
      !sealed.has(sheet.record) &&
      !weighed.has(sheet.record),
  )
  const newExclusions = around.exclusions.filter(
    (each) => each.current && isWithin(each.body, body, around.season) && !sealed.has(each.record),
  )
  const changes: readonly Change[] = [
    ...notValid.map((record) => ({ record, why: 'notValid' }) as const),
    ...newSheets.map((sheet) => ({ record: sheet.record, why: whyNew(sheet) })),
    ...newExclusions.map(({ record }) => ({ record, why: 'newExclusion' }) as const),
  ]
  return [...changes].sort((left, right) => compareText(left.record, right.record))
}

function isSamePlace(left: SheetVersion, right: SheetVersion): boolean {
  return left.round === right.round && left.subject === right.subject && left.layer === right.layer
}

/** A record that was not given to this seat is not lost; one that waits, fell or forked is. */
function isLost(verdict: Verdict | undefined): boolean {
  switch (verdict?.status) {
    case 'valid':
    case 'withheld':
    case 'unknownKind':
      return false
    default:
      return true
  }
}

function isWithin(
  place: { readonly round: RoundCode; readonly subject: SubjectCode },
  closing: { readonly round: RoundCode; readonly cluster: ClusterCode | null },
  season: SeasonOutline,
): boolean {
  if (place.round !== closing.round) return false
  const competition = competitionOf(season, place.round, place.subject)
  return typeof competition !== 'string' && competition.cluster === closing.cluster
}

/** Layers whose sheets decide the standings even where the closing lists none of them yet. */
function layersThatCount(policy: CountingLayer): readonly Layer[] {
  switch (policy) {
    case 'appraisal':
    case 'maxOfAppraisalAndReview':
      return ['appraisal', 'review']
    case 'cross':
      return ['cross']
    case 'agreedInMinutes':
      return []
  }
}
