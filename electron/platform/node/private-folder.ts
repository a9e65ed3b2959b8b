import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { WorkspaceError } from '../../../shared/ledger/storage-errors.ts'
import { errnoOf } from './disk-failure.ts'
import { folderCall } from './folder-call.ts'

/** The page through which the browser host hands over its token. */
export const entryPageName = 'open-in-browser.html'
/** Says that the last passphrase tried here was the right one. */
export const lastTryName = 'last-try.txt'
/** What lies in a data folder because a machine was made there. */
export const madeUnderKeyring = ['seasons', 'incoming', 'archive', 'attachments'] as const

/** The file whose lock keeps a second program out. Made first and never removed: it marks a data folder as one. */
export const lockName = 'machine.lock'

/** Everything this program puts into a data folder; nothing else in it is ever touched. */
const isOurs = (name: string): boolean =>
  /^(keyring\.json|machine\.lock|last-try\.txt|open-in-browser\.html)([.-]\w+)?$/.test(name) ||
  /^(electron|log|copies|leftover-\d+)$/.test(name) ||
  madeUnderKeyring.some((own) => own === name)

/** What file managers put into every folder somebody looks at. */
const isOfFileManager = (name: string): boolean => /^(\.DS_Store|desktop\.ini|Thumbs\.db)$/i.test(name)

/** New folders and files of this process are its owner's alone, whoever makes them: SQLite, Chromium, a library. */
export function makePrivateByDefault(): void {
  process.umask(0o077)
}

/**
 * Makes the data folder if need be, and it and everything of this program in it its owner's alone: folders 0700,
 * files 0600. Refused where that cannot be: somebody else owns it, the file system keeps no permissions. And refused,
 * whatever its permissions, where it holds other things and no machine: chosen by mistake, its `archive` or `log` is
 * a person's own. So whatever has one of our names in a data folder was put there by this program, or after it.
 * Windows has no such modes: there the folder inherits its access list, which in the usual place (`%APPDATA%`) names
 * the person, the system and administrators.
 */
export function makePrivate(folder: string): Result<null, WorkspaceError> {
  return folderCall<null, WorkspaceError>(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOwn(folder)) return refused(folder, folder, 'foreignOwner')
    const names = readable(folder)
    const marked = names.some(isMark)
    const other = names.find((name) => !isOfFileManager(name))
    if (!marked && other !== undefined) return refused(folder, join(folder, other), 'otherContent')
    if (process.platform !== 'win32') {
      for (const path of [folder, ...names.filter(isOurs).map((name) => join(folder, name))]) {
        const left = tighten(path, path !== folder)
        if (left !== null) return refused(folder, left.path, left.why)
      }
    }
    if (!marked) mark(folder)
    return ok(null)
  })
}

/** Whether a folder is a machine's and this user's, so that this program may write its own files there. */
export function isDataFolder(folder: string): boolean {
  try {
    return isOwn(folder) && readdirSync(folder).some(isMark)
  } catch {
    return false
  }
}

/** A copy may come without the lock, which Windows does not let be read while it is held. */
function isMark(name: string): boolean {
  return name === lockName || name === 'keyring.json'
}

function isOwn(folder: string): boolean {
  return process.platform === 'win32' || statSync(folder).uid === process.getuid?.()
}

function mark(folder: string): void {
  try {
    closeSync(openSync(join(folder, lockName), 'ax', 0o600))
  } catch (thrown) {
    // A second program that starts at the same time has marked it.
    if (errnoOf(thrown) !== 'EEXIST') throw thrown
  }
}

type Why = Extract<WorkspaceError, { readonly code: 'folderNotPrivate' }>['why']

/** Takes everybody else's permissions off one entry and what is below it; gives back the first that keeps them. */
function tighten(path: string, below: boolean): { readonly path: string; readonly why: Why } | null {
  const stat = below ? lstatSync(path, { throwIfNoEntry: false }) : statSync(path)
  // Links are left alone: what they name is not in the folder. Chromium's files come and go while it runs.
  if (stat === undefined || stat.isSymbolicLink()) return null
  if (stat.uid !== process.getuid?.()) return { path, why: 'foreignOwner' }
  if (isOpen(stat.mode)) {
    const kept = closeTo(path, stat.mode)
    if (kept) return { path, why: 'noPermissions' }
  }
  if (!below || !stat.isDirectory()) return null
  for (const name of readable(path)) {
    const left = tighten(join(path, name), true)
    if (left !== null) return left
  }
  return null
}

/** True when the file system kept the permissions as they were. */
function closeTo(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & 0o700)
    return isOpen(statSync(path).mode)
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return false
    if (errnoOf(thrown) === 'EPERM' || errnoOf(thrown) === 'ENOTSUP') return true
    throw thrown
  }
}

function isOpen(mode: number): boolean {
  return (mode & 0o077) !== 0
}

function readable(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return []
    throw thrown
  }
}

function refused(folder: string, path: string, why: Why): Result<never, WorkspaceError> {
  return err({ code: 'folderNotPrivate', folder, path, why })
}
