import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folders whose sources are checked. */
export const checkedFolders = ['shared', 'db', 'electron', 'renderer', 'build', 'tests']

/** Every source below a folder, as its path from the project's root, with `/`. */
export function listSources(root: string): (folder: string) => readonly string[] {
  return (folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /\.(ts|tsx|mts|cts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'),
      )
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort()
}
