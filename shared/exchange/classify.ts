import type { DeviceId, RecordId, SeasonId, Seat } from '../domain/ids.ts'
import type { Work } from '../kernel/work.ts'
import { type Fact, factOf } from '../ledger/fact.ts'
import type { HeldSet } from '../ledger/held-set.ts'
import { shapesSeason } from '../ledger/judge-season.ts'
import type { ReadRecord, TypedBody } from '../ledger/read-record.ts'
import type { SeasonState } from '../ledger/state.ts'
import type { BodyReader } from '../ledger/valid-facts.ts'
import type { Verdict } from '../ledger/verdict.ts'
import type { DecodedBundle } from './decode-bundle.ts'
import { type EntryChange, entryChanges } from './entry-changes.ts'
import {
  type HeldRecords,
  type ImportClass,
  type ImportItem,
  type ImportPreview,
  importClasses,
  type SheetBeside,
} from './import-preview.ts'
import { type RecordSlots, type SlottedRecord, slotsOf } from './record-slots.ts'

export interface ClassifyInput {
  readonly held: HeldRecords
  /** Verified bundles with their places in the list the user gave. They are one set: order plays no part. */
  readonly incoming: readonly { readonly place: number; readonly bundle: DecodedBundle }[]
  readonly season: SeasonId
  /** Null: this machine has no key in the season yet. */
  readonly ownDevice: DeviceId | null
  /** How many records are judged in one step; left out where nobody waits for less. */
  readonly atOnce?: number
}

export type Classification = Pick<
  ImportPreview,
  'items' | 'counts' | 'stored' | 'strange' | 'admitted' | 'stateAfter' | 'bodyAfter'
>

/**
 * Says of every record what importing all bundles together would do with it. The union of what is held and what
 * comes in is judged once, so a parent in one bundle serves its children in another. Source: ledger-and-bundles,
 * "Import".
 */
export function* classifyImport(input: ClassifyInput): Work<Classification> {
  const incoming = yield* distinctRecords(input)
  const outlook = yield* outlookOn(input, incoming)
  const items: ImportItem[] = []
  const tally = new Map<ImportClass, number>()
  for (const each of incoming) {
    const item = itemOf(each, input, outlook)
    items.push(item)
    tally.set(item.class, (tally.get(item.class) ?? 0) + 1)
    yield each.record.recordBytes.length
  }
  const counts = Object.fromEntries(
    importClasses.map((name) => [name, tally.get(name) ?? 0]),
  ) as ImportPreview['counts'] // one count for each class
  const stored = incoming.filter((_, index) => isStored(items[index]?.class)).map(({ record }) => record)
  const { stateAfter, bodyAfter, admitted } = outlook
  const strange = stored.filter(({ id }) => outlook.strange.has(id))
  return { items, counts, stored, strange, admitted, stateAfter, bodyAfter }
}

interface Incoming {
  readonly record: ReadRecord
  readonly fact: Fact
  readonly bundle: number
  /** Held with as much as comes in. */
  readonly present: boolean
  /** Stored, but not as it was. */
  readonly damaged: boolean
}

/** What would be after the import, compared with what is. */
interface Outlook {
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  readonly strange: ReadonlySet<RecordId>
  readonly admitted: readonly RecordId[]
  readonly stateAfter: SeasonState | null
  readonly slotsBefore: RecordSlots
  readonly slotsAfter: RecordSlots
  readonly seatsByDevice: ReadonlyMap<DeviceId, readonly Seat[]>
  bodyAfter(record: RecordId): TypedBody | null
}

/** Each record once, with its body if any of the bundles brings it. */
function* distinctRecords({ held, incoming }: ClassifyInput): Work<readonly Incoming[]> {
  const bundleById = new Map<RecordId, number>()
  const recordById = new Map<RecordId, ReadRecord>()
  for (const { place, bundle } of incoming) {
    for (const { record } of bundle.records) {
      const known = recordById.get(record.id)
      if (known === undefined) bundleById.set(record.id, place)
      if (known === undefined || known.bodyBytes === null) recordById.set(record.id, record)
    }
  }
  const all: Incoming[] = []
  for (const record of recordById.values()) {
    const heldFact = held.set.get(record.id) ?? held.set.stranger(record.id)
    const bringsBody = heldFact?.claim.kind === 'withheld' && record.bodyBytes !== null
    all.push({
      record,
      fact: factOf(record),
      bundle: bundleById.get(record.id) ?? 0,
      present: heldFact !== undefined && !bringsBody,
      damaged: held.compare(record) === 'damaged',
    })
    yield record.recordBytes.length
  }
  return all
}

/**
 * What would be after the import. A few records are added to the set itself, looked at, and taken out again in one
 * step; many are added part by part to a set of their own, so that others have their turn and see nothing of it.
 */
function* outlookOn(
  { held, season, atOnce = 500 }: ClassifyInput,
  incoming: readonly Incoming[],
): Work<Outlook> {
  const typedById = new Map(incoming.map(({ record }) => [record.id, record.typed]))
  const bodyAfter = (id: RecordId): TypedBody | null => typedById.get(id) ?? held.bodyOf(id)
  const judged = incoming.filter(({ present, fact }) => !present && fact.season === season)
  const isAside = ({ record }: Incoming): boolean => held.setAside.has(record.id)
  const given = judged.filter((each) => !isAside(each)).map(({ fact }) => fact)
  const returning = judged.filter(isAside).map(({ fact }) => fact)
  const slotsBefore = slotsOf(held.set.state)
  const waitingBefore = [...held.set.strangers()].map((fact) => fact.id)
  const verdicts = new Map<RecordId, Verdict>()
  const note = (set: HeldSet, facts: Iterable<Fact>): void => {
    for (const fact of facts) verdicts.set(fact.id, verdictIn(set, fact))
  }
  const ofSeason = incoming.flatMap(({ fact }) => (fact.season === season ? [fact] : []))
  const isLarge = given.length > atOnce
  const set = isLarge ? yield* setApart(held, given, bodyAfter, atOnce) : held.set
  const addition = isLarge ? null : set.add(given, bodyAfter)
  const stateAfter = set.state
  const strange = new Set(given.flatMap(({ id }) => (set.stranger(id) === undefined ? [] : [id])))
  const admitted = waitingBefore.filter((id) => set.get(id) !== undefined)
  note(set, ofSeason)
  // Records set aside stay out of the import; they are shown as they would stand if they were taken back.
  if (returning.length > 0) {
    const back = set.add(returning, bodyAfter)
    note(set, returning)
    back.undo()
  }
  addition?.undo()
  return {
    verdicts,
    stateAfter,
    strange,
    admitted,
    slotsBefore,
    slotsAfter: slotsOf(stateAfter),
    seatsByDevice: new Map((stateAfter?.devices ?? []).map(({ device, seats }) => [device, seats])),
    bodyAfter,
  }
}

/** Everything that is held, and these, in a set that grows part by part. */
function* setApart(
  held: HeldRecords,
  given: readonly Fact[],
  bodyOf: BodyReader,
  atOnce: number,
): Work<HeldSet> {
  const ids = new Set(given.map((fact) => fact.id))
  const known = [...held.set.facts(), ...held.set.strangers()].filter((fact) => !ids.has(fact.id))
  const all = [...known, ...given]
  // Whoever says who takes part is judged first: coming later, each would have everything judged again.
  const set = held.apart(all.filter(shapesSeason), bodyOf)
  const rest = all.filter((fact) => !shapesSeason(fact))
  yield 0
  for (let from = 0, size = atOnce; from < rest.length; ) {
    const { judged } = set.add(rest.slice(from, from + size), bodyOf)
    from += size
    // A fork has everything judged again: then once for all that is left, and not once for each part.
    if (judged === null) size = rest.length
    yield 0
  }
  return set
}

function verdictIn(set: HeldSet, fact: Fact): Verdict {
  const verdict = set.judgement.verdicts.get(fact.id)
  if (verdict !== undefined) return verdict
  return set.state === null ? waitingForSeason(fact) : set.verdictOutside(fact)
}

function itemOf(incoming: Incoming, input: ClassifyInput, outlook: Outlook): ImportItem {
  const { record, fact, bundle } = incoming
  const verdict = outlook.verdicts.get(record.id) ?? waitingForSeason(fact)
  const importClass = classOf(incoming, verdict, input, outlook)
  const supersedes = importClass === 'supersedes' ? supersededBy(record, input.held, outlook) : null
  return {
    record: record.id,
    class: importClass,
    kind: fact.kind,
    bundle,
    author: { device: fact.author, seats: outlook.seatsByDevice.get(fact.author) ?? [] },
    actor: fact.actor,
    at: fact.at,
    ...placeOf(fact),
    supersedes,
    changes: changesOf(record, importClass, supersedes, outlook),
    beside: importClass === 'beside' || importClass === 'supersedes' ? besideOf(record.id, outlook) : [],
    notCounted: notCountedWhy(record.id, importClass, outlook),
    verdict,
  }
}

function classOf(incoming: Incoming, verdict: Verdict, input: ClassifyInput, outlook: Outlook): ImportClass {
  const { record, fact } = incoming
  if (incoming.damaged) return 'heals'
  if (incoming.present) return 'present'
  if (fact.season !== input.season) return 'foreignSeason'
  // However it would stand: it comes back only with the import that brought it.
  if (input.held.setAside.has(record.id)) return 'setAside'
  switch (verdict.status) {
    case 'fork':
    case 'quarantined':
    case 'waiting':
      return verdict.status
    case 'valid':
    case 'withheld':
    case 'unknownKind':
      if (fact.author === input.ownDevice) return 'adoptsOwn'
      return fact.kind.startsWith('sheet.withdrawn/') ? 'withdraws' : effectOf(record, input.held, outlook)
  }
}

/** What a record that counts does to the thing it speaks about. */
function effectOf(record: ReadRecord, held: HeldRecords, outlook: Outlook): ImportClass {
  if (record.typed?.kind === 'season.revised/1') {
    if (outlook.stateAfter?.basis !== record.id) return 'stale'
    return held.set.state === null ? 'new' : 'supersedes'
  }
  const place = outlook.slotsAfter.find(record.id)
  if (place === null) return 'new'
  const { slot, own } = place
  if (own.standing !== 'current') {
    return outlook.slotsAfter.inSlot(slot).some((other) => isNewer(other, own)) ? 'stale' : 'notCounted'
  }
  if (supersededBy(record, held, outlook) !== null) return 'supersedes'
  return besideOf(record.id, outlook).length > 0 ? 'beside' : 'new'
}

/** Newer by the feed's own numbers or by a later holder of the same seat: nothing else makes a record older. */
function isNewer(other: SlottedRecord, own: SlottedRecord): boolean {
  if (other.author === own.author) return other.seq > own.seq
  return own.standing === 'superseded' && other.seat === own.seat && other.standing === 'current'
}

/** What counted in its place and gives way to it: of the same feed, of the same seat, or of somebody it goes before. */
function supersededBy(record: ReadRecord, held: HeldRecords, outlook: Outlook): RecordId | null {
  if (record.typed?.kind === 'season.revised/1') return held.set.state?.basis ?? null
  const place = outlook.slotsAfter.find(record.id)
  if (place === null || place.own.standing !== 'current') return null
  const { slot, own } = place
  const after = outlook.slotsAfter.inSlot(slot).filter(isCurrent)
  const gone = outlook.slotsBefore
    .inSlot(slot)
    .filter((before) => isCurrent(before) && !after.some((each) => each.record === before.record))
  const replaced =
    gone.find((before) => before.author === own.author) ??
    gone.find((before) => before.seat === own.seat) ??
    gone.find((before) => !after.some(({ author, seat }) => author === before.author || seat === before.seat))
  return replaced?.record ?? null
}

/** The sheets of other seats that will stand beside this one, with what each says differently. */
function besideOf(
  record: RecordId,
  { slotsAfter, seatsByDevice, bodyAfter }: Outlook,
): readonly SheetBeside[] {
  const place = slotsAfter.find(record)
  const own = bodyAfter(record)
  if (place?.own.standing !== 'current' || own?.kind !== 'sheet.submitted/1') return []
  return slotsAfter
    .inSlot(place.slot)
    .filter((other) => isCurrent(other) && other.record !== record)
    .map(({ record: other, author, seat, actor, at }) => {
      const body = bodyAfter(other)
      const entries = body?.kind === 'sheet.submitted/1' ? body.body.entries : []
      return {
        record: other,
        device: author,
        seats: seat === null ? (seatsByDevice.get(author) ?? []) : [seat],
        actor,
        at,
        differences: entryChanges(entries, own.body.entries),
      }
    })
}

function isCurrent({ standing }: SlottedRecord): boolean {
  return standing === 'current'
}

/** A first sheet is shown entry by entry, too: before it there was nothing. */
function changesOf(
  record: ReadRecord,
  importClass: ImportClass,
  supersedes: RecordId | null,
  outlook: Outlook,
): readonly EntryChange[] {
  if (record.typed?.kind !== 'sheet.submitted/1') return []
  if (importClass === 'new' || importClass === 'beside') return entryChanges([], record.typed.body.entries)
  if (supersedes === null) return []
  const before = outlook.bodyAfter(supersedes)
  return before?.kind === 'sheet.submitted/1'
    ? entryChanges(before.body.entries, record.typed.body.entries)
    : []
}

/** Why a sheet is kept and cannot count, although nothing newer took its place. */
function notCountedWhy(
  record: RecordId,
  importClass: ImportClass,
  outlook: Outlook,
): ImportItem['notCounted'] {
  if (importClass !== 'notCounted') return null
  return outlook.slotsAfter.find(record)?.own.standing === 'planOutdated' ? 'planOutdated' : 'outranked'
}

function placeOf({ claim }: Fact): Pick<ImportItem, 'round' | 'subject' | 'layer'> {
  switch (claim.kind) {
    case 'sheet.submitted/1':
      return { round: claim.round, subject: claim.subject, layer: claim.layer }
    case 'exclusion.recorded/1':
      return { round: claim.round, subject: claim.subject, layer: null }
    case 'inspection.planned/1':
    case 'round.closed/1':
      return { round: claim.round, subject: null, layer: null }
    default:
      return { round: null, subject: null, layer: null }
  }
}

/** A record of another season is not judged here: its own season is what it would wait for. */
function waitingForSeason({ season }: Fact): Verdict {
  const founding = season as string as RecordId // a season's id is its founding record's
  return { status: 'waiting', for: [{ what: 'record', id: founding, role: 'season' }] }
}

function isStored(importClass: ImportClass | undefined): boolean {
  switch (importClass) {
    case undefined:
    case 'present':
    case 'foreignSeason':
    case 'setAside':
      return false
    default:
      return true
  }
}
