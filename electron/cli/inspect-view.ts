import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundledRecord } from '../../shared/exchange/bundle-frames.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { keysInRecords } from '../../shared/exchange/bundle-keys.ts'
import type { BundleSource } from '../../shared/exchange/bundle-source.ts'
import { readDamagedBundle } from '../../shared/exchange/decode-bundle.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { noKeys, readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { signatureProblems } from '../../shared/exchange/verify-bundle.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { type CanonicalValue, parseCanonical } from '../../shared/kernel/canonical-json.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { finish } from '../../shared/kernel/work.ts'
import type { RecordEnvelope } from '../../shared/ledger/record.ts'
import { describeBundleError } from '../../shared/messages/exchange.ts'
import type { BundleOnDisk } from './verify-files.ts'

/** A bundle as readable data. Keys of this shape are what programs may rely on. */
export interface InspectedBundle {
  readonly file: string
  readonly bytes: number
  /** Null: the file is large, and it was refused before it was read. */
  readonly sha256: string | null
  /** Null: not even the header can be read. */
  readonly header: BundleHeader | null
  /** By the exporter's key, where a record in this bundle brings it; null: nothing to check. */
  readonly signature: SignatureState | null
  readonly records: readonly {
    readonly frame: number
    readonly offset: number
    readonly id: string
    readonly signature: SignatureState
    readonly record: RecordEnvelope
    /** With its salt; null: withheld. */
    readonly body: CanonicalValue
  }[]
  readonly attachments: readonly {
    readonly sha256: string
    readonly size: number
    readonly mediaType: string
  }[]
  readonly problems: readonly (BundleError & {
    readonly message: { readonly vi: string; readonly en: string }
  })[]
}

/** `keyUnknown`: the author's enrolment is not in this bundle, so nobody can tell from it alone. */
export type SignatureState = 'good' | 'wrong' | 'keyUnknown'

export function inspectedBundle({ name, source }: BundleOnDisk, crypto: Verification): InspectedBundle {
  const { error, bytes } = readable(source, crypto)
  if (bytes === null) return unread(name, source.size, error)
  const { header, records, attachments, problems } = readDamagedBundle(bytes, crypto)
  const keys = keysInRecords(records, crypto)
  const found =
    header === null
      ? []
      : [...signatureProblems({ header, records, attachments, bytes }, (device) => keys.get(device), crypto)]
  const states = statesByFrame(found)
  const whole = problems.length === 0
  return {
    file: name,
    bytes: bytes.length,
    sha256: hexOf(crypto.sha256(bytes)),
    header,
    signature: header === null || !whole ? null : bundleSignature(found),
    records: records.map((record) => inspectedRecord(record, states)),
    attachments: attachments.map(({ sha256, size, mediaType }) => ({ sha256, size, mediaType })),
    problems: [
      ...problems,
      // Of a damaged file the signature cannot be right; saying so again would hide what is wrong.
      ...found.filter(
        (each) => each.code === 'recordSignature' || (whole && each.code === 'bundleSignature'),
      ),
    ].map((each) => ({ ...each, message: inBothLanguages(each) })),
  }
}

/** The bytes to look into; null: the file is large, and nothing vouches for it. */
function readable(
  source: BundleSource,
  crypto: Verification,
): { readonly error: BundleError | null; readonly bytes: Uint8Array | null } {
  if (source.size <= smallBytes) return { error: null, bytes: source.read(0, source.size) }
  const open = finish(openHeld(source, crypto))
  if (!open.ok) return { error: open.error, bytes: null }
  const set = { bundles: [open.value], season: null, keyOf: noKeys, isTrusted: () => true, crypto }
  const [read] = finish(readBundleSet(set))
  if (read === undefined || read.ok) return { error: null, bytes: read?.value.bytes ?? null }
  return { error: read.error, bytes: null }
}

function unread(file: string, bytes: number, error: BundleError | null): InspectedBundle {
  const problems = error === null ? [] : [{ ...error, message: inBothLanguages(error) }]
  return { file, bytes, sha256: null, header: null, signature: null, records: [], attachments: [], problems }
}

/** Up to here a file is looked into whatever is wrong with it. */
const smallBytes = 8 * 1024 * 1024

function inspectedRecord(
  { record, place }: BundledRecord,
  states: ReadonlyMap<number, SignatureState>,
): InspectedBundle['records'][number] {
  const body = record.bodyBytes === null ? null : parseCanonical(record.bodyBytes)
  return {
    frame: place.frame,
    offset: place.offset,
    id: record.id,
    signature: states.get(place.frame) ?? 'good',
    record: record.envelope,
    body: body?.ok === true ? body.value : null,
  }
}

function bundleSignature(found: readonly BundleError[]): SignatureState {
  if (found.some((error) => error.code === 'unknownExporter')) return 'keyUnknown'
  return found.some((error) => error.code === 'bundleSignature') ? 'wrong' : 'good'
}

/** Records whose signature is not good, by their frames. */
function statesByFrame(found: readonly BundleError[]): ReadonlyMap<number, SignatureState> {
  const states = new Map<number, SignatureState>()
  for (const error of found) {
    if (error.code === 'unknownAuthor') states.set(error.place.frame, 'keyUnknown')
    else if (error.code === 'recordSignature') states.set(error.place.frame, 'wrong')
  }
  return states
}

function inBothLanguages(error: BundleError): { readonly vi: string; readonly en: string } {
  const [vi, en] = [describeBundleError(error, 'vi'), describeBundleError(error, 'en')]
  return { vi: `${vi.title}. ${vi.body}`, en: `${en.title}. ${en.body}` }
}
