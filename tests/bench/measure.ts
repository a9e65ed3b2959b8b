/** One line of the table: what was measured, against which floor or limit, and whether it fits. */
export interface BenchRow {
  readonly name: string
  /** How many things one run handles. */
  readonly n: number
  readonly runs: number
  /** Milliseconds, but for rows whose name says otherwise. */
  readonly median: number
  readonly min: number
  readonly max: number
  /** Median against the floor's median; null: measured against a plain limit. */
  readonly ratio: number | null
  readonly budget: string
  readonly verdict: 'within' | 'missed' | 'floor' | 'shown'
}

export interface Samples {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

/** Runs `work` several times after one run that only warms up. `prepare` is not measured. */
export async function sample<Prepared>(
  runs: number,
  prepare: () => Prepared | Promise<Prepared>,
  work: (prepared: Prepared) => unknown,
): Promise<Samples> {
  await work(await prepare())
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const prepared = await prepare()
    const started = performance.now()
    await work(prepared)
    times.push(performance.now() - started)
  }
  return samplesOf(times)
}

export function samplesOf(times: readonly number[]): Samples {
  const sorted = [...times].sort((left, right) => left - right)
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
    runs: sorted.length,
  }
}

export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** A floor: what the same bytes cost with nothing but the necessary. */
export function floorRow(name: string, n: number, samples: Samples): BenchRow {
  return { name, n, ...samples, ratio: null, budget: '–', verdict: 'floor' }
}

/** Work whose budget is a multiple of a floor measured in the same run. */
export function ratioRow(
  name: string,
  n: number,
  samples: Samples,
  floor: Samples,
  budget: number,
): BenchRow {
  const ratio = samples.median / floor.median
  return {
    name,
    n,
    ...samples,
    ratio,
    budget: `≤ ${budget} ×`,
    verdict: ratio <= budget ? 'within' : 'missed',
  }
}

/** Work whose budget is a plain limit in milliseconds. */
export function limitRow(name: string, n: number, samples: Samples, limit: number): BenchRow {
  return {
    name,
    n,
    ...samples,
    ratio: null,
    budget: `≤ ${limit} ms`,
    verdict: samples.median <= limit ? 'within' : 'missed',
  }
}
