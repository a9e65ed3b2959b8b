import type { RecordId } from '../../shared/domain/ids.ts'
import { frameHeadLength, recordHeadLength } from '../../shared/exchange/bundle-format.ts'
import type { FeedHead } from '../../shared/exchange/bundle-header.ts'
import { bundleLimits } from '../../shared/exchange/limits.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { FeedPart } from './export-content.ts'

/** What one bundle takes. The header is shared by what is sent and what is held. */
export interface BundleRoom {
  readonly records: number
  readonly frameBytes: number
  readonly slices: number
  readonly holds: number
}

/** The longest that a slice or a held head can be in a header. */
const itemBytes = 176
const restOfHeader = 256 * 1024
const itemsOfHeader = Math.floor((bundleLimits.headerBytes - restOfHeader) / itemBytes)
export const bundleRoom: BundleRoom = {
  records: bundleLimits.records,
  frameBytes: bundleLimits.fileBytes - 2 * bundleLimits.headerBytes,
  slices: Math.floor(itemsOfHeader / 2),
  holds: Math.floor(itemsOfHeader / 2),
}

/**
 * The beginnings of feeds that go into one bundle: those of `first` before all others, then the shortest, so that
 * whoever wrote more than there is room for holds back nobody but itself. What is left goes with the next bundle.
 */
export function partsInRoom(
  parts: readonly FeedPart[],
  isFirst: (part: FeedPart) => boolean,
  room: BundleRoom = bundleRoom,
): { readonly feeds: readonly FeedPart[]; readonly beyond: readonly FirstBeyond[] } {
  const ordered = [...parts].sort(
    (left, right) =>
      Number(isFirst(right)) - Number(isFirst(left)) ||
      left.records.length - right.records.length ||
      (left.author < right.author ? -1 : 1),
  )
  let [records, bytes, slices] = [0, 0, 0]
  const feeds: FeedPart[] = []
  const beyond: FirstBeyond[] = []
  for (const part of ordered) {
    const open = new Set<RecordId>()
    const end = part.records.findIndex((record) => {
      const { prev } = record.envelope
      // As slices are made: a record goes on the one before it, or begins one of its own.
      const goesOn = prev !== null && open.delete(prev)
      const size = frameLength(record)
      const fits =
        records < room.records && bytes + size <= room.frameBytes && slices + (goesOn ? 0 : 1) <= room.slices
      if (!fits) return true
      records++
      bytes += size
      if (!goesOn) slices++
      open.add(record.id)
      return false
    })
    const first = part.records[end]
    if (first === undefined) feeds.push(part)
    else {
      feeds.push({ ...part, records: part.records.slice(0, end) })
      beyond.push({ author: part.author, record: first })
    }
  }
  return { feeds, beyond }
}

/** The first record of a feed that found no room. */
export interface FirstBeyond {
  readonly author: FeedPart['author']
  readonly record: SignedRecord
}

/** Of feeds with many branches the heads may be left out: then more than needed is sent, and nothing is missed. */
export function holdsInRoom(holds: readonly FeedHead[], room: BundleRoom = bundleRoom): readonly FeedHead[] {
  if (holds.length <= room.holds) return holds
  const kept: FeedHead[] = []
  const feeds = [...Map.groupBy(holds, (hold) => hold.author).values()]
  for (const heads of feeds.sort((left, right) => left.length - right.length)) {
    if (kept.length + heads.length > room.holds) break
    kept.push(...heads)
  }
  return kept
}

function frameLength({ recordBytes, bodyBytes }: SignedRecord): number {
  return frameHeadLength + recordHeadLength + recordBytes.length + (bodyBytes?.length ?? 0)
}
