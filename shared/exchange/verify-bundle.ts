import type { SeasonId } from '../domain/ids.ts'
import type { Verification } from '../kernel/ports.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { purposeBytes } from '../ledger/purposes.ts'
import { checkSignature } from '../ledger/read-record.ts'
import type { BundleError } from './bundle-error.ts'
import { signatureLength, trailerLength } from './bundle-format.ts'
import { firstKey, type KeyLookup, keysInRecords } from './bundle-keys.ts'
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
 * Checks several bundles as one set, so that the enrolment in one makes the records in another readable. A bundle
 * that is refused does not lend its keys: what is accepted can be understood without it. The answers stand in the
 * order of the bundles.
 */
export function verifyBundleSet(
  bundles: readonly DecodedBundle[],
  season: SeasonId | null,
  keyOfDatabase: KeyLookup,
  crypto: Verification,
): readonly Result<DecodedBundle, BundleError>[] {
  const errorByBundle = new Map<DecodedBundle, BundleError>()
  const verified = new Set<DecodedBundle>()
  for (;;) {
    const accepted = bundles.filter((bundle) => !errorByBundle.has(bundle))
    const keyInSet = keysInRecords(
      accepted.flatMap((bundle) => bundle.records),
      crypto,
    )
    const keyOf = firstKey(keyOfDatabase, (device) => keyInSet.get(device))
    for (const bundle of accepted) {
      // Signatures are checked once; in later rounds only keys can have gone with a refused bundle.
      const problem = verified.has(bundle)
        ? unknownKeys(bundle, keyOf).next().value
        : signatureProblems(bundle, keyOf, crypto).next().value
      if (problem === undefined) verified.add(bundle)
      else errorByBundle.set(bundle, asOtherSeason(bundle, problem, season))
    }
    if (accepted.every((bundle) => !errorByBundle.has(bundle))) break
  }
  return bundles.map((bundle) => {
    const error = errorByBundle.get(bundle)
    return error === undefined ? ok(bundle) : err(error)
  })
}

function* unknownKeys(bundle: DecodedBundle, keyOf: KeyLookup): Generator<BundleError, undefined, undefined> {
  const device = bundle.header.exporter
  if (keyOf(device) === undefined) yield { code: 'unknownExporter', device }
  for (const { record, place } of bundle.records) {
    if (keyOf(record.envelope.author) === undefined) yield { code: 'unknownAuthor', place }
  }
  return undefined
}

/** A stranger's bundle of another season is best told by the season, not by the stranger. */
function asOtherSeason(bundle: DecodedBundle, error: BundleError, season: SeasonId | null): BundleError {
  const unknown = error.code === 'unknownExporter' || error.code === 'unknownAuthor'
  return unknown && season !== null && bundle.header.season !== season
    ? { code: 'otherSeason', season: bundle.header.season }
    : error
}

function isSignedBy(bytes: Uint8Array, key: Uint8Array, crypto: Verification): boolean {
  const signatureFrom = bytes.length - trailerLength - signatureLength
  return crypto.verify(
    key,
    purposeBytes('bundle', bytes.subarray(0, signatureFrom)),
    bytes.subarray(signatureFrom, signatureFrom + signatureLength),
  )
}
