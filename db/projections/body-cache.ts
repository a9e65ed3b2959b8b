import type { RecordId } from '../../shared/domain/ids.ts'
import { storedBody, type TypedBody } from '../../shared/ledger/read-record.ts'

/** Parsed bodies lately asked for: standings read the same sheets over and over. Oldest use goes first. */
export interface BodyCache {
  get(id: RecordId, read: () => StoredBody | null): TypedBody | null
  clear(): void
}

export interface StoredBody {
  readonly kind: string
  readonly bodyBytes: Uint8Array
}

/** `byteLimit` counts bytes of the bodies as stored; parsed they take about ten times as much. */
export function createBodyCache(byteLimit: number): BodyCache {
  const entries = new Map<RecordId, { readonly body: TypedBody | null; readonly bytes: number }>()
  let bytes = 0
  return {
    get(id, read) {
      const known = entries.get(id)
      if (known !== undefined) {
        entries.delete(id) // and in again at the young end
        entries.set(id, known)
        return known.body
      }
      const stored = read()
      // Nothing is remembered about a body that is not here: it may come later.
      if (stored === null) return null
      const body = storedBody(stored.kind, stored.bodyBytes)
      entries.set(id, { body, bytes: stored.bodyBytes.length })
      bytes += stored.bodyBytes.length
      for (const [oldest, entry] of entries) {
        if (bytes <= byteLimit || oldest === id) break
        entries.delete(oldest)
        bytes -= entry.bytes
      }
      return body
    },
    clear() {
      entries.clear()
      bytes = 0
    },
  }
}
