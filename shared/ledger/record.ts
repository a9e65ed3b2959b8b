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

/** RFC 3339 in UTC with seconds. That the day exists is nobody's business: it is shown only. */
const utcTime = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/

export const recordEnvelopeSchema: z.ZodType<RecordEnvelope> = z
  .strictObject({
    format: z.literal('giaouoc/record/1'),
    season: z.union([seasonIdSchema, z.literal('')]),
    author: deviceIdSchema,
    seq: z.int().min(1).max(10_000_000),
    prev: recordIdSchema.nullable(),
    basis: recordIdSchema.nullable(),
    at: z.string().regex(utcTime),
    actor: z.string().max(200),
    kind: z.string().regex(/^[a-z][A-Za-z]{0,39}\.[a-z][A-Za-z]{0,39}\/[1-9]\d{0,3}$/),
    bodySha256: sha256Schema,
  })
  .refine((envelope) => (envelope.seq === 1) === (envelope.prev === null), { path: ['prev'] })
  .refine((envelope) => isFounding(envelope.kind) === (envelope.season === ''), { path: ['season'] })
  .refine((envelope) => isFounding(envelope.kind) === (envelope.basis === null), { path: ['basis'] })
  .refine((envelope) => !isFounding(envelope.kind) || envelope.seq === 1, { path: ['seq'] })

/** Foundings of every version: they alone stand outside a season, and they begin their author's feed. */
function isFounding(kind: string): boolean {
  return kind.startsWith('season.founded/')
}
