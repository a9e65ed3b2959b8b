import type { DeviceId, RecordId } from '../../shared/domain/ids.ts'
import { equalBytes } from '../../shared/kernel/bytes.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { readRecord } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { blobOf } from '../ledger/ids.ts'
import { allRecords, type StoredRecord } from '../ledger/ledger-table.ts'
import type { IntegrityProblem } from '../season-store.ts'
import { StoreFault } from '../sqlite/failure.ts'
import type { StoreCore } from '../store-core.ts'

/** Reads everything: SQLite's structures, then each record's bytes, hash, columns and place in its chain. */
export function verifyIntegrity(core: StoreCore): Result<readonly IntegrityProblem[], StoreError> {
  try {
    return ok([...databaseProblems(core), ...ledgerProblems(core)])
  } catch (thrown) {
    if (!(thrown instanceof StoreFault)) throw thrown
    return { ok: false, error: thrown.error }
  }
}

function databaseProblems(core: StoreCore): readonly IntegrityProblem[] {
  // With damage the pragma gives the first of its findings: one is enough to know.
  const found = core.pragma('integrity_check')
  return found === 'ok' ? [] : [{ problem: 'database', message: String(found) }]
}

function ledgerProblems(core: StoreCore): readonly IntegrityProblem[] {
  const problems: IntegrityProblem[] = []
  const placeById = new Map<RecordId, { readonly author: DeviceId; readonly seq: number }>()
  const links: {
    readonly record: RecordId
    readonly prev: RecordId
    readonly author: DeviceId
    readonly seq: number
  }[] = []
  for (const stored of allRecords(core.reader)) {
    const read = readRecord(stored, core.crypto)
    if (!read.ok) {
      problems.push({ problem: 'recordUnreadable', record: stored.id })
      continue
    }
    const { author, seq, prev } = read.value.envelope
    if (read.value.id !== stored.id) problems.push({ problem: 'wrongId', record: stored.id })
    if (!columnsFit(stored, read.value)) problems.push({ problem: 'wrongColumns', record: stored.id })
    placeById.set(stored.id, { author, seq })
    if (prev !== null) links.push({ record: stored.id, prev, author, seq })
  }
  for (const { record, prev, author, seq } of links) {
    const before = placeById.get(prev)
    if (before !== undefined && (before.author !== author || before.seq !== seq - 1)) {
      problems.push({ problem: 'brokenChain', record })
    }
  }
  return problems
}

/** The columns only repeat what the signed bytes say. */
function columnsFit({ columns }: StoredRecord, { envelope }: SignedRecord): boolean {
  return (
    equalBytes(columns.author, blobOf(envelope.author)) &&
    columns.seq === envelope.seq &&
    equalId(columns.prev, envelope.prev) &&
    equalId(columns.basis, envelope.basis) &&
    columns.kind === envelope.kind
  )
}

function equalId(column: Uint8Array | null, id: RecordId | null): boolean {
  return column === null || id === null ? column === id : equalBytes(column, blobOf(id))
}
