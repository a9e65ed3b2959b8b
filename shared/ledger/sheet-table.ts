import type { RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { FactOf } from './fact.ts'
import { sheetSlot } from './fold-sheets.ts'
import type { Journal } from './journal.ts'
import type { SheetVersion } from './state.ts'

type SheetFact = FactOf<'sheet.submitted/1'>

/** The valid sheets of a season by slot (round, subject, layer), so that one more sheet costs its slot alone. */
export interface SheetTable {
  slots(): readonly string[]
  factsIn(slots: Iterable<string>): readonly SheetFact[]
  /** A sheet counts now, or no longer. */
  note(fact: SheetFact, counts: boolean, journal: Journal): void
  /** Replaces what these slots show. */
  put(slots: Iterable<string>, versions: readonly SheetVersion[], journal: Journal): void
  /** Everything shown, in the order of slots. */
  all(): readonly SheetVersion[]
}

export function sheetTable(): SheetTable {
  const facts = new Map<string, Map<RecordId, SheetFact>>()
  const shown = new Map<string, readonly SheetVersion[]>()
  let order: readonly string[] = []
  return {
    slots: () => [...facts.keys()],
    factsIn: (slots) => [...slots].flatMap((slot) => [...(facts.get(slot)?.values() ?? [])]),
    note(fact, counts, journal) {
      const slot = sheetSlot(fact.claim)
      const known = facts.get(slot)
      if (!counts) {
        if (known !== undefined) journal.delete(known, fact.id)
      } else if (known === undefined) journal.set(facts, slot, new Map([[fact.id, fact]]))
      else journal.set(known, fact.id, fact)
    },
    put(slots, versions, journal) {
      const bySlot = new Map<string, SheetVersion[]>([...slots].map((slot) => [slot, []]))
      for (const version of versions) bySlot.get(sheetSlot(version))?.push(version)
      const fresh = [...bySlot.keys()].filter((slot) => !shown.has(slot))
      for (const [slot, ofSlot] of bySlot) journal.set(shown, slot, ofSlot)
      if (fresh.length === 0) return
      const before = order
      journal.note(() => {
        order = before
      })
      order = [...order, ...fresh].sort(compareText)
    },
    all() {
      // Written out: this runs with every sheet, and flatMap takes twenty times as long.
      const all: SheetVersion[] = []
      for (const slot of order) for (const version of shown.get(slot) ?? []) all.push(version)
      return all
    },
  }
}
