import { hexOf } from '../kernel/bytes.ts'
import type { Verification } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Work } from '../kernel/work.ts'
import { purposePrefixes } from '../ledger/purposes.ts'
import type { BundleError } from './bundle-error.ts'
import { signatureLength } from './bundle-format.ts'
import { type BundleHeader, readBundleHeader } from './bundle-header.ts'
import { type BundleLayout, measureBundle } from './bundle-layout.ts'
import { type BundleSource, chunksOf } from './bundle-source.ts'
import { type FeedBeginning, FrameWalk } from './frame-walk.ts'
import { bundleLimits } from './limits.ts'

/** A file whose opening, size, end mark and header are right. Nothing behind the header has been read. */
export interface BundleForm {
  readonly layout: BundleLayout
  readonly header: BundleHeader
}

/** A file whose frames are those its header was made for. None of them has been parsed. */
export interface OpenBundle extends BundleForm {
  readonly source: BundleSource
  /** Where feeds begin in it. */
  readonly beginnings: readonly FeedBeginning[]
}

/** Looks at the first bytes, the size, the end mark and the header, in this order; a few reads, whatever the size. */
export function openBundle(source: BundleSource): Result<BundleForm, BundleError> {
  return headOf(source, bundleLimits.headerBytes)
}

/** What was seen of a file while it was copied. */
export type CopiedBundle = Omit<OpenBundle, 'source'>

/**
 * Hands a file piece by piece to `sink` while its frames are hashed and their heads walked over: nothing of a file
 * that is refused by its form or whose header is longer than `mostHeader`, and of others everything once. A drive may
 * give other bytes each time, so the copy begins with the very header that was read, and only the copy counts.
 */
export function* copyBundle(
  source: BundleSource,
  sink: (bytes: Uint8Array) => void,
  crypto: Verification,
  mostHeader: number = bundleLimits.headerBytes,
): Work<Result<CopiedBundle, BundleError>> {
  const head = headOf(source, mostHeader)
  if (!head.ok) return head
  const { bytes, header, layout } = head.value
  sink(bytes)
  yield bytes.length
  const hash = crypto.startSha256()
  const walk = new FrameWalk(header.slices, layout)
  for (const chunk of chunksOf(source, layout.framesFrom, layout.framesTo)) {
    hash.update(chunk)
    walk.over(chunk)
    sink(chunk)
    yield chunk.length
  }
  sink(source.read(layout.framesTo, source.size - layout.framesTo))
  if (hexOf(hash.digest()) !== header.bodySha256) return err({ code: 'framesChanged' })
  return ok({ layout, header, beginnings: walk.beginnings })
}

/** As `copyBundle`, of bytes that nobody else can change. */
export function* openHeld(source: BundleSource, crypto: Verification): Work<Result<OpenBundle, BundleError>> {
  const seen = yield* copyBundle(source, () => {}, crypto)
  return seen.ok ? ok({ source, ...seen.value }) : seen
}

interface BundleHead extends BundleForm {
  /** Everything before the frames. */
  readonly bytes: Uint8Array
}

function headOf(source: BundleSource, mostHeader: number): Result<BundleHead, BundleError> {
  const { layout, problem } = measureBundle(source)
  if (problem !== null) return err(problem)
  if (layout === null) return err({ code: 'notABundle', size: source.size })
  const { headerFrom, framesFrom } = layout
  const length = framesFrom - headerFrom
  if (length > mostHeader) return err({ code: 'headerTooLarge', length, limit: mostHeader })
  const bytes = source.read(0, framesFrom)
  const header = readBundleHeader(bytes.subarray(headerFrom))
  return header.ok ? ok({ bytes, layout, header: header.value }) : header
}

/** Whether the exporter signed this file, read piece by piece: see "Bundle file" for what is signed. */
export function* exporterSigned(
  { source, layout }: OpenBundle,
  key: Uint8Array,
  crypto: Verification,
): Work<boolean> {
  const running = crypto.startVerify(key, source.read(layout.framesTo, signatureLength).slice())
  running.update(purposePrefixes.bundle)
  for (const chunk of chunksOf(source, 0, layout.framesTo)) {
    running.update(chunk)
    yield chunk.length
  }
  return running.isGood()
}
