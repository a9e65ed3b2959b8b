import type { RecordId, SeasonId, Seat, Sha256Hex } from '../domain/ids.ts'
import { compareText, hexOf } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import type { Hasher, Signer } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { deviceIdOf } from '../ledger/fingerprint.ts'
import { purposeBytes } from '../ledger/purposes.ts'
import type { SignedRecord } from '../ledger/record.ts'
import type { BundleError } from './bundle-error.ts'
import {
  closingMagic,
  type FrameKind,
  frameHeadLength,
  frameKinds,
  openingMagic,
  preambleLength,
  recordHeadLength,
  signatureLength,
  smallestBundle,
  trailerLength,
  viewOf,
} from './bundle-format.ts'
import {
  type AttachmentEntry,
  type BundleHeader,
  type BundlePurpose,
  type FeedHead,
  readBundleHeader,
} from './bundle-header.ts'
import { bundleLimits } from './limits.ts'
import { mediaTypeOf } from './media-type.ts'
import { type FilledSlice, sliceRecords } from './slices.ts'

export interface BundleContent {
  readonly season: SeasonId
  readonly number: number
  /** RFC 3339 UTC. */
  readonly createdAt: string
  readonly purpose: BundlePurpose
  /** In any order; they are arranged into slices here. */
  readonly records: readonly SignedRecord[]
  readonly attachments: readonly Uint8Array[]
  readonly holds: readonly FeedHead[]
  readonly recipients: readonly Seat[]
  readonly appVersion: string
  /** Records whose body the recipients are not shown: only the chain travels. */
  readonly withheld?: ReadonlySet<RecordId>
}

export type EncodeError =
  | { readonly code: 'tooManyRecords'; readonly found: number; readonly limit: number }
  | { readonly code: 'tooManyAttachments'; readonly found: number; readonly limit: number }
  | { readonly code: 'attachmentTooLarge'; readonly size: number; readonly limit: number }
  | { readonly code: 'attachmentType'; readonly index: number }
  | { readonly code: 'bundleTooLarge'; readonly size: number; readonly limit: number }
  | { readonly code: 'receiptWithRecords' }
  /** What was asked for cannot stand in a header, e.g. text that is not canonical. */
  | { readonly code: 'header'; readonly error: BundleError }

/**
 * The bytes of a bundle, signed by its exporter. The same content gives the same bytes, whatever the order of
 * records, attachments, holds and recipients.
 */
export function encodeBundle(
  content: BundleContent,
  signer: Signer,
  hasher: Hasher,
): Result<Uint8Array, EncodeError> {
  const slices = sliceRecords(content.records)
  const attachments = arrangeAttachments(content.attachments, hasher)
  if (!attachments.ok) return attachments
  const frames = framesOf(slices, attachments.value, content.withheld ?? new Set())
  const refusal = refusalOf(content, slices, attachments.value, frames)
  if (refusal !== null) return err(refusal)
  const frameBytes = joined(frames)
  const header: BundleHeader = {
    format: 'giaouoc/bundle/1',
    season: content.season,
    exporter: deviceIdOf(signer.publicKey, hasher),
    number: content.number,
    createdAt: content.createdAt,
    purpose: content.purpose,
    slices: slices.map(({ slice }) => slice),
    attachments: attachments.value.map(({ entry }) => entry),
    holds: [...content.holds].sort(compareHeads),
    recipients: [...new Set(content.recipients)].sort(compareText),
    bodySha256: hexOf(hasher.sha256(frameBytes)) as Sha256Hex, // 32 bytes in hex
    appVersion: content.appVersion,
  }
  const headerBytes = canonicalBytes(header, bundleLimits.headerBytes)
  if (!headerBytes.ok) {
    return err({ code: 'header', error: { code: 'headerNotCanonical', problem: headerBytes.error.problem } })
  }
  const readable = readBundleHeader(headerBytes.value)
  if (!readable.ok) return err({ code: 'header', error: readable.error })
  return ok(assemble(headerBytes.value, frameBytes, signer))
}

/** The order of holds in a header. */
export function compareHeads(left: FeedHead, right: FeedHead): number {
  return compareText(left.author, right.author) || left.seq - right.seq || compareText(left.head, right.head)
}

interface ArrangedAttachment {
  readonly entry: AttachmentEntry
  readonly bytes: Uint8Array
}

function arrangeAttachments(
  files: readonly Uint8Array[],
  hasher: Hasher,
): Result<readonly ArrangedAttachment[], EncodeError> {
  const byHash = new Map<string, ArrangedAttachment>()
  for (const [index, bytes] of files.entries()) {
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) return err({ code: 'attachmentType', index })
    if (bytes.length > bundleLimits.attachmentBytes) {
      return err({ code: 'attachmentTooLarge', size: bytes.length, limit: bundleLimits.attachmentBytes })
    }
    const sha256 = hexOf(hasher.sha256(bytes)) as Sha256Hex // 32 bytes in hex
    byHash.set(sha256, { entry: { sha256, size: bytes.length, mediaType }, bytes })
  }
  return ok([...byHash.values()].sort((left, right) => compareText(left.entry.sha256, right.entry.sha256)))
}

function refusalOf(
  content: BundleContent,
  slices: readonly FilledSlice[],
  attachments: readonly ArrangedAttachment[],
  frames: readonly Uint8Array[],
): EncodeError | null {
  const records = slices.reduce((count, slice) => count + slice.records.length, 0)
  if (content.purpose === 'receipt' && records > 0) return { code: 'receiptWithRecords' }
  if (records > bundleLimits.records) {
    return { code: 'tooManyRecords', found: records, limit: bundleLimits.records }
  }
  if (attachments.length > bundleLimits.attachments) {
    return { code: 'tooManyAttachments', found: attachments.length, limit: bundleLimits.attachments }
  }
  const size = frames.reduce((length, frame) => length + frame.length, 0)
  const limit = bundleLimits.fileBytes - bundleLimits.headerBytes - smallestBundle
  return size > limit ? { code: 'bundleTooLarge', size, limit } : null
}

/** All frames as a list of parts to be laid end to end. */
function framesOf(
  slices: readonly FilledSlice[],
  attachments: readonly ArrangedAttachment[],
  withheld: ReadonlySet<RecordId>,
): readonly Uint8Array[] {
  const parts: Uint8Array[] = []
  for (const record of slices.flatMap((slice) => slice.records)) {
    const body = record.bodyBytes === null || withheld.has(record.id) ? new Uint8Array(0) : record.bodyBytes
    const length = recordHeadLength + record.recordBytes.length + body.length
    const recordLength = integer32(record.recordBytes.length)
    parts.push(frameHead('record', length), record.signature, recordLength, record.recordBytes, body)
  }
  for (const { bytes } of attachments) parts.push(frameHead('attachment', bytes.length), bytes)
  return parts
}

function frameHead(kind: FrameKind, length: number): Uint8Array {
  const head = new Uint8Array(frameHeadLength)
  const view = viewOf(head)
  view.setUint8(0, frameKinds[kind])
  view.setUint32(1, length)
  return head
}

function integer32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  viewOf(bytes).setUint32(0, value)
  return bytes
}

/** Like `concatBytes`, for more parts than a call takes arguments. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function assemble(header: Uint8Array, frames: Uint8Array, signer: Signer): Uint8Array {
  const size = preambleLength + header.length + frames.length + signatureLength + trailerLength
  const file = new Uint8Array(size)
  const view = viewOf(file)
  file.set(openingMagic)
  view.setUint32(openingMagic.length, header.length)
  file.set(header, preambleLength)
  file.set(frames, preambleLength + header.length)
  const signatureFrom = size - trailerLength - signatureLength
  file.set(signer.sign(purposeBytes('bundle', file.subarray(0, signatureFrom))), signatureFrom)
  view.setUint32(size - trailerLength, Math.floor(size / 2 ** 32))
  view.setUint32(size - trailerLength + 4, size % 2 ** 32)
  file.set(closingMagic, size - closingMagic.length)
  return file
}
