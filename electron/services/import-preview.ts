import type { SeasonStore } from '../../db/season-store.ts'
import type {
  BundleSummary,
  ImportClass,
  ImportItem,
  ImportPreviewView,
} from '../../shared/contract/exchange.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import { type DecodedBundle, decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { verifyBundleSet } from '../../shared/exchange/verify-bundle.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { seatsOfDevice } from './exchange-history.ts'
import { readBundleFile } from './files.ts'
import { classifiedItems } from './import-items.ts'
import type { BundleToImport } from './imported-bundle.ts'
import { keyLookup } from './known-keys.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf } from './season-session.ts'

/** A set of bundles that was read, verified and classified; everything is in memory, nothing is stored. */
export interface ImportPreview {
  readonly token: string
  readonly bundles: readonly BundleToImport[]
  readonly records: readonly ReadRecord[]
  readonly view: ImportPreviewView
}

/** A file of the set: what it is called and what came of reading it. */
interface ReadFile {
  readonly name: string
  readonly bytes: number
  readonly bundle: Result<DecodedBundle, BundleError>
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
  const files = readFiles(machine, session, input.files)
  if (!files.ok) return files
  const bundles = files.value.flatMap(({ name, bundle }) =>
    bundle.ok ? [{ name, decoded: bundle.value }] : [],
  )
  const records = distinctRecords(bundles)
  const items = classifiedItems(machine, session, bundleNumbers(files.value), records)
  const token = hexOf(machine.sources.random.bytes(16))
  const view: ImportPreviewView = {
    token,
    bundles: files.value.map((file) => summaryOf(session, file)),
    items,
    counts: countsOf(items),
    stored: items.filter((item) => isStorable(item.class)).length,
  }
  machine.preview = { token, bundles, records, view }
  return ok(view)
}

/** Whether a commit would store a record of this class. */
export function isStorable(importClass: ImportClass): boolean {
  return importClass !== 'present' && importClass !== 'foreignSeason' && importClass !== 'setAside'
}

function readFiles(
  machine: Machine,
  session: SeasonSession,
  handles: readonly FileHandle[],
): Result<readonly ReadFile[], Failure<'fileGone' | 'fileTooLarge'>> {
  const { crypto } = machine.ports
  const decoded: ReadFile[] = []
  for (const [index, handle] of handles.entries()) {
    const file = readBundleFile(machine, handle)
    if (!file.ok) return file
    const { name, bytes } = file.value
    decoded.push({ name, bytes: bytes.length, bundle: decodeBundle(bytes, crypto) })
    machine.emit({ topic: 'progress', task: 'import', done: index + 1, total: handles.length + 1 })
  }
  const readable = decoded.flatMap(({ bundle }) => (bundle.ok ? [bundle.value] : []))
  const outcomes = verifyBundleSet(readable, session.id, keyLookup(session), crypto)
  const outcomeOf = new Map(readable.map((bundle, index) => [bundle, outcomes[index]]))
  machine.emit({ topic: 'progress', task: 'import', done: handles.length + 1, total: handles.length + 1 })
  return ok(
    decoded.map((file) => ({
      ...file,
      bundle: file.bundle.ok ? (outcomeOf.get(file.bundle.value) ?? file.bundle) : file.bundle,
    })),
  )
}

/** Each record once, however many bundles bring it; one with its body before one without. */
function distinctRecords(bundles: readonly BundleToImport[]): readonly ReadRecord[] {
  const byId = new Map<RecordId, ReadRecord>()
  for (const { decoded } of bundles) {
    for (const { record } of decoded.records) {
      const known = byId.get(record.id)
      if (known === undefined || (known.bodyBytes === null && record.bodyBytes !== null))
        byId.set(record.id, record)
    }
  }
  return [...byId.values()]
}

/** In which of the previewed files a record came first. */
function bundleNumbers(files: readonly ReadFile[]): ReadonlyMap<RecordId, number> {
  const numbers = new Map<RecordId, number>()
  for (const [index, { bundle }] of files.entries()) {
    if (!bundle.ok) continue
    for (const { record } of bundle.value.records) if (!numbers.has(record.id)) numbers.set(record.id, index)
  }
  return numbers
}

function summaryOf(session: SeasonSession, { name, bytes, bundle }: ReadFile): BundleSummary {
  if (!bundle.ok) {
    const nothing = { exporter: null, number: null, purpose: null, createdAt: null, records: 0, old: false }
    return { name, bytes, refused: bundle.error, ...nothing }
  }
  const { header, records } = bundle.value
  return {
    name,
    bytes,
    refused: null,
    exporter: { device: header.exporter, seats: seatsOfDevice(stateOf(session), header.exporter) },
    number: header.number,
    purpose: header.purpose,
    createdAt: header.createdAt,
    records: records.length,
    old: records.length > 0 && records.every(({ record }) => isStored(session.store, record.id)),
  }
}

function isStored(store: SeasonStore, id: RecordId): boolean {
  return store.record(id) !== undefined
}

function countsOf(items: readonly ImportItem[]): ImportPreviewView['counts'] {
  const counts: { [Each in ImportClass]: number } = {
    present: 0,
    foreignSeason: 0,
    fork: 0,
    quarantined: 0,
    waiting: 0,
    setAside: 0,
    adoptsOwn: 0,
    withdraws: 0,
    supersedes: 0,
    stale: 0,
    new: 0,
  }
  for (const item of items) counts[item.class]++
  return counts
}
