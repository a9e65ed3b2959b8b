import type { DeviceId, RecordId, SeasonId, Sha256Hex } from '../domain/ids.ts'
import { hexOf } from '../kernel/bytes.ts'
import { type CanonicalError, canonicalBytes } from '../kernel/canonical-json.ts'
import type { Hasher, Signer } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { BodyProblem } from './body-rules.ts'
import { deviceIdOf, recordIdOf } from './fingerprint.ts'
import type { BodyByKind, RecordKind } from './kinds.ts'
import { purposeBytes } from './purposes.ts'
import { bodyProblem } from './read-record.ts'
import { type RecordEnvelope, recordEnvelopeSchema, type SignedRecord } from './record.ts'

/** Where a new record stands: computed inside the write transaction from the table, never from memory. */
export interface Position {
  readonly seq: number
  readonly prev: RecordId | null
  /** The newest season record held; null only for the founding record. */
  readonly basis: RecordId | null
}

export interface NewRecord<Kind extends RecordKind> extends Position {
  /** Empty only in the founding record. */
  readonly season: SeasonId | ''
  readonly at: string
  readonly actor: string
  readonly kind: Kind
  readonly body: BodyByKind[Kind]
  /** 16 random bytes. */
  readonly salt: Uint8Array
}

export type ComposeError = CanonicalError | ({ readonly code: 'shape' } & BodyProblem)

/** Nobody shall guess a withheld body from its hash. */
const saltLength = 16

/** Writes and signs one record of a known kind. Texts must already be canonical (NFC, no controls). */
export function composeRecord<Kind extends RecordKind>(
  draft: NewRecord<Kind>,
  signer: Signer,
  hasher: Hasher,
): Result<SignedRecord, ComposeError> {
  const problem = bodyProblem(draft.kind, { ...draft.body })
  if (problem !== null) return err({ code: 'shape', ...problem })
  if (draft.salt.length !== saltLength) return err({ code: 'shape', path: 'salt', fault: 'shape' })
  const bodyBytes = canonicalBytes({ ...draft.body, salt: hexOf(draft.salt) })
  if (!bodyBytes.ok) return bodyBytes
  const author: DeviceId = deviceIdOf(signer.publicKey, hasher)
  const envelope: RecordEnvelope = {
    format: 'giaouoc/record/1',
    season: draft.season,
    author,
    seq: draft.seq,
    prev: draft.prev,
    basis: draft.basis,
    at: draft.at,
    actor: draft.actor,
    kind: draft.kind,
    bodySha256: hexOf(hasher.sha256(bodyBytes.value)) as Sha256Hex, // 32 bytes in hex
  }
  const shape = recordEnvelopeSchema.safeParse(envelope)
  if (!shape.success)
    return err({
      code: 'shape',
      path: shape.error.issues[0]?.path.map(String).join('.') ?? '',
      fault: 'shape',
    })
  const recordBytes = canonicalBytes(envelope)
  if (!recordBytes.ok) return recordBytes
  return ok({
    id: recordIdOf(recordBytes.value, hasher),
    envelope,
    recordBytes: recordBytes.value,
    bodyBytes: bodyBytes.value,
    signature: signer.sign(purposeBytes('record', recordBytes.value)),
  })
}
