import { z } from 'zod'
import {
  type DeviceId,
  deviceIdSchema,
  type RecordId,
  recordIdSchema,
  type SeasonId,
  type Seat,
  type Sha256Hex,
  seasonIdSchema,
  seatSchema,
  sha256Schema,
} from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import { parseCanonical } from '../kernel/canonical-json.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { BundleError, HeaderInconsistency } from './bundle-error.ts'
import { bundleLimits } from './limits.ts'
import { type MediaType, mediaTypes } from './media-type.ts'

/** A run of one author's feed, both ends inside; `head` is the record at `to`. */
export interface Slice {
  readonly author: DeviceId
  readonly from: number
  readonly to: number
  readonly head: RecordId
}

/** The newest record held of one feed. A forked feed has one head for each of its branches. */
export interface FeedHead {
  readonly author: DeviceId
  readonly seq: number
  readonly head: RecordId
}

export interface AttachmentEntry {
  readonly sha256: Sha256Hex
  readonly size: number
  readonly mediaType: MediaType
}

/** What this program writes as purpose. It is shown and decides nothing, so readers accept other words too. */
export type BundlePurpose = 'season' | 'submission' | 'forward' | 'full' | 'receipt'

export interface BundleHeader {
  readonly format: 'giaouoc/bundle/1'
  readonly season: SeasonId
  readonly exporter: DeviceId
  /** The exporter's own count of its bundles. Shown, never decides anything. */
  readonly number: number
  /** RFC 3339 UTC. Shown, never decides anything. */
  readonly createdAt: string
  readonly purpose: string
  readonly slices: readonly Slice[]
  readonly attachments: readonly AttachmentEntry[]
  /** Everything the exporter held: the receipt for what it was sent. */
  readonly holds: readonly FeedHead[]
  readonly recipients: readonly Seat[]
  /** Of all frame bytes. */
  readonly bodySha256: Sha256Hex
  readonly appVersion: string
}

const seqSchema = z.int().min(1).max(10_000_000)

const bundleHeaderSchema: z.ZodType<BundleHeader> = z.strictObject({
  format: z.literal('giaouoc/bundle/1'),
  season: seasonIdSchema,
  exporter: deviceIdSchema,
  number: z.int().min(0),
  createdAt: z.iso.datetime({ offset: false }),
  purpose: z.string().min(1).max(40),
  slices: z
    .array(z.strictObject({ author: deviceIdSchema, from: seqSchema, to: seqSchema, head: recordIdSchema }))
    .max(bundleLimits.records),
  attachments: z
    .array(z.strictObject({ sha256: sha256Schema, size: z.int().min(1), mediaType: z.enum(mediaTypes) }))
    .max(bundleLimits.attachments),
  holds: z.array(z.strictObject({ author: deviceIdSchema, seq: seqSchema, head: recordIdSchema })),
  recipients: z.array(seatSchema),
  bodySha256: sha256Schema,
  appVersion: z.string().max(100),
})

/** Reads a header: canonical bytes, strict shape, slices in order, all counts within the limits. */
export function readBundleHeader(bytes: Uint8Array): Result<BundleHeader, BundleError> {
  const value = parseCanonical(bytes, bundleLimits.headerBytes)
  if (!value.ok) return err({ code: 'headerNotCanonical', problem: value.error.problem })
  const header = bundleHeaderSchema.safeParse(value.value)
  if (!header.success) {
    return err({ code: 'headerShape', field: header.error.issues[0]?.path.join('.') ?? '' })
  }
  const inconsistency = inconsistencyOf(header.data)
  return inconsistency === null ? ok(header.data) : err({ code: 'headerInconsistent', ...inconsistency })
}

/**
 * The order of slices: by author, then by where they begin. Two slices of one author may overlap only as the
 * branches of a fork (other records under the same numbers); then the head decides their order.
 */
export function compareSlices(left: Slice, right: Slice): number {
  return (
    compareText(left.author, right.author) || left.from - right.from || compareText(left.head, right.head)
  )
}

function inconsistencyOf(
  header: BundleHeader,
): { readonly what: HeaderInconsistency; readonly index: number } | null {
  let records = 0
  for (const [index, slice] of header.slices.entries()) {
    if (slice.from > slice.to) return { what: 'sliceRange', index }
    const before = header.slices[index - 1]
    if (before !== undefined && compareSlices(before, slice) >= 0) return { what: 'slicesOrder', index }
    records += slice.to - slice.from + 1
    if (records > bundleLimits.records) return { what: 'tooManyRecords', index }
  }
  const named = new Set<Sha256Hex>()
  for (const [index, attachment] of header.attachments.entries()) {
    if (named.has(attachment.sha256)) return { what: 'attachmentTwice', index }
    if (attachment.size > bundleLimits.attachmentBytes) return { what: 'attachmentTooLarge', index }
    named.add(attachment.sha256)
  }
  return null
}
