import type { Changes } from '../../shared/contract/define.ts'

/** What commands changed, of this window and of others: told by `callHost` and by the host's topic. */
const listeners = new Set<(changes: Changes) => void>()
const counts = new Map<string, number>()
let counted = 0

/** Says that answers of these queries may be others from now on. */
export function announceChanges(changes: Changes): void {
  if (changes === 'everything') counted += 1
  else for (const name of changes) counts.set(name, (counts.get(name) ?? 0) + 1)
  if (changes.length > 0) for (const listener of listeners) listener(changes)
}

export function onChanges(listener: (changes: Changes) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function concerns(changes: Changes, query: string): boolean {
  return changes === 'everything' || changes.includes(query)
}

/** How often a query's answer was said to have changed. */
export function changesOf(query: string): number {
  return counted + (counts.get(query) ?? 0)
}
