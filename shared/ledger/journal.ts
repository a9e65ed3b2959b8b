/**
 * Changes of plain maps and lists that can be taken back in one go. Whoever adds records only to see what would
 * follow (a preview, a write that the disk then refuses) undoes them and is where they were.
 */
export interface Journal {
  set<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void
  delete<Key, Value>(map: Map<Key, Value>, key: Key): void
  push<Item>(list: Item[], item: Item): void
  /** Any other change, by how it is taken back. */
  note(undo: () => void): void
  /** Nothing was changed. */
  isEmpty(): boolean
  /** Takes everything back, the newest change first. */
  undo(): void
}

export function newJournal(): Journal {
  const undos: (() => void)[] = []
  return {
    set(map, key, value) {
      const before = map.get(key)
      undos.push(before === undefined ? () => map.delete(key) : () => map.set(key, before))
      map.set(key, value)
    },
    delete(map, key) {
      const before = map.get(key)
      if (before === undefined) return
      undos.push(() => map.set(key, before))
      map.delete(key)
    },
    push(list, item) {
      undos.push(() => list.pop())
      list.push(item)
    },
    note: (undo) => undos.push(undo),
    isEmpty: () => undos.length === 0,
    undo() {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) undo()
    },
  }
}

/** For what is built from nothing: there is nothing to go back to. */
export const permanent: Journal = {
  set: (map, key, value) => map.set(key, value),
  delete: (map, key) => map.delete(key),
  push: (list, item) => list.push(item),
  note: () => undefined,
  isEmpty: () => true,
  undo: () => undefined,
}
