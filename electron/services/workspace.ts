import { type Failure, type FolderFailure, failure } from '../../shared/contract/failures.ts'
import type { SeasonBrief, ShownDoubt, WorkspaceStatus } from '../../shared/contract/workspace.ts'
import type { SeasonId } from '../../shared/domain/ids.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import type { WorkspaceError } from '../../shared/ledger/storage-errors.ts'
import { seatsOfDevice } from './exchange-history.ts'
import { stopWork } from './long-work.ts'
import { clockOf, type Machine } from './machine.ts'
import { pauseLeft, tryPassphrase, wrongPassphrase } from './passphrase-pause.ts'
import type { OpenWorkspace } from './ports.ts'
import { ownSeats, type SeasonSession, stateOf } from './season-session.ts'
import { folderFailure, openingFailure, storeFailure } from './storage-failures.ts'
import { cleanTarget } from './written-files.ts'

/** What the first screen asks: new, locked, or open with which season. */
export function workspaceStatus(machine: Machine): Result<WorkspaceStatus, FolderFailure> {
  const { session } = machine
  if (session.state === 'open') {
    const { account, practice } = session.workspace
    const season = session.season === null ? null : seasonBrief(session.season)
    const open = { state: 'open', account, practice, season } as const
    return ok(season?.doubts.some(isElsewhere) === true ? { ...open, elsewhere: true } : open)
  }
  const state = machine.ports.folder.state()
  return state.ok ? state : err(folderFailure(state.error))
}

/** Opens the folder with an account's passphrase, and its season with it. */
export function unlock(
  machine: Machine,
  input: { readonly account: string; readonly passphrase: string },
): Result<null, FolderFailure | Failure<'wrongPassphrase' | 'passphrasePause'>> {
  const pause = pauseLeft(machine)
  if (pause > 0) return err(failure('passphrasePause', { waitSeconds: pause }))
  closeSession(machine)
  const opened = tryPassphrase(machine, () => machine.ports.folder.unlock(input), judgeTry)
  if (opened.ok) return startSession(machine, opened.value)
  if (isWrongTry(opened.error)) return err(wrongPassphrase())
  return err(folderFailure(opened.error))
}

/** Gives the first administrator a new passphrase with the machine's printed recovery code. */
export function recover(
  machine: Machine,
  input: { readonly recoveryCode: string; readonly newPassphrase: string },
): Result<null, FolderFailure | Failure<'recoveryCodeWrong' | 'passphrasePause' | 'weakPassphrase'>> {
  const pause = pauseLeft(machine)
  if (pause > 0) return err(failure('passphrasePause', { waitSeconds: pause }))
  closeSession(machine)
  const opened = tryPassphrase(machine, () => machine.ports.folder.recover(input), judgeTry)
  if (opened.ok) return startSession(machine, opened.value)
  if (isWrongTry(opened.error)) return err(failure('recoveryCodeWrong', {}))
  if (opened.error.code === 'weakPassphrase') return err(failure('weakPassphrase', { why: opened.error.why }))
  return err(folderFailure(opened.error))
}

/** A person takes it upon themselves that this is the only copy of its machine: it writes again. */
export function declareOnlyCopy(
  machine: Machine,
  session: SeasonSession,
): Result<null, Failure<'storeFailed'>> {
  const declared = session.store.copies.declareOnly(session.account.name)
  machine.touches++
  return declared.ok ? declared : err(storeFailure(declared.error))
}

/** Forgets keys, drafts of acts and previews; the database is closed. */
export function lock(machine: Machine): void {
  closeSession(machine)
  machine.emit({ topic: 'locked' })
}

export function closeSession(machine: Machine): void {
  stopWork(machine)
  machine.preview = null
  machine.prepared = null
  if (machine.session.state === 'closed') return
  machine.session.season?.store.close()
  machine.session.workspace.lock()
  machine.session = { state: 'closed' }
}

function judgeTry(outcome: Result<unknown, WorkspaceError>): 'right' | 'wrong' | 'notTried' {
  if (outcome.ok) return 'right'
  return isWrongTry(outcome.error) ? 'wrong' : 'notTried'
}

function isWrongTry({ code }: WorkspaceError): boolean {
  return ['wrongPassphrase', 'accountUnknown', 'recoveryCodeWrong', 'recoveryCodeMistyped'].includes(code)
}

/** Refusals of acts that make a keyring or give a new passphrase. */
export function newFolderFailure(
  error: WorkspaceError,
): FolderFailure | Failure<'workspaceExists' | 'weakPassphrase'> {
  switch (error.code) {
    case 'workspaceExists':
      return failure('workspaceExists', {})
    case 'weakPassphrase':
      return failure('weakPassphrase', { why: error.why })
    default:
      return folderFailure(error)
  }
}

/** Opens (or makes) the database of a season in an unlocked folder. */
export function openStore(
  machine: Machine,
  workspace: OpenWorkspace,
  season: SeasonId,
  mode: 'create' | 'open',
): Result<SeasonSession['store'], FolderFailure> {
  const { crypto, folder, openSeasonStore, storage } = machine.ports
  if (storage === 'memory') {
    const opened = openSeasonStore({ season, location: { kind: 'memory' }, crypto, clock: clockOf(machine) })
    return opened.ok ? opened : err(storeFailure(opened.error))
  }
  const place = workspace.seasonPlace(season)
  if (!place.ok) return err(folderFailure(place.error))
  const opened = openSeasonStore({
    season,
    location: { kind: 'file', file: place.value.file, key: place.value.key, mode },
    crypto,
    clock: clockOf(machine),
    ownHead: place.value.ownHead,
  })
  return opened.ok ? opened : err(openingFailure(opened.error, folder.folder))
}

/** The session of a store whose device keys are in place. */
export function seasonSession(
  machine: Machine,
  workspace: OpenWorkspace,
  store: SeasonSession['store'],
): SeasonSession {
  const keys = expectDefined(store.device.current(), 'a season database has a device key')
  return {
    id: store.season,
    store,
    device: keys.device,
    signer: machine.ports.crypto.signerFromSeed(keys.seed),
    account: workspace.account,
  }
}

function startSession(machine: Machine, workspace: OpenWorkspace): Result<null, FolderFailure> {
  const seasons = workspace.seasons()
  if (!seasons.ok) return refuseSession(workspace, folderFailure(seasons.error))
  // The keyring is kept when its season is whole, and one folder is one machine: anything else is damage.
  const [season, second] = seasons.value
  if (season === undefined || second !== undefined) {
    return refuseSession(workspace, damaged(machine, season === undefined ? 'noDatabase' : 'twoSeasons'))
  }
  const store = openStore(machine, workspace, season, 'open')
  if (!store.ok) return refuseSession(workspace, store.error)
  try {
    if (store.value.device.current() === undefined || store.value.snapshot().state === null) {
      store.value.close()
      return refuseSession(workspace, damaged(machine, 'database'))
    }
    const opened = seasonSession(machine, workspace, store.value)
    cleanTarget(machine, opened)
    machine.session = { state: 'open', workspace, season: opened }
    return ok(null)
  } catch (thrown) {
    // A file that stays open could not be put right by hand.
    store.value.close()
    workspace.lock()
    throw thrown
  }
}

function damaged(machine: Machine, what: Failure<'folderDamaged'>['what']): Failure<'folderDamaged'> {
  return failure('folderDamaged', { folder: machine.ports.folder.folder, what })
}

function refuseSession(workspace: OpenWorkspace, error: FolderFailure): Result<null, FolderFailure> {
  workspace.lock()
  return err(error)
}

function seasonBrief(session: SeasonSession): SeasonBrief {
  const state = stateOf(session)
  return {
    id: session.id,
    year: state.season.year,
    name: state.season.name,
    practice: state.season.practice,
    device: session.device,
    ownSeats: ownSeats(state, session.device),
    writing: writingOf(session),
    doubts: session.store.copies.doubts().map((each) => shownDoubt(state, each)),
    unkept: session.store.copies.unkept(),
  }
}

function shownDoubt(
  state: ReturnType<typeof stateOf>,
  doubt: ReturnType<SeasonSession['store']['copies']['doubts']>[number],
): ShownDoubt {
  return doubt.doubt === 'claimed' ? { ...doubt, seats: seatsOfDevice(state, doubt.device) } : doubt
}

function isElsewhere({ doubt }: ShownDoubt): boolean {
  return doubt === 'moved' || doubt === 'otherComputer' || doubt === 'renamed'
}

function writingOf(session: SeasonSession): SeasonBrief['writing'] {
  const state = stateOf(session)
  const forked = state.devices.some((each) => each.device === session.device && each.forkedAt !== null)
  const held = state.heldSeats.filter((seat) =>
    seat.holders.some((holder) => holder.device === session.device),
  )
  const cut = held.length > 0 && ownSeats(state, session.device).length === 0
  if (forked || cut) return 'cutOrForked'
  return session.store.writing().allowed ? 'allowed' : 'awaitingOwnRecords'
}
