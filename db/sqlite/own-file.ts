import { closeSync, openSync } from 'node:fs'

/**
 * Makes a file that only its owner can read where there is none: SQLite would let everybody read it, and gives the
 * files it makes beside one the same permissions. What goes wrong here SQLite says itself, in its own words.
 */
export function ownFile(file: string): void {
  try {
    // Never opens one that is there: closing it again would drop the locks this process holds on it.
    closeSync(openSync(file, 'ax', 0o600))
  } catch {
    // There is one. Or: not writable, no such folder, a full disk.
  }
}
