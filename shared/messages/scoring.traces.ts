import type { SubjectCode } from '../domain/ids.ts'
import type { Criterion } from '../domain/scale.ts'
import { showPoints } from '../kernel/decimal.ts'
import type { InputOrigin } from '../scoring/scores.ts'
import type { ScoredTrace, Trace } from '../scoring/trace.ts'
import { shownExactPoints } from './scoring.numbers.ts'
import { describeScoringProblem } from './scoring.problems.ts'
import { ruleSteps } from './scoring.steps.ts'
import { targetInWords } from './scoring.targets.ts'
import { type Language, layerName } from './words.ts'

/** What a trace does not carry itself; without it codes are shown. */
export interface TraceWords {
  readonly subject?: (subject: SubjectCode) => string
  /** For the titles of counted items. */
  readonly criterion?: Criterion
}

/** A trace as sentences, one step each: inputs, comparison, rule, rounding, adjustment, clamp, points. */
export function describeTrace(trace: Trace, language: Language, words: TraceWords = {}): readonly string[] {
  switch (trace.state) {
    case 'scored':
      return [
        ...ruleSteps(trace, language, words),
        ...lastSteps(trace, language),
        originInWords(trace.origin, language),
      ]
    case 'error':
      return [describeScoringProblem(trace.problem, language)]
    case 'notScored': {
      const missing = language === 'vi' ? 'Chưa chấm.' : 'Not scored yet.'
      return trace.target === null ? [missing] : [targetInWords(trace.target, language), missing]
    }
    case 'notAssigned':
      return [
        language === 'vi'
          ? 'Không được giao: không chấm, không tính vào mẫu số.'
          : 'Not assigned: not scored, and not in the denominator.',
      ]
    case 'noTarget':
      return [
        language === 'vi'
          ? 'Không có chỉ tiêu: không chấm, không tính vào mẫu số.'
          : 'No target: not scored, and not in the denominator.',
      ]
  }
}

function lastSteps(trace: ScoredTrace, language: Language): readonly string[] {
  const vi = language === 'vi'
  const steps: string[] = []
  if (!/^-?\d+$/.test(trace.exact)) {
    const [exact, rounded] = [shownExactPoints(trace.exact), showPoints(trace.rounded)]
    steps.push(
      vi
        ? `Trước khi làm tròn ${exact}; làm tròn ${rounded}.`
        : `Before rounding ${exact}; rounded ${rounded}.`,
    )
  }
  if (trace.adjustment !== null) {
    const sign = trace.adjustment.points > 0 ? '+' : ''
    const points = `${sign}${showPoints(trace.adjustment.points)}`
    const { reason } = trace.adjustment
    steps.push(vi ? `Điều chỉnh ${points}: ${reason}` : `Adjustment ${points}: ${reason}`)
  }
  if (trace.clamped === 'ceiling') {
    const max = showPoints(trace.max)
    steps.push(vi ? `Không quá điểm tối đa ${max}.` : `At most the maximum of ${max}.`)
  }
  if (trace.clamped === 'floor') {
    const least = showPoints(trace.bounds.floor)
    steps.push(vi ? `Không thấp hơn ${least}.` : `Not below ${least}.`)
  }
  const [points, max] = [showPoints(trace.points), showPoints(trace.max)]
  return [...steps, vi ? `Điểm: ${points} / ${max}.` : `Points: ${points} / ${max}.`]
}

function originInWords(origin: InputOrigin, language: Language): string {
  const vi = language === 'vi'
  if (origin.row !== undefined) return vi ? `Nguồn: dòng ${origin.row}.` : `Source: row ${origin.row}.`
  if (origin.layer === null) return vi ? 'Nguồn: tệp kết quả.' : 'Source: the file of results.'
  const layer = layerName(origin.layer, language)
  const draft = origin.record === null ? (vi ? ' (chưa nộp)' : ' (not submitted)') : ''
  return vi ? `Nguồn: ${layer}${draft}.` : `Source: ${layer}${draft}.`
}
