import type { PassphraseWeakness } from '../domain/passphrase.ts'
import type { CopyDoubt } from './copy-doubt.ts'
import type { Verdict } from './verdict.ts'

/**
 * What the machinery that keeps the ledger may refuse: the season database, the data folder and its keyring, files
 * on drives. Here, below database and platform, so that all of them and the sentences share one closed union.
 */

/** Why a database cannot be opened, or did not do what was asked. */
export type StoreError =
  /** Another program, window or command line holds this database. */
  | { readonly code: 'alreadyOpen'; readonly file: string }
  | { readonly code: 'missing'; readonly file: string }
  /** The key does not fit, or the first pages are damaged: from outside both look the same. */
  | { readonly code: 'wrongKeyOrDamaged'; readonly file: string }
  | { readonly code: 'newerVersion'; readonly found: number; readonly known: number }
  | { readonly code: 'notWritable'; readonly file: string }
  | { readonly code: 'otherSeason'; readonly file: string }
  | IoFailed
  /** Closed, or it could not be opened again after a disk error: nothing more is read or written. */
  | { readonly code: 'closed' }

/**
 * The disk failed during a write. The database was closed, opened again and asked: `stored` means the act is in
 * it, `notStored` that nothing of it is, `unknown` that it could not be opened again.
 */
export interface IoFailed {
  readonly code: 'ioFailed'
  readonly what: 'full' | 'io' | 'corrupt'
  readonly outcome: 'stored' | 'notStored' | 'unknown'
}

/** Why the store does not write a record of this machine's own. */
export type AppendRefusal =
  /** No device key: this machine has neither founded nor joined the season. */
  | { readonly code: 'noDevice' }
  /**
   * This may be an older copy of its machine, or not the only one: writing now could give two records one number.
   * At least one doubt.
   */
  | { readonly code: 'awaitingOwnRecords'; readonly doubts: readonly CopyDoubt[] }
  /** In the set of all records the new one would not be valid, so it is not written at all. */
  | { readonly code: 'notValid'; readonly verdict: Verdict }

/** Why an import cannot be set aside. */
export type SetAsideRefusal =
  | { readonly code: 'importUnknown' }
  | { readonly code: 'alreadySetAside' }
  | { readonly code: 'importNotNewest' }
  /** Something local was written or exported since. */
  | { readonly code: 'writtenSince' }
  /** It holds proof of a fork or a cut. */
  | { readonly code: 'holdsProof' }
  /** It holds this machine's own records. */
  | { readonly code: 'holdsOwn' }
  /** Nothing of it is here any more: what it brought were strangers' records, and there was no room for them. */
  | { readonly code: 'holdsNothing' }
  | NoRoomToWait

/** Why an import cannot be taken back. */
export type TakeBackRefusal =
  | { readonly code: 'importUnknown' }
  | { readonly code: 'notSetAside' }
  | NoRoomToWait

/** Records would be strangers' then, and there is no room to let all of them wait. */
export interface NoRoomToWait {
  readonly code: 'antechamberFull'
}

/** Why a data folder cannot be used as asked. */
export type WorkspaceError =
  | { readonly code: 'folderInUse'; readonly folder: string }
  | { readonly code: 'folderNotWritable'; readonly folder: string }
  | { readonly code: 'folderFull'; readonly folder: string }
  /** It cannot be this program's and its owner's alone; `path` is the first thing in it of which that is so. */
  | {
      readonly code: 'folderNotPrivate'
      readonly folder: string
      readonly path: string
      /** `noPermissions`: the file system has none. `otherContent`: it holds other things, and no machine. */
      readonly why: 'foreignOwner' | 'noPermissions' | 'otherContent'
    }
  /** There is a keyring already: one folder is one machine. */
  | { readonly code: 'workspaceExists'; readonly folder: string }
  | { readonly code: 'noWorkspace'; readonly folder: string }
  | { readonly code: 'keyringDamaged'; readonly folder: string }
  | { readonly code: 'keyringNewer'; readonly folder: string }
  | { readonly code: 'accountUnknown'; readonly account: string }
  | { readonly code: 'accountExists'; readonly account: string }
  | { readonly code: 'wrongPassphrase' }
  | { readonly code: 'recoveryCodeMistyped'; readonly why: 'length' | 'alphabet' }
  | { readonly code: 'recoveryCodeWrong' }
  | { readonly code: 'weakPassphrase'; readonly why: PassphraseWeakness }

/** What reading and writing files on drives, and the encrypted files of the data folder, may run into. */
export type FileError =
  | { readonly code: 'fileMissing'; readonly name: string }
  | { readonly code: 'fileTooLarge'; readonly name: string; readonly size: number; readonly limit: number }
  | { readonly code: 'notReadable'; readonly name: string }
  | { readonly code: 'nameRefused'; readonly name: string }
  /** `free` null: the medium itself said so while writing. Sizes in bytes. */
  | { readonly code: 'diskFull'; readonly needed: number; readonly free: number | null }
  | { readonly code: 'tooLargeForMedium'; readonly size: number; readonly limit: number }
  | { readonly code: 'readOnly'; readonly folder: string }
  /** The drive was pulled or the folder removed meanwhile. */
  | { readonly code: 'vanished'; readonly folder: string }
  /** Read again after writing, the bytes are others: a worn or fake medium. */
  | { readonly code: 'mismatch'; readonly name: string }
  /** A link where the file or its folder should be: what is written there would be somewhere else. */
  | { readonly code: 'linked'; readonly name: string }
  /** Other content stands under the name and under all its neighbours. */
  | { readonly code: 'nameTaken'; readonly name: string }
  /** An encrypted file of the data folder that no longer authenticates. */
  | { readonly code: 'fileDamaged'; readonly name: string }
  | { readonly code: 'deviceError'; readonly folder: string }
