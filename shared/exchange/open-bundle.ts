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

/** A file whose opening, size, end mark and header are right. Nothing behind the header has been read. */
export interface OpenBundle {
  readonly source: BundleSource
  readonly layout: BundleLayout
  readonly header: BundleHeader
}

/** Looks at the first bytes, the size, the end mark and the header, in this order; a few reads, whatever the size. */
export function openBundle(source: BundleSource): Result<OpenBundle, BundleError> {
  const { layout, problem } = measureBundle(source)
  if (problem !== null) return err(problem)
  if (layout === null) return err({ code: 'notABundle', size: source.size })
  const { headerFrom, framesFrom } = layout
  const header = readBundleHeader(source.read(headerFrom, framesFrom - headerFrom))
  return header.ok ? ok({ source, layout, header: header.value }) : header
}

/** What was hashed while a file was copied. */
interface CopiedFrames {
  readonly from: number
  readonly sha256: string
}

/**
 * Hands a file piece by piece to `sink` while its frames are hashed: nothing of a file that is refused by its form,
 * and of others everything once. A drive may give other bytes each time, so only the copy counts: see `openCopy`.
 */
export function* copyBundle(
  source: BundleSource,
  sink: (bytes: Uint8Array) => void,
  crypto: Verification,
): Work<Result<CopiedFrames, BundleError>> {
  const opened = openBundle(source)
  if (!opened.ok) return opened
  const { framesFrom, framesTo } = opened.value.layout
  for (const chunk of chunksOf(source, 0, framesFrom)) sink(chunk)
  const hash = crypto.startSha256()
  for (const chunk of chunksOf(source, framesFrom, framesTo)) {
    hash.update(chunk)
    sink(chunk)
    yield chunk.length
  }
  sink(source.read(framesTo, source.size - framesTo))
  return ok({ from: framesFrom, sha256: hexOf(hash.digest()) })
}

/** Opens what was copied: its frames must be those its own header was made for. */
export function openCopy(copy: BundleSource, frames: CopiedFrames): Result<OpenBundle, BundleError> {
  const opened = openBundle(copy)
  if (!opened.ok) return opened
  const { header, layout } = opened.value
  const same = layout.framesFrom === frames.from && header.bodySha256 === frames.sha256
  return same ? opened : err({ code: 'framesChanged' })
}

/** As `copyBundle` and `openCopy`, of bytes that nobody else can change. */
export function* openHeld(source: BundleSource, crypto: Verification): Work<Result<OpenBundle, BundleError>> {
  const frames = yield* copyBundle(source, () => {}, crypto)
  return frames.ok ? openCopy(source, frames.value) : frames
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
