import type { RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { SignedRecord } from '../ledger/record.ts'
import { compareSlices, type Slice } from './bundle-header.ts'

/** A slice with its records in order. */
export interface FilledSlice {
  readonly slice: Slice
  readonly records: readonly SignedRecord[]
}

/**
 * Arranges records into slices: each an unbroken chain of one feed, as long as it goes. Order of the input and
 * repetitions do not matter. The branches of a fork become slices of their own.
 */
export function sliceRecords(records: readonly SignedRecord[]): readonly FilledSlice[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const chains: SignedRecord[][] = []
  const chainByHead = new Map<RecordId, SignedRecord[]>()
  for (const record of [...byId.values()].sort(compareRecords)) {
    const { prev } = record.envelope
    const open = prev === null ? undefined : chainByHead.get(prev)
    if (open === undefined || prev === null) {
      const chain = [record]
      chains.push(chain)
      chainByHead.set(record.id, chain)
    } else {
      open.push(record)
      chainByHead.delete(prev)
      chainByHead.set(record.id, open)
    }
  }
  return chains.flatMap(filledSlice).sort((left, right) => compareSlices(left.slice, right.slice))
}

function compareRecords(left: SignedRecord, right: SignedRecord): number {
  return (
    compareText(left.envelope.author, right.envelope.author) ||
    left.envelope.seq - right.envelope.seq ||
    compareText(left.id, right.id)
  )
}

function filledSlice(records: readonly SignedRecord[]): readonly FilledSlice[] {
  const first = records[0]
  const last = records.at(-1)
  if (first === undefined || last === undefined) return []
  const { author, seq } = first.envelope
  return [{ slice: { author, from: seq, to: last.envelope.seq, head: last.id }, records }]
}
