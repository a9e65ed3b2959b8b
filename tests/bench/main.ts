import type { BenchRow } from './measure.ts'
import { table, writeReport } from './report.ts'

/** `npm run bench [-- NAME…]`: measures everything, or the benches whose names are given, one after the other. */
const benches: {
  readonly [name: string]: () => Promise<{ readonly rows: () => Promise<readonly BenchRow[]> }>
} = {
  scoring: () => import('./scoring.bench.ts'),
  import: () => import('./import.bench.ts'),
  growth: () => import('./growth.bench.ts'),
  stall: () => import('./stall.bench.ts'),
  hostile: () => import('./hostile.bench.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`bench: unknown ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const rows: BenchRow[] = []
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`bench: ${name} …`)
  rows.push(...(await (await load()).rows()))
}
console.log(table(rows))
console.log(`\n${writeReport(new URL('../../out/bench/', import.meta.url), rows)}`)
if (rows.some((row) => row.verdict === 'missed')) console.log('Some budgets were missed: see the verdicts.')
