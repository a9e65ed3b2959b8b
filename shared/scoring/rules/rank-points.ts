import type { Rule } from '../../domain/scale.ts'
import type { Entry } from '../../domain/sheet.ts'
import type { ScoringProblem } from '../scoring-problem.ts'

type Table = Extract<Rule, { kind: 'rankPoints' }>['table']
type Row = Readonly<Table[number]>
export type RankTable = readonly Row[]

export interface RankPointsInputs {
  readonly rule: 'rankPoints'
  /** Ranks given by other bodies. */
  readonly ranks: readonly number[]
  /** Their mean, rounded half up to a whole place. */
  readonly place: number
  /** The row of the table that applies; the last one for every place beyond it. */
  readonly row: Row
}

/** The table in the order of its ranks. */
export function preparedTable(table: Table): RankTable {
  return table.toSorted((left, right) => left.rank - right.rank)
}

export function rankInputs(table: RankTable, entry: Entry): RankPointsInputs | ScoringProblem {
  const wrong = entry.ranks.find((rank) => !Number.isSafeInteger(rank) || rank < 1)
  if (wrong !== undefined) return { code: 'rankInvalid', rank: wrong }
  const place = meanPlace(entry.ranks)
  // A published table has a row for every place up to its last one.
  const row = table.find((candidate) => candidate.rank >= place) ?? table.at(-1)
  return row === undefined
    ? { code: 'rankInvalid', rank: place }
    : { rule: 'rankPoints', ranks: entry.ranks, place, row }
}

/** Half up: the mean of places 1 and 2 is place 2. */
function meanPlace(ranks: readonly number[]): number {
  const sum = ranks.reduce((total, rank) => total + rank, 0)
  return Math.floor((2 * sum + ranks.length) / (2 * ranks.length))
}
