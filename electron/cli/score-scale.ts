import { type Scale, scaleSchema } from '../../shared/domain/scale.ts'
import { scaleProblems } from '../../shared/scoring/validate-scale.ts'
import { readJsonText } from './json-text.ts'
import { readText } from './score-files.ts'
import { refused, type ScoreProblem } from './score-problem.ts'

export interface ScaleReading {
  /** Null: there is no scale to score on. */
  readonly scale: Scale | null
  readonly problems: readonly ScoreProblem[]
}

/**
 * Reads a scale file. What only stands against publishing (a total that does not add up) is reported and scoring
 * goes on; codes that name two criteria leave nothing to score on.
 */
export function readScale(file: string): ScaleReading {
  const text = readText(file, scaleFileLimit)
  if (!text.ok) return { scale: null, problems: [text.error] }
  const value = readJsonText(text.value)
  if (!value.ok) return { scale: null, problems: [refused({ code: value.error, file })] }
  const parsed = scaleSchema.safeParse(value.value)
  if (!parsed.success) return { scale: null, problems: shapeProblems(parsed.error.issues) }
  const problems = scaleProblems(parsed.data)
  const unusable = problems.some(({ code }) => code === 'criterionRepeated' || code === 'shareOutside')
  return {
    scale: unusable ? null : parsed.data,
    problems: problems.map((problem) => refused({ code: 'scaleInvalid', problem })),
  }
}

const scaleFileLimit = 4 * 1024 * 1024

interface ShapeIssue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly errors?: readonly (readonly ShapeIssue[])[]
}

/** The innermost issues, with their whole path. */
function shapeProblems(issues: readonly unknown[]): readonly ScoreProblem[] {
  const innermost = (issues as readonly ShapeIssue[]).flatMap((issue) => leavesOf(issue, [])) // zod's own issues
  return innermost
    .slice(0, 20)
    .map(({ path, message }) => refused({ code: 'scaleShape', at: pathText(path), problem: message }))
}

function leavesOf(issue: ShapeIssue, above: readonly PropertyKey[]): readonly ShapeIssue[] {
  const path = [...above, ...issue.path]
  const branches = (issue.errors ?? []).filter((branch) => branch.length > 0)
  // A node is read as a leaf or as a group: the branch that does not stumble over the other's keys was meant.
  const meant = branches.find((branch) => !branch.some(isForeignKey)) ?? branches[0]
  if (meant === undefined) return [{ ...issue, path }]
  return meant.flatMap((inner) => leavesOf(inner, path))
}

function isForeignKey({ code, path }: ShapeIssue): boolean {
  return code === 'unrecognized_keys' && path.length === 0
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text === '' ? 'scale' : text.replace(/^\./, '')
}
