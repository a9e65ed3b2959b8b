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
import { canonicalProblem, readJson } from '../kernel/canonical-json.ts'
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

/** Words a machine writes: printable ASCII, so that reading a header never has to normalise anything. */
function word(longest: number): z.ZodString {
  return z.string().regex(new RegExp(`^[\\x20-\\x7e]{0,${longest}}$`))
}

/** Lists are looked at item by item, up to the first that is wrong: a million wrong ones make one refusal. */
const headSchema = z.strictObject({
  format: z.literal('giaouoc/bundle/1'),
  season: seasonIdSchema,
  exporter: deviceIdSchema,
  number: z.int().min(0),
  createdAt: z.iso.datetime({ offset: false }),
  purpose: word(40).min(1),
  slices: z.array(z.unknown()).max(bundleLimits.records),
  attachments: z.array(z.unknown()).max(bundleLimits.attachments),
  holds: z.array(z.unknown()),
  recipients: z.array(z.unknown()),
  bodySha256: sha256Schema,
  appVersion: word(100),
})

const itemSchemas = {
  slices: z.strictObject({ author: deviceIdSchema, from: seqSchema, to: seqSchema, head: recordIdSchema }),
  attachments: z.strictObject({ sha256: sha256Schema, size: z.int().min(1), mediaType: z.enum(mediaTypes) }),
  holds: z.strictObject({ author: deviceIdSchema, seq: seqSchema, head: recordIdSchema }),
  recipients: seatSchema,
} as const

/**
 * Reads a header: strict shape and lengths, canonical bytes, slices in order, all counts within the limits. The
 * shape comes before the canonical form, so that no text is looked at that may not be there.
 */
export function readBundleHeader(bytes: Uint8Array): Result<BundleHeader, BundleError> {
  const read = readJson(bytes, bundleLimits.headerBytes)
  if (!read.ok) return err({ code: 'headerNotCanonical', problem: read.error.problem })
  const { value } = read.value
  const field = shapeProblem(value)
  if (field !== null) return err({ code: 'headerShape', field })
  const problem = canonicalProblem(read.value)
  if (problem !== null) return err({ code: 'headerNotCanonical', problem })
  const header = value as unknown as BundleHeader // its shape was just checked, field by field and item by item
  const inconsistency = inconsistencyOf(header)
  return inconsistency === null ? ok(header) : err({ code: 'headerInconsistent', ...inconsistency })
}

/** The path of the first thing of another shape. */
function shapeProblem(value: unknown): string | null {
  const head = headSchema.safeParse(value)
  if (!head.success) return head.error.issues[0]?.path.join('.') ?? ''
  for (const list of ['slices', 'attachments', 'holds', 'recipients'] as const) {
    for (const [index, item] of head.data[list].entries()) {
      const outcome = itemSchemas[list].safeParse(item)
      if (!outcome.success)
        return [list, index, ...(outcome.error.issues[0]?.path ?? [])].map(String).join('.')
    }
  }
  return null
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
