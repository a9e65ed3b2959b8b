import type { DeviceId, RecordId, SeasonId } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { type KeyLookup, keysInRecords } from '../../shared/exchange/bundle-keys.ts'
import { type DecodedBundle, decodeBundle, readDamagedBundle } from '../../shared/exchange/decode-bundle.ts'
import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import { signatureProblems, verifyBundleSet } from '../../shared/exchange/verify-bundle.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { type SeasonVerification, verifySeason } from './verify-bundles-season.ts'

/** A bundle file as it was read. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface FileVerification {
  readonly name: string
  readonly bytes: number
  /** Null where not even the header can be read. */
  readonly header: BundleHeader | null
  readonly records: number
  readonly accepted: boolean
}

export interface VerificationReport {
  readonly files: readonly FileVerification[]
  /** One for each season met in the accepted files. */
  readonly seasons: readonly SeasonVerification[]
  /** Everything found wrong, in the order of the files, then of the seasons. */
  readonly problems: readonly VerificationProblem[]
}

/**
 * Checks bundles as one set without any database: shape, signatures, chains, validity as far as the files allow;
 * recomputes the scores of every layer and the digest of every closed round from exactly what its closing lists.
 */
export function verifyBundles(files: readonly NamedBytes[], crypto: Verification): VerificationReport {
  const decoded = files.map((file) => decodeBundle(file.bytes, crypto))
  const readable = decoded.flatMap((result) => (result.ok ? [result.value] : []))
  const verified = verifyBundleSet(readable, null, noKeys, crypto)
  const errorOf = new Map(
    readable.flatMap((bundle, index) => {
      const outcome = verified[index]
      return outcome === undefined || outcome.ok ? [] : [[bundle, outcome.error] as const]
    }),
  )
  const keys = keysInRecords(
    readable.flatMap((bundle) => bundle.records),
    crypto,
  )
  const looks = files.map((file, index): FileLook => {
    const result = decoded[index]
    if (result === undefined || !result.ok) return damagedFile(file, crypto)
    const error = errorOf.get(result.value)
    return error === undefined
      ? acceptedFile(file, result.value)
      : unverifiedFile(file, result.value, error, (device) => keys.get(device), crypto)
  })
  const seasons = [...recordsBySeason(readable.filter((bundle) => !errorOf.has(bundle)))].map(
    ([season, records]) => verifySeason(season, records, crypto),
  )
  return {
    files: looks.map((look) => look.file),
    seasons: seasons.map((each) => each.season),
    problems: [...looks.flatMap((look) => look.problems), ...seasons.flatMap((each) => each.problems)],
  }
}

interface FileLook {
  readonly file: FileVerification
  readonly problems: readonly VerificationProblem[]
}

const noKeys: KeyLookup = () => undefined

function damagedFile({ name, bytes }: NamedBytes, crypto: Verification): FileLook {
  const { header, records, problems } = readDamagedBundle(bytes, crypto)
  return {
    file: { name, bytes: bytes.length, header, records: records.length, accepted: false },
    problems: problems.map((error) => ({ code: 'refused', file: name, error })),
  }
}

function acceptedFile({ name, bytes }: NamedBytes, { header, records }: DecodedBundle): FileLook {
  return {
    file: { name, bytes: bytes.length, header, records: records.length, accepted: true },
    problems: [],
  }
}

/** Every wrong signature is named; a key nobody knows once, however many records need it. */
function unverifiedFile(
  { name, bytes }: NamedBytes,
  bundle: DecodedBundle,
  firstError: BundleError,
  keyOf: KeyLookup,
  crypto: Verification,
): FileLook {
  const unknown = new Set<DeviceId>()
  const errors = [...signatureProblems(bundle, keyOf, crypto)].filter((error) => {
    const device = unknownDevice(error)
    if (device === null) return true
    const named = unknown.has(device)
    unknown.add(device)
    return !named
  })
  return {
    file: {
      name,
      bytes: bytes.length,
      header: bundle.header,
      records: bundle.records.length,
      accepted: false,
    },
    // A bundle can also fall with another one that was to bring it a key.
    problems: (errors.length === 0 ? [firstError] : errors).map((error) => ({
      code: 'refused',
      file: name,
      error,
    })),
  }
}

function unknownDevice(error: BundleError): DeviceId | null {
  if (error.code === 'unknownExporter') return error.device
  return error.code === 'unknownAuthor' ? (error.place.record?.author ?? null) : null
}

/** Each record once, with its body if any file brings it. */
function recordsBySeason(bundles: readonly DecodedBundle[]): ReadonlyMap<SeasonId, readonly ReadRecord[]> {
  const bySeason = new Map<SeasonId, Map<RecordId, ReadRecord>>()
  for (const { header, records } of bundles) {
    const ofSeason = bySeason.get(header.season) ?? new Map<RecordId, ReadRecord>()
    bySeason.set(header.season, ofSeason)
    for (const { record } of records) {
      const known = ofSeason.get(record.id)
      if (known === undefined || known.bodyBytes === null) ofSeason.set(record.id, record)
    }
  }
  return new Map([...bySeason].map(([season, records]) => [season, [...records.values()]]))
}
