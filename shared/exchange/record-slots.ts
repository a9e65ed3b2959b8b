import type { DeviceId, RecordId, Seat } from '../domain/ids.ts'
import type { SeasonState, SheetVersion, Versioned } from '../ledger/state.ts'

/** A record in its place, beside the others that speak about the same thing. */
export interface SlottedRecord {
  readonly record: RecordId
  readonly author: DeviceId
  readonly at: string
  readonly actor: string
  /** Orders the author's own feed and nothing else. */
  readonly seq: number
  /** Of a sheet: the seat in whose name it was entered. Of anything else only one seat owns the thing. */
  readonly seat: Seat | null
  readonly standing: SheetVersion['standing']
}

/**
 * Places where records speak about one thing, such as the sheet of a subject, round and layer: what a newer record
 * can supersede, and where seats that own a sheet together stand side by side. Signatures, enrolments and the like
 * have none.
 */
export interface RecordSlots {
  /** The record with its neighbours in the same place; null: it has no place. */
  find(record: RecordId): { readonly slot: string; readonly own: SlottedRecord } | null
  /** The newest first. */
  inSlot(slot: string): readonly SlottedRecord[]
}

export function slotsOf(state: SeasonState | null): RecordSlots {
  const slotByRecord = new Map<RecordId, { readonly slot: string; readonly own: SlottedRecord }>()
  const bySlot = new Map<string, SlottedRecord[]>()
  for (const [slot, own] of state === null ? [] : places(state)) {
    slotByRecord.set(own.record, { slot, own })
    const others = bySlot.get(slot)
    if (others === undefined) bySlot.set(slot, [own])
    else others.push(own)
  }
  return {
    find: (record) => slotByRecord.get(record) ?? null,
    inSlot: (slot) => bySlot.get(slot) ?? [],
  }
}

function* places(state: SeasonState): Iterable<readonly [string, SlottedRecord]> {
  for (const sheet of state.sheets) yield [`sheet ${sheet.round} ${sheet.subject} ${sheet.layer}`, sheet]
  for (const each of state.scales) yield [`scale ${each.body.cluster}`, versionIn(each)]
  for (const each of state.assignments) yield [`assignments ${each.body.cluster}`, versionIn(each)]
  for (const each of state.agreements) yield [`agreement ${each.body.scope}`, versionIn(each)]
  for (const each of state.plans) yield [`plan ${each.body.round} ${each.body.cluster}`, versionIn(each)]
  for (const each of state.exclusions) {
    yield [`exclusion ${each.body.round} ${each.body.subject}`, versionIn(each)]
  }
  for (const each of state.closings)
    yield [`closing ${each.body.round} ${each.body.cluster}`, versionIn(each)]
}

function versionIn({ record, author, seq, at, actor, current }: Versioned<unknown>): SlottedRecord {
  return { record, author, seq, at, actor, seat: null, standing: current ? 'current' : 'superseded' }
}
