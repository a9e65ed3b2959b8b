import type { RecordId, SeasonId } from '../domain/ids.ts'
import { hexOf } from '../kernel/bytes.ts'
import { canonicalLimits } from '../kernel/canonical-json.ts'
import type { Hasher } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type ReadRecord, readRecord } from '../ledger/read-record.ts'
import type { SignedRecord } from '../ledger/record.ts'
import type { BundleError, BundlePlace, FrameProblem, SliceProblem } from './bundle-error.ts'
import {
  type FrameKind,
  frameHeadLength,
  frameKinds,
  recordHeadLength,
  signatureLength,
  viewOf,
} from './bundle-format.ts'
import type { AttachmentEntry, BundleHeader, Slice } from './bundle-header.ts'
import type { BundleLayout } from './bundle-layout.ts'
import { bundleLimits } from './limits.ts'
import { mediaTypeOf } from './media-type.ts'

export interface BundledRecord {
  readonly record: ReadRecord
  readonly place: BundlePlace
}

export interface BundledAttachment extends AttachmentEntry {
  readonly bytes: Uint8Array
}

/** What came out of one frame, or what is wrong with it; `broken` means that nothing behind it can be found. */
export type FrameReading =
  | ({ readonly kind: 'record' } & BundledRecord)
  | ({ readonly kind: 'attachment' } & BundledAttachment)
  | { readonly kind: 'problem'; readonly error: BundleError; readonly broken: boolean }

/** Reads exactly the frames the header promises, one after the other, and says so when there is anything else. */
export function* readFrames(
  bytes: Uint8Array,
  layout: BundleLayout,
  header: BundleHeader,
  hasher: Hasher,
): Generator<FrameReading, void, undefined> {
  const cursor: Cursor = {
    bytes,
    view: viewOf(bytes),
    end: layout.framesTo,
    offset: layout.framesFrom,
    frame: 0,
  }
  let feed: FeedChain = newChain()
  let previous: Slice | null = null
  for (const slice of header.slices) {
    if (previous?.author !== slice.author) feed = newChain()
    previous = slice
    for (let seq = slice.from; seq <= slice.to; seq++) {
      const place = { offset: cursor.offset, frame: cursor.frame + 1, record: { author: slice.author, seq } }
      const payload = nextPayload(cursor, 'record')
      if (!payload.ok) return yield { kind: 'problem', error: frameError(payload.error, place), broken: true }
      const record = recordOf(payload.value, place, hasher)
      if (!record.ok) {
        feed.sliceHead = null // the next record cannot be compared with one that could not be read
        yield { kind: 'problem', error: record.error, broken: false }
        continue
      }
      const problem = chainProblem(record.value, seq, slice, header.season, feed)
      remember(record.value, seq, slice, feed)
      if (problem === null) yield { kind: 'record', record: record.value, place }
      else yield { kind: 'problem', error: { code: 'slice', problem, place }, broken: false }
    }
  }
  for (const entry of header.attachments) {
    const place = { offset: cursor.offset, frame: cursor.frame + 1, record: null }
    const payload = nextPayload(cursor, 'attachment')
    if (!payload.ok) return yield { kind: 'problem', error: frameError(payload.error, place), broken: true }
    const problem = attachmentProblem(payload.value, entry, hasher)
    if (problem === null) yield { kind: 'attachment', ...entry, bytes: payload.value }
    else {
      const error: BundleError = { code: 'attachment', problem, sha256: entry.sha256, place }
      yield { kind: 'problem', error, broken: false }
    }
  }
  if (cursor.offset !== cursor.end) {
    const place = { offset: cursor.offset, frame: cursor.frame + 1, record: null }
    yield { kind: 'problem', error: frameError('extra', place), broken: true }
  }
}

interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly end: number
  offset: number
  /** Frames read so far. */
  frame: number
}

/** What is known of one author's feed while its slices are read. */
interface FeedChain {
  readonly ids: Set<RecordId>
  readonly idsBySeq: Map<number, RecordId[]>
  /** The record read before, inside the same slice; null: the first of a slice, or an unreadable one. */
  sliceHead: RecordId | null
}

function newChain(): FeedChain {
  return { ids: new Set(), idsBySeq: new Map(), sliceHead: null }
}

const longestPayload: { readonly [Kind in FrameKind]: number } = {
  record: recordHeadLength + 2 * canonicalLimits.bytes,
  attachment: bundleLimits.attachmentBytes,
}

function nextPayload(cursor: Cursor, kind: FrameKind): Result<Uint8Array, FrameProblem> {
  const room = cursor.end - cursor.offset - frameHeadLength
  if (room < 0) return err('missing')
  if (cursor.view.getUint8(cursor.offset) !== frameKinds[kind]) return err('kind')
  const length = cursor.view.getUint32(cursor.offset + 1)
  if (length > room || length > longestPayload[kind]) return err('length')
  const from = cursor.offset + frameHeadLength
  cursor.offset = from + length
  cursor.frame++
  return ok(cursor.bytes.subarray(from, cursor.offset))
}

function frameError(problem: FrameProblem, place: BundlePlace): BundleError {
  return { code: 'frame', problem, place }
}

function recordOf(payload: Uint8Array, place: BundlePlace, hasher: Hasher): Result<ReadRecord, BundleError> {
  if (payload.length < recordHeadLength) return err(frameError('recordLength', place))
  const recordLength = viewOf(payload).getUint32(signatureLength)
  if (recordLength > payload.length - recordHeadLength) return err(frameError('recordLength', place))
  const bodyFrom = recordHeadLength + recordLength
  const record = readRecord(
    {
      recordBytes: payload.subarray(recordHeadLength, bodyFrom),
      bodyBytes: bodyFrom === payload.length ? null : payload.subarray(bodyFrom),
      signature: payload.subarray(0, signatureLength),
    },
    hasher,
  )
  return record.ok ? record : err({ code: 'record', error: record.error, place })
}

function chainProblem(
  record: SignedRecord,
  seq: number,
  slice: Slice,
  season: SeasonId,
  feed: FeedChain,
): SliceProblem | null {
  const { envelope, id } = record
  if (envelope.author !== slice.author) return 'author'
  if (envelope.seq !== seq) return 'seq'
  // The founding record carries no season: its own id is the season.
  if (envelope.season === '' ? (id as string) !== season : envelope.season !== season) return 'season'
  if (feed.ids.has(id)) return 'twice'
  if (seq > slice.from) {
    if (feed.sliceHead !== null && envelope.prev !== feed.sliceHead) return 'prev'
  } else {
    const before = feed.idsBySeq.get(seq - 1)
    if (before !== undefined && !before.some((each) => each === envelope.prev)) return 'prev'
  }
  return seq === slice.to && id !== slice.head ? 'head' : null
}

function remember(record: SignedRecord, seq: number, slice: Slice, feed: FeedChain): void {
  feed.ids.add(record.id)
  const same = feed.idsBySeq.get(seq)
  if (same === undefined) feed.idsBySeq.set(seq, [record.id])
  else same.push(record.id)
  feed.sliceHead = seq === slice.to ? null : record.id
}

function attachmentProblem(
  bytes: Uint8Array,
  entry: AttachmentEntry,
  hasher: Hasher,
): 'size' | 'hash' | 'mediaType' | null {
  if (bytes.length !== entry.size) return 'size'
  if (hexOf(hasher.sha256(bytes)) !== entry.sha256) return 'hash'
  return mediaTypeOf(bytes) === entry.mediaType ? null : 'mediaType'
}
