import type { CallInput } from '../../../shared/contract/calls.ts'
import type { Gap, StandingRow } from '../../../shared/contract/rounds.ts'
import type { CriterionCode, SubjectCode } from '../../../shared/domain/ids.ts'

type ClosingInput = CallInput<'rounds.close'>

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

/** Ranks that more than one subject holds. */
export function tiesOf(rows: readonly StandingRow[]): readonly Tie[] {
  const byRank = new Map<number, StandingRow[]>()
  for (const row of rows) {
    if (row.tied && row.rank !== null) byRank.set(row.rank, [...(byRank.get(row.rank) ?? []), row])
  }
  return [...byRank].map(([rank, tied]) => ({ rank, rows: tied }))
}
