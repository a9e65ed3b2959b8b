import type { NewExport, SeasonStore } from '../../db/season-store.ts'
import {
  type Failure,
  failure,
  type TargetFailure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import { type DeviceId, type Seat, seatParts } from '../../shared/domain/ids.ts'
import type { BundlePurpose } from '../../shared/exchange/bundle-header.ts'
import { decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { encodeBundle } from '../../shared/exchange/encode-bundle.ts'
import { deltaFor, type MissingRun } from '../../shared/exchange/receipts.ts'
import { verifyBundle } from '../../shared/exchange/verify-bundle.ts'
import { Defect, err, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { keyLookup } from './known-keys.ts'
import type { Machine } from './machine.ts'
import { holderOf, ownSeats, type SeasonSession, stateOf } from './season-session.ts'
import { storeFailure, targetFailure, vaultFailure } from './storage-failures.ts'

export interface ExportInput {
  /** Empty: for everybody. */
  readonly recipients: readonly Seat[]
  readonly content: 'delta' | 'full' | 'season' | 'receipt'
}

const purposes: { readonly [Each in ExportInput['content']]: BundlePurpose } = {
  delta: 'submission',
  full: 'full',
  season: 'season',
  receipt: 'receipt',
}

/** How many records an export would carry and what its file would be called. */
export function planExport(
  session: SeasonSession,
  input: ExportInput,
): { readonly records: number; readonly name: string } {
  return { records: recordsFor(session, input).length, name: bundleName(session, input) }
}

/**
 * Builds a bundle, reads it again as a stranger would and writes it out; the file port re-reads what it wrote. Only
 * then is it noted here: a bundle that could not be written leaves no note behind.
 */
export function exportBundle(
  machine: Machine,
  session: SeasonSession,
  input: ExportInput & { readonly folder: FileHandle },
): Result<
  {
    readonly name: string
    readonly bytes: number
    readonly records: number
    readonly sha256: string
    readonly number: number
    readonly notRecorded: Failure<'storeFailed'> | null
  },
  WriteFailure | TargetFailure | Failure<'nothingToExport' | 'fileGone'>
> {
  const folder = machine.tickets.pathOf(input.folder)
  if (folder === null) return err(failure('fileGone', { name: '' }))
  const { store } = session
  const writing = store.writing()
  // A machine that was restored from an older copy must not tell others that it ends earlier than it did.
  if (!writing.allowed && writing.refusal.code === 'awaitingOwnRecords' && input.content !== 'receipt') {
    return err(failure('readOnlyUntilOwnRecords', {}))
  }
  const records = recordsFor(session, input)
  if (records.length === 0 && input.content !== 'receipt') return err(failure('nothingToExport', {}))
  const name = bundleName(session, input)
  const number = store.history.nextExportNumber()
  const holds = store.heads()
  machine.emit({ topic: 'progress', task: 'export', done: 0, total: 2 })
  const bytes = buildBundle(machine, session, input, records, number)
  machine.emit({ topic: 'progress', task: 'export', done: 1, total: 2 })
  const written = machine.sources.targets.writeFile({ folder, name, bytes })
  if (!written.ok) return err(targetFailure(written.error, folder))
  const { sha256 } = written.value
  const recorded = recordExport(machine, session, bytes, {
    number,
    name,
    purpose: input.content,
    recipients: input.recipients,
    records: records.length,
    bytes: bytes.length,
    sha256,
    holds,
  })
  machine.touches++
  machine.emit({ topic: 'progress', task: 'export', done: 2, total: 2 })
  const notRecorded = recorded.ok ? null : recorded.error
  return ok({ name, bytes: bytes.length, records: records.length, sha256, number, notRecorded })
}

/**
 * Keeps a copy in the archive and notes what was sent to whom. The bundle is out already: a full data disk must not
 * keep a machine from handing its records on, so what cannot be noted is said and no more. Then less is known of
 * what others hold, and more than needed is sent the next time.
 */
function recordExport(
  machine: Machine,
  session: SeasonSession,
  bytes: Uint8Array,
  entry: NewExport,
): Result<null, Failure<'storeFailed'>> {
  const { store } = session
  const archived = archiveOf(machine).put(bytes)
  // Noted even where there is no room for the copy: the note is small, and the copy can be had again.
  const noted = store.history.noteExport(entry)
  if (!noted.ok) return err(storeFailure(noted.error))
  const remembered = store.settings.put(exportedSetting, String(store.head(session.device)?.seq ?? 0))
  if (!remembered.ok) return err(storeFailure(remembered.error))
  return archived.ok ? ok(null) : err(vaultFailure(archived.error))
}

/** Own records that have not left this machine in any bundle yet, as far as it knows. */
export function unsentRecords(session: SeasonSession): number {
  const state = stateOf(session)
  const known = state.devices
    .filter((each) => each.device !== session.device)
    .flatMap((each) => session.store.history.knownHolds(each.device))
    .filter((hold) => hold.author === session.device)
  const furthest = Math.max(0, ...known.map((hold) => hold.seq))
  const exported = session.store.settings.get(exportedSetting)
  return Math.max(
    0,
    (session.store.head(session.device)?.seq ?? 0) - Math.max(furthest, Number(exported ?? 0)),
  )
}

/** Name of the setting that remembers how far own records have left this machine. */
const exportedSetting = 'exportedUpTo'

function recordsFor(session: SeasonSession, { content, recipients }: ExportInput): readonly SignedRecord[] {
  const { store } = session
  switch (content) {
    case 'receipt':
      return []
    case 'full':
      return recordsOf(
        store,
        deltaFor([], store.heads(), (id) => store.isHeld(id)),
      )
    case 'season':
      return seasonRecords(session)
    case 'delta':
      return recordsOf(store, missingFor(session, recipients))
  }
}

/** What at least one of the recipients is not known to hold. Only what its own bundles said counts as known. */
function missingFor(session: SeasonSession, recipients: readonly Seat[]): readonly MissingRun[] {
  const { store } = session
  const state = stateOf(session)
  const heads = store.heads()
  const after = new Map<DeviceId, number>()
  for (const device of recipientDevices(state, session.device, recipients)) {
    const holds = device === null ? [] : store.history.knownHolds(device)
    for (const run of deltaFor(holds, heads, (id) => store.isHeld(id))) {
      after.set(run.author, Math.min(run.after, after.get(run.author) ?? run.after))
    }
  }
  return [...after].map(([author, from]) => ({ author, after: from }))
}

/** The devices behind the recipients' seats; null for a seat that nobody holds yet. */
function recipientDevices(
  state: SeasonState,
  own: DeviceId,
  recipients: readonly Seat[],
): ReadonlySet<DeviceId | null> {
  const seats = recipients.length > 0 ? recipients : state.seats.map((entry) => entry.seat)
  const devices = new Set(seats.map((seat) => holderOf(state, seat)))
  devices.delete(own)
  return devices
}

function recordsOf(store: SeasonStore, runs: readonly MissingRun[]): readonly SignedRecord[] {
  return runs.flatMap(({ author, after }) => store.feed(author, after + 1, Number.MAX_SAFE_INTEGER))
}

/** Enough to join: everything of those who founded and revised, and everybody's feed up to the last enrolment. */
function seasonRecords(session: SeasonSession): readonly SignedRecord[] {
  const { store } = session
  const { facts } = store.snapshot()
  const founders = new Set(facts.filter((fact) => fact.kind.startsWith('season.')).map((fact) => fact.author))
  const lastEnrolment = new Map<DeviceId, number>()
  for (const fact of facts) {
    if (fact.kind !== 'device.enrolled/1') continue
    lastEnrolment.set(fact.author, Math.max(fact.seq, lastEnrolment.get(fact.author) ?? 0))
  }
  for (const founder of founders) lastEnrolment.set(founder, Number.MAX_SAFE_INTEGER)
  return [...lastEnrolment].flatMap(([author, to]) => store.feed(author, 1, to))
}

function buildBundle(
  machine: Machine,
  session: SeasonSession,
  input: ExportInput,
  records: readonly SignedRecord[],
  number: number,
): Uint8Array {
  const { store } = session
  const { crypto, hostInfo } = machine.ports
  const encoded = encodeBundle(
    {
      season: session.id,
      number,
      createdAt: machine.sources.clock.now(),
      purpose: purposes[input.content],
      records,
      attachments: [],
      holds: store.heads(),
      recipients: input.recipients,
      appVersion: hostInfo.version,
    },
    session.signer,
    crypto,
  )
  const bytes = expectOk(encoded, 'held records fit into a bundle')
  const decoded = expectOk(decodeBundle(bytes, crypto), 'a bundle that was just written can be read')
  const verified = verifyBundle(decoded, keyLookup(session), crypto)
  if (!verified.ok)
    throw new Defect(`a bundle just written does not verify: ${JSON.stringify(verified.error)}`)
  return bytes
}

/** `giaouoc-2021-PV01-0003-delta.giaouoc`: ASCII, sorted by machine and number in any file list. */
function bundleName(session: SeasonSession, { content }: ExportInput): string {
  const state = stateOf(session)
  const [seat] = ownSeats(state, session.device)
  const number = String(session.store.history.nextExportNumber()).padStart(4, '0')
  const who = seat === undefined ? session.device.slice(0, 8) : seatLabel(seat)
  return `giaouoc-${state.season.year}-${who}-${number}-${content}.giaouoc`
}

function seatLabel(seat: Seat): string {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority':
      return 'authority'
    case 'lead':
      return `lead${parts.cluster}`
    case 'unit':
      return parts.unit
  }
}

function archiveOf(machine: Machine) {
  if (machine.session.state !== 'open') throw new Defect('an export needs an open workspace')
  return machine.session.workspace.vault('archive')
}
