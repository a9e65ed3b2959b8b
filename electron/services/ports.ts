import type { OwnHeadKeeper } from '../../db/own-head.ts'
import type { DeviceId, SeasonId, Sha256Hex } from '../../shared/domain/ids.ts'
import type { PassphraseWeakness } from '../../shared/domain/passphrase.ts'
import type { BundleSource } from '../../shared/exchange/bundle-source.ts'
import type { RandomSource } from '../../shared/kernel/ports.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { FileError, WorkspaceError } from '../../shared/ledger/storage-errors.ts'

/**
 * What the use cases need from a machine beside the pure ports of `shared/kernel/ports.ts` (Clock, RandomSource,
 * Verification, KeyMaker). Implemented in `electron/platform/node`; every method is synchronous, because all of
 * this runs in one worker beside a synchronous store.
 */

export type AccountRole = 'administrator' | 'officer' | 'head' | 'viewer'

export interface Account {
  readonly name: string
  readonly role: AccountRole
}

export interface NewAccount extends Account {
  readonly passphrase: string
}

export type WorkspaceFolderState =
  | { readonly state: 'new' }
  | { readonly state: 'locked'; readonly accounts: readonly Account[]; readonly practice: boolean }

/** One data folder is one machine. Holds the folder's lock from opening to `close`. */
export interface WorkspaceFolder {
  readonly folder: string
  state(): Result<WorkspaceFolderState, WorkspaceError>
  /**
   * Makes keyring and machine key, in memory: the folder becomes a machine only with `keepKeyring`, when the season
   * it was made for is whole. `practice` folders take the printed practice passphrase, which real ones refuse.
   * The recovery code is shown once (28 characters in groups of four) and kept nowhere.
   */
  createKeyring(input: {
    readonly account: NewAccount
    readonly practice: boolean
  }): Result<{ readonly workspace: OpenWorkspace; readonly recoveryCode: string }, WorkspaceError>
  /** Writes the keyring of `createKeyring` at once and whole: the last step of a founding or joining. */
  keepKeyring(): Result<null, WorkspaceError>
  /**
   * Takes back a keyring that was made and not kept, and removes whatever was made under it. Without one it does
   * nothing. (What a crash left of one is moved aside by the next `createKeyring`, never deleted.)
   */
  discardNew(): void
  /**
   * False: the last passphrase tried here was wrong, or nobody can tell; the pause after it is due again, whatever
   * program tries next and however often it was started meanwhile. Counting the pause is the caller's, who has a clock.
   */
  wasLastTryRight(): boolean
  /** Before any passphrase or code is tried: until `rightTry` this one counts as wrong, a kill meanwhile included. */
  beginTry(): void
  rightTry(): void
  unlock(input: {
    readonly account: string
    readonly passphrase: string
  }): Result<OpenWorkspace, WorkspaceError>
  /** Gives the first administrator a new passphrase. The recovery code stays good. */
  recover(input: {
    readonly recoveryCode: string
    readonly newPassphrase: string
  }): Result<OpenWorkspace, WorkspaceError>
  close(): void
}

/** An unlocked folder. After `lock` its keys are wiped and every method is a defect. */
export interface OpenWorkspace {
  readonly account: Account
  readonly practice: boolean
  /** Seasons that have a database here, in order of their short ids. */
  seasons(): Result<readonly SeasonId[], WorkspaceError>
  /** Where the season's database lies and what it is opened with; makes the folder if need be. */
  seasonPlace(season: SeasonId): Result<SeasonPlace, WorkspaceError>
  vault(area: VaultArea): Vault
  /** Moves one file between areas without decrypting it. */
  moveInVault(file: Sha256Hex, from: VaultArea, to: VaultArea): Result<null, FileError>
  addAccount(account: NewAccount): Result<null, WorkspaceError>
  changePassphrase(input: {
    readonly account: string
    readonly passphrase: string
    readonly newPassphrase: string
  }): Result<null, WorkspaceError>
  /** Asked again before a sign-off. */
  isPassphrase(passphrase: string): Result<boolean, WorkspaceError>
  lock(): void
}

export interface SeasonPlace {
  readonly file: string
  /** 32 bytes for the database, derived from the machine key for this season alone. */
  readonly key: Uint8Array
  /** Notes, outside the database, how far this machine has written. */
  readonly ownHead: OwnHeadKeeper
}

/** `incoming`: copies of bundles under preview. `archive`: bundles imported and exported. `attachments`: scans. */
export type VaultArea = 'incoming' | 'archive' | 'attachments'

/** Encrypted whole files, named by the SHA-256 of their content. */
export interface Vault {
  put(bytes: Uint8Array): Result<Sha256Hex, FileError>
  get(file: Sha256Hex): Result<Uint8Array, FileError>
  has(file: Sha256Hex): boolean
  delete(file: Sha256Hex): Result<null, FileError>
  list(): readonly Sha256Hex[]
}

export interface TargetPlace {
  readonly path: string
  readonly label: string
  readonly kind: 'removable' | 'folder'
  readonly freeBytes: number | null
}

export interface TargetEntry {
  readonly path: string
  readonly name: string
  readonly kind: 'folder' | 'bundle'
  readonly bytes: number
  /** RFC 3339 UTC. */
  readonly modifiedAt: string
}

export interface TargetFolder {
  readonly path: string
  readonly label: string
  readonly parent: string | null
  /** Folders first, then bundles, newest first; other files are not shown. */
  readonly entries: readonly TargetEntry[]
}

export interface WrittenFile {
  readonly path: string
  /** The name it has, which is another than wanted where other content stands under that one. */
  readonly name: string
  readonly sha256: Sha256Hex
  readonly bytes: number
}

/** Files outside the data folder: sticks, documents. Paths stay on this side; screens hold opaque handles. */
export interface FileTargets {
  /** Drives that can be taken away first, then the usual folders. */
  places(): readonly TargetPlace[]
  browse(folder: string): Result<TargetFolder, FileError>
  /**
   * Space and file-size limit → `.<name>.<device>.part`, made exclusively → fsync → its name, if free → fsync the
   * folder → read again and compare. Nothing that stands there is ever replaced or written through: the very same
   * bytes count as written, other content gets a neighbour (`x-2.pdf`). After any refusal there is nothing new.
   * `owner`: the device that writes; what a killed run of its left in the folder is removed first.
   */
  writeFile(input: {
    readonly folder: string
    readonly name: string
    readonly bytes: Uint8Array
    readonly owner: DeviceId | null
  }): Result<WrittenFile, FileError>
  /** Removes what a killed run of this device left in a folder, if the folder is there. */
  removeLeftovers(folder: string, owner: DeviceId): void
  /** To be read by ranges; nothing is read yet, so the size costs nothing. */
  openFile(path: string): Result<OpenedFile, FileError>
}

/** A file on a drive, open for reading. */
export interface OpenedFile extends BundleSource {
  close(): void
}

/** Copies of what is being looked at, readable for this program's user alone, and gone when the look is over. */
export interface PrivateCopies {
  /** Refuses where the disk would run too full. */
  create(size: number): Result<PrivateCopy, FileError>
  /** What a killed run left. */
  removeAll(): void
}

export interface PrivateCopy {
  /** Appends; throws a `FileFault`. */
  write(bytes: Uint8Array): void
  /** Of the size it was made for; to be read when all of it was written. */
  readonly source: BundleSource
  remove(): void
}

/** How long work lets others have their turn. */
export interface Turns {
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** Comes back after everything that waits has had its turn. */
  next(): Promise<void>
}

/** Wraps a signatory's key with that person's own passphrase (scrypt, AES-256-GCM). The result is plain text. */
export interface SecretWrapper {
  wrap(secret: Uint8Array, passphrase: string): string
  unwrap(wrapped: string, passphrase: string): Result<Uint8Array, 'wrongPassphrase' | 'damaged'>
}

export interface PassphraseRules {
  check(passphrase: string, practice: boolean): Result<null, PassphraseWeakness>
  /** Five words of plain letters that no Vietnamese input method rewrites. */
  suggest(random: RandomSource): string
  /** Printed for everybody; opens practice folders only. */
  readonly practicePassphrase: string
}
