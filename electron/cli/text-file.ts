import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { FileError } from '../../shared/ledger/storage-errors.ts'
import type { Refusal } from './refusal.ts'

/** Why a file or folder named on the command line is of no use. */
export type UnreadableWhy =
  | 'missing'
  /** Not a plain file (a folder, a pipe, a device), or one that this user may not read. */
  | 'notReadable'
  | 'tooLarge'
  /** Neither UTF-8 nor UTF-16. */
  | 'notText'
  | 'notJson'
  /** The drive went away meanwhile. */
  | 'gone'
  /** A folder that cannot be made or written. */
  | 'notWritable'

export function unreadable(file: string, why: UnreadableWhy): Refusal {
  return { code: 'fileUnreadable', file, why }
}

/** The same for a file that was opened by ranges. */
export function unreadableFile(file: string, { code }: FileError): Refusal {
  switch (code) {
    case 'fileMissing':
      return unreadable(file, 'missing')
    case 'vanished':
      return unreadable(file, 'gone')
    case 'fileTooLarge':
      return unreadable(file, 'tooLarge')
    default:
      return unreadable(file, 'notReadable')
  }
}

/**
 * The text of a small file, of at most `limit` bytes, without its byte order mark: UTF-8, or the UTF-16 that Windows'
 * own programs write. Pipes and devices are refused before a byte of them is awaited.
 */
export function readTextFile(file: string, limit: number): Result<string, Refusal> {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return err(unreadable(file, 'notReadable'))
    if (stat.size > limit) return err(unreadable(file, 'tooLarge'))
    const bytes = new Uint8Array(limit + 1)
    let read = 0
    for (let count = 1; count > 0 && read < bytes.length; read += count) {
      count = readSync(descriptor, bytes, read, bytes.length - read, read)
    }
    if (read > limit) return err(unreadable(file, 'tooLarge'))
    return decoded(bytes.subarray(0, read), file)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    return err(unreadable(file, code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'notReadable'))
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** `readTextFile` of a file with one JSON value. */
export function readJsonFile(file: string, limit: number): Result<unknown, Refusal> {
  const text = readTextFile(file, limit)
  if (!text.ok) return text
  try {
    return ok(JSON.parse(text.value))
  } catch {
    return err(unreadable(file, 'notJson'))
  }
}

function decoded(bytes: Uint8Array, file: string): Result<string, Refusal> {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return err(unreadable(file, 'notText'))
  }
}
