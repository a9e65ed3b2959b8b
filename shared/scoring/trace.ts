import type { SubjectCode } from '../domain/ids.ts'
import type { RuleKind } from '../domain/scale.ts'
import { exhausted, expectDefined } from '../kernel/result.ts'
import { type Amount, parseAmountText } from './amount.ts'
import { finishedPoints, type PointBounds } from './finish.ts'
import { type ExactPoints, parseRational, type Rational } from './rational.ts'
import type { BandsInputs, DeadlineInputs } from './rules/bands.ts'
import { type CountCappedInputs, countCappedPoints } from './rules/count-capped.ts'
import { type BaseWithDeductionsInputs, countedPoints, type PlusMinusInputs } from './rules/counted.ts'
import type { DirectInputs } from './rules/direct.ts'
import type { PassFailInputs } from './rules/pass-fail.ts'
import { type ProportionalInputs, proportionalPoints } from './rules/proportional.ts'
import type { RankPointsInputs } from './rules/rank-points.ts'
import {
  excessOf,
  pointsWithoutTarget,
  type RelativeOutcome,
  relativePoints,
  relativeTerms,
} from './rules/relative-to-leader.ts'
import type { InputOrigin } from './scores.ts'
import type { ScoringProblem } from './scoring-problem.ts'
import type { TracedTarget } from './target.ts'

/**
 * How one criterion came to its points, as plain data: screen, printout and verifier render the same trace, and
 * the points follow from it alone. Points in hundredths; quantities as decimal text, fractions as `7/3`.
 */
export type Trace = ScoredTrace | UnscoredTrace

export type ScoredTrace = RuleInputs & {
  readonly state: 'scored'
  readonly max: number
  readonly bounds: PointBounds
  /** The sheet, layer and record (or row of a file) the inputs stand in. */
  readonly origin: InputOrigin
  /** The rule's value before rounding, a fraction of hundredths: `1000/3`. */
  readonly exact: string
  readonly rounded: number
  /** Added after the rule and before the clamp; signed. */
  readonly adjustment: { readonly points: number; readonly reason: string } | null
  readonly clamped: 'floor' | 'ceiling' | null
  readonly points: number
}

/** Why there are no points. */
export type UnscoredTrace = {
  readonly rule: RuleKind
  readonly max: number
  readonly target: TracedTarget | null
} & (
  | { readonly state: 'notScored' | 'notAssigned' | 'noTarget' }
  | { readonly state: 'error'; readonly problem: ScoringProblem }
)

/** The inputs of each rule, as they were used. */
export type RuleInputs =
  | DirectInputs
  | PassFailInputs
  | RelativeInputs
  | WithoutTargetInputs
  | ProportionalInputs
  | BandsInputs
  | DeadlineInputs
  | BaseWithDeductionsInputs
  | PlusMinusInputs
  | CountCappedInputs
  | RankPointsInputs

export interface RelativeInputs {
  readonly rule: 'relativeToLeader'
  readonly against: 'target'
  readonly direction: 'higherIsBetter' | 'lowerIsBetter'
  readonly metShare: string
  readonly target: TracedTarget
  readonly result: string
  /** The subject's own e; null with a target of 0. */
  readonly excess: string | null
  readonly leader: TracedLeader
  readonly outcome: RelativeOutcome
}

/** Policy `leaderAmongNoTarget`: measured against the greatest result among the subjects without a target. */
export interface WithoutTargetInputs {
  readonly rule: 'relativeToLeader'
  readonly against: 'othersWithoutTarget'
  readonly result: string
  readonly leader: TracedLeader
}

export interface TracedLeader {
  readonly subjects: readonly SubjectCode[]
  /** The leader's e (without a target: its result); null when nobody may lead yet. */
  readonly measure: string | null
  /** Subjects whose result is still missing: while there are any, the leader is provisional. */
  readonly missing: readonly SubjectCode[]
}

/** The points that follow from the trace alone; null for a trace without points. Hundredths. */
export function pointsOfTrace(trace: Trace): number | null {
  if (trace.state !== 'scored') return null
  const adjustment = trace.adjustment?.points ?? 0
  return finishedPoints(exactOfTrace(trace), adjustment, trace.bounds).points
}

function exactOfTrace(trace: ScoredTrace): ExactPoints {
  switch (trace.rule) {
    case 'direct':
      return trace.typed
    case 'passFail':
      return trace.passed ? trace.max : 0
    case 'relativeToLeader':
      return trace.against === 'target' ? relativeExact(trace) : withoutTargetExact(trace)
    case 'proportional':
      return proportionalPoints(
        trace.max,
        amount(trace.target.value),
        amount(trace.result),
        trace.floorRatio === null ? null : fraction(trace.floorRatio),
      )
    case 'bands':
    case 'deadline':
      return trace.band.points
    case 'baseWithDeductions':
    case 'plusMinus':
      return countedPoints(trace)
    case 'countCapped':
      return countCappedPoints(trace.max, amount(trace.count), trace.each)
    case 'rankPoints':
      return trace.row.points
    default:
      return exhausted(trace)
  }
}

function relativeExact(trace: RelativeInputs & { readonly max: number }): ExactPoints {
  const higherIsBetter = trace.direction === 'higherIsBetter'
  const terms = relativeTerms(trace.max, fraction(trace.metShare), higherIsBetter)
  const target = amount(trace.target.value)
  const result = amount(trace.result)
  const excess = target === 0n ? null : excessOf(higherIsBetter, target, result)
  return relativePoints(terms, target, result, excess, leaderMeasure(trace.leader))
}

function withoutTargetExact(trace: WithoutTargetInputs & { readonly max: number }): ExactPoints {
  return pointsWithoutTarget(trace.max, amount(trace.result), leaderMeasure(trace.leader))
}

function leaderMeasure(leader: TracedLeader): Rational | null {
  return leader.measure === null ? null : fraction(leader.measure)
}

/** Traces are made by this program: text that is no number is its own defect. */
function amount(text: string): Amount {
  return expectDefined(parseAmountText(text), `no amount in a trace: ${text}`)
}

function fraction(text: string): Rational {
  return expectDefined(parseRational(text), `no fraction in a trace: ${text}`)
}
