import type { CallInput } from '../../../shared/contract/calls.ts'
import type { Gap, StandingRow } from '../../../shared/contract/rounds.ts'
import type { SheetDifference } from '../../../shared/contract/side-by-side.ts'
import type { CriterionCode, RecordId, SubjectCode } from '../../../shared/domain/ids.ts'

type ClosingInput = CallInput<'rounds.close'>

/** The sheet chosen among those of several members, while it is being chosen. */
export interface ChoiceDraft {
  readonly counts: RecordId | null
  readonly by: 'lead' | 'minutes'
  readonly reason: string
}

export function placeKey({ subject, layer }: Pick<SheetDifference, 'subject' | 'layer'>): string {
  return `${subject} ${layer}`
}

/** Every choice with its reason; null while one has none. */
export function chosenSheets(
  differences: readonly SheetDifference[],
  choices: ReadonlyMap<string, ChoiceDraft>,
): ClosingInput['choices'] | null {
  const chosen: ClosingInput['choices'] = []
  for (const difference of differences) {
    const choice = choices.get(placeKey(difference))
    const reason = choice?.reason.trim() ?? ''
    if (choice === undefined || choice.counts === null || reason === '') return null
    chosen.push({ counts: choice.counts, by: choice.by, reason })
  }
  return chosen
}

/** How many subjects still lack a choice or its reason. */
export function unchosen(
  differences: readonly SheetDifference[],
  choices: ReadonlyMap<string, ChoiceDraft>,
): number {
  return differences.filter((difference) => chosenSheets([difference], choices) === null).length
}

/** What a chosen sheet leaves unscored has to be accepted like any other gap. */
export function gapsOfChosen(
  differences: readonly SheetDifference[],
  choices: ReadonlyMap<string, ChoiceDraft>,
): readonly Gap[] {
  return differences.flatMap((difference) => {
    const counts = choices.get(placeKey(difference))?.counts
    const sheet = difference.sheets.find(({ record }) => record === counts)
    return (sheet?.missing ?? []).map((criterion) => ({ subject: difference.subject, criterion }))
  })
}

/** What one subject lacks; `criteria` null: the whole sheet. */
export interface SubjectGaps {
  readonly subject: SubjectCode
  readonly criteria: readonly CriterionCode[] | null
}

/** One line per subject: a whole sheet says everything. */
export function gapsBySubject(gaps: readonly Gap[]): readonly SubjectGaps[] {
  const bySubject = new Map<SubjectCode, SubjectGaps>()
  for (const { subject, criterion } of gaps) {
    const known = bySubject.get(subject)
    if (criterion === null || known?.criteria === null) bySubject.set(subject, { subject, criteria: null })
    else bySubject.set(subject, { subject, criteria: [...(known?.criteria ?? []), criterion] })
  }
  return [...bySubject.values()]
}

/** Every gap with the reason given for its subject; null while one has none. */
export function acceptedGaps(
  gaps: readonly Gap[],
  reasonOf: ReadonlyMap<SubjectCode, string>,
): ClosingInput['gaps'] | null {
  const accepted: ClosingInput['gaps'] = []
  for (const gap of gaps) {
    const reason = reasonOf.get(gap.subject)?.trim() ?? ''
    if (reason === '') return null
    accepted.push({ ...gap, reason })
  }
  return accepted
}

export interface Tie {
  readonly rank: number
  readonly rows: readonly StandingRow[]
}

export interface SettledTie {
  /** In their settled order. */
  readonly subjects: readonly SubjectCode[]
  readonly reason: string
}

/**
 * Of all lots and votes typed so far those of ties that still are, by rank: exactly the same subjects. An import may
 * end a tie or bring it back, so the others are kept and say nothing.
 */
export function settledByRank(
  ties: readonly Tie[],
  typed: readonly SettledTie[],
): ReadonlyMap<number, SettledTie> {
  return new Map(
    ties.flatMap(({ rank, rows }) => {
      const settled = typed.find((each) => settles(each, rows))
      return settled === undefined ? [] : [[rank, settled] as const]
    }),
  )
}

/** Lots and votes about none of these ties. */
export function settledElsewhere<Typed extends SettledTie>(
  ties: readonly Tie[],
  typed: readonly Typed[],
): readonly Typed[] {
  return typed.filter((each) => !ties.some(({ rows }) => settles(each, rows)))
}

function settles({ subjects }: SettledTie, rows: readonly StandingRow[]): boolean {
  return subjects.length === rows.length && rows.every(({ subject }) => subjects.includes(subject))
}

/** Ranks that more than one subject holds. */
export function tiesOf(rows: readonly StandingRow[]): readonly Tie[] {
  const byRank = new Map<number, StandingRow[]>()
  for (const row of rows) {
    if (row.tied && row.rank !== null) byRank.set(row.rank, [...(byRank.get(row.rank) ?? []), row])
  }
  return [...byRank].map(([rank, tied]) => ({ rank, rows: tied }))
}
