import type { ImportItem } from '../../shared/contract/exchange.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import type { Machine } from './machine.ts'
import type { SeasonSession } from './season-session.ts'

/** TODO: classify */
export function classifiedItems(
  _machine: Machine,
  session: SeasonSession,
  bundleOf: ReadonlyMap<RecordId, number>,
  records: readonly ReadRecord[],
): readonly ImportItem[] {
  return records.map((record) => ({
    record: record.id,
    class: session.store.record(record.id) === undefined ? 'new' : 'present',
    kind: record.envelope.kind,
    bundle: bundleOf.get(record.id) ?? 0,
    author: { device: record.envelope.author, seats: [] },
    actor: record.envelope.actor,
    at: record.envelope.at,
    round: null,
    subject: null,
    layer: null,
    changes: [],
    verdict: { status: 'valid' },
  }))
}
