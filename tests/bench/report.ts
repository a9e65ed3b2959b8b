import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { BenchRow } from './measure.ts'

const headings = ['name', 'n', 'runs', 'median', 'min', 'max', 'ratio', 'budget', 'verdict'] as const

/** The rows as an aligned table for people. */
export function table(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.n.toLocaleString('en'),
    String(row.runs),
    row.median.toFixed(1),
    row.min.toFixed(1),
    row.max.toFixed(1),
    row.ratio === null ? '–' : row.ratio.toFixed(2),
    row.budget,
    row.verdict,
  ])
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  )
  const line = (values: readonly string[]): string =>
    values
      .map((value, column) =>
        column === 0 ? value.padEnd(widths[0] ?? 0) : value.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}

/** The rows as JSON beside the machine they were measured on. */
export function writeReport(folder: URL, rows: readonly BenchRow[]): string {
  mkdirSync(folder, { recursive: true })
  const file = new URL('bench.json', folder)
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
  writeFileSync(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, rows }, null, 2)}\n`)
  return file.pathname
}
