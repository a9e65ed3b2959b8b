import type { BundleSummary, ImportItem, ImportPreviewView } from '../../shared/contract/exchange.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type {
  BundlePreview,
  HeldRecords,
  ImportPreview as SetPreview,
} from '../../shared/exchange/import-preview.ts'
import { type BundleFile, previewImport as previewSet } from '../../shared/exchange/preview-import.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { seatsOfDevice } from './exchange-history.ts'
import { readBundleFile } from './files.ts'
import type { BundleToImport } from './imported-bundle.ts'
import { keyLookup } from './known-keys.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

/** A set of bundles that was read, verified and classified; everything is in memory, nothing is stored. */
export interface ImportPreview {
  readonly token: string
  /** Those that were not refused. */
  readonly bundles: readonly BundleToImport[]
  /** What a commit stores: the very records that were verified. */
  readonly records: readonly ReadRecord[]
}

/**
 * Reads one or several bundles as one set and says, item by item, what an import would change. The bytes are a
 * private copy in memory from the first look on: pulling the stick or changing the file has no effect any more.
 */
export function previewImport(
  machine: Machine,
  session: SeasonSession,
  input: { readonly files: readonly FileHandle[] },
): Result<ImportPreviewView, Failure<'fileGone' | 'fileTooLarge' | 'storeFailed'>> {
  machine.preview = null
  const files = readFiles(machine, input.files)
  if (!files.ok) return files
  const preview = previewSet({
    files: files.value,
    held: heldRecords(session),
    season: session.id,
    ownDevice: session.device,
    keyOf: keyLookup(session),
    crypto: machine.ports.crypto,
  })
  const bundles = acceptedBundles(preview)
  // A receipt has nothing to commit: what its sender holds is all it says, and it changes nothing that is shown.
  if (preview.stored.length === 0) {
    const noted = noteHolds(session, bundles)
    if (!noted.ok) return noted
  }
  const token = hexOf(machine.sources.random.bytes(16))
  machine.preview = { token, bundles, records: preview.stored }
  const total = input.files.length + 1
  machine.emit({ topic: 'progress', task: 'import', done: total, total })
  return ok({
    token,
    bundles: preview.bundles.map((bundle) => summaryOf(session, bundle)),
    items: preview.items.map(itemView),
    counts: preview.counts,
    stored: preview.stored.length,
  })
}

function readFiles(
  machine: Machine,
  handles: readonly FileHandle[],
): Result<readonly BundleFile[], Failure<'fileGone' | 'fileTooLarge'>> {
  const files: BundleFile[] = []
  for (const handle of new Set(handles)) {
    const file = readBundleFile(machine, handle)
    if (!file.ok) return file
    files.push(file.value)
    machine.emit({ topic: 'progress', task: 'import', done: files.length, total: handles.length + 1 })
  }
  return ok(files)
}

function noteHolds(
  session: SeasonSession,
  bundles: readonly BundleToImport[],
): Result<null, Failure<'storeFailed'>> {
  for (const { decoded } of bundles) {
    const { exporter, holds, season } = decoded.header
    if (season !== session.id || exporter === session.device) continue
    const noted = session.store.history.noteHolds(exporter, holds)
    if (!noted.ok) return err(storeFailure(noted.error))
  }
  return ok(null)
}

function heldRecords(session: SeasonSession): HeldRecords {
  const { store } = session
  return { set: store.held, setAside: store.setAsideRecords(), bodyOf: store.body }
}

function acceptedBundles(preview: SetPreview): readonly BundleToImport[] {
  return preview.bundles.flatMap(({ bundle, name }) => (bundle === null ? [] : [{ name, decoded: bundle }]))
}

function summaryOf(session: SeasonSession, preview: BundlePreview): BundleSummary {
  const { name, bytes } = preview
  if (preview.bundle === null) {
    const { refused } = preview
    return {
      name,
      bytes,
      refused,
      exporter: null,
      number: null,
      purpose: null,
      createdAt: null,
      records: 0,
      old: false,
    }
  }
  const { exporter, number, purpose, createdAt } = preview.bundle.header
  // A device that only this import introduces has its seats from it; a known one from what is held.
  const known = seatsOfDevice(stateOf(session), exporter)
  return {
    name,
    bytes,
    refused: null,
    exporter: { device: exporter, seats: known.length > 0 ? known : preview.exporterSeats },
    number,
    purpose,
    createdAt,
    records: preview.bundle.records.length,
    old: preview.old,
  }
}

function itemView({ supersedes: _supersedes, ...item }: SetPreview['items'][number]): ImportItem {
  return item
}
