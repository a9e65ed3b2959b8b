import { lstatSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'

/**
 * Whether a folder is a link, or lies behind one on another medium than this computer's own disks: a stick could
 * lead what is written to it anywhere. The computer's own links (such as `/tmp` on some systems) are its owner's.
 * Throws what the drive throws.
 */
export function isThroughLink(folder: string): boolean {
  if (lstatSync(folder).isSymbolicLink()) return true
  const own = new Set(['/', homedir()].flatMap((path) => deviceOf(path)))
  for (let path = dirname(folder); path !== dirname(path); path = dirname(path)) {
    const stat = lstatSync(path)
    if (stat.isSymbolicLink() && !own.has(stat.dev)) return true
  }
  return false
}

function deviceOf(path: string): readonly number[] {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat === undefined ? [] : [stat.dev]
}
