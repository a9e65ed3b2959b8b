import { z } from 'zod'
import {
  type DeviceId,
  deviceIdSchema,
  type RecordId,
  recordIdSchema,
  type SeasonId,
  type Sha256Hex,
  seasonIdSchema,
  sha256Schema,
} from '../domain/ids.ts'

/** The envelope of a record: what is chained and signed. Its body is detached, so that it can be withheld. */
export interface RecordEnvelope {
  readonly format: 'giaouoc/record/1'
  /** Empty only in the founding record. */
  readonly season: SeasonId | ''
  readonly author: DeviceId
  readonly seq: number
  readonly prev: RecordId | null
  /** The newest season record its author held; null only in the founding record. */
  readonly basis: RecordId | null
  /** RFC 3339 UTC. Shown, never used to decide anything. */
  readonly at: string
  readonly actor: string
  /** `sheet.submitted/1`. A kind this program does not know is kept and shown, not projected. */
  readonly kind: string
  readonly bodySha256: Sha256Hex
}

/** A record as it is held: the exact bytes that were signed, never re-serialised. */
export interface SignedRecord {
  readonly id: RecordId
  readonly envelope: RecordEnvelope
  readonly recordBytes: Uint8Array
  /** Null: withheld from the bundle it came in. */
  readonly bodyBytes: Uint8Array | null
  readonly signature: Uint8Array
}

export const recordEnvelopeSchema: z.ZodType<RecordEnvelope> = z
  .strictObject({
    format: z.literal('giaouoc/record/1'),
    season: z.union([seasonIdSchema, z.literal('')]),
    author: deviceIdSchema,
    seq: z.int().min(1).max(10_000_000),
    prev: recordIdSchema.nullable(),
    basis: recordIdSchema.nullable(),
    at: z.iso.datetime({ offset: false }),
    actor: z.string().max(200),
    kind: z.string().regex(/^[a-z][A-Za-z]{0,39}\.[a-z][A-Za-z]{0,39}\/[1-9]\d{0,3}$/),
    bodySha256: sha256Schema,
  })
  .refine((envelope) => (envelope.seq === 1) === (envelope.prev === null), { error: 'prev' })
