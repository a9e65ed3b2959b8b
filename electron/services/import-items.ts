import type { ImportChangesPage, ImportItem, ImportItemsPage } from '../../shared/contract/exchange.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import {
  classesAsShown,
  type ImportItem as FoundItem,
  type ImportClass,
} from '../../shared/exchange/import-preview.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { matcherOf } from '../../shared/messages/search.ts'
import { subjectName } from '../../shared/messages/words.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf } from './season-session.ts'

/** Which items of a preview are wanted. */
export interface ItemsWanted {
  readonly token: string
  /** Null: of every class. */
  readonly class: ImportClass | null
  /** Words of the subject's name or code, the actor or the kind. */
  readonly search: string
  readonly offset: number
  readonly limit: number
}

/**
 * Items of one subject in one round stand together, in the order in which the bundles bring them; inside such a group
 * what is wrong comes first. Without a subject: the season itself, enrolments, agreements.
 */
export function inOrderOfGroups(items: readonly FoundItem[]): readonly FoundItem[] {
  const groups = Map.groupBy(items, ({ round, subject }) => `${subject ?? ''} ${round ?? ''}`)
  return [...groups.values()].flatMap((group) =>
    group.toSorted((left, right) => classesAsShown.indexOf(left.class) - classesAsShown.indexOf(right.class)),
  )
}

/** One page of a preview's items, and how many there are. */
export function previewItems(
  machine: Machine,
  session: SeasonSession,
  wanted: ItemsWanted,
): Result<ImportItemsPage, Failure<'previewGone'>> {
  const { preview } = machine
  if (preview === null || preview.token !== wanted.token) return err(failure('previewGone', {}))
  const { season } = stateOf(session)
  const isFound = matcherOf(wanted.search)
  const found = preview.items.filter((item) => {
    if (wanted.class !== null && item.class !== wanted.class) return false
    const name = item.subject === null ? '' : subjectName(item.subject, season)
    return isFound(`${name} ${item.subject ?? ''} ${item.actor} ${item.kind}`)
  })
  return ok({
    total: found.length,
    items: found.slice(wanted.offset, wanted.offset + wanted.limit).map(itemView),
  })
}

/** What one record of a preview would change, criterion by criterion, a page of it. */
export function previewChanges(
  machine: Machine,
  input: {
    readonly token: string
    readonly record: RecordId
    readonly beside: RecordId | null
    readonly offset: number
    readonly limit: number
  },
): Result<ImportChangesPage, Failure<'previewGone'>> {
  const { preview } = machine
  if (preview === null || preview.token !== input.token) return err(failure('previewGone', {}))
  const item = preview.items.find((each) => each.record === input.record)
  const changes =
    input.beside === null
      ? item?.changes
      : item?.beside.find(({ record }) => record === input.beside)?.differences
  return ok({
    total: changes?.length ?? 0,
    changes: (changes ?? []).slice(input.offset, input.offset + input.limit),
  })
}

function itemView({ supersedes: _supersedes, changes, beside, verdict, ...item }: FoundItem): ImportItem {
  return {
    ...item,
    changes: changes.length,
    fewer: item.class === 'supersedes' ? changes.filter((change) => change.after === null).length : 0,
    beside: beside
      .slice(0, mostNamed)
      .map(({ differences, ...sheet }) => ({ ...sheet, differences: differences.length })),
    verdict: shortened(verdict),
  }
}

/** Enough to say what to do; a closing may wait for thousands. */
const mostNamed = 10

function shortened(verdict: Verdict): Verdict {
  return verdict.status === 'waiting' ? { ...verdict, for: verdict.for.slice(0, mostNamed) } : verdict
}
