import type { z } from 'zod'
import {
  type InputFault,
  type InputProblem,
  inputProblem,
  valueAt,
} from '../../shared/contract/input-problem.ts'

/**
 * The first value that a person may have given and that does not fit; null where the request itself is wrong: fields
 * missing or surplus, one kind of value for another. The former is a refusal with a cure, the latter a defect of the
 * screen.
 */
export function refusedInput(issues: readonly z.core.$ZodIssue[], input: unknown): InputProblem | null {
  const problems = issues.map((issue) => problemOf(issue, input))
  return problems.every((problem) => problem !== null) ? (problems[0] ?? null) : null
}

/** For files that people write: whatever is wrong with their shape is theirs to mend. */
export function fileProblems(
  issues: readonly z.core.$ZodIssue[],
  file: unknown,
  prefix = '',
): readonly InputProblem[] {
  return issues.map((issue) => {
    const found = problemOf(issue, file) ?? otherProblem(issue, file)
    return { ...found, field: [prefix, found.field].filter((step) => step !== '').join('.') }
  })
}

function otherProblem(issue: z.core.$ZodIssue, file: unknown): InputProblem {
  const field = issue.path.map(String).join('.')
  const value = valueAt(file, field)
  return inputProblem(field, value, value === undefined ? 'missing' : 'form')
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): InputProblem | null {
  const field = issue.path.map(String).join('.')
  if (issue.code === 'invalid_union') {
    // One of two shapes was meant: the one of which nothing but values is wrong.
    const meant = issue.errors.map((branch) => refusedInput(branch, valueAt(input, field)))
    const problem = meant.find((each) => each !== null)
    return problem === undefined ? null : { ...problem, field: `${field}.${problem.field}` }
  }
  const found = faultOf(issue)
  return found === null ? null : inputProblem(field, valueAt(input, field), found.fault, found.limit)
}

interface Found {
  readonly fault: InputFault
  readonly limit: number | null
}

function faultOf(issue: z.core.$ZodIssue): Found | null {
  switch (issue.code) {
    case 'custom':
      return customFault(issue.params)
    case 'invalid_format':
      return { fault: 'form', limit: null }
    case 'too_big': {
      const limit = Number(issue.maximum)
      if (issue.origin === 'array') return { fault: 'tooMany', limit }
      return { fault: issue.origin === 'string' ? 'tooLong' : 'tooLarge', limit }
    }
    case 'too_small': {
      const limit = Number(issue.minimum)
      if (issue.origin === 'array') return { fault: 'tooFew', limit }
      return issue.origin === 'string' ? { fault: 'empty', limit: null } : { fault: 'tooSmall', limit }
    }
    default:
      return null
  }
}

/** Our own checks say which fault they found (`text`, `scaleSchema`); the others ask for a form of writing. */
function customFault(params: { readonly [name: string]: unknown } | undefined): Found {
  const { fault, limit } = params ?? {}
  return {
    fault: typeof fault === 'string' ? (fault as InputFault) : 'form', // only our own schemas make custom issues
    limit: typeof limit === 'number' ? limit : null,
  }
}
