import { readdirSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { TargetPlace } from '../../services/ports.ts'

/** Where drives and the usual folders are to be found on this machine. */
export interface PlaceSources {
  readonly platform: NodeJS.Platform
  /** Folders under which the system mounts what is plugged in, one level or two deep. */
  readonly mountRoots: readonly string[]
  readonly home: string
}

export function systemPlaces(): PlaceSources {
  return {
    platform: process.platform,
    mountRoots: ['/media', '/run/media', '/mnt', '/Volumes'],
    home: homedir(),
  }
}

/** Drives that can be taken away first, then the usual folders. */
export function listPlaces(sources: PlaceSources): readonly TargetPlace[] {
  const drives = sources.platform === 'win32' ? windowsDrives() : mountedDrives(sources.mountRoots)
  const folders = ['Desktop', 'Documents', 'Downloads', '']
    .map((name) => join(sources.home, name))
    .filter(isFolder)
    // People may have their documents on another disk; that folder itself is the place, not the link to it.
    .map((path) => realpathSync(path))
  return [
    ...drives.map((path) => placeOf(path, 'removable')),
    ...folders.map((path) => placeOf(path, 'folder')),
  ]
}

/** A folder on another device than the one above it is a mounted drive. */
function mountedDrives(roots: readonly string[]): readonly string[] {
  return roots.flatMap((root) => {
    const first = foldersIn(root)
    const second = first
      .filter((path) => !isMountPoint(path, root))
      .flatMap((path) => foldersIn(path).filter((inner) => isMountPoint(inner, path)))
    return [...first.filter((path) => isMountPoint(path, root)), ...second]
  })
}

/** Drive letters but the system's own. Asking a letter without a drive takes no time; A and B may be floppies. */
function windowsDrives(): readonly string[] {
  const system = (process.env['SystemDrive'] ?? 'C:').slice(0, 1).toUpperCase()
  return [...'DEFGHIJKLMNOPQRSTUVWXYZ']
    .filter((letter) => letter !== system)
    .map((letter) => `${letter}:\\`)
    .filter(isFolder)
}

function placeOf(path: string, kind: TargetPlace['kind']): TargetPlace {
  return { path, label: basename(path) || path, kind, freeBytes: freeBytesOf(path) }
}

function freeBytesOf(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return null
  }
}

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
      .sort()
      .map((name) => join(path, name))
      .filter(isFolder)
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function isMountPoint(path: string, above: string): boolean {
  try {
    return statSync(path).dev !== statSync(above).dev
  } catch {
    return false
  }
}
