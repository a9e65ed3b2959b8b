import * as fs from 'node:fs'
import { join } from 'node:path'
import type { DeviceId } from '../../../shared/domain/ids.ts'
import { equalBytes } from '../../../shared/kernel/bytes.ts'
import { errnoOf } from './disk-failure.ts'
import { removeQuietly, syncFolder, writeAll } from './durable-file.ts'

/** What putting a file onto a drive asks of it; tests put calls here that fail like worn drives. */
export type DriveCalls = Pick<
  typeof fs,
  | 'openSync'
  | 'readSync'
  | 'writeSync'
  | 'fsyncSync'
  | 'fstatSync'
  | 'closeSync'
  | 'lstatSync'
  | 'linkSync'
  | 'renameSync'
  | 'rmSync'
  | 'readdirSync'
  | 'statfsSync'
>

export interface NewFile {
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
  /** The device that writes: what a killed run of its left behind is told by it. Null: there is none yet. */
  readonly owner: DeviceId | null
}

/** `taken`: something stands under that name by now. `linked`: somebody moved a link there meanwhile. */
export type PutOutcome = 'put' | 'taken' | 'linked' | 'mismatch'

/**
 * Puts a file under a name nothing stands under, whole or not at all, and never through a link: it is written under
 * a name of its own, made exclusively, read again, and only then gets its name, which must still be free. Throws
 * what the drive throws, and then leaves nothing behind.
 */
export function putNewFile({ folder, name, bytes, owner }: NewFile, calls: DriveCalls): PutOutcome {
  const path = join(folder, name)
  const part = openPart(folder, name, owner, calls)
  let published = false
  try {
    try {
      writeAll(part.descriptor, bytes, calls)
    } finally {
      calls.closeSync(part.descriptor)
    }
    // Compared before it gets its name, so that a worn drive cannot show a damaged file as a good one.
    if (!equalBytes(readPlain(part.path, calls), bytes)) {
      removeQuietly(part.path, calls)
      return 'mismatch'
    }
    if (!publish(part.path, path, calls)) {
      removeQuietly(part.path, calls)
      return 'taken'
    }
    published = true
    syncFolder(folder, calls)
    const now = calls.lstatSync(path)
    // A drive may keep the part's own name, too, although it was removed: the file stands all the same.
    const names = sameFile(plainFile(part.path, calls), now) ? 2 : 1
    if (!now.isFile() || now.nlink !== names) return 'linked'
    if (equalBytes(readPlain(path, calls), bytes)) return 'put'
    removeQuietly(path, calls)
    return 'mismatch'
  } catch (thrown) {
    removeQuietly(part.path, calls)
    if (published) removeQuietly(path, calls)
    throw thrown
  }
}

/** Whether a file stands there, by itself and not through a link, with exactly these bytes. */
export function holdsExactly(path: string, bytes: Uint8Array, calls: DriveCalls): boolean {
  try {
    const there = calls.lstatSync(path)
    if (!there.isFile() || there.nlink !== 1 || there.size !== bytes.length) return false
    return equalBytes(readPlain(path, calls), bytes)
  } catch {
    return false // what cannot be read is not the same
  }
}

/**
 * Removes what a killed run of this device, or of one that was never to be, left in a folder. Links, and what other
 * devices left, stay: a link is never made by this program, and another device may be writing at this moment.
 */
export function removeLeftovers(folder: string, owner: DeviceId | null, calls: DriveCalls): void {
  const tags = new Set([tagOf(owner), tagOf(null)])
  for (const entry of calls.readdirSync(folder)) {
    const left = partPattern.exec(entry)
    if (left?.[2] === undefined || !tags.has(left[2])) continue
    const path = join(folder, left[1] ?? entry)
    const [part, named] = [plainFile(join(folder, entry), calls), plainFile(path, calls)]
    // Killed when the part had its name and still its own, it is one file with two names.
    const isNamed = sameFile(part, named)
    if (part === null || part.nlink !== (isNamed ? 2 : 1)) continue
    // Where names cannot be linked, an empty file may hold the name of the part beside it.
    if (!isNamed && named?.size === 0 && named.nlink === 1) removeQuietly(path, calls)
    removeQuietly(join(folder, entry), calls)
  }
}

const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = fs.constants
/** Windows has no such flag, and makes no link without a privilege. */
const noFollow = fs.constants.O_NOFOLLOW ?? 0
const partPattern = /^\.(.+)\.([0-9a-f]{12})(?:-\d+)?\.part$/

function tagOf(owner: DeviceId | null): string {
  return owner === null ? '0'.repeat(12) : owner.slice(0, 12)
}

/** A new file for the bytes. What stands under its name already, a link above all, is left alone. */
function openPart(
  folder: string,
  name: string,
  owner: DeviceId | null,
  calls: DriveCalls,
): { readonly path: string; readonly descriptor: number } {
  for (let attempt = 1; ; attempt++) {
    const mark = attempt === 1 ? '' : `-${attempt}`
    const path = join(folder, `.${name}.${tagOf(owner)}${mark}.part`)
    try {
      return { path, descriptor: createNew(path, calls) }
    } catch (thrown) {
      if (errnoOf(thrown) !== 'EEXIST' || attempt >= 99) throw thrown
    }
  }
}

/**
 * Gives the finished part its name; false: something stands there. A hard link is refused where the name is taken,
 * in one step. FAT, exFAT and many network drives have none: there an empty file, made exclusively, holds the name
 * until the part is moved over it. A rename replaces what stands under a name and never follows it.
 */
function publish(part: string, path: string, calls: DriveCalls): boolean {
  try {
    calls.linkSync(part, path)
  } catch (thrown) {
    // A drive that is gone or broken says so again.
    return errnoOf(thrown) === 'EEXIST' ? false : moveOverClaim(part, path, calls)
  }
  // The file stands under its name; a part that stays is removed before the next one is written.
  removeQuietly(part, calls)
  return true
}

function moveOverClaim(part: string, path: string, calls: DriveCalls): boolean {
  let claim: number
  try {
    claim = createNew(path, calls)
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return false
    throw thrown
  }
  const claimed = calls.fstatSync(claim)
  calls.closeSync(claim)
  const isStillOurs = (): boolean => {
    const now = calls.lstatSync(path, { throwIfNoEntry: false })
    return now?.isFile() === true && now.size === 0 && now.ino === claimed.ino
  }
  try {
    if (!isStillOurs()) return false
    calls.renameSync(part, path)
    return true
  } catch (thrown) {
    if (isStillOurs()) removeQuietly(path, calls)
    throw thrown
  }
}

/** Fails where anything stands, a dangling link too. */
function createNew(path: string, calls: DriveCalls): number {
  return calls.openSync(path, O_WRONLY | O_CREAT | O_EXCL | noFollow, 0o600)
}

/** Reads the file itself, never what a link leads to. */
function readPlain(path: string, calls: DriveCalls): Uint8Array {
  const descriptor = calls.openSync(path, O_RDONLY | noFollow)
  try {
    const bytes = new Uint8Array(calls.fstatSync(descriptor).size)
    for (let at = 0; at < bytes.length; ) {
      const count = calls.readSync(descriptor, bytes, at, bytes.length - at, at)
      if (count === 0) return bytes.subarray(0, at)
      at += count
    }
    return bytes
  } finally {
    calls.closeSync(descriptor)
  }
}

function sameFile(one: fs.Stats | null, other: fs.Stats | null): boolean {
  return one !== null && other !== null && one.ino === other.ino && one.dev === other.dev
}

function plainFile(path: string, calls: DriveCalls): fs.Stats | null {
  const stat = calls.lstatSync(path, { throwIfNoEntry: false })
  return stat?.isFile() === true ? stat : null
}
