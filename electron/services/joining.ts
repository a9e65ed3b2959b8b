import type { CallOutput } from '../../shared/contract/calls.ts'
import {
  type Failure,
  type FolderFailure,
  failure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { RecordId, Seat } from '../../shared/domain/ids.ts'
import type { OpenBundle } from '../../shared/exchange/open-bundle.ts'
import { noKeys, readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { canonicalText } from '../../shared/kernel/text.ts'
import type { Work } from '../../shared/kernel/work.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { signEnrolment, type TypedInvitation } from '../../shared/ledger/invitation.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { seatName } from '../../shared/messages/words.ts'
import { type DeviceSecrets, newDevice } from './device.ts'
import { abandonFounding } from './founding.ts'
import { type BundleToImport, importedBundle } from './imported-bundle.ts'
import { type Intake, intakeFailure, openIntake } from './intake.ts'
import {
  type InvitationFailure,
  isOfSeason,
  type OpenInvitation,
  openInvitation,
  typedInvitation,
} from './invitations.ts'
import { refusingFaults, runLong } from './long-work.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { stateOfRecords } from './state-of-records.ts'
import { folderFailure, storeFailure } from './storage-failures.ts'
import { replacedFounders, takeover } from './takeover.ts'
import { newFolderFailure, openStore, seasonSession } from './workspace.ts'

type LookFailure =
  | InvitationFailure
  | Failure<'bundleRefused' | 'fileGone' | 'fileTooLarge' | 'storeFailed' | 'cancelled'>
export interface JoiningInput {
  readonly files: readonly FileHandle[]
  readonly code: string
}

/** What bundles of a season and a code would join, and whom that would replace; nothing is written. */
export async function lookAtInvitation(
  machine: Machine,
  input: JoiningInput,
): Promise<Result<CallOutput<'joining.look'>, LookFailure>> {
  const found = await findInvited(machine, input)
  if (!found.ok) return found
  const { seat, state, records, recovers } = found.value
  const replaced = recovers ? replacedFounders(state, records.map(factOf), null) : null
  const { season } = state
  return ok({
    seat,
    seatName: seatName(seat, season, 'vi'),
    seasonName: season.name,
    year: season.year,
    authority: season.authority.name,
    practice: season.practice,
    recovery: replaced && { cuts: replaced.map(({ cut, ...rest }) => ({ ...rest, seq: cut.seq })) },
  })
}

/**
 * Joins in one act: own keys, a database, the bundles' records, the enrolment signed by the invitation, and with the
 * recovery slip the revision that takes the founder's place. The keyring is kept last; whatever is refused before
 * leaves the folder as it was.
 */
export async function joinSeason(
  machine: Machine,
  input: JoiningInput & { readonly account: string; readonly passphrase: string },
): Promise<
  Result<
    CallOutput<'joining.commit'>,
    LookFailure | FolderFailure | Failure<'workspaceExists' | 'weakPassphrase'>
  >
> {
  abandonFounding(machine)
  if (machine.session.state === 'open') return err(failure('workspaceExists', {}))
  const found = await findInvited(machine, input)
  if (!found.ok) return found
  // Reading lets others have their turn: somebody may have founded or unlocked meanwhile.
  abandonFounding(machine)
  if (machine.session.state !== 'closed') return err(failure('workspaceExists', {}))
  const { folder } = machine.ports
  const keyring = folder.createKeyring({
    account: { name: canonicalText(input.account), role: 'administrator', passphrase: input.passphrase },
    practice: found.value.state.season.practice,
  })
  if (!keyring.ok) return err(newFolderFailure(keyring.error))
  const { workspace, recoveryCode } = keyring.value
  const joined = writeJoining(machine, workspace, found.value)
  const kept = joined.ok ? folder.keepKeyring() : null
  if (joined.ok && kept?.ok === true) {
    machine.session = { state: 'open', workspace, season: joined.value }
    return ok({ machineRecoveryCode: recoveryCode })
  }
  if (joined.ok) joined.value.store.close()
  workspace.lock()
  folder.discardNew()
  if (!joined.ok) return joined
  return err(kept === null || kept.ok ? failure('storeFailed', { what: 'io' }) : folderFailure(kept.error))
}

/** One more seat for this machine, with a slip of the season that is open. */
export function addSeat(
  machine: Machine,
  session: SeasonSession,
  code: string,
): Result<{ readonly seat: Seat }, WriteFailure | InvitationFailure | Failure<'recoveryNeedsNewMachine'>> {
  const typed = typedInvitation(code)
  if (!typed.ok) return typed
  const open = openInvitation(machine, typed.value, stateOf(session))
  if (!open.ok) return open
  if (open.value.recovers) return err(failure('recoveryNeedsNewMachine', {}))
  const keys = expectDefined(session.store.device.current(), 'a season database has a device key')
  const { crypto } = machine.ports
  const written = enrol(machine, session, open.value, {
    key: hexOf(session.signer.publicKey) as DeviceSecrets['key'], // 32 bytes in hex
    encryptionKey: hexOf(crypto.encryptionPublicKey(keys.encryptionSecret)) as DeviceSecrets['key'], // 32 bytes in hex
  })
  return written.ok ? ok({ seat: open.value.seat }) : written
}

/** Bundles that were read and verified as one set, the season they tell of, and the seat the slip opens in it. */
interface Invited extends OpenInvitation {
  readonly bundles: readonly BundleToImport[]
  /** Of all bundles, each once. */
  readonly records: readonly ReadRecord[]
  readonly state: SeasonState
}

async function findInvited(
  machine: Machine,
  { files, code }: JoiningInput,
): Promise<Result<Invited, LookFailure>> {
  const typed = typedInvitation(code)
  if (!typed.ok) return typed
  const intake = openIntake(machine, files)
  if (!intake.ok) return intake
  const work = refusingFaults(invitedWork(machine, intake.value, typed.value), intakeFailure)
  return runLong(machine, 'import', 4 * intake.value.bytes, work)
}

function* invitedWork(
  machine: Machine,
  intake: Intake,
  typed: TypedInvitation,
): Work<Result<Invited, LookFailure>> {
  try {
    const { crypto } = machine.ports
    const taken: { readonly name: string; readonly open: OpenBundle }[] = []
    for (const { name, open, refused } of yield* intake.take()) {
      if (open === null) return err(failure('bundleRefused', { name, error: refused }))
      // The check group first: of a bundle of another season nothing else is worth saying.
      if (!isOfSeason(machine, typed, open.header.season)) return err(failure('invitationForeign', {}))
      taken.push({ name, open })
    }
    const { season } = expectDefined(taken[0], 'at least one file was opened').open.header
    const read = yield* readBundleSet({
      bundles: taken.map(({ open }) => open),
      season,
      keyOf: noKeys,
      // The slip names the season, the season is the hash of its founding record, and that names the founder.
      isTrusted: (_device, introduction) => introduction !== null && (introduction.id as string) === season,
      crypto,
    })
    const bundles: BundleToImport[] = []
    for (const [index, { name }] of taken.entries()) {
      const bundle = expectDefined(read[index], 'every bundle was read')
      if (!bundle.ok) return err(failure('bundleRefused', { name, error: bundle.error }))
      bundles.push({ name, decoded: bundle.value })
    }
    const records = recordsIn(bundles)
    const state = stateOfRecords(season, records, crypto)
    // Bundles without the founding record cannot say which seats there are.
    if (state === null) return err(failure('invitationUnknown', {}))
    const opened = openInvitation(machine, typed, state)
    return opened.ok ? ok({ ...opened.value, bundles, records, state }) : opened
  } finally {
    intake.close()
  }
}

/** Each once, with its body where any of the bundles has it. */
function recordsIn(bundles: readonly BundleToImport[]): readonly ReadRecord[] {
  const byId = new Map<RecordId, ReadRecord>()
  for (const { record } of bundles.flatMap(({ decoded }) => decoded.records)) {
    if ((byId.get(record.id)?.bodyBytes ?? null) === null) byId.set(record.id, record)
  }
  return [...byId.values()]
}

function writeJoining(
  machine: Machine,
  workspace: Parameters<typeof openStore>[1],
  invited: Invited,
): Result<SeasonSession, FolderFailure> {
  const { bundles, records, state } = invited
  const store = openStore(machine, workspace, state.id, 'create')
  if (!store.ok) return store
  const device = newDevice(machine)
  const keys = store.value.device.put(device.own)
  const imported = keys.ok
    ? store.value.importRecords({
        bundles: bundles.map((bundle) => importedBundle(machine, bundle)),
        records,
      })
    : keys
  if (!imported.ok) {
    store.value.close()
    return err(storeFailure(imported.error))
  }
  const session = seasonSession(machine, workspace, store.value)
  const enrolled = enrol(machine, session, invited, device)
  const written = enrolled.ok && invited.recovers ? takeOver(machine, session) : enrolled
  if (written.ok) return ok(session)
  store.value.close()
  return err(written.error.code === 'storeFailed' ? written.error : failure('storeFailed', { what: 'io' }))
}

function takeOver(machine: Machine, session: SeasonSession): ReturnType<typeof writeRecord> {
  const { facts } = session.store.snapshot()
  const body = takeover(stateOf(session), facts, session.device)
  return writeRecord(machine, session, { kind: 'season.revised/1', body })
}

/** The enrolment: signed by the machine as every record, and by the key of the invitation it was given on paper. */
function enrol(
  machine: Machine,
  session: SeasonSession,
  { invitation, seat }: Pick<OpenInvitation, 'invitation' | 'seat'>,
  keys: Pick<DeviceSecrets, 'key' | 'encryptionKey'>,
): ReturnType<typeof writeRecord> {
  const { key, encryptionKey } = keys
  const signer = machine.ports.crypto.signerFromSeed(invitation.seed)
  const invitationSignature = signEnrolment(signer, { season: session.id, seat, key, encryptionKey })
  return writeRecord(machine, session, {
    kind: 'device.enrolled/1',
    body: { key, encryptionKey, seat, invitation: invitation.publicKey, invitationSignature },
  })
}
