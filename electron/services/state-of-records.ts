import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { fold } from '../../shared/ledger/fold.ts'
import { judge } from '../../shared/ledger/judge.ts'
import type { ReadRecord, TypedBody } from '../../shared/ledger/read-record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'

/** What records say on their own, without any database; null: their founding record is not among them. */
export function stateOfRecords(
  season: SeasonId,
  records: readonly ReadRecord[],
  crypto: Verification,
): SeasonState | null {
  const facts = records.map(factOf).filter((fact) => fact.season === season)
  const bodyById = new Map<RecordId, TypedBody | null>(records.map((record) => [record.id, record.typed]))
  return fold(facts, judge(facts, crypto), (id) => bodyById.get(id) ?? null)
}
