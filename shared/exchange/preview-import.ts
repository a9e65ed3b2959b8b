import type { DeviceId, SeasonId, Seat } from '../domain/ids.ts'
import type { Verification } from '../kernel/ports.ts'
import type { Work } from '../kernel/work.ts'
import type { BundleError } from './bundle-error.ts'
import type { KeyLookup } from './bundle-keys.ts'
import { classifyImport } from './classify.ts'
import type { DecodedBundle } from './decode-bundle.ts'
import type { BundlePreview, HeldRecords, ImportItem, ImportPreview } from './import-preview.ts'
import type { OpenBundle } from './open-bundle.ts'
import { type BundleSetInput, readBundleSet } from './read-bundle-set.ts'

/** A file as it was taken in: refused by its form, or open. */
export type BundleFile = { readonly name: string; readonly bytes: number } & (
  | { readonly refused: BundleError; readonly open: null }
  | { readonly refused: null; readonly open: OpenBundle }
)

export interface PreviewInput {
  readonly files: readonly BundleFile[]
  readonly held: HeldRecords
  readonly season: SeasonId
  readonly ownDevice: DeviceId | null
  /** Keys of the devices the database knows. */
  readonly keyOf: KeyLookup
  /** See `readBundleSet`. */
  readonly isTrusted: BundleSetInput['isTrusted']
  /** See `classifyImport`. */
  readonly atOnce?: number
  readonly crypto: Verification
}

/**
 * Reads one or several bundles as one set and says what importing them would do. Refused bundles are listed with
 * their error; they do not hinder the others.
 */
export function* previewImport(input: PreviewInput): Work<ImportPreview> {
  const outcomes = yield* readFiles(input)
  const incoming = outcomes.flatMap(({ bundle }, place) => (bundle === null ? [] : [{ place, bundle }]))
  const { held, season, ownDevice, atOnce } = input
  const classification = yield* classifyImport({
    held,
    incoming,
    season,
    ownDevice,
    ...(atOnce && { atOnce }),
  })
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
      const common = { name: file.name, bytes: file.bytes }
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

function* readFiles(input: PreviewInput): Work<readonly Outcome[]> {
  const { files, held, season, keyOf, isTrusted, crypto } = input
  const bundles = files.flatMap(({ open }) => (open === null ? [] : [open]))
  const read = yield* readBundleSet({
    bundles,
    season,
    keyOf,
    isTrusted,
    isStored: (record) => held.compare(record) === 'same',
    crypto,
  })
  const readingOf = new Map(bundles.map((bundle, index) => [bundle, read[index]]))
  return files.map((file): Outcome => {
    if (file.open === null) return { file, bundle: null, refused: file.refused }
    const reading = readingOf.get(file.open)
    if (reading?.ok === true) return { file, bundle: reading.value, refused: null }
    return { file, bundle: null, refused: reading?.error ?? { code: 'notABundle', size: file.bytes } }
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
