import type { ImportClass, ImportItem } from '../../../shared/contract/exchange.ts'
import type { RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { matchesSearch } from '../../i18n/format.ts'
import { classOrder } from './import-classes.ts'

/** Items of one subject in one round; both null: the season itself, enrolments, agreements. */
export interface ImportGroup {
  readonly key: string
  readonly round: RoundCode | null
  readonly subject: SubjectCode | null
  readonly items: readonly ImportItem[]
}

export interface ImportFilter {
  readonly class: ImportClass | null
  readonly search: string
}

/** Items that pass, grouped by subject and round; inside a group what is wrong comes first. */
export function importGroups(
  items: readonly ImportItem[],
  filter: ImportFilter,
  nameOf: (subject: SubjectCode) => string,
): readonly ImportGroup[] {
  const groups = new Map<string, ImportGroup>()
  for (const item of items) {
    if (filter.class !== null && item.class !== filter.class) continue
    const name = item.subject === null ? '' : nameOf(item.subject)
    if (!matchesSearch(`${name} ${item.subject ?? ''} ${item.actor} ${item.kind}`, filter.search)) continue
    const key = `${item.subject ?? ''} ${item.round ?? ''}`
    const group = groups.get(key) ?? { key, round: item.round, subject: item.subject, items: [] }
    groups.set(key, { ...group, items: [...group.items, item] })
  }
  return [...groups.values()].map((group) => ({
    ...group,
    items: group.items.toSorted(
      (left, right) => classOrder.indexOf(left.class) - classOrder.indexOf(right.class),
    ),
  }))
}
