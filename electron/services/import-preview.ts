import type { BundleSummary, ImportPreviewView } from '../../shared/contract/exchange.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { DeviceId } from '../../shared/domain/ids.ts'
import type {
  BundlePreview,
  HeldRecords,
  ImportItem,
  ImportPreview as SetPreview,
  StoredLikeness,
} from '../../shared/exchange/import-preview.ts'
import { previewImport as previewSet } from '../../shared/exchange/preview-import.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { seatsOfDevice } from './exchange-history.ts'
import { inOrderOfGroups } from './import-items.ts'
import type { BundleToImport } from './imported-bundle.ts'
import { type Intake, intakeFailure, openIntake } from './intake.ts'
import { keyLookup } from './known-keys.ts'
import { refusingFaults, runLong, stopWork } from './long-work.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

/** A set of bundles that was read, verified and classified; everything is in memory, nothing is stored. */
export interface ImportPreview {
  readonly token: string
  /** Those that were not refused. */
  readonly bundles: readonly BundleToImport[]
  /** In the order in which they are shown: see `inOrderOfGroups`. */
  readonly items: readonly ImportItem[]
  /** What a commit stores: the very records that were verified. */
  readonly records: readonly ReadRecord[]
}

/**
 * Reads one or several bundles as one set and says what an import would change; item by item is asked for page by
 * page. Work is done on a private copy: pulling the stick or changing the file has no effect any more. The machine
 * answers other calls meanwhile, and the look can be stopped.
 */
export async function previewImport(
  machine: Machine,
  session: SeasonSession,
  input: { readonly files: readonly FileHandle[] },
): Promise<Result<ImportPreviewView, Failure<'fileGone' | 'fileTooLarge' | 'storeFailed' | 'cancelled'>>> {
  stopWork(machine)
  machine.preview = null
  const intake = openIntake(machine, input.files)
  if (!intake.ok) return intake
  const work = refusingFaults(previewWork(machine, session, intake.value), intakeFailure)
  // Each byte is copied, checked against the bundle's signature, and read as a record whose signature is checked.
  return runLong(machine, 'import', 4 * intake.value.bytes, work)
}

function* previewWork(
  machine: Machine,
  session: SeasonSession,
  intake: Intake,
): Work<Result<ImportPreviewView, Failure<'storeFailed'>>> {
  try {
    const { crypto } = machine.ports
    const held = heldRecords(session)
    const preview = yield* previewSet({
      files: yield* intake.take(),
      held,
      season: session.id,
      ownDevice: session.device,
      keyOf: keyLookup(session),
      isTrusted: (device, introduction) =>
        held.set.isIntroduced(device) ||
        (introduction !== null && held.set.wouldIntroduce(factOf(introduction))),
      crypto,
    })
    return keepPreview(machine, session, preview)
  } finally {
    intake.close()
  }
}

function keepPreview(
  machine: Machine,
  session: SeasonSession,
  preview: SetPreview,
): Result<ImportPreviewView, Failure<'storeFailed'>> {
  const bundles = acceptedBundles(preview)
  // A receipt has nothing to commit: what its sender holds is all it says, and it changes nothing that is shown.
  if (preview.stored.length === 0) {
    const noted = noteHolds(session, bundles)
    if (!noted.ok) return noted
    machine.touches++
  }
  const token = hexOf(machine.sources.random.bytes(16))
  machine.preview = { token, bundles, items: inOrderOfGroups(preview.items), records: preview.stored }
  return ok({
    token,
    bundles: preview.bundles.map((bundle) => summaryOf(session, bundle)),
    items: preview.items.length,
    counts: preview.counts,
    stored: preview.stored.length,
    antechamber: antechamberAfter(session, preview),
  })
}

function antechamberAfter(
  session: SeasonSession,
  { strange, admitted }: SetPreview,
): ImportPreviewView['antechamber'] {
  const dropped = new Map<DeviceId, { from: number; to: number; records: number }>()
  for (const { author, seq } of session.store.antechamber.droppedFor({ arriving: strange, admitted })) {
    const known = dropped.get(author) ?? { from: seq, to: seq, records: 0 }
    const [from, to] = [Math.min(known.from, seq), Math.max(known.to, seq)]
    dropped.set(author, { from, to, records: known.records + 1 })
  }
  return {
    waiting: strange.length,
    admitted: admitted.length,
    dropped: [...dropped].map(([device, run]) => ({ device, ...run })),
  }
}

function noteHolds(
  session: SeasonSession,
  bundles: readonly BundleToImport[],
): Result<null, Failure<'storeFailed'>> {
  for (const { decoded } of bundles) {
    const { exporter, holds, season } = decoded.header
    if (season !== session.id || exporter === session.device) continue
    const noted = session.store.history.noteHolds({ exporter, holds })
    if (!noted.ok) return err(storeFailure(noted.error))
  }
  return ok(null)
}
function heldRecords(session: SeasonSession): HeldRecords {
  const { store } = session
  // Asked while signatures are checked and again while records are classed.
  const compared = new WeakMap<SignedRecord, StoredLikeness>()
  return {
    // Other calls are answered during a long look, and one of them may set an import aside.
    get set() {
      return store.held
    },
    get setAside() {
      return store.setAsideRecords()
    },
    bodyOf: store.body,
    apart: store.holdApart,
    compare(record) {
      const known = compared.get(record) ?? store.compare(record)
      compared.set(record, known)
      return known
    },
  }
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
