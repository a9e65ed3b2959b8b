import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Defect, err, ok, type Result } from '../../../shared/kernel/result.ts'
import { canonicalText } from '../../../shared/kernel/text.ts'
import type { WorkspaceError } from '../../../shared/ledger/storage-errors.ts'
import type { Account, OpenWorkspace, WorkspaceFolder } from '../../services/ports.ts'
import { chosenStateFolder } from './data-folder.ts'
import { errnoOf } from './disk-failure.ts'
import { syncFolder, writeDurably } from './durable-file.ts'
import { folderCall } from './folder-call.ts'
import type { FolderPlace } from './folder-place.ts'
import {
  accountOf,
  type Keyring,
  type KeyringTools,
  keyringBytes,
  machineKeyOf,
  machineKeyOfCode,
  newKeyring,
  readKeyring,
  withAccount,
} from './keyring.ts'
import { lastTry } from './last-try.ts'
import { openWorkspace } from './open-workspace.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { lockName, madeUnderKeyring, makePrivate } from './private-folder.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'

/** Takes the lock behind a file for as long as this process lives or until it is released (`db/sqlite`). */
export type LockFile = (file: string) => Result<{ release(): void }, 'inUse' | 'notWritable'>

export interface FolderOptions {
  readonly folder: string
  /** Where this computer keeps, outside the folder, how far its machines have written. Default: the usual place. */
  readonly stateFolder?: string | undefined
  readonly tools: KeyringTools
  readonly lockFile: LockFile
  /** Where a folder lies. Default: as the system says. */
  readonly placeOf?: ((folder: string) => FolderPlace) | undefined
}

/** Makes the folder if need be and takes it for this process: a second program is refused here, before any key. */
export function openWorkspaceFolder(options: FolderOptions): Result<WorkspaceFolder, WorkspaceError> {
  const folder = resolve(options.folder)
  return folderCall<WorkspaceFolder, WorkspaceError>(folder, () => {
    const owned = makePrivate(folder)
    if (!owned.ok) return owned
    const lock = options.lockFile(join(folder, lockName))
    if (lock.ok) return ok(workspaceFolder({ ...options, folder }, lock.value.release))
    return err({ code: lock.error === 'inUse' ? 'folderInUse' : 'folderNotWritable', folder })
  })
}

function workspaceFolder(
  { folder, stateFolder = chosenStateFolder(), tools, placeOf }: FolderOptions,
  release: () => void,
): WorkspaceFolder {
  const keyringFile = join(folder, 'keyring.json')
  const tries = lastTry(folder, existsSync(keyringFile))
  /** Made and not kept yet. */
  let pending: Keyring | null = null

  /** Null: there is none yet. */
  const findKeyring = (): Result<Keyring | null, WorkspaceError> =>
    folderCall<Keyring | null, WorkspaceError>(folder, () => {
      let bytes: Uint8Array
      try {
        bytes = readFileSync(keyringFile)
      } catch (thrown) {
        if (errnoOf(thrown) === 'ENOENT') return ok(null)
        throw thrown
      }
      const keyring = readKeyring(bytes, tools)
      if (keyring.ok) return keyring
      return err({ code: keyring.error === 'newer' ? 'keyringNewer' : 'keyringDamaged', folder })
    })
  const existingKeyring = (): Result<Keyring, WorkspaceError> => {
    if (pending !== null) return ok(pending)
    const keyring = findKeyring()
    if (!keyring.ok) return keyring
    return keyring.value === null ? err({ code: 'noWorkspace', folder }) : ok(keyring.value)
  }
  const writeKeyring = (keyring: Keyring): Result<null, WorkspaceError> =>
    folderCall(folder, () => {
      writeDurably(keyringFile, keyringBytes(keyring, tools))
      return ok(null)
    })
  const changeKeyring = (keyring: Keyring): Result<null, WorkspaceError> => {
    if (pending === null) return writeKeyring(keyring)
    pending = keyring
    return ok(null)
  }
  const unlocked = (machineKey: Uint8Array, account: Account, practice: boolean): OpenWorkspace =>
    openWorkspace(
      {
        ...{ folder, stateFolder, placeOf, account, machineKey, tools },
        ...{ readKeyring: existingKeyring, writeKeyring: changeKeyring },
      },
      practice,
    )

  return {
    folder,
    state() {
      const keyring = findKeyring()
      if (!keyring.ok) return keyring
      if (keyring.value === null) return ok({ state: 'new' })
      const { accounts, practice } = keyring.value
      return ok({ state: 'locked', accounts: accounts.map(accountOf), practice })
    },
    createKeyring({ account: given, practice }) {
      const account = { ...given, name: canonicalText(given.name) }
      const found = findKeyring()
      if (!found.ok) return found
      if (found.value !== null) return err({ code: 'workspaceExists', folder })
      const strong = passphraseRules.check(account.passphrase, practice)
      if (!strong.ok) return err({ code: 'weakPassphrase', why: strong.error })
      const cleared = folderCall<null, never>(folder, () => {
        if (pending === null) setLeftoversAside(folder)
        return ok(null)
      })
      if (!cleared.ok) return cleared
      const machineKey = tools.random.bytes(32)
      const code = newRecoveryCode(tools.random, tools.crypto)
      pending = newKeyring(machineKey, account, { practice, code: code.seed }, tools)
      const { name, role } = account
      return ok({ workspace: unlocked(machineKey, { name, role }, practice), recoveryCode: code.text })
    },
    keepKeyring() {
      if (pending === null) throw new Defect('there is no new keyring to keep')
      const written = writeKeyring(pending)
      if (!written.ok) return written
      pending = null
      tries.right()
      return written
    },
    discardNew() {
      if (pending === null) return
      pending = null
      // All of it was made since, as what was there before was set aside; and nobody can read it: its keys hung on
      // a keyring that was never written.
      for (const name of madeUnderKeyring) rmSync(join(folder, name), { recursive: true, force: true })
    },
    unlock({ account, passphrase }) {
      const keyring = existingKeyring()
      if (!keyring.ok) return keyring
      const slot = keyring.value.accounts.find((each) => each.account === account)
      if (slot === undefined) return err({ code: 'accountUnknown', account })
      const machineKey = machineKeyOf(keyring.value, slot, passphrase)
      if (machineKey === null) return err({ code: 'wrongPassphrase' })
      return ok(unlocked(machineKey, accountOf(slot), keyring.value.practice))
    },
    recover({ recoveryCode, newPassphrase }) {
      const code = readRecoveryCode(recoveryCode, tools.crypto)
      if (!code.ok) return err({ code: 'recoveryCodeMistyped', why: code.error })
      const keyring = existingKeyring()
      if (!keyring.ok) return keyring
      const { accounts, practice } = keyring.value
      const strong = passphraseRules.check(newPassphrase, practice)
      if (!strong.ok) return err({ code: 'weakPassphrase', why: strong.error })
      const machineKey = machineKeyOfCode(keyring.value, code.value, tools)
      if (machineKey === null) return err({ code: 'recoveryCodeWrong' })
      const slot = accounts.find((each) => each.role === 'administrator') ?? accounts[0]
      if (slot === undefined) return err({ code: 'keyringDamaged', folder })
      const account = accountOf(slot)
      const renewed = withAccount(keyring.value, machineKey, { ...account, passphrase: newPassphrase }, tools)
      const written = writeKeyring(renewed)
      return written.ok ? ok(unlocked(machineKey, account, practice)) : written
    },
    wasLastTryRight: tries.wasRight,
    beginTry: tries.begin,
    rightTry: tries.right,
    close: release,
  }
}

/**
 * Seasons and files without a keyring: a crash during a founding left them, the keyring was lost and may yet be found,
 * or a person put them there. Nobody can tell, so they are moved out of the way and never deleted.
 */
function setLeftoversAside(folder: string): void {
  const leftovers = madeUnderKeyring.filter((name) => existsSync(join(folder, name)))
  if (leftovers.length === 0) return
  let number = 1
  while (existsSync(join(folder, `leftover-${number}`))) number++
  const aside = join(folder, `leftover-${number}`)
  mkdirSync(aside, { mode: 0o700 })
  for (const name of leftovers) renameSync(join(folder, name), join(aside, name))
  syncFolder(folder)
}
