import { existsSync, readFileSync } from 'node:fs'

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 }
/** A runner that left no readable report, or failed outside its tests, counts as one failure. */
export const oneFailure: TestCounts = { passed: 0, failed: 1, skipped: 0 }

export function sumCounts(counts: readonly TestCounts[]): TestCounts {
  return counts.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
    }),
    noTests,
  )
}

/** Reads a JSON report; `status` is the runner's exit status, which must agree with what it wrote. */
export function countsOf(
  reportFile: string,
  status: number,
  read: (report: unknown) => TestCounts | null,
): TestCounts {
  const counts = existsSync(reportFile) ? parse(readFileSync(reportFile, 'utf8'), read) : null
  if (counts === null) return oneFailure
  return status !== 0 && counts.failed === 0 ? sumCounts([counts, oneFailure]) : counts
}

/** Vitest's own JSON: files that did not even load are failures, too. */
export function vitestCounts(report: unknown): TestCounts | null {
  const [passed, failed, skipped, todo] = numbers(report, [
    'numPassedTests',
    'numFailedTests',
    'numPendingTests',
    'numTodoTests',
  ])
  if (passed === undefined || failed === undefined || skipped === undefined || todo === undefined) return null
  return { passed, failed, skipped: skipped + todo }
}

/** Playwright's own JSON; a flaky test passed only on a second try, which is no pass here. */
export function playwrightCounts(report: unknown): TestCounts | null {
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : null
  const [expected, unexpected, flaky, skipped] = numbers(stats, [
    'expected',
    'unexpected',
    'flaky',
    'skipped',
  ])
  if (expected === undefined || unexpected === undefined || flaky === undefined || skipped === undefined)
    return null
  return { passed: expected, failed: unexpected + flaky, skipped }
}

function numbers(value: unknown, names: readonly string[]): readonly (number | undefined)[] {
  if (typeof value !== 'object' || value === null) return []
  const members = new Map<string, unknown>(Object.entries(value))
  return names.map((name) => {
    const member = members.get(name)
    return typeof member === 'number' ? member : undefined
  })
}

function parse(text: string, read: (report: unknown) => TestCounts | null): TestCounts | null {
  try {
    return read(JSON.parse(text))
  } catch {
    return null
  }
}
