import type { RecordId } from '../domain/ids.ts'
import type { SeasonState } from '../ledger/state.ts'

/**
 * Places where one record counts at a time, such as the sheet of a subject, round and layer: what a newer record
 * can supersede. Signatures, enrolments and the like stand beside each other and have none.
 */
export interface RecordSlots {
  slotOf(record: RecordId): string | null
  /** The record that counts in this place. */
  currentIn(slot: string): RecordId | null
}

export function slotsOf(state: SeasonState | null): RecordSlots {
  const slotByRecord = new Map<RecordId, string>()
  const currentBySlot = new Map<string, RecordId>()
  for (const { record, slot, current } of state === null ? [] : places(state)) {
    slotByRecord.set(record, slot)
    if (current) currentBySlot.set(slot, record)
  }
  return {
    slotOf: (record) => slotByRecord.get(record) ?? null,
    currentIn: (slot) => currentBySlot.get(slot) ?? null,
  }
}

interface SlottedRecord {
  readonly record: RecordId
  readonly slot: string
  readonly current: boolean
}

function* places(state: SeasonState): Iterable<SlottedRecord> {
  for (const { record, round, subject, layer, standing } of state.sheets) {
    yield { record, slot: `sheet ${round} ${subject} ${layer}`, current: standing === 'current' }
  }
  for (const { record, current, body } of state.scales)
    yield { record, slot: `scale ${body.cluster}`, current }
  for (const { record, current, body } of state.assignments) {
    yield { record, slot: `assignments ${body.cluster}`, current }
  }
  for (const { record, current, body } of state.agreements) {
    yield { record, slot: `agreement ${body.scope}`, current }
  }
  for (const { record, current, body } of state.plans) {
    yield { record, slot: `plan ${body.round} ${body.cluster}`, current }
  }
  for (const { record, current, body } of state.closings) {
    yield { record, slot: `closing ${body.round} ${body.cluster}`, current }
  }
}
