import type { Scale } from '../../shared/domain/scale.ts'
import { describeScaleProblem } from '../../shared/messages/scoring.scale-problems.ts'
import { scaleProblems } from '../../shared/scoring/validate-scale.ts'

/** What stands against publishing a scale, as sentences in the first screen language. */
export function scaleSentences(scale: Scale): readonly string[] {
  return scaleProblems(scale).map((problem) => describeScaleProblem(problem, 'vi'))
}
