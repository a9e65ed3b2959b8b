import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where Electron keeps its own files: inside the data folder, so that the instance lock is per folder. Where that
 * cannot be written, a temporary folder lets the window open and say so.
 */
export function electronFilesFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'electron')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'giao-uoc-'))
  }
}
