import * as fs from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Sha256Hex } from '../../../shared/domain/ids.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import type { Hasher } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import { isSafeName, namesLike } from '../../services/file-names.ts'
import type { FileTargets, TargetEntry, WrittenFile } from '../../services/ports.ts'
import { diskFailureOf } from './disk-failure.ts'
import { openFileSource } from './file-source.ts'
import { isThroughLink } from './linked-folder.ts'
import { type DriveCalls, holdsExactly, type NewFile, putNewFile, removeLeftovers } from './new-file.ts'
import { listPlaces, type PlaceSources } from './target-places.ts'

export interface TargetOptions {
  readonly hasher: Hasher
  readonly places: PlaceSources
  /** Tests put calls here that fail like worn drives. */
  readonly calls?: DriveCalls
}

export function createFileTargets({ hasher, places, calls = fs }: TargetOptions): FileTargets {
  return {
    places: () => listPlaces(places),
    browse: (folder) => browse(resolve(folder)),
    writeFile: (file) => writeFile({ ...file, folder: resolve(file.folder) }, hasher, calls),
    removeLeftovers(folder, owner) {
      try {
        removeLeftovers(resolve(folder), owner, calls)
      } catch {
        // A drive that is not there, or gives no answer, keeps what is on it.
      }
    },
    openFile: openFileSource,
  }
}

/** What `statfs` calls FAT, and the largest file FAT32 takes. */
const fatType = 0x4d44
const fatLimit = 2 ** 32 - 1

function writeFile(file: NewFile, hasher: Hasher, calls: DriveCalls): Result<WrittenFile, FileError> {
  const { folder, name, bytes, owner } = file
  if (!isSafeName(name)) return err({ code: 'nameRefused', name })
  const written = (as: string): Result<WrittenFile, FileError> => {
    const sha256 = hexOf(hasher.sha256(bytes)) as Sha256Hex // 32 bytes in hex
    return ok({ path: join(folder, as), name: as, sha256, bytes: bytes.length })
  }
  try {
    const { bavail, bsize, type } = calls.statfsSync(folder)
    if (isThroughLink(folder)) return err({ code: 'linked', name: basename(folder) })
    removeLeftovers(folder, owner, calls)
    // Without regard to case, as FAT and NTFS compare names.
    const nameByLower = new Map(calls.readdirSync(folder).map((each) => [each.toLowerCase(), each]))
    for (const candidate of namesLike(name)) {
      const standing = nameByLower.get(candidate.toLowerCase())
      if (standing !== undefined) {
        if (holdsExactly(join(folder, standing), bytes, calls)) return written(standing)
        continue
      }
      if (type === fatType && bytes.length > fatLimit) {
        return err({ code: 'tooLargeForMedium', size: bytes.length, limit: fatLimit })
      }
      const free = bavail * bsize
      if (bytes.length > free) return err({ code: 'diskFull', needed: bytes.length, free })
      const outcome = putNewFile({ ...file, name: candidate }, calls)
      if (outcome === 'put') return written(candidate)
      if (outcome !== 'taken') return err({ code: outcome, name: candidate })
    }
    return err({ code: 'nameTaken', name })
  } catch (thrown) {
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
    // Links are not shown: where they lead is not on this drive.
    const stat = fs.lstatSync(path)
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
