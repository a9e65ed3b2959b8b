import type { CriterionCode, RecordId, Seat, SubjectCode } from '../domain/ids.ts'
import type { Layer } from '../domain/sheet.ts'

/** Sheets that several seats entered for one subject and layer, and where they differ. */
export interface SheetDifference {
  readonly subject: SubjectCode
  readonly layer: Layer
  /** In the order of the plan. */
  readonly sheets: readonly {
    readonly record: RecordId
    readonly seat: Seat | null
    readonly actor: string
    readonly at: string
    /** Made on a scale that is no longer in force. */
    readonly oldScale: boolean
    /** What is missing if this one counts: gaps that closing has to accept; null: the whole sheet. */
    readonly missing: readonly (CriterionCode | null)[]
  }[]
  /** Criterion by criterion what each of the sheets says, in their order; null: nothing. */
  readonly criteria: readonly {
    readonly criterion: CriterionCode
    readonly values: readonly (string | null)[]
  }[]
}
