import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePrivate } from '../platform/node/private-folder.ts'

/**
 * Where Electron keeps its own files: inside the data folder, so that the instance lock is per folder. Where that
 * cannot be written, a temporary folder lets the window open and say so.
 */
export function electronFilesFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'electron')
  try {
    // A folder that cannot be made private is refused on the screen, by the worker that opens it.
    if (!makePrivate(dataFolder).ok) return temporaryFolder()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    return temporaryFolder()
  }
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'giao-uoc-'))
}
