import type { Assignment } from '../../shared/domain/assignment.ts'
import type { RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { RoundClosed } from '../../shared/domain/round.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import type { Season } from '../../shared/domain/season.ts'
import type { Layer } from '../../shared/domain/sheet.ts'
import { compareText } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { BodyReader } from '../../shared/ledger/valid-facts.ts'
import { type Place, placeOf, subjectsAt, termsAt } from './places.ts'
import { type SettledSheet, type SideBySide, settleSheets } from './side-by-side.ts'

/** Everything the standings of one place rest on: the same for a round still open and for a closed one. */
export interface RoundBasis {
  readonly season: Season
  readonly place: Place
  readonly scale: { readonly record: RecordId; readonly scale: Scale }
  readonly assignments: { readonly record: RecordId; readonly items: readonly Assignment[] } | null
  /**
   * At most one per subject and layer. Where several seats entered it and nobody has chosen yet, only the criteria
   * on which they agree.
   */
  readonly sheets: readonly SettledSheet[]
  /** Sheets that several seats entered. In a closing they are settled, so there are none. */
  readonly sideBySide: readonly SideBySide[]
  readonly exclusions: readonly {
    readonly record: RecordId
    readonly subject: SubjectCode
    readonly reason: string
  }[]
  readonly settledTies: RoundClosed['ties']
  /** Records that belong to the basis but cannot be read here: not held, or withheld. */
  readonly unreadable: readonly RecordId[]
  /** Records a closing lists that are neither a sheet nor an exclusion of its round, or a second sheet of one place. */
  readonly misplaced: readonly RecordId[]
}

export type BasisError =
  | { readonly code: 'roundUnknown' }
  | { readonly code: 'noScale' }
  /** The scale, assignments or season a closing rests on cannot be read here. */
  | { readonly code: 'basisUnreadable'; readonly record: RecordId }

/**
 * What counts now: the sheets, exclusions, scale and assignments in force.
 *
 * @param chosen where several seats entered one sheet, the records that shall count
 */
export function currentBasis(
  state: SeasonState,
  bodyOf: BodyReader,
  round: RoundCode,
  cluster: Place['cluster'],
  chosen: readonly RecordId[] = [],
): Result<RoundBasis, BasisError> {
  const place = placeOf(state.season, round, cluster)
  if (place === null) return err({ code: 'roundUnknown' })
  const terms = termsAt(state, place)
  if (terms === null) return err({ code: 'noScale' })
  const taking = new Set(subjectsAt(state.season, place).map(({ subject }) => subject))
  const versions = state.sheets.filter(
    (sheet) => sheet.standing === 'current' && sheet.round === round && taking.has(sheet.subject),
  )
  const exclusions = state.exclusions.filter(
    ({ current, body }) => current && body.round === round && taking.has(body.subject),
  )
  const read = readRecords(
    [...versions, ...exclusions].map(({ record }) => record),
    round,
    bodyOf,
  )
  const bodies = new Map(read.sheets.map(({ record, body }) => [record, body]))
  const held = versions.flatMap((version) => {
    const body = bodies.get(version.record)
    return body === undefined ? [] : [{ version, body }]
  })
  const { scale, assignments } = terms
  return ok({
    season: state.season,
    place,
    scale: { record: scale.record, scale: scale.body.scale },
    assignments: assignments === null ? null : { record: assignments.record, items: assignments.body.items },
    ...read,
    ...settleSheets(held, scale.record, new Set(chosen)),
    settledTies: [],
  })
}

/**
 * What a closing rests on: exactly the records it lists, whatever happened to them since, under the season as its
 * author knew it (`season`: the record its envelope names as basis).
 */
export function closingBasis(
  closing: RoundClosed,
  season: Season,
  bodyOf: BodyReader,
): Result<RoundBasis, BasisError> {
  const place = placeOf(season, closing.round, closing.cluster)
  if (place === null) return err({ code: 'roundUnknown' })
  const scale = bodyOf(closing.scale)
  if (scale?.kind !== 'scale.published/1') return err({ code: 'basisUnreadable', record: closing.scale })
  const assignments = closing.assignments === null ? null : bodyOf(closing.assignments)
  if (closing.assignments !== null && assignments?.kind !== 'assignments.published/1') {
    return err({ code: 'basisUnreadable', record: closing.assignments })
  }
  return ok({
    season,
    place,
    scale: { record: closing.scale, scale: scale.body.scale },
    assignments:
      assignments?.kind === 'assignments.published/1' && closing.assignments !== null
        ? { record: closing.assignments, items: assignments.body.items }
        : null,
    ...oneEach(readRecords(closing.records, closing.round, bodyOf)),
    sideBySide: [],
    settledTies: closing.ties,
  })
}

/** The sheet of a subject on a layer. */
export function sheetOn(basis: RoundBasis, subject: SubjectCode, layer: Layer): SettledSheet | null {
  return basis.sheets.find(({ body }) => body.subject === subject && body.layer === layer) ?? null
}

type ReadRecords = Pick<RoundBasis, 'sheets' | 'exclusions' | 'unreadable' | 'misplaced'>

/** A closing that lists two sheets of one place is settled alike everywhere, by the id, and the other is named. */
function oneEach(read: ReadRecords): ReadRecords {
  const places = Map.groupBy(read.sheets, ({ body }) => `${body.subject} ${body.layer}`)
  const sorted = [...places.values()].map((same) =>
    same.toSorted((left, right) => compareText(right.record, left.record)),
  )
  const second = sorted.flatMap(([, ...others]) => others.map(({ record }) => record))
  return {
    ...read,
    sheets: sorted.flatMap(([first]) => first ?? []),
    misplaced: [...read.misplaced, ...second],
  }
}

function readRecords(records: readonly RecordId[], round: RoundCode, bodyOf: BodyReader): ReadRecords {
  const sheets: SettledSheet[] = []
  const exclusions: RoundBasis['exclusions'][number][] = []
  const unreadable: RecordId[] = []
  const misplaced: RecordId[] = []
  for (const record of records) {
    const typed = bodyOf(record)
    if (typed === null) unreadable.push(record)
    else if (typed.kind === 'sheet.submitted/1' && typed.body.round === round) {
      sheets.push({ record, body: typed.body })
    } else if (typed.kind === 'exclusion.recorded/1' && typed.body.round === round) {
      exclusions.push({ record, subject: typed.body.subject, reason: typed.body.reason })
    } else misplaced.push(record)
  }
  return { sheets, exclusions, unreadable, misplaced }
}
