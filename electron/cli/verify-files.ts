import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { bundleLimits } from '../../shared/exchange/limits.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Refusal } from './refusal.ts'

export interface ReadFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Reads a whole bundle file; too large ones are refused by their size, before anything is allocated. */
export function readBundleFile(path: string): Result<ReadFile, Refusal> {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (!stat.isFile()) return err({ code: 'fileUnreadable', file: path, detail: 'not a file' })
    if (stat.size > bundleLimits.fileBytes) {
      const error = { code: 'fileTooLarge', size: stat.size, limit: bundleLimits.fileBytes } as const
      return err({ code: 'bundle', file: path, error })
    }
    return ok({ name: basename(path), bytes: readFully(file, stat.size) })
  } catch (thrown) {
    const detail = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
    return err({ code: 'fileUnreadable', file: path, detail })
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** What there is of a file that may be shorter by now than it was. */
function readFully(file: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  while (at < size) {
    const read = readSync(file, bytes, at, size - at, at)
    if (read === 0) break
    at += read
  }
  return bytes.subarray(0, at)
}
