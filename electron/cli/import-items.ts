import type { CallInput } from '../../shared/contract/calls.ts'
import type { ImportChange, ImportItem } from '../../shared/contract/exchange.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { OpenedApp } from './open-app.ts'
import type { Refusal } from './refusal.ts'

/** An item of a preview with everything that screens ask for page by page. */
export interface WholeItem extends Omit<ImportItem, 'changes' | 'beside'> {
  readonly changes: readonly ImportChange[]
  readonly beside: readonly (Omit<ImportItem['beside'][number], 'differences'> & {
    readonly differences: readonly ImportChange[]
  })[]
}

/** The items of a preview that are `wanted`, at most `most`, in the order of the screens. */
export async function wholeItems(
  app: OpenedApp,
  token: string,
  wanted: (item: ImportItem) => boolean,
  most: number,
): Promise<Result<readonly WholeItem[], Refusal>> {
  const found: WholeItem[] = []
  for (let offset = 0; found.length < most; offset += pageSize) {
    const page = await app.call('exchange.previewItems', {
      token,
      class: null,
      search: '',
      offset,
      limit: pageSize,
    })
    if (!page.ok) return page
    for (const item of page.value.items.filter(wanted).slice(0, most - found.length)) {
      const whole = await wholeItem(app, token, item)
      if (!whole.ok) return whole
      found.push(whole.value)
    }
    if (offset + pageSize >= page.value.total) break
  }
  return ok(found)
}

/** The most that one answer gives. */
const pageSize = 100

async function wholeItem(
  app: OpenedApp,
  token: string,
  item: ImportItem,
): Promise<Result<WholeItem, Refusal>> {
  const { record } = item
  const changes = await allChanges(app, { token, record, beside: null }, item.changes)
  if (!changes.ok) return changes
  const beside: WholeItem['beside'][number][] = []
  for (const other of item.beside) {
    const differences = await allChanges(app, { token, record, beside: other.record }, other.differences)
    if (!differences.ok) return differences
    beside.push({ ...other, differences: differences.value })
  }
  return ok({ ...item, changes: changes.value, beside })
}

async function allChanges(
  app: OpenedApp,
  place: Omit<CallInput<'exchange.previewChanges'>, 'offset' | 'limit'>,
  total: number,
): Promise<Result<readonly ImportChange[], Refusal>> {
  const changes: ImportChange[] = []
  while (changes.length < total) {
    const page = await app.call('exchange.previewChanges', {
      ...place,
      offset: changes.length,
      limit: pageSize,
    })
    if (!page.ok) return page
    if (page.value.changes.length === 0) break
    changes.push(...page.value.changes)
  }
  return ok(changes)
}
