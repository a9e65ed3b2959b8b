import { readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { CopyDoubt } from '../../../shared/ledger/copy-doubt.ts'

/** Where a data folder lies. Null: this system does not say, or what it says changes by itself. */
export type FolderPlace = z.infer<typeof folderPlaceSchema>
export const folderPlaceSchema = z.strictObject({
  folder: z.string().nullable(),
  volume: z.string().nullable(),
  computer: z.string().nullable(),
  host: z.string(),
})

/** The folder as it lies now. Only what survives a restart is told, so that an honest machine is never asked. */
export function placeOfFolder(folder: string): FolderPlace {
  return { ...folderAndVolume(folder), computer: computerId(), host: hostname() }
}

/** What moved between two looks at one folder; null: nothing that both could see. */
export function doubtBetween(noted: FolderPlace, now: FolderPlace): CopyDoubt | null {
  const differs = (part: 'folder' | 'volume' | 'computer'): boolean =>
    noted[part] !== null && now[part] !== null && noted[part] !== now[part]
  const elsewhere = differs('folder') || differs('volume')
  const otherName = noted.host !== now.host
  if (differs('computer') || (elsewhere && otherName)) return { doubt: 'otherComputer' }
  if (elsewhere) return { doubt: 'moved' }
  return otherName ? { doubt: 'renamed', from: noted.host, to: now.host } : null
}

/**
 * Windows names a volume by its serial number and a folder by its file index; both stay. On Linux the device number
 * changes with the order in which drives are found, so the volume is known by its UUID where there is one; and the
 * inode stays only on file systems that keep it on disk.
 */
function folderAndVolume(folder: string): Pick<FolderPlace, 'folder' | 'volume'> {
  const { dev, ino } = statSync(folder, { bigint: true })
  const own = ino === 0n ? null : String(ino)
  switch (process.platform) {
    case 'win32':
      return { folder: own, volume: String(dev) }
    case 'linux':
      return { folder: keepsInodes(folder) ? own : null, volume: volumeUuid(dev) }
    default:
      return { folder: own, volume: null }
  }
}

/** ext2–4, XFS, Btrfs, F2FS, ZFS, NTFS, overlays and temporary file systems; FAT and FUSE make numbers up. */
const keptInodes: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x7366746e, 0x794c7630, 0x01021994,
])

function keepsInodes(folder: string): boolean {
  try {
    return keptInodes.has(statfsSync(folder).type)
  } catch {
    return false
  }
}

function volumeUuid(device: bigint): string | null {
  const names = '/dev/disk/by-uuid'
  try {
    return (
      readdirSync(names).find((each) => statSync(join(names, each), { bigint: true }).rdev === device) ?? null
    )
  } catch {
    return null // a container, or a system without udev
  }
}

/** Linux tells every program which installation it runs on; elsewhere volume and name have to do. */
function computerId(): string | null {
  if (process.platform !== 'linux') return null
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim() || null
  } catch {
    return null
  }
}
