import type { Assignment } from '../domain/assignment.ts'
import type { CriterionCode, RecordId, SubjectCode } from '../domain/ids.ts'
import type { Scale } from '../domain/scale.ts'
import type { Policies } from '../domain/season.ts'
import type { Entry, Layer } from '../domain/sheet.ts'
import type { ScoringProblem } from './scoring-problem.ts'
import type { Trace } from './trace.ts'
import type { CriterionWarning, SubjectWarning } from './warnings.ts'

/** Where an entry stands: a layer and the record of its sheet (null: a draft), or a row of a file scored alone. */
export interface InputOrigin {
  readonly layer: Layer | null
  readonly record: RecordId | null
  readonly row?: number
}

/** One subject on the layer being scored. */
export interface SubjectInput {
  readonly subject: SubjectCode
  readonly assignments: ReadonlyMap<CriterionCode, Assignment>
  /** Null: there is no sheet on this layer yet. */
  readonly entries: readonly Entry[] | null
  readonly origin: InputOrigin
  /** Entries that come from elsewhere than `origin`, as in a counting layer merged item by item. */
  readonly origins?: ReadonlyMap<CriterionCode, InputOrigin>
  /** Not ranked, sets no leader. */
  readonly excluded: boolean
  /** Its records are held back: it sets no leader and is not ranked. */
  readonly quarantined?: boolean
  /** The sheet was made on another scale: nothing of it counts until it is submitted again. */
  readonly onOldScale?: boolean
  /** Criteria whose cells could not be read: they are errors whatever the entry says. */
  readonly unreadable?: ReadonlySet<CriterionCode>
}

/** All subjects that compete with each other, on one layer. */
export interface EvaluationInput {
  readonly scale: Scale
  /** The season's; a scale's own `metShare` and `noTarget` win over them. */
  readonly policies: Pick<Policies, 'noTarget' | 'metShare'>
  readonly subjects: readonly SubjectInput[]
}

export type CriterionState = 'scored' | 'notScored' | 'notAssigned' | 'noTarget' | 'error'

/** Points and maxima in hundredths. */
export interface CriterionScore {
  readonly criterion: CriterionCode
  /** Null unless the state is `scored`. Null and 0 are different things. */
  readonly points: number | null
  readonly max: number
  /** False for `notAssigned` and `noTarget`: the max leaves the denominator. */
  readonly assigned: boolean
  readonly state: CriterionState
  /** Only with the state `error`. */
  readonly problem?: ScoringProblem
  /** Null when traces were not asked for. */
  readonly trace: Trace | null
  readonly warnings: readonly CriterionWarning[]
}

/** Sums of rounded criteria, in hundredths. */
export interface GroupScore {
  /** Codes from the top of the scale down to this group: group codes alone need not be unique. */
  readonly path: readonly string[]
  readonly code: string
  readonly points: number
  /** Of all leaves. */
  readonly max: number
  readonly assignedMax: number
}

export interface SubjectScores {
  readonly subject: SubjectCode
  /** All leaves in the order of the scale. */
  readonly criteria: readonly CriterionScore[]
  /** All groups, each before its children. */
  readonly groups: readonly GroupScore[]
  readonly points: number
  readonly assignedMax: number
  /** Assigned criteria without a score, errors included: the subject is incomplete. */
  readonly missing: readonly CriterionCode[]
  /** Points taken off by deductions of the rules, after caps and waivers: for the tie-breaker `fewerDeductions`. */
  readonly deducted: number
  readonly excluded: boolean
  readonly quarantined: boolean
  readonly warnings: readonly SubjectWarning[]
}
