import * as fs from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Sha256Hex } from '../../../shared/domain/ids.ts'
import { equalBytes, hexOf } from '../../../shared/kernel/bytes.ts'
import type { Hasher } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import type { FileTargets, TargetEntry, WrittenFile } from '../../services/ports.ts'
import { diskFailureOf } from './disk-failure.ts'
import { type FileCalls, removeQuietly, syncFolder, writeAndSync } from './durable-file.ts'
import { openFileSource } from './file-source.ts'
import { listPlaces, type PlaceSources } from './target-places.ts'

/** What writing to a drive also asks of it. */
export type TargetCalls = FileCalls & Pick<typeof fs, 'statfsSync' | 'readFileSync'>

export interface TargetOptions {
  readonly hasher: Hasher
  readonly places: PlaceSources
  /** Tests put calls here that fail like worn drives. */
  readonly calls?: TargetCalls
}

export function createFileTargets({ hasher, places, calls = fs }: TargetOptions): FileTargets {
  return {
    places: () => listPlaces(places),
    browse: (folder) => browse(resolve(folder)),
    writeFile: ({ folder, name, bytes }) => writeFile(resolve(folder), name, bytes, hasher, calls),
    openFile: openFileSource,
  }
}

/** Plain ASCII that FAT, NTFS and every Vietnamese code page keep as it is; no device names of Windows. */
const safeName = /^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[A-Za-z0-9][A-Za-z0-9._ ()-]{0,119}(?<![. ])$/i
/** What `statfs` calls FAT, and the largest file FAT32 takes. */
const fatType = 0x4d44
const fatLimit = 2 ** 32 - 1

function writeFile(
  folder: string,
  name: string,
  bytes: Uint8Array,
  hasher: Hasher,
  calls: TargetCalls,
): Result<WrittenFile, FileError> {
  if (!safeName.test(name)) return err({ code: 'nameRefused', name })
  const path = join(folder, name)
  const part = join(folder, `.${name}.part`)
  try {
    const { bavail, bsize, type } = calls.statfsSync(folder)
    if (type === fatType && bytes.length > fatLimit) {
      return err({ code: 'tooLargeForMedium', size: bytes.length, limit: fatLimit })
    }
    const free = bavail * bsize
    if (bytes.length > free) return err({ code: 'diskFull', needed: bytes.length, free })
    writeAndSync(part, bytes, calls)
    // Compared before it gets its name, so that a worn drive cannot put a damaged file in the place of a good one.
    if (!equalBytes(calls.readFileSync(part), bytes)) {
      removeQuietly(part, calls)
      return err({ code: 'mismatch', name })
    }
    calls.renameSync(part, path)
    syncFolder(folder, calls)
    const sha256 = hexOf(hasher.sha256(bytes))
    if (hexOf(hasher.sha256(calls.readFileSync(path))) !== sha256) {
      removeQuietly(path, calls)
      return err({ code: 'mismatch', name })
    }
    return ok({ path, sha256: sha256 as Sha256Hex, bytes: bytes.length }) // 32 bytes in hex
  } catch (thrown) {
    removeQuietly(part, calls)
    return err(writeError(thrown, folder, bytes.length))
  }
}

function writeError(thrown: unknown, folder: string, size: number): FileError {
  switch (diskFailureOf(thrown)) {
    case 'full':
      return { code: 'diskFull', needed: size, free: null }
    case 'tooLarge':
      return { code: 'tooLargeForMedium', size, limit: fatLimit }
    case 'readOnly':
      return { code: 'readOnly', folder }
    case 'gone':
      return { code: 'vanished', folder }
    case 'device':
      return { code: 'deviceError', folder }
    case null:
      throw thrown
  }
}

/** A folder with more is nobody's stick; the rest is not shown. */
const mostEntries = 5000

function browse(folder: string): ReturnType<FileTargets['browse']> {
  try {
    const entries = fs
      .readdirSync(folder)
      .slice(0, mostEntries)
      .flatMap((name) => entryOf(folder, name))
      .sort(compareEntries)
    const parent = dirname(folder)
    return ok({
      path: folder,
      label: basename(folder) || folder,
      parent: parent === folder ? null : parent,
      entries,
    })
  } catch (thrown) {
    const failure = diskFailureOf(thrown)
    if (failure === null) throw thrown
    return failure === 'gone'
      ? err({ code: 'vanished', folder })
      : err({ code: 'notReadable', name: basename(folder) })
  }
}

function entryOf(folder: string, name: string): readonly TargetEntry[] {
  if (name.startsWith('.') || name.startsWith('$')) return []
  const path = join(folder, name)
  try {
    const stat = fs.statSync(path)
    const kind = stat.isDirectory() ? 'folder' : stat.isFile() && /\.giaouoc$/i.test(name) ? 'bundle' : null
    if (kind === null) return []
    const bytes = kind === 'bundle' ? stat.size : 0
    return [{ path, name, kind, bytes, modifiedAt: stat.mtime.toISOString() }]
  } catch {
    return [] // gone meanwhile, or not ours to see
  }
}

function compareEntries(left: TargetEntry, right: TargetEntry): number {
  if (left.kind !== right.kind) return left.kind === 'folder' ? -1 : 1
  if (left.kind === 'folder') return left.name.localeCompare(right.name, 'vi')
  return left.modifiedAt < right.modifiedAt ? 1 : left.modifiedAt > right.modifiedAt ? -1 : 0
}
