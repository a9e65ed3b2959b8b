import type { DeviceId } from '../domain/ids.ts'
import type { Verification } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Work } from '../kernel/work.ts'
import { purposeBytes } from '../ledger/purposes.ts'
import { checkSignature, type ReadRecord } from '../ledger/read-record.ts'
import type { BundleError, BundlePlace } from './bundle-error.ts'
import { signatureLength, trailerLength } from './bundle-format.ts'
import { type KeyLookup, keysInRecords } from './bundle-keys.ts'
import type { DecodedBundle } from './decode-bundle.ts'

/**
 * Checks the exporter's signature over the whole bundle and every author's signature over each record.
 * `keyOf` knows the keys of the database and of all bundles given together (`keysInRecords`). Whether a key is fit
 * to take part (small order and the like) is judged with its enrolment, by the ledger.
 */
export function verifyBundle(
  bundle: DecodedBundle,
  keyOf: KeyLookup,
  crypto: Verification,
): Result<DecodedBundle, BundleError> {
  const problem = signatureProblems(bundle, keyOf, crypto).next().value
  return problem === undefined ? ok(bundle) : err(problem)
}

/** Everything that is wrong with the signatures of a bundle. */
export function* signatureProblems(
  bundle: DecodedBundle,
  keyOf: KeyLookup,
  crypto: Verification,
): Generator<BundleError, undefined, undefined> {
  const device = bundle.header.exporter
  const exporterKey = keyOf(device)
  if (exporterKey === undefined) yield { code: 'unknownExporter', device }
  else if (!isSignedBy(bundle.bytes, exporterKey, crypto)) yield { code: 'bundleSignature', device }
  for (const { record, place } of bundle.records) {
    const key = keyOf(record.envelope.author)
    if (key === undefined) yield { code: 'unknownAuthor', place }
    else if (!checkSignature(record, key, crypto)) yield { code: 'recordSignature', place }
  }
  return undefined
}

/**
 * Checks the records of several bundles as one set, so that the enrolment in one makes the records in another
 * readable. A bundle that is refused does not lend its keys: what is accepted can be understood without it. That
 * their exporters signed them is known already. The answers stand in the order of the bundles.
 */
export function* verifyRecords(
  bundles: readonly DecodedBundle[],
  keyOfDatabase: KeyLookup,
  crypto: Verification,
  isStored: (record: ReadRecord) => boolean,
): Work<readonly Result<DecodedBundle, BundleError>[]> {
  const errorByBundle = new Map<DecodedBundle, BundleError>()
  const keysByBundle = new Map<DecodedBundle, ReadonlyMap<DeviceId, Uint8Array>>()
  for (const bundle of bundles) {
    keysByBundle.set(bundle, keysInRecords(bundle.records, crypto))
    yield bundle.records.length
  }
  const accepted = () => bundles.filter((bundle) => !errorByBundle.has(bundle))
  const keyIn = (lenders: readonly DecodedBundle[]): KeyLookup => {
    const keys = new Map(lenders.flatMap((bundle) => [...(keysByBundle.get(bundle) ?? [])]))
    return (device) => keyOfDatabase(device) ?? keys.get(device)
  }
  // Signatures are checked once; afterwards only keys can go with a refused bundle.
  const keyOf = keyIn(bundles)
  for (const bundle of bundles) {
    const problem = yield* recordProblem(bundle, keyOf, crypto, isStored)
    if (problem !== null) errorByBundle.set(bundle, problem)
  }
  const namesByBundle = new Map(bundles.map((bundle) => [bundle, devicesIn(bundle)]))
  for (;;) {
    const lent = keyIn(accepted())
    const fallen = accepted().flatMap((bundle) => {
      const problem = unknownKey(bundle, namesByBundle.get(bundle) ?? new Map(), lent)
      return problem === null ? [] : [[bundle, problem] as const]
    })
    if (fallen.length === 0) break
    for (const [bundle, problem] of fallen) errorByBundle.set(bundle, problem)
    yield bundles.length
  }
  return bundles.map((bundle) => {
    const error = errorByBundle.get(bundle)
    return error === undefined ? ok(bundle) : err(error)
  })
}

function* recordProblem(
  bundle: DecodedBundle,
  keyOf: KeyLookup,
  crypto: Verification,
  isStored: (record: ReadRecord) => boolean,
): Work<BundleError | null> {
  for (const { bytes, place, record } of bundle.records) {
    const key = keyOf(record.envelope.author)
    if (key === undefined) return { code: 'unknownAuthor', place }
    if (!isStored(record) && !checkSignature(record, key, crypto)) return { code: 'recordSignature', place }
    yield bytes
  }
  return null
}

/** Whose keys a bundle needs, each with the place that needs it first; null: the exporter's. */
function devicesIn(bundle: DecodedBundle): ReadonlyMap<DeviceId, BundlePlace | null> {
  const placeByDevice = new Map<DeviceId, BundlePlace | null>([[bundle.header.exporter, null]])
  for (const { place, record } of bundle.records) {
    const { author } = record.envelope
    if (!placeByDevice.has(author)) placeByDevice.set(author, place)
  }
  return placeByDevice
}

function unknownKey(
  bundle: DecodedBundle,
  devices: ReadonlyMap<DeviceId, BundlePlace | null>,
  keyOf: KeyLookup,
): BundleError | null {
  for (const [device, place] of devices) {
    if (keyOf(device) !== undefined) continue
    return place === null
      ? { code: 'unknownExporter', device: bundle.header.exporter }
      : { code: 'unknownAuthor', place }
  }
  return null
}

function isSignedBy(bytes: Uint8Array, key: Uint8Array, crypto: Verification): boolean {
  const signatureFrom = bytes.length - trailerLength - signatureLength
  return crypto.verify(
    key,
    purposeBytes('bundle', bytes.subarray(0, signatureFrom)),
    bytes.subarray(signatureFrom, signatureFrom + signatureLength),
  )
}
