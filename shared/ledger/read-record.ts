import { hexOf } from '../kernel/bytes.ts'
import { type CanonicalProblem, canonicalLimits, parseCanonical } from '../kernel/canonical-json.ts'
import type { Hasher, SignatureVerifier } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type BodyProblem, bodyRuleProblem } from './body-rules.ts'
import { recordIdOf } from './fingerprint.ts'
import { type BodyByKind, bodySchemas, isKnownKind, type RecordKind } from './kinds.ts'
import { purposeBytes } from './purposes.ts'
import { recordEnvelopeSchema, type SignedRecord } from './record.ts'
import { sheetShapeProblem } from './sheet-shape.ts'

/** Why bytes are not a record. `path` names the field inside, where one is at fault. */
export type RecordError =
  | {
      readonly code: 'recordNotCanonical'
      readonly part: 'record' | 'body'
      readonly problem: CanonicalProblem
    }
  | { readonly code: 'recordShape'; readonly part: 'record' | 'body'; readonly path: string }
  | { readonly code: 'bodyHash' }
  | { readonly code: 'signatureLength' }

export interface RawRecord {
  readonly recordBytes: Uint8Array
  /** Null: withheld. */
  readonly bodyBytes: Uint8Array | null
  readonly signature: Uint8Array
}

/** The typed body of a known kind, without its salt. */
export type TypedBody = {
  [Kind in RecordKind]: { readonly kind: Kind; readonly body: BodyByKind[Kind] }
}[RecordKind]

export interface ReadRecord extends SignedRecord {
  /** Null: withheld, or of a kind this version does not know. Parsed once, while reading. */
  readonly typed: TypedBody | null
}

/**
 * Reads one record from its exact bytes: canonical form, envelope, body hash, and the strict shape of known kinds.
 * Does not check the signature, since the author's key may stand in another record: see `checkSignature`.
 */
export function readRecord(raw: RawRecord, hasher: Hasher): Result<ReadRecord, RecordError> {
  if (raw.signature.length !== 64) return err({ code: 'signatureLength' })
  const value = parseCanonical(raw.recordBytes, maxEnvelopeBytes)
  if (!value.ok) return err({ code: 'recordNotCanonical', part: 'record', problem: value.error.problem })
  const envelope = recordEnvelopeSchema.safeParse(value.value)
  if (!envelope.success)
    return err({ code: 'recordShape', part: 'record', path: pathOf(envelope.error.issues) })
  const base = { ...raw, id: recordIdOf(raw.recordBytes, hasher), envelope: envelope.data }
  if (raw.bodyBytes === null) return ok({ ...base, typed: null })
  if (hexOf(hasher.sha256(raw.bodyBytes)) !== envelope.data.bodySha256) return err({ code: 'bodyHash' })
  const typed = readBody(envelope.data.kind, raw.bodyBytes)
  return typed.ok ? ok({ ...base, typed: typed.value }) : typed
}

/**
 * The body of a stored record, already verified when it came in. Null: withheld or of an unknown kind; also where
 * the kind was unknown when it came in and its body turns out to be ill formed now that it is known.
 */
export function storedBody(kind: string, bodyBytes: Uint8Array | null): TypedBody | null {
  if (bodyBytes === null || !isKnownKind(kind)) return null
  const body = readBody(kind, bodyBytes)
  return body.ok ? body.value : null
}

/**
 * The first thing wrong with the fields of a body (without its salt), or null: the strict shape of
 * the kind, and the rules a shape cannot say.
 */
export function bodyProblem(
  kind: RecordKind,
  fields: { readonly [key: string]: unknown },
): BodyProblem | null {
  const path = kind === 'sheet.submitted/1' ? sheetShapeProblem(fields) : schemaProblem(kind, fields)
  if (path !== null) return { path, fault: 'shape' }
  return bodyRuleProblem({ kind, body: fields } as unknown as TypedBody) // just checked against the shape of this kind
}

/** True if `publicKey` (raw 32 bytes) signed this record. */
export function checkSignature(
  record: SignedRecord,
  publicKey: Uint8Array,
  verifier: SignatureVerifier,
): boolean {
  return verifier.verify(publicKey, purposeBytes('record', record.recordBytes), record.signature)
}

/** More than any envelope of the right shape can have. */
const maxEnvelopeBytes = 4096
const saltPattern = /^[0-9a-f]{32}$/

function readBody(kind: string, bodyBytes: Uint8Array): Result<TypedBody | null, RecordError> {
  const value = parseCanonical(bodyBytes, canonicalLimits.bytes)
  if (!value.ok) return err({ code: 'recordNotCanonical', part: 'body', problem: value.error.problem })
  if (value.value === null || typeof value.value !== 'object' || Array.isArray(value.value)) {
    return err({ code: 'recordShape', part: 'body', path: '' })
  }
  const { salt, ...fields } = value.value as { readonly [key: string]: unknown } // an object, as just checked
  if (typeof salt !== 'string' || !saltPattern.test(salt))
    return err({ code: 'recordShape', part: 'body', path: 'salt' })
  if (!isKnownKind(kind)) return ok(null)
  const problem = bodyProblem(kind, fields)
  if (problem !== null) return err({ code: 'recordShape', part: 'body', path: problem.path })
  return ok({ kind, body: fields } as unknown as TypedBody) // just checked against the shape of this kind
}

function schemaProblem(kind: RecordKind, fields: object): string | null {
  const outcome = bodySchemas[kind].safeParse(fields)
  return outcome.success ? null : pathOf(outcome.error.issues)
}

function pathOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return issues[0]?.path.map(String).join('.') ?? ''
}
