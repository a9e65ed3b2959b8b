import type { NewExport } from '../../db/season-store.ts'
import type { ExportInput, ExportResult } from '../../shared/contract/exchange.ts'
import {
  type Failure,
  failure,
  type TargetFailure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { RoundCode } from '../../shared/domain/ids.ts'
import type { BundlePurpose } from '../../shared/exchange/bundle-header.ts'
import { decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { encodeBundle } from '../../shared/exchange/encode-bundle.ts'
import { verifyBundle } from '../../shared/exchange/verify-bundle.ts'
import { Defect, err, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { contentFor, type ExportContent, recordsOf, soundContent, soundHolds } from './export-content.ts'
import { bundleName } from './file-names.ts'
import { exportKeys } from './known-keys.ts'
import type { Machine } from './machine.ts'
import { ownSeats, type SeasonSession, stateOf } from './season-session.ts'
import { storeFailure, vaultFailure } from './storage-failures.ts'
import { writeOut } from './written-files.ts'

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
  const records = recordsOf(contentFor(session, input))
  return { records: records.length, name: nameOf(session, input, records) }
}

/**
 * Builds a bundle, reads it again as a stranger would and writes it out; the file port re-reads what it wrote. Only
 * then is it noted here: a bundle that could not be written leaves no note behind. A record that cannot be verified
 * (a damaged disk, a key that does not count) does not stop the others: the answer names it.
 */
export function exportBundle(
  machine: Machine,
  session: SeasonSession,
  input: ExportInput & { readonly folder: FileHandle },
): Result<ExportResult, WriteFailure | TargetFailure | Failure<'nothingToExport' | 'fileGone'>> {
  const { store } = session
  // A machine that may be an older copy exports what it holds all the same: whoever reads that it holds less of its
  // own feed than was known sends the rest home.
  const asked = contentFor(session, input)
  const isEmpty = recordsOf(asked).length === 0 && asked.leftOut.length === 0
  if (isEmpty && input.content !== 'receipt') return err(failure('nothingToExport', {}))
  const name = nameOf(session, input, recordsOf(asked))
  const number = store.history.nextExportNumber()
  machine.emit({ topic: 'progress', task: 'export', done: 0, total: 2 })
  const { bytes, content } = buildBundle(machine, session, input, asked, number)
  const { leftOut } = content
  const records = recordsOf(content)
  machine.emit({ topic: 'progress', task: 'export', done: 1, total: 2 })
  const written = writeOut(machine, { folder: input.folder, name, bytes })
  if (!written.ok) return written
  const { forgotten, ...file } = written.value
  const recorded = recordExport(machine, session, bytes, records, {
    number,
    name: file.name,
    purpose: input.content,
    recipients: input.recipients,
    records: records.length,
    bytes: bytes.length,
    sha256: file.sha256,
    holds: soundHolds(store, leftOut),
  })
  machine.touches++
  machine.emit({ topic: 'progress', task: 'export', done: 2, total: 2 })
  const notRecorded = recorded.ok ? forgotten : recorded.error
  return ok({ ...file, bytes: bytes.length, records: records.length, number, notRecorded, leftOut })
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
  records: readonly SignedRecord[],
  entry: NewExport,
): Result<null, Failure<'storeFailed'>> {
  const { store } = session
  const archived = archiveOf(machine).put(bytes)
  // Noted even where there is no room for the copy: the note is small, and the copy can be had again.
  const noted = store.history.noteExport(entry)
  if (!noted.ok) return err(storeFailure(noted.error))
  const own = records.filter((record) => record.envelope.author === session.device)
  const sentUpTo = own.reduce(
    (furthest, { envelope }) => Math.max(furthest, envelope.seq),
    exportedUpTo(session),
  )
  const remembered = store.settings.put(exportedSetting, String(sentUpTo))
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
  const furthest = Math.max(exportedUpTo(session), ...known.map((hold) => hold.seq))
  return Math.max(0, (session.store.head(session.device)?.seq ?? 0) - furthest)
}

/** Name of the setting that remembers how far own records have left this machine. */
const exportedSetting = 'exportedUpTo'

function exportedUpTo({ store }: SeasonSession): number {
  return Number(store.settings.get(exportedSetting) ?? 0)
}

/** A bundle that verifies: of all that was asked for or, where that is unsound, of what is sound. */
function buildBundle(
  machine: Machine,
  session: SeasonSession,
  input: ExportInput,
  asked: ExportContent,
  number: number,
): { readonly bytes: Uint8Array; readonly content: ExportContent } {
  const { crypto } = machine.ports
  const keyOf = exportKeys(session)
  const verifies = (bytes: Uint8Array): boolean => {
    const decoded = decodeBundle(bytes, crypto)
    return decoded.ok && verifyBundle(decoded.value, keyOf, crypto).ok
  }
  const whole = encode(machine, session, input, asked, number)
  if (verifies(whole)) return { bytes: whole, content: asked }
  const sound = soundContent(session, asked, keyOf, crypto)
  const bytes = encode(machine, session, input, sound, number)
  if (!verifies(bytes)) throw new Defect('a bundle of sound records does not verify')
  return { bytes, content: sound }
}

function encode(
  machine: Machine,
  session: SeasonSession,
  input: ExportInput,
  content: ExportContent,
  number: number,
): Uint8Array {
  const { crypto, hostInfo } = machine.ports
  const encoded = encodeBundle(
    {
      season: session.id,
      number,
      createdAt: machine.sources.clock.now(),
      purpose: purposes[input.content],
      records: recordsOf(content),
      attachments: [],
      holds: soundHolds(session.store, content.leftOut),
      recipients: input.recipients,
      appVersion: hostInfo.version,
    },
    session.signer,
    crypto,
  )
  return expectOk(encoded, 'held records fit into a bundle')
}

function nameOf(session: SeasonSession, input: ExportInput, records: readonly SignedRecord[]): string {
  const state = stateOf(session)
  const [from = null] = ownSeats(state, session.device)
  return bundleName({
    season: session.id,
    year: state.season.year,
    round: input.content === 'delta' ? onlyRound(session, records) : null,
    content: input.content,
    from,
    recipients: input.recipients,
    device: session.device,
    number: session.store.history.nextExportNumber(),
  })
}

/** The round of a delta whose records are about one round alone. */
function onlyRound(session: SeasonSession, records: readonly SignedRecord[]): RoundCode | null {
  const sent = new Set(records.map(({ id }) => id))
  const rounds = new Set<RoundCode>()
  for (const { id, claim } of session.store.snapshot().facts) {
    if (sent.has(id) && 'round' in claim) rounds.add(claim.round)
  }
  const [round = null, ...others] = rounds
  return others.length === 0 ? round : null
}

function archiveOf(machine: Machine) {
  if (machine.session.state !== 'open') throw new Defect('an export needs an open workspace')
  return machine.session.workspace.vault('archive')
}
