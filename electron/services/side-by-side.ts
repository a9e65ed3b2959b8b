import type { RecordId, SubjectCode } from '../../shared/domain/ids.ts'
import type { Layer, SheetSubmitted } from '../../shared/domain/sheet.ts'
import { type EntryDifference, entryDifferences } from '../../shared/exchange/entry-changes.ts'
import type { SheetVersion } from '../../shared/ledger/state.ts'

/** A sheet in force, with what it says. */
export interface CurrentSheet {
  readonly version: SheetVersion
  readonly body: SheetSubmitted
}

/** The sheet that speaks for a subject on a layer, as far as anything does. */
export interface SettledSheet {
  readonly record: RecordId
  readonly body: SheetSubmitted
}

/** Sheets that several seats entered for one subject and layer, in the order of the plan. */
export interface SideBySide {
  readonly subject: SubjectCode
  readonly layer: Layer
  readonly sheets: readonly CurrentSheet[]
  /** Item by item, in the order of the sheets. */
  readonly differences: readonly EntryDifference[]
  /** They do not say the same, or not on one scale, and nobody has chosen yet. */
  readonly open: boolean
}

/**
 * What counts of the sheets in force. Where several seats entered one sheet the chosen one counts; without a choice
 * only the criteria on which all agree, so that no member's value wins unseen.
 *
 * @param scale the scale in force: a member on an older one cannot agree with the others
 * @param chosen sheets that the closing lead chose
 */
export function settleSheets(
  sheets: readonly CurrentSheet[],
  scale: RecordId,
  chosen: ReadonlySet<RecordId>,
): { readonly sheets: readonly SettledSheet[]; readonly sideBySide: readonly SideBySide[] } {
  const places = Map.groupBy(sheets, ({ version }) => `${version.subject} ${version.layer}`)
  const settled: SettledSheet[] = []
  const sideBySide: SideBySide[] = []
  for (const [first, ...others] of places.values()) {
    if (first === undefined) continue
    const all = [first, ...others]
    if (others.length === 0) {
      settled.push(settledBy(first))
      continue
    }
    const { subject, layer } = first.version
    const differences = entryDifferences(all.map(({ body }) => body.entries))
    const choice = all.find(({ version }) => chosen.has(version.record))
    const same = differences.length === 0 && all.every(({ body }) => body.scale === first.body.scale)
    const base = choice ?? all.find(({ body }) => body.scale === scale) ?? first
    settled.push(choice !== undefined || same ? settledBy(base) : agreedPart(base, differences))
    sideBySide.push({ subject, layer, sheets: all, differences, open: choice === undefined && !same })
  }
  return { sheets: settled, sideBySide }
}

function settledBy({ version, body }: CurrentSheet): SettledSheet {
  return { record: version.record, body }
}

function agreedPart({ version, body }: CurrentSheet, differences: readonly EntryDifference[]): SettledSheet {
  const open = new Set(differences.map(({ criterion }) => criterion))
  const entries = body.entries.filter(({ criterion }) => !open.has(criterion))
  return { record: version.record, body: { ...body, entries } }
}
