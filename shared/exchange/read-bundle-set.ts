import type { DeviceId, SeasonId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import type { Verification } from '../kernel/ports.ts'
import { err, expectDefined, ok, type Result } from '../kernel/result.ts'
import type { Work } from '../kernel/work.ts'
import type { ReadRecord } from '../ledger/read-record.ts'
import type { BundleError } from './bundle-error.ts'
import { frameHeadLength } from './bundle-format.ts'
import type { BundleHeader } from './bundle-header.ts'
import type { KeyLookup } from './bundle-keys.ts'
import { chunksOf } from './bundle-source.ts'
import { type DecodedBundle, decodeFrames } from './decode-bundle.ts'
import { findIntroductions } from './introductions.ts'
import { strangerLimits } from './limits.ts'
import { exporterSigned, type OpenBundle } from './open-bundle.ts'
import { verifyRecords } from './verify-bundle.ts'

export interface BundleSetInput {
  /** Files whose form and frames are right (`copyBundle`, `openHeld`). Their order plays no part. */
  readonly bundles: readonly OpenBundle[]
  /** The season that is open here; null: none yet. */
  readonly season: SeasonId | null
  /** Keys of the devices the database knows, strangers included. */
  readonly keyOf: KeyLookup
  /**
   * Whether a device may ask for any amount of work: it has taken part here, or what it brings along to introduce
   * itself (null: nothing) shows that it was invited.
   */
  readonly isTrusted: (device: DeviceId, introduction: ReadRecord | null) => boolean
  /** Whether this very record, signature included, is stored here: then its signature was checked when it came. */
  readonly isStored?: (record: ReadRecord) => boolean
  readonly crypto: Verification
}

/**
 * Reads bundles as one set, each stage only for those that passed the one before: whose key is it, did that key sign
 * the file, the records. What is spent on a device that nobody invited is bounded by what its bundle says of itself.
 * The answers stand in the order of the bundles.
 */
export function* readBundleSet({
  bundles,
  season,
  keyOf,
  isTrusted,
  isStored = () => false,
  crypto,
}: BundleSetInput): Work<readonly Result<DecodedBundle, BundleError>[]> {
  const exporters = new Set(bundles.map(({ header }) => header.exporter))
  const unknown = new Set(
    [...exporters].filter((device) => keyOf(device) === undefined || !isTrusted(device, null)),
  )
  const introductions = yield* findIntroductions(bundles, unknown, season, crypto)
  const keyByBundle = yield* admittedKeys(bundles, (device): Exporter => {
    const introduction = introductions.get(device)
    return {
      key: keyOf(device) ?? introduction?.key,
      trusted: isTrusted(device, introduction?.record ?? null),
    }
  })
  const outcomes: Result<DecodedBundle, BundleError>[] = []
  for (const bundle of bundles) {
    const key = expectDefined(keyByBundle.get(bundle), 'each bundle was looked at')
    outcomes.push(key.ok ? yield* readSigned(bundle, key.value, crypto) : key)
  }
  const decoded = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const verified = yield* verifyRecords(decoded, keyOf, crypto, isStored)
  const verdictOn = new Map(decoded.map((bundle, index) => [bundle, verified[index]]))
  return outcomes.map((outcome, index) => {
    const whole = outcome.ok ? (verdictOn.get(outcome.value) ?? outcome) : outcome
    const header = bundles[index]?.header
    return whole.ok || header === undefined ? whole : err(asOtherSeason(header, whole.error, season))
  })
}

function* readSigned(
  bundle: OpenBundle,
  key: Uint8Array,
  crypto: Verification,
): Work<Result<DecodedBundle, BundleError>> {
  const { header, source } = bundle
  if (!(yield* exporterSigned(bundle, key, crypto))) {
    return err({ code: 'bundleSignature', device: header.exporter })
  }
  // Only now somebody answers for it, so only now it is held as a whole.
  return yield* decodeFrames(bundle, source.read(0, source.size), crypto)
}

interface Exporter {
  readonly key: Uint8Array | undefined
  readonly trusted: boolean
}

/**
 * The exporters' keys, or why no more is spent on a bundle. Strangers share one bound, the smallest bundles first, so
 * that a large one cannot keep a small one out, whatever their order.
 */
function* admittedKeys(
  bundles: readonly OpenBundle[],
  exporterOf: (device: DeviceId) => Exporter,
): Work<ReadonlyMap<OpenBundle, Result<Uint8Array, BundleError>>> {
  const keys = new Map<OpenBundle, Result<Uint8Array, BundleError>>()
  let left: StrangerCost = strangerLimits
  for (const bundle of bundles.toSorted(bySizeThenName)) {
    const device = bundle.header.exporter
    const { key, trusted } = exporterOf(device)
    if (key === undefined) keys.set(bundle, err({ code: 'unknownExporter', device }))
    else if (trusted) keys.set(bundle, ok(key))
    else {
      const cost = yield* strangerCost(bundle, left)
      const { bytes: size, records, values } = cost
      const error = {
        code: 'strangerTooLarge',
        device,
        size,
        records,
        values,
        limits: strangerLimits,
      } as const
      const after = {
        bytes: left.bytes - size,
        records: left.records - records,
        values: left.values - values,
      }
      const fits = Math.min(after.bytes, after.records, after.values) >= 0
      keys.set(bundle, fits ? ok(key) : err(error))
      if (fits) left = after
      // That it was looked at was work, too.
      else if (values > 0) left = { ...left, bytes: after.bytes }
    }
    yield 1
  }
  return keys
}

interface StrangerCost {
  readonly bytes: number
  readonly records: number
  readonly values: number
}

/** What reading a bundle will cost. Its values are counted only where the rest of it fits; else they are 0. */
function* strangerCost(bundle: OpenBundle, left: StrangerCost): Work<StrangerCost> {
  const { header, layout, source } = bundle
  const cost = { bytes: source.size, records: recordsIn(header), values: 0 }
  if (cost.bytes > left.bytes || cost.records > left.records) return cost
  // Pictures stand behind the records, and their bytes are no values.
  const pictures = header.attachments.reduce((sum, { size }) => sum + size + frameHeadLength, 0)
  const to = Math.max(layout.framesFrom, layout.framesTo - pictures)
  let values = 1
  for (const chunk of chunksOf(source, layout.framesFrom, to)) {
    values += openingsAndCommas(chunk)
    yield chunk.length
  }
  return { ...cost, values }
}

/** Never fewer than there are values, whatever else holds such characters. */
function openingsAndCommas(bytes: Uint8Array): number {
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++
  }
  return count
}

function bySizeThenName(left: OpenBundle, right: OpenBundle): number {
  return left.source.size - right.source.size || compareText(left.header.bodySha256, right.header.bodySha256)
}

function recordsIn({ slices }: BundleHeader): number {
  return slices.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** A stranger's bundle of another season is best told by the season, not by the stranger. */
function asOtherSeason(header: BundleHeader, error: BundleError, season: SeasonId | null): BundleError {
  const strange = isStrange(error)
  return strange && season !== null && header.season !== season
    ? { code: 'otherSeason', season: header.season }
    : error
}

function isStrange({ code }: BundleError): boolean {
  return code === 'unknownExporter' || code === 'unknownAuthor' || code === 'strangerTooLarge'
}

/** Knows no device. */
export const noKeys: KeyLookup = () => undefined
