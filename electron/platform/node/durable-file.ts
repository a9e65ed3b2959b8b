import * as fs from 'node:fs'
import { dirname } from 'node:path'

/** The calls of `node:fs` that writing needs; tests replace them by ones that fail. */
export type FileCalls = Pick<
  typeof fs,
  'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'renameSync' | 'rmSync'
>

/**
 * Puts `bytes` under `file` as one step: after a crash at any instant there is the old content or the new one,
 * never a part. Throws what the file system throws, and then leaves no part behind.
 */
export function writeDurably(file: string, bytes: Uint8Array, calls: FileCalls = fs): void {
  const part = `${file}.part`
  try {
    // A killed run may have left one. A new file is made in its place, so that no link is ever followed.
    calls.rmSync(part, { force: true })
    const descriptor = calls.openSync(part, 'wx', 0o600)
    try {
      writeAll(descriptor, bytes, calls)
    } finally {
      calls.closeSync(descriptor)
    }
    calls.renameSync(part, file)
  } catch (thrown) {
    removeQuietly(part, calls)
    throw thrown
  }
  syncFolder(dirname(file), calls)
}

/** Writes an open file to its end and onto the disk. */
export function writeAll(
  descriptor: number,
  bytes: Uint8Array,
  calls: Pick<FileCalls, 'writeSync' | 'fsyncSync'> = fs,
): void {
  for (let written = 0; written < bytes.length; ) {
    written += calls.writeSync(descriptor, bytes, written, bytes.length - written)
  }
  calls.fsyncSync(descriptor)
}

/** A name is durable only when its folder is. Windows has no such call and does it by itself. */
export function syncFolder(
  folder: string,
  calls: Pick<FileCalls, 'openSync' | 'fsyncSync' | 'closeSync'> = fs,
): void {
  if (process.platform === 'win32') return
  const descriptor = calls.openSync(folder, 'r')
  try {
    calls.fsyncSync(descriptor)
  } finally {
    calls.closeSync(descriptor)
  }
}

export function removeQuietly(file: string, calls: Pick<FileCalls, 'rmSync'> = fs): void {
  try {
    calls.rmSync(file, { force: true })
  } catch {
    // On a medium that is gone there is nothing to remove.
  }
}
