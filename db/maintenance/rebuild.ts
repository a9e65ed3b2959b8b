import type { RecordId } from '../../shared/domain/ids.ts'
import { expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import type { HeldSet } from '../../shared/ledger/held-set.ts'
import { readRecord } from '../../shared/ledger/read-record.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { allRecords } from '../ledger/ledger-table.ts'
import { isProjected, readFactTexts, readVerdictTexts } from '../projections/projection-tables.ts'
import type { ProjectionTable, RebuildReport } from '../season-store.ts'
import type { StoreCore } from '../store-core.ts'

/**
 * Replays the whole ledger from its bytes into new projections and compares them with those that were there. They
 * are equal unless this program (or an earlier one under the same stamp) has a defect.
 */
export function rebuild(core: StoreCore): Result<RebuildReport, StoreError> {
  const done = core.write<RebuildReport, never>(
    (db) => {
      const factTexts = readFactTexts(db)
      const before = readVerdictTexts(db)
      const stateBefore = isProjected(db) ? stateTexts(core.held()) : null
      const facts = new Map<RecordId, Fact>()
      for (const record of allRecords(db)) {
        const read = expectOk(readRecord(record, core.crypto), 'a stored record can be read again')
        facts.set(read.id, factOf(read))
      }
      const after = core.replaceProjections(db, facts)
      const differences = [
        ...differing('projected_fact', factTexts, readFactTexts(db)),
        ...differing('projected_verdict', before, readVerdictTexts(db)),
        ...(stateBefore === null ? [] : differing('state', stateBefore, stateTexts(after))),
      ]
      return ok({ records: facts.size, equal: differences.length === 0, differences })
    },
    () => true, // the same whether it was written or not
  )
  core.reload()
  return done
}

/** What the records say by topic, as texts to compare. Verdicts have a table of their own. */
function stateTexts({ state, judgement }: HeldSet): ReadonlyMap<string, string> {
  const { verdicts: _verdicts, forks, ...rest } = judgement
  const topics = { ...rest, forks: [...forks].sort(), ...state }
  return new Map(Object.entries(topics).map(([topic, value]) => [topic, JSON.stringify(value)]))
}

function differing(
  table: ProjectionTable,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): RebuildReport['differences'] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .sort()
    .map((key) => ({ table, key }))
}
