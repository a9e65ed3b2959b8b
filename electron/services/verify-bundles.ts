import type { DeviceId, RecordId, SeasonId } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { type KeyLookup, keysInRecords } from '../../shared/exchange/bundle-keys.ts'
import type { BundleSource } from '../../shared/exchange/bundle-source.ts'
import {
  type BundleReading,
  type DecodedBundle,
  readDamagedBundle,
} from '../../shared/exchange/decode-bundle.ts'
import { type OpenBundle, openHeld } from '../../shared/exchange/open-bundle.ts'
import { noKeys, readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import { signatureProblems } from '../../shared/exchange/verify-bundle.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { type SeasonVerification, verifySeason } from './verify-bundles-season.ts'

/** A bundle file, to be read by ranges. */
export interface NamedSource {
  readonly name: string
  readonly source: BundleSource
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
 * Whoever gives the files has chosen them, so nobody is a stranger here; still, each stage is only for those that
 * passed the one before.
 */
export function* verifyBundles(
  files: readonly NamedSource[],
  crypto: Verification,
): Work<VerificationReport> {
  const opened: Result<OpenBundle, BundleError>[] = []
  for (const { source } of files) opened.push(yield* openHeld(source, crypto))
  const bundles = opened.flatMap((open) => (open.ok ? [open.value] : []))
  const read = yield* readBundleSet({ bundles, season: null, keyOf: noKeys, isTrusted: () => true, crypto })
  const readingOf = new Map(bundles.map((bundle, index) => [bundle, read[index]]))
  const outcomes = opened.map((open) => (open.ok ? (readingOf.get(open.value) ?? open) : open))
  const decoded = read.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const keys = keysInRecords(
    decoded.flatMap((bundle) => bundle.records),
    crypto,
  )
  const looks = files.map((file, index): FileLook => {
    const outcome = outcomes[index]
    if (outcome?.ok === true && 'records' in outcome.value) return acceptedFile(file, outcome.value)
    const error =
      outcome?.ok === false ? outcome.error : { code: 'notABundle' as const, size: file.source.size }
    return refusedFile(file, error, (device) => keys.get(device), crypto)
  })
  const seasons = [...recordsBySeason(decoded)].map(([season, records]) =>
    verifySeason(season, records, crypto),
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

function acceptedFile({ name, source }: NamedSource, { header, records }: DecodedBundle): FileLook {
  return {
    file: { name, bytes: source.size, header, records: records.length, accepted: true },
    problems: [],
  }
}

/** Everything that is wrong with a file, as far as it can be looked into. */
function refusedFile(
  { name, source }: NamedSource,
  error: BundleError,
  keyOf: KeyLookup,
  crypto: Verification,
): FileLook {
  const { header, records, problems } = lookInside(source, error, keyOf, crypto)
  return {
    file: { name, bytes: source.size, header, records: records.length, accepted: false },
    problems: problems.map((each) => ({ code: 'refused', file: name, error: each })),
  }
}

/**
 * What can be read of a refused file, and everything wrong with it: its form first, and only where that is right its
 * signatures; a key nobody knows once, however many records need it. A large file is not looked into.
 */
function lookInside(
  source: BundleSource,
  error: BundleError,
  keyOf: KeyLookup,
  crypto: Verification,
): BundleReading {
  const nothing = { header: null, records: [], attachments: [], problems: [error] }
  if (source.size > damagedBytes) return nothing
  const bytes = source.read(0, source.size)
  const reading = readDamagedBundle(bytes, crypto)
  const { header } = reading
  if (reading.problems.length > 0 || header === null) return reading.problems.length > 0 ? reading : nothing
  const own = keysInRecords(reading.records, crypto)
  const signatures = signatureProblems(
    { ...reading, header, bytes },
    (device) => keyOf(device) ?? own.get(device),
    crypto,
  )
  const unknown = new Set<DeviceId>()
  const problems = [...signatures].filter((each) => {
    const device = unknownDevice(each)
    if (device === null) return true
    const named = unknown.has(device)
    unknown.add(device)
    return !named
  })
  // A bundle can also fall with another one that was to bring it a key.
  return { ...reading, problems: problems.length === 0 ? [error] : problems }
}

/** Up to here a bad file is read on for people who want to see what is in it. */
const damagedBytes = 8 * 1024 * 1024

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
