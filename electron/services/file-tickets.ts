import type { FileHandle } from '../../shared/contract/files.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import type { RandomSource } from '../../shared/kernel/ports.ts'

/** Opaque tickets for paths, so that a screen can name only what the host has shown it. Gone with a restart. */
export interface FileTickets {
  handleOf(path: string): FileHandle
  /** Null: no such ticket in this run. */
  pathOf(handle: FileHandle): string | null
  /** Bytes that came without a path (dropped on the window) and what they are called. */
  handleOfBytes(name: string, bytes: Uint8Array): FileHandle
  bytesOf(handle: FileHandle): { readonly name: string; readonly bytes: Uint8Array } | null
}

export function createFileTickets(random: RandomSource): FileTickets {
  const pathByHandle = new Map<FileHandle, string>()
  const handleByPath = new Map<string, FileHandle>()
  const dropped = new Map<FileHandle, { readonly name: string; readonly bytes: Uint8Array }>()
  const fresh = (): FileHandle => hexOf(random.bytes(16)) as FileHandle // fits the pattern of handles
  return {
    handleOf(path) {
      const known = handleByPath.get(path)
      if (known !== undefined) return known
      const handle = fresh()
      pathByHandle.set(handle, path)
      handleByPath.set(path, handle)
      return handle
    },
    pathOf: (handle) => pathByHandle.get(handle) ?? null,
    handleOfBytes(name, bytes) {
      // Only a few dropped files wait at a time; the oldest makes room.
      const oldest = dropped.keys().next().value
      if (dropped.size >= 100 && oldest !== undefined) dropped.delete(oldest)
      const handle = fresh()
      dropped.set(handle, { name, bytes })
      return handle
    },
    bytesOf: (handle) => dropped.get(handle) ?? null,
  }
}
