import { hexOf } from '../kernel/bytes.ts'
import type { Hasher } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { BundleError } from './bundle-error.ts'
import { type BundledAttachment, type BundledRecord, readFrames } from './bundle-frames.ts'
import { type BundleHeader, readBundleHeader } from './bundle-header.ts'
import { measureBundle } from './bundle-layout.ts'

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
 * Reads a bundle: size, end mark, header, then exactly the frames the header promises. The first thing that is
 * wrong refuses the whole bundle. `bytes` is kept, not copied, and must not be changed afterwards.
 */
export function decodeBundle(bytes: Uint8Array, hasher: Hasher): Result<DecodedBundle, BundleError> {
  const { header, records, attachments, problems } = read(bytes, hasher, 1)
  const problem = problems[0]
  if (problem !== undefined) return err(problem)
  if (header === null) return err({ code: 'notABundle', size: bytes.length })
  return ok({ header, records, attachments, bytes })
}

/** Reads on after a problem as far as the form allows: for people who want to see what is inside a bad file. */
export function readDamagedBundle(bytes: Uint8Array, hasher: Hasher): BundleReading {
  return read(bytes, hasher, mostProblems)
}

/** Enough for a person to see what happened; a hostile file shall not make a list without end. */
const mostProblems = 1000

function read(bytes: Uint8Array, hasher: Hasher, problemLimit: number): BundleReading {
  const records: BundledRecord[] = []
  const attachments: BundledAttachment[] = []
  const problems: BundleError[] = []
  const { layout, problem } = measureBundle(bytes)
  if (problem !== null) problems.push(problem)
  if (layout === null || problems.length >= problemLimit) {
    return { header: null, records, attachments, problems }
  }
  const header = readBundleHeader(bytes.subarray(layout.headerFrom, layout.framesFrom))
  if (!header.ok) return { header: null, records, attachments, problems: [...problems, header.error] }
  for (const reading of readFrames(bytes, layout, header.value, hasher)) {
    if (reading.kind === 'record') records.push(reading.value)
    else if (reading.kind === 'attachment') attachments.push(reading.value)
    else problems.push(reading.error)
    if (problems.length >= problemLimit) break
  }
  if (problems.length === 0) {
    const frames = hasher.sha256(bytes.subarray(layout.framesFrom, layout.framesTo))
    if (hexOf(frames) !== header.value.bodySha256) problems.push({ code: 'framesChanged' })
  }
  return { header: header.value, records, attachments, problems }
}
