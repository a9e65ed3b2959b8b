import type { DeviceId, SeasonId, Seat } from '../domain/ids.ts'
import type { Verification } from '../kernel/ports.ts'
import type { BundleError } from './bundle-error.ts'
import type { KeyLookup } from './bundle-keys.ts'
import { classifyImport } from './classify.ts'
import { type DecodedBundle, decodeBundle } from './decode-bundle.ts'
import type { BundlePreview, HeldRecords, ImportItem, ImportPreview } from './import-preview.ts'
import { verifyBundleSet } from './verify-bundle.ts'

/** A file as it was copied from the stick. */
export interface BundleFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface PreviewInput {
  readonly files: readonly BundleFile[]
  readonly held: HeldRecords
  readonly season: SeasonId
  readonly ownDevice: DeviceId | null
  /** Keys of the devices the database knows. */
  readonly keyOf: KeyLookup
  readonly crypto: Verification
}

/**
 * Reads one or several bundles as one set and says what importing them would do. Refused bundles are listed with
 * their error; they do not hinder the others.
 */
export function previewImport(input: PreviewInput): ImportPreview {
  const outcomes = readFiles(input)
  const incoming = outcomes.flatMap(({ bundle }, place) => (bundle === null ? [] : [{ place, bundle }]))
  const { held, season, ownDevice } = input
  const classification = classifyImport({ held, incoming, season, ownDevice })
  const present = new Set(
    classification.items.filter((item) => item.class === 'present').map((item) => item.record),
  )
  const seatsByDevice = new Map(
    (classification.stateAfter?.devices ?? []).map(({ device, seats }) => [device, seats]),
  )
  return {
    season,
    ...classification,
    bundles: outcomes.map(({ file, bundle, refused }): BundlePreview => {
      const common = { name: file.name, bytes: file.bytes.length }
      return bundle === null
        ? { ...common, refused, bundle }
        : { ...common, refused: null, bundle, ...summaryOf(bundle, present, seatsByDevice) }
    }),
  }
}

type Outcome = { readonly file: BundleFile } & (
  | { readonly bundle: DecodedBundle; readonly refused: null }
  | { readonly bundle: null; readonly refused: BundleError }
)

function readFiles({ files, season, keyOf, crypto }: PreviewInput): readonly Outcome[] {
  const decoded = files.map((file) => decodeBundle(file.bytes, crypto))
  const readable = decoded.flatMap((result) => (result.ok ? [result.value] : []))
  const verified = verifyBundleSet(readable, season, keyOf, crypto)
  const verdictOn = new Map(readable.map((bundle, index) => [bundle, verified[index]]))
  return files.map((file, index): Outcome => {
    const result = decoded[index]
    if (result === undefined || !result.ok) {
      return { file, bundle: null, refused: result?.error ?? { code: 'notABundle', size: file.bytes.length } }
    }
    const verdict = verdictOn.get(result.value)
    return verdict?.ok === false
      ? { file, bundle: null, refused: verdict.error }
      : { file, bundle: result.value, refused: null }
  })
}

function summaryOf(
  bundle: DecodedBundle,
  present: ReadonlySet<ImportItem['record']>,
  seatsByDevice: ReadonlyMap<DeviceId, readonly Seat[]>,
): { readonly exporterSeats: readonly Seat[]; readonly old: boolean } {
  return {
    exporterSeats: seatsByDevice.get(bundle.header.exporter) ?? [],
    old: bundle.records.length > 0 && bundle.records.every(({ record }) => present.has(record.id)),
  }
}
