import { basename } from 'node:path'
import { type BundleSource, sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { openBundle } from '../../shared/exchange/open-bundle.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { openFileSource } from '../platform/node/file-source.ts'
import type { Refusal } from './refusal.ts'
import { unreadableFile } from './text-file.ts'

export interface BundleOnDisk {
  readonly name: string
  readonly source: BundleSource
}

/**
 * Opens a bundle file. One that is refused by its opening, size, end mark or header is never read on, whatever its
 * size; others are held in memory unless they are very large, and those are read by ranges.
 */
export function openBundleFile(path: string): Result<BundleOnDisk, Refusal> {
  const opened = openFileSource(path)
  if (!opened.ok) return err(unreadableFile(path, opened.error))
  const file = opened.value
  const name = basename(path)
  if (!openBundle(file).ok || file.size > heldBytes) return ok({ name, source: file })
  const source = sourceOfBytes(file.read(0, file.size))
  file.close()
  return ok({ name, source })
}

const heldBytes = 64 * 1024 * 1024
