import { hexOf } from '../kernel/bytes.ts'
import type { Hasher } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { finish, type Work } from '../kernel/work.ts'
import type { BundleError } from './bundle-error.ts'
import { type BundledAttachment, type BundledRecord, readFrames } from './bundle-frames.ts'
import { type BundleHeader, readBundleHeader } from './bundle-header.ts'
import { measureBundle } from './bundle-layout.ts'
import { sourceOfBytes } from './bundle-source.ts'
import { type BundleForm, openBundle } from './open-bundle.ts'

/** A bundle whose form, chains and hashes are right. Its signatures are `verifyBundle`'s business. */
export interface DecodedBundle {
  readonly header: BundleHeader
  readonly records: readonly BundledRecord[]
  readonly attachments: readonly BundledAttachment[]
  /** The whole file; records and attachments are views into it. */
  readonly bytes: Uint8Array
}

/** What could be read of a file, and everything that is wrong with it. */
export interface BundleReading {
  readonly header: BundleHeader | null
  readonly records: readonly BundledRecord[]
  readonly attachments: readonly BundledAttachment[]
  readonly problems: readonly BundleError[]
}

/**
 * Reads a bundle that is held in memory: form, header, the hash of its frames, then exactly the frames the header
 * promises. The first thing that is wrong refuses the whole bundle. `bytes` is kept, not copied, and must not be
 * changed afterwards.
 */
export function decodeBundle(bytes: Uint8Array, hasher: Hasher): Result<DecodedBundle, BundleError> {
  const opened = openBundle(sourceOfBytes(bytes))
  if (!opened.ok) return opened
  return framesFit(opened.value, bytes, hasher)
    ? finish(decodeFrames(opened.value, bytes, hasher))
    : err({ code: 'framesChanged' })
}

/** Reads the records and attachments of a bundle whose frames are known to be those of its header. */
export function* decodeFrames(
  { header, layout }: BundleForm,
  bytes: Uint8Array,
  hasher: Hasher,
): Work<Result<DecodedBundle, BundleError>> {
  const records: BundledRecord[] = []
  const attachments: BundledAttachment[] = []
  for (const reading of readFrames(bytes, layout, header, hasher)) {
    switch (reading.kind) {
      case 'problem':
        return err(reading.error)
      case 'record':
        records.push(reading.value)
        yield reading.value.bytes
        break
      case 'attachment':
        attachments.push(reading.value)
        yield reading.value.size
    }
  }
  return ok({ header, records, attachments, bytes })
}

/** Reads on after a problem as far as the form allows: for people who want to see what is inside a bad file. */
export function readDamagedBundle(bytes: Uint8Array, hasher: Hasher): BundleReading {
  const records: BundledRecord[] = []
  const attachments: BundledAttachment[] = []
  const problems: BundleError[] = []
  const source = sourceOfBytes(bytes)
  const { layout, problem } = measureBundle(source)
  if (problem !== null) problems.push(problem)
  if (layout === null) return { header: null, records, attachments, problems }
  const header = readBundleHeader(bytes.subarray(layout.headerFrom, layout.framesFrom))
  if (!header.ok) return { header: null, records, attachments, problems: [...problems, header.error] }
  for (const reading of readFrames(bytes, layout, header.value, hasher)) {
    if (reading.kind === 'record') records.push(reading.value)
    else if (reading.kind === 'attachment') attachments.push(reading.value)
    else problems.push(reading.error)
    if (problems.length >= mostProblems) break
  }
  const form = { layout, header: header.value }
  if (problems.length === 0 && !framesFit(form, bytes, hasher)) problems.push({ code: 'framesChanged' })
  return { header: header.value, records, attachments, problems }
}

/** Enough for a person to see what happened; a hostile file shall not make a list without end. */
const mostProblems = 1000

function framesFit({ header, layout }: BundleForm, bytes: Uint8Array, hasher: Hasher): boolean {
  const frames = hasher.sha256(bytes.subarray(layout.framesFrom, layout.framesTo))
  return hexOf(frames) === header.bodySha256
}
