import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { FileFault } from '../../../shared/exchange/bundle-source.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import type { OpenedFile } from '../../services/ports.ts'
import { diskFailureOf, errnoOf } from './disk-failure.ts'

/** A pipe would otherwise be waited for, and with it the whole program; Windows has neither the flag nor such files. */
const withoutWaiting = constants.O_NONBLOCK ?? 0

/** Opens a file for reading by ranges; nothing is read yet. Whatever is no plain file is refused. */
export function openFileSource(path: string): Result<OpenedFile, FileError> {
  let descriptor: number | null = null
  try {
    descriptor = openSync(path, constants.O_RDONLY | withoutWaiting)
    const stat = fstatSync(descriptor)
    if (stat.isFile()) return ok(sourceOf(descriptor, stat.size, path))
    closeSync(descriptor)
    return err({ code: 'notReadable', name: basename(path) })
  } catch (thrown) {
    if (descriptor !== null) closeSync(descriptor)
    return err(readError(thrown, path))
  }
}

/** A source over an open descriptor, which is closed with it. */
export function sourceOf(descriptor: number, size: number, path: string): OpenedFile {
  return {
    size,
    read(offset, length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; ) {
        const count = readRange(descriptor, bytes, at, offset + at, path)
        // It became shorter while it was read: somebody is still writing it, or the drive is failing.
        if (count === 0) throw new FileFault({ code: 'notReadable', name: basename(path) })
        at += count
      }
      return bytes
    },
    close: () => closeSync(descriptor),
  }
}

function readRange(
  descriptor: number,
  bytes: Uint8Array,
  at: number,
  position: number,
  path: string,
): number {
  try {
    return readSync(descriptor, bytes, at, bytes.length - at, position)
  } catch (thrown) {
    throw new FileFault(readError(thrown, path))
  }
}

function readError(thrown: unknown, path: string): FileError {
  const failure = diskFailureOf(thrown)
  if (failure === null) throw thrown
  const name = basename(path)
  if (errnoOf(thrown) === 'ENOENT') return { code: 'fileMissing', name }
  return failure === 'gone' ? { code: 'vanished', folder: dirname(path) } : { code: 'notReadable', name }
}
