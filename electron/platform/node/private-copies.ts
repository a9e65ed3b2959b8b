import { constants, lstatSync, mkdirSync, openSync, readdirSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { FileFault } from '../../../shared/exchange/bundle-source.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import type { RandomSource } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import type { PrivateCopies, PrivateCopy } from '../../services/ports.ts'
import { diskFailureOf } from './disk-failure.ts'
import { removeQuietly } from './durable-file.ts'
import { sourceOf } from './file-source.ts'

/**
 * Files that only this program's user can read, in a folder of their own below the data folder. They live as long as
 * a look at bundles; what a killed run left is removed when the data folder is opened next.
 */
export function createPrivateCopies(dataFolder: string, random: RandomSource): PrivateCopies {
  const folder = join(dataFolder, 'copies')
  return {
    create: (size) => createCopy(folder, hexOf(random.bytes(16)), size),
    removeAll: () => removeCopies(folder),
  }
}

/** A copy is named by 32 random hex digits; whatever else lies there is not ours to remove. */
function removeCopies(folder: string): void {
  try {
    if (!lstatSync(folder).isDirectory()) return
    for (const name of readdirSync(folder)) if (/^[0-9a-f]{32}$/.test(name)) removeQuietly(join(folder, name))
  } catch {
    // None were ever made, or the drive is gone: that is said by whoever needs it next.
  }
}

/** What must stay free for the database, whose writes matter more than a look at a bundle. */
const spareBytes = 64 * 1024 * 1024

function createCopy(folder: string, name: string, size: number): Result<PrivateCopy, FileError> {
  const file = join(folder, name)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize - spareBytes
    if (size > free) return err({ code: 'diskFull', needed: size, free: Math.max(0, free) })
    const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants
    // Windows has no links to follow here and no such flag.
    const descriptor = openSync(file, O_CREAT | O_EXCL | O_RDWR | (O_NOFOLLOW ?? 0), 0o600)
    const source = sourceOf(descriptor, size, file)
    let written = 0
    return ok({
      source,
      write(bytes) {
        for (let at = 0; at < bytes.length; ) {
          const count = writeAt(descriptor, bytes.subarray(at), written, folder)
          at += count
          written += count
        }
      },
      remove() {
        source.close()
        removeQuietly(file)
      },
    })
  } catch (thrown) {
    return err(writeError(thrown, folder, size))
  }
}

function writeAt(descriptor: number, bytes: Uint8Array, position: number, folder: string): number {
  try {
    return writeSync(descriptor, bytes, 0, bytes.length, position)
  } catch (thrown) {
    throw new FileFault(writeError(thrown, folder, bytes.length))
  }
}

function writeError(thrown: unknown, folder: string, needed: number): FileError {
  switch (diskFailureOf(thrown)) {
    case 'full':
    case 'tooLarge':
      return { code: 'diskFull', needed, free: null }
    case 'readOnly':
      return { code: 'readOnly', folder }
    case 'gone':
    case 'device':
      return { code: 'deviceError', folder }
    case null:
      throw thrown
  }
}
