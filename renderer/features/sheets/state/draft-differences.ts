import type { LeftOut, SheetView, UnreadCell } from '../../../../shared/contract/sheets.ts'
import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import { type Criterion, leavesOf } from '../../../../shared/domain/scale.ts'
import type { Entry } from '../../../../shared/domain/sheet.ts'

export type Side = 'stands' | 'aside'

/** What one window typed for one criterion. */
export interface DraftItem {
  readonly entry: Entry | null
  readonly unread: readonly UnreadCell[]
}

/** One place where two drafts of a sheet differ. */
export type DraftDifference =
  | { readonly of: 'note'; readonly stands: string; readonly aside: string }
  | {
      readonly of: 'criterion'
      readonly leaf: Criterion
      readonly stands: DraftItem
      readonly aside: DraftItem
    }

export interface DraftTexts {
  readonly entries: readonly Entry[]
  readonly note: string
  readonly unread: readonly UnreadCell[]
  readonly leftOut: readonly LeftOut[]
}

/** What this machine holds as the sheet's text, beside what was put aside. */
export function standingTexts(view: SheetView): DraftTexts {
  const submitted = view.layers[view.layer]
  return (
    view.draft ?? { entries: submitted?.entries ?? [], note: submitted?.note ?? '', unread: [], leftOut: [] }
  )
}

export function differenceKey(difference: DraftDifference): string {
  return difference.of === 'note' ? '' : difference.leaf.code
}

/** Every criterion (in the order of the scale) and the note, where the two are not the same. */
export function draftDifferences(
  view: SheetView,
  stands: DraftTexts,
  aside: DraftTexts,
): readonly DraftDifference[] {
  const itemsOf = (texts: DraftTexts, criterion: CriterionCode): DraftItem => ({
    entry: texts.entries.find((entry) => entry.criterion === criterion) ?? null,
    unread: texts.unread.filter((cell) => cell.criterion === criterion),
  })
  const differences: DraftDifference[] = leavesOf(view.scale).flatMap((leaf) => {
    const [one, other] = [itemsOf(stands, leaf.code), itemsOf(aside, leaf.code)]
    if (JSON.stringify(one) === JSON.stringify(other)) return []
    return [{ of: 'criterion' as const, leaf, stands: one, aside: other }]
  })
  return stands.note === aside.note
    ? differences
    : [...differences, { of: 'note', stands: stands.note, aside: aside.note }]
}

/** Where only one of them says anything, that is taken unless the person says otherwise. */
export function suggestedSide(difference: DraftDifference): Side | null {
  const silent = (side: Side): boolean =>
    difference.of === 'note'
      ? difference[side] === ''
      : difference[side].entry === null && difference[side].unread.length === 0
  if (silent('aside')) return 'stands'
  return silent('stands') ? 'aside' : null
}

/** The sheet as chosen; what did not differ stays, and so does what either still shows of an older scale. */
export function chosenTexts(
  stands: DraftTexts,
  aside: DraftTexts,
  differences: readonly DraftDifference[],
  sideOf: (difference: DraftDifference) => Side,
): {
  readonly entries: Entry[]
  readonly note: string
  readonly unread: UnreadCell[]
  readonly leftOut: LeftOut[]
} {
  const changed = new Map<CriterionCode, DraftItem>()
  let { note } = stands
  for (const difference of differences) {
    if (difference.of === 'note') note = difference[sideOf(difference)]
    else changed.set(difference.leaf.code, difference[sideOf(difference)])
  }
  const taken = [...changed.values()]
  return {
    entries: [
      ...stands.entries.filter((entry) => !changed.has(entry.criterion)),
      ...taken.flatMap(({ entry }) => entry ?? []),
    ],
    note,
    unread: [
      ...stands.unread.filter((cell) => !changed.has(cell.criterion)),
      ...taken.flatMap(({ unread }) => unread),
    ],
    leftOut: [
      ...stands.leftOut,
      ...aside.leftOut.filter(
        (item) => !stands.leftOut.some((known) => JSON.stringify(known) === JSON.stringify(item)),
      ),
    ],
  }
}
