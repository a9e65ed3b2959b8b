import type { DeviceId } from '../../shared/domain/ids.ts'
import { Defect, err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Position } from '../../shared/ledger/compose.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { storedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { AppendRefusal, StoreError } from '../../shared/ledger/storage-errors.ts'
import type { Compose } from '../season-store.ts'
import type { LedgerChange, StoreCore } from '../store-core.ts'
import { settleStrangers } from './antechamber.ts'
import { feedEnd, insertRecord, presenceOf, seasonOf } from './ledger-table.ts'
import { writingDevice } from './own-feed.ts'

/**
 * Writes records of this machine's own feed, all in one transaction. Each position is read from the tables after
 * the record before it; a record that would not be valid rolls everything back.
 */
export function appendRecords<Failure>(
  core: StoreCore,
  composers: readonly Compose<Failure>[],
): Result<readonly SignedRecord[], Failure | AppendRefusal | StoreError> {
  const written: SignedRecord[] = []
  const outcome = core.change<DeviceId, Failure | AppendRefusal>(
    (change) => {
      const device = writingDevice(core, change.db)
      if (!device.ok) return device
      for (const compose of composers) {
        const position = positionOf(change, device.value)
        const record = compose(position)
        if (!record.ok) return record
        const refusal = writeOwn(core, change, record.value, device.value, position)
        if (refusal !== null) return err(refusal)
        written.push(record.value)
      }
      return device
    },
    (db) => {
      const last = written.at(-1)
      return last !== undefined && presenceOf(db, last.id) !== 'absent'
    },
  )
  if (!outcome.ok) return outcome
  const last = written.at(-1)
  // Noted after the commit: were it noted before, a crash in between would lock this machine out for nothing.
  if (last !== undefined) {
    const end = { seq: last.envelope.seq, id: last.id }
    if (written[0]?.envelope.seq === 1) core.ownHead?.settle(outcome.value, end)
    else core.ownHead?.remember(outcome.value, end)
  }
  return ok(written)
}

/** The basis is the newest valid season record, as judged inside this transaction. */
function positionOf({ db, held }: LedgerChange, device: DeviceId): Position {
  const end = feedEnd(db, device)
  return { seq: (end?.seq ?? 0) + 1, prev: end?.id ?? null, basis: held.state?.basis ?? null }
}

function writeOwn(
  core: StoreCore,
  change: LedgerChange,
  record: SignedRecord,
  device: DeviceId,
  position: Position,
): AppendRefusal | null {
  const { author, seq, prev, basis } = record.envelope
  if (seasonOf(record) !== core.season) throw new Defect('a record was composed for another season')
  if (author !== device || seq !== position.seq || prev !== position.prev || basis !== position.basis) {
    throw new Defect(`${record.envelope.kind} was composed for another place than the one it was given`)
  }
  const fact = factOf(record)
  const addition = change.judge([fact], (id) =>
    id === record.id ? storedBody(record.envelope.kind, record.bodyBytes) : null,
  )
  const verdict = change.held.judgement.verdicts.get(record.id) ?? change.held.verdictOutside(fact)
  if (verdict.status !== 'valid') return { code: 'notValid', verdict }
  insertRecord(change.db, record, { importId: null, bodyImportId: null })
  change.store(fact)
  if (addition.judged === null) settleStrangers(change, addition, core.antechamber)
  change.project(addition)
  return null
}
