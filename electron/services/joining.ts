import type { CallOutput } from '../../shared/contract/calls.ts'
import {
  type Failure,
  type FolderFailure,
  failure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { Seat } from '../../shared/domain/ids.ts'
import { type DecodedBundle, decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { verifyBundleSet } from '../../shared/exchange/verify-bundle.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { canonicalText } from '../../shared/kernel/text.ts'
import { signEnrolment } from '../../shared/ledger/invitation.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { seatName } from '../../shared/messages/words.ts'
import { type DeviceSecrets, newDevice } from './device.ts'
import { readBundleFile } from './files.ts'
import { abandonFounding } from './founding.ts'
import { type BundleToImport, importedBundle } from './imported-bundle.ts'
import {
  type InvitationFailure,
  isOfSeason,
  type OpenInvitation,
  openInvitation,
  typedInvitation,
} from './invitations.ts'
import type { Machine } from './machine.ts'
import { type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { stateOfRecords } from './state-of-records.ts'
import { folderFailure, storeFailure } from './storage-failures.ts'
import { newFolderFailure, openStore, seasonSession } from './workspace.ts'

type LookFailure = InvitationFailure | Failure<'bundleRefused' | 'fileGone' | 'fileTooLarge'>
export interface JoiningInput {
  readonly file: FileHandle
  readonly code: string
}

/** What a season bundle and a code would join; nothing is written. */
export function lookAtInvitation(
  machine: Machine,
  input: JoiningInput,
): Result<CallOutput<'joining.look'>, LookFailure> {
  const found = invitedBy(machine, input)
  if (!found.ok) return found
  const { seat, state } = found.value
  const { season } = state
  return ok({
    seat,
    seatName: seatName(seat, season, 'vi'),
    seasonName: season.name,
    year: season.year,
    authority: season.authority.name,
    practice: season.practice,
  })
}

/**
 * Joins in one act: own keys, a database, the season bundle's records, and the enrolment signed by the invitation.
 * The keyring is kept last; whatever is refused before leaves the folder as it was.
 */
export function joinSeason(
  machine: Machine,
  input: JoiningInput & { readonly account: string; readonly passphrase: string },
): Result<
  CallOutput<'joining.commit'>,
  LookFailure | FolderFailure | Failure<'workspaceExists' | 'weakPassphrase'>
> {
  abandonFounding(machine)
  if (machine.session.state === 'open') return err(failure('workspaceExists', {}))
  const found = invitedBy(machine, input)
  if (!found.ok) return found
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
): Result<{ readonly seat: Seat }, WriteFailure | InvitationFailure> {
  const typed = typedInvitation(code)
  if (!typed.ok) return typed
  const open = openInvitation(machine, typed.value, stateOf(session))
  if (!open.ok) return open
  const keys = expectDefined(session.store.device.current(), 'a season database has a device key')
  const { crypto } = machine.ports
  const written = enrol(machine, session, open.value, {
    key: hexOf(session.signer.publicKey) as DeviceSecrets['key'], // 32 bytes in hex
    encryptionKey: hexOf(crypto.encryptionPublicKey(keys.encryptionSecret)) as DeviceSecrets['key'], // 32 bytes in hex
  })
  return written.ok ? ok({ seat: open.value.seat }) : written
}

/** A bundle that was read and verified, the season it tells of, and the seat the slip opens in it. */
interface Invited extends OpenInvitation {
  readonly bundle: BundleToImport
  readonly state: SeasonState
}

function invitedBy(machine: Machine, { file, code }: JoiningInput): Result<Invited, LookFailure> {
  const typed = typedInvitation(code)
  if (!typed.ok) return typed
  const read = readBundleFile(machine, file)
  if (!read.ok) return read
  const { name, bytes } = read.value
  const { crypto } = machine.ports
  const decoded = decodeBundle(bytes, crypto)
  if (!decoded.ok) return err(failure('bundleRefused', { name, error: decoded.error }))
  // The check group first: of a bundle of another season nothing else is worth saying.
  if (!isOfSeason(machine, typed.value, decoded.value.header.season))
    return err(failure('invitationForeign', {}))
  const [verified] = verifyBundleSet([decoded.value], null, () => undefined, crypto)
  if (verified === undefined || !verified.ok) {
    const error = verified?.error ?? { code: 'notABundle' as const, size: bytes.length }
    return err(failure('bundleRefused', { name, error }))
  }
  const state = stateInBundle(machine, decoded.value)
  // A bundle without the founding record cannot say which seats there are.
  if (state === null) return err(failure('invitationUnknown', {}))
  const open = openInvitation(machine, typed.value, state)
  return open.ok ? ok({ ...open.value, bundle: { name, decoded: decoded.value }, state }) : open
}

function stateInBundle(machine: Machine, bundle: DecodedBundle): SeasonState | null {
  const records = bundle.records.map(({ record }) => record)
  return stateOfRecords(bundle.header.season, records, machine.ports.crypto)
}

function writeJoining(
  machine: Machine,
  workspace: Parameters<typeof openStore>[1],
  invited: Invited,
): Result<SeasonSession, FolderFailure> {
  const { bundle } = invited
  const store = openStore(machine, workspace, bundle.decoded.header.season, 'create')
  if (!store.ok) return store
  const device = newDevice(machine)
  const keys = store.value.device.put(device.own)
  const imported = keys.ok
    ? store.value.importRecords({
        bundles: [importedBundle(machine, bundle)],
        records: bundle.decoded.records.map(({ record }) => record),
      })
    : keys
  if (!imported.ok) {
    store.value.close()
    return err(storeFailure(imported.error))
  }
  const session = seasonSession(machine, workspace, store.value)
  const enrolled = enrol(machine, session, invited, device)
  if (enrolled.ok) return ok(session)
  store.value.close()
  return err(enrolled.error.code === 'storeFailed' ? enrolled.error : failure('storeFailed', { what: 'io' }))
}

/** The enrolment: signed by the machine as every record, and by the key of the invitation it was given on paper. */
function enrol(
  machine: Machine,
  session: SeasonSession,
  { invitation, seat }: OpenInvitation,
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
