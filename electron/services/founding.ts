import {
  type Failure,
  type FolderFailure,
  failure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import type { PresetSummary, Slip } from '../../shared/contract/workspace.ts'
import { authoritySeat, leadSeat, type SeasonId, type Seat, unitSeat } from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import type { CrossEntry, Season, SeasonFounded } from '../../shared/domain/season.ts'
import { Defect, err, ok, type Result } from '../../shared/kernel/result.ts'
import { canonicalText } from '../../shared/kernel/text.ts'
import { type Invitation, newInvitation } from '../../shared/ledger/invitation.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { presetSetting } from './agreements.ts'
import { type DeviceSecrets, newDevice } from './device.ts'
import { slipOf } from './invitations.ts'
import type { Machine } from './machine.ts'
import { composeFailure } from './own-record-failures.ts'
import type { Account, OpenWorkspace } from './ports.ts'
import { type Preset, readPreset } from './presets.ts'
import { composeAt, type SeasonSession, withCanonicalTexts, writeRecord } from './season-session.ts'
import { appendFailure, folderFailure, storeFailure } from './storage-failures.ts'
import { closeSession, newFolderFailure, openStore, seasonSession } from './workspace.ts'

/** A founding that is composed and not written: nothing of it exists before the recovery slip is kept. */
export interface PreparedFounding {
  readonly season: SeasonId
  readonly record: SignedRecord
  readonly device: DeviceSecrets
  readonly invitations: readonly (Invitation & { readonly seat: Seat })[]
  readonly preset: Preset
  readonly account: Account
  /** In memory until the season is whole. */
  readonly workspace: OpenWorkspace
}

export interface FoundingInput {
  readonly preset: string
  readonly year: number
  readonly name: string
  /** Left out: as the preset says. */
  readonly crossEntry?: CrossEntry | undefined
  readonly account: string
  readonly passphrase: string
}

/** The presets a season may be founded from; unreadable ones are left out. */
export function presetSummaries(machine: Machine): readonly PresetSummary[] {
  return machine.ports.presets.flatMap((file) => {
    const read = readPreset(file)
    if (!read.ok) return []
    const { id, about, season, scale } = read.value
    const { clusters, units, name, year, policies } = season
    const { crossEntry } = policies
    const counts = { clusters: clusters.length, units: units.length }
    return [{ id, name, year, about, ...counts, scaleTitle: scale.title, crossEntry }]
  })
}

/**
 * Composes the founding record, which gives the season its id, and the keyring, whose recovery code is shown with
 * the slip. Both live in memory: nothing is written before `commitFounding`.
 */
export function prepareFounding(
  machine: Machine,
  input: FoundingInput,
): Result<
  { readonly recovery: Slip; readonly machineRecoveryCode: string; readonly seasonName: string },
  | FolderFailure
  | Failure<'workspaceExists' | 'weakPassphrase' | 'presetUnknown' | 'presetInvalid' | 'inputRefused'>
> {
  abandonFounding(machine)
  if (machine.session.state === 'open') return err(failure('workspaceExists', {}))
  const preset = presetOf(machine, input.preset)
  if (!preset.ok) return preset
  const { practice, random } = machine.sources
  const { crypto } = machine.ports
  const account: Account = { name: canonicalText(input.account), role: 'administrator' }
  const season: Season = withCanonicalTexts({
    ...preset.value.season,
    policies: {
      ...preset.value.season.policies,
      crossEntry: input.crossEntry ?? preset.value.season.policies.crossEntry,
    },
    year: input.year,
    name: input.name,
    practice,
  })
  const device = newDevice(machine)
  const recovery = newInvitation(random, crypto)
  const invitations = invitedSeats(season).map((seat) => ({ seat, ...newInvitation(random, crypto) }))
  const body: SeasonFounded = {
    founder: { key: device.key, encryptionKey: device.encryptionKey, seat: authoritySeat },
    recoveryKey: recovery.publicKey,
    season,
    seats: [
      { seat: authoritySeat, invitations: [], holders: [] },
      ...invitations.map(({ seat, publicKey }) => ({ seat, invitations: [publicKey], holders: [] })),
    ],
  }
  const composed = composeAt(
    machine,
    { id: '', signer: device.signer, account },
    { kind: 'season.founded/1', body },
    { seq: 1, prev: null, basis: null },
  )
  if (!composed.ok) return err(composeFailure(composed.error, body))
  const keyring = machine.ports.folder.createKeyring({
    account: { ...account, passphrase: input.passphrase },
    practice,
  })
  if (!keyring.ok) return err(newFolderFailure(keyring.error))
  const record = composed.value
  const id = record.id as string as SeasonId // the season's id is the id of its founding record
  const { workspace, recoveryCode } = keyring.value
  machine.prepared = { season: id, record, device, invitations, preset: preset.value, account, workspace }
  return ok({
    recovery: slipOf(machine, id, 'recovery', recovery.secret),
    machineRecoveryCode: recoveryCode,
    seasonName: season.name,
  })
}

/** Writes the founding: database, founding record, scale, the secrets of all invitations. Whole or not at all. */
export function commitFounding(
  machine: Machine,
): Result<null, FolderFailure | Failure<'foundingNotPrepared' | 'workspaceExists'>> {
  const { prepared } = machine
  if (prepared === null) return err(failure('foundingNotPrepared', {}))
  const store = openStore(machine, prepared.workspace, prepared.season, 'create')
  if (!store.ok) return refuse(machine, store.error)
  const written = writeFounding(machine, prepared, store.value)
  if (!written.ok) {
    store.value.close()
    return refuse(machine, written.error)
  }
  const kept = machine.ports.folder.keepKeyring()
  if (!kept.ok) {
    store.value.close()
    return refuse(machine, folderFailure(kept.error))
  }
  machine.prepared = null
  machine.session = { state: 'open', workspace: prepared.workspace, season: written.value }
  return ok(null)
}

/** Forgets a founding that was prepared and not committed. */
export function abandonFounding(machine: Machine): void {
  if (machine.prepared === null) return
  machine.prepared.workspace.lock()
  machine.prepared = null
  machine.ports.folder.discardNew()
}

function refuse(machine: Machine, error: FolderFailure): Result<null, FolderFailure> {
  abandonFounding(machine)
  closeSession(machine)
  return err(error)
}

function presetOf(machine: Machine, id: string): Result<Preset, Failure<'presetUnknown' | 'presetInvalid'>> {
  const file = machine.ports.presets.find((each) => each.id === id)
  if (file === undefined) return err(failure('presetUnknown', { preset: id }))
  const preset = readPreset(file)
  return preset.ok ? preset : err(failure('presetInvalid', { preset: id, ...preset.error }))
}

/** Every seat but the founder's own. */
function invitedSeats(season: Season): readonly Seat[] {
  return [
    ...season.clusters.map((cluster) => leadSeat(cluster.code)),
    ...season.units.map((unit) => unitSeat(unit.code)),
  ]
}

function writeFounding(
  machine: Machine,
  prepared: PreparedFounding,
  store: SeasonSession['store'],
): Result<SeasonSession, FolderFailure> {
  const { device, record, invitations, preset, workspace } = prepared
  const keys = store.device.put(device.own)
  if (!keys.ok) return err(storeFailure(keys.error))
  const secrets = store.invitations.putMany(
    invitations.map(({ seat, publicKey, secret }) => ({ seat, publicKey, secret })),
  )
  if (!secrets.ok) return err(storeFailure(secrets.error))
  const remembered = store.settings.put(presetSetting, preset.id)
  if (!remembered.ok) return err(storeFailure(remembered.error))
  const founded = store.append<never>(() => ok(record))
  if (!founded.ok) return err(onlyDisk(appendFailure(founded.error, record)))
  const session = seasonSession(machine, workspace, store)
  const scale = publishFirstScale(machine, session, preset.scale)
  return scale.ok ? ok(session) : err(scale.error)
}

function publishFirstScale(
  machine: Machine,
  session: SeasonSession,
  scale: Scale,
): Result<null, FolderFailure> {
  const written = writeRecord(machine, session, {
    kind: 'scale.published/1',
    body: { cluster: null, scale, replaces: null },
  })
  return written.ok ? ok(null) : err(onlyDisk(written.error))
}

/** The founder holds the authority's seat and nothing has been restored yet: nothing but the disk can refuse. */
function onlyDisk(error: WriteFailure): Failure<'storeFailed'> {
  if (error.code === 'storeFailed') return error
  throw new Defect(`the founder may not write: ${error.code}`)
}
