import type { RecordId, SeasonId } from '../domain/ids.ts'
import { hexOf } from '../kernel/bytes.ts'
import { canonicalLimits } from '../kernel/canonical-json.ts'
import type { Hasher } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type RawRecord, type ReadRecord, readRecord } from '../ledger/read-record.ts'
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
  /** With its body parsed. */
  readonly record: ReadRecord
  readonly place: BundlePlace
  /** Length of its frame. */
  readonly bytes: number
}

export interface BundledAttachment extends AttachmentEntry {
  readonly bytes: Uint8Array
}

/** What came out of one frame, or what is wrong with it. */
export type FrameReading =
  | { readonly kind: 'record'; readonly value: BundledRecord }
  | { readonly kind: 'attachment'; readonly value: BundledAttachment }
  | { readonly kind: 'problem'; readonly error: BundleError }

/**
 * Reads exactly the frames the header promises, one after the other, and says so when there is anything else.
 * Ends where a frame cannot be found: nothing behind it has a place.
 */
export function* readFrames(
  bytes: Uint8Array,
  layout: BundleLayout,
  header: BundleHeader,
  hasher: Hasher,
): Generator<FrameReading, void, undefined> {
  const view = viewOf(bytes)
  const cursor: Cursor = { bytes, view, end: layout.framesTo, offset: layout.framesFrom, frame: 0 }
  const whole = yield* readRecordFrames(cursor, header, hasher)
  if (!whole || !(yield* readAttachmentFrames(cursor, header, hasher))) return
  if (cursor.offset !== cursor.end) yield frameProblem('extra', placeAt(cursor, null))
}

/** False: a frame could not be found. */
function* readRecordFrames(
  cursor: Cursor,
  header: BundleHeader,
  hasher: Hasher,
): Generator<FrameReading, boolean, undefined> {
  let feed = newChain()
  let previous: Slice | null = null
  for (const slice of header.slices) {
    if (previous?.author !== slice.author) feed = newChain()
    previous = slice
    feed.sliceHead = null
    for (let seq = slice.from; seq <= slice.to; seq++) {
      const place = placeAt(cursor, { author: slice.author, seq })
      const payload = nextPayload(cursor, 'record')
      if (!payload.ok) {
        yield frameProblem(payload.error, place)
        return false
      }
      const found = recordIn(payload.value, place, hasher)
      if (!found.ok) {
        feed.sliceHead = null // the next record cannot be compared with one that could not be read
        yield { kind: 'problem', error: found.error }
        continue
      }
      const problem = chainProblem(found.value.record, seq, slice, header.season, feed)
      feed.ids.add(found.value.record.id)
      feed.sliceHead = found.value.record.id
      if (problem === null) yield { kind: 'record', value: found.value }
      else yield { kind: 'problem', error: { code: 'slice', problem, place } }
    }
  }
  return true
}

/** False: a frame could not be found. */
function* readAttachmentFrames(
  cursor: Cursor,
  header: BundleHeader,
  hasher: Hasher,
): Generator<FrameReading, boolean, undefined> {
  for (const entry of header.attachments) {
    const place = placeAt(cursor, null)
    const payload = nextPayload(cursor, 'attachment')
    if (!payload.ok) {
      yield frameProblem(payload.error, place)
      return false
    }
    const problem = attachmentProblem(payload.value, entry, hasher)
    if (problem === null) yield { kind: 'attachment', value: { ...entry, bytes: payload.value } }
    else yield { kind: 'problem', error: { code: 'attachment', problem, sha256: entry.sha256, place } }
  }
  return true
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
  /**
   * The record read before, inside the same slice; null: the first of a slice, or an unreadable one. From slice to
   * slice nothing has to fit: they may be parts of different branches, and that is for the ledger to judge.
   */
  sliceHead: RecordId | null
}

function newChain(): FeedChain {
  return { ids: new Set(), sliceHead: null }
}

/** Checked before a payload is touched. */
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

function placeAt(cursor: Cursor, record: BundlePlace['record']): BundlePlace {
  return { offset: cursor.offset, frame: cursor.frame + 1, record }
}

function frameProblem(problem: FrameProblem, place: BundlePlace): FrameReading {
  return { kind: 'problem', error: { code: 'frame', problem, place } }
}

/** The record in the payload of a frame, by itself: whether it is the one its slice promises is asked afterwards. */
function recordIn(
  payload: Uint8Array,
  place: BundlePlace,
  hasher: Hasher,
): Result<BundledRecord, BundleError> {
  const raw = rawRecordIn(payload)
  if (!raw.ok) return err({ code: 'frame', problem: raw.error, place })
  const read = readRecord(raw.value, hasher)
  return read.ok
    ? ok({ record: read.value, place, bytes: frameHeadLength + payload.length })
    : err({ code: 'record', error: read.error, place })
}

/** The parts of the record in the payload of a frame, unread. Of a payload that was cut the body is cut. */
export function rawRecordIn(payload: Uint8Array): Result<RawRecord, FrameProblem> {
  if (payload.length < recordHeadLength) return err('recordLength')
  const recordLength = viewOf(payload).getUint32(signatureLength)
  if (recordLength > payload.length - recordHeadLength) return err('recordLength')
  const bodyFrom = recordHeadLength + recordLength
  return ok({
    recordBytes: payload.subarray(recordHeadLength, bodyFrom),
    bodyBytes: bodyFrom === payload.length ? null : payload.subarray(bodyFrom),
    signature: payload.subarray(0, signatureLength),
  })
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
  if (feed.sliceHead !== null && envelope.prev !== feed.sliceHead) return 'prev'
  return seq === slice.to && id !== slice.head ? 'head' : null
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
