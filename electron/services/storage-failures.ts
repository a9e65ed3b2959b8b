import {
  type Failure,
  type FolderFailure,
  failure,
  type TargetFailure,
  type WriteFailure,
} from '../../shared/contract/failures.ts'
import { Defect, exhausted } from '../../shared/kernel/result.ts'
import type {
  AppendRefusal,
  FileError,
  StoreError,
  WorkspaceError,
} from '../../shared/ledger/storage-errors.ts'
import { notValidFailure } from './own-record-failures.ts'

/** The storage's refusals in the words of the contract. What cannot happen to a careful caller is a defect. */

export function storeFailure(error: StoreError): Failure<'storeFailed'> {
  switch (error.code) {
    case 'ioFailed':
      return failure('storeFailed', { what: error.what, outcome: error.outcome })
    case 'wrongKeyOrDamaged':
      return failure('storeFailed', { what: 'corrupt' })
    case 'closed':
    case 'alreadyOpen':
    case 'missing':
    case 'notWritable':
    case 'newerVersion':
    case 'otherSeason':
      return failure('storeFailed', { what: 'io' })
    default:
      return exhausted(error)
  }
}

/** Why a record of this machine's own was not written; `body` is what it was to say. */
export function appendFailure(error: AppendRefusal | StoreError, body: object): WriteFailure {
  switch (error.code) {
    case 'noDevice':
      return failure('noSeason', {})
    case 'awaitingOwnRecords':
      return failure('readOnlyUntilOwnRecords', {})
    case 'notValid':
      return notValidFailure(error.verdict, body)
    default:
      return storeFailure(error)
  }
}

/** Opening a season's database. */
export function openingFailure(
  error: StoreError,
  folder: string,
): Failure<'folderInUse' | 'folderNotWritable' | 'folderDamaged' | 'databaseNewer' | 'storeFailed'> {
  switch (error.code) {
    case 'alreadyOpen':
      return failure('folderInUse', { folder })
    case 'missing':
      return failure('folderDamaged', { folder, what: 'noDatabase' })
    case 'wrongKeyOrDamaged':
    case 'otherSeason':
      return failure('folderDamaged', { folder, what: 'database' })
    case 'newerVersion':
      return failure('databaseNewer', { found: error.found, known: error.known })
    case 'notWritable':
      return failure('folderNotWritable', { folder })
    case 'ioFailed':
    case 'closed':
      return storeFailure(error)
    default:
      return exhausted(error)
  }
}

/** What may go wrong with the data folder whatever one wanted of it. */
export function folderFailure(error: WorkspaceError): FolderFailure {
  switch (error.code) {
    case 'folderInUse':
      return failure('folderInUse', { folder: error.folder })
    case 'folderNotWritable':
      return failure('folderNotWritable', { folder: error.folder })
    case 'folderNotPrivate':
      return failure('folderNotPrivate', { folder: error.folder, path: error.path, why: error.why })
    case 'folderFull':
      return failure('storeFailed', { what: 'full' })
    case 'keyringDamaged':
    case 'noWorkspace':
      return failure('folderDamaged', { folder: 'folder' in error ? error.folder : '', what: 'keyring' })
    case 'keyringNewer':
      return failure('databaseNewer', { found: 2, known: 1 })
    default:
      throw new Defect(`unexpected refusal of the data folder: ${error.code}`)
  }
}

export function readFailure(error: FileError): Failure<'fileGone' | 'fileTooLarge'> {
  switch (error.code) {
    case 'fileTooLarge':
      return failure('fileTooLarge', { name: error.name, limit: error.limit })
    case 'fileMissing':
    case 'notReadable':
    case 'nameRefused':
    case 'fileDamaged':
    case 'mismatch':
    case 'linked':
    case 'nameTaken':
      return failure('fileGone', { name: error.name })
    case 'vanished':
    case 'deviceError':
    case 'readOnly':
      return failure('fileGone', { name: error.folder })
    case 'diskFull':
    case 'tooLargeForMedium':
      throw new Defect(`reading a file was refused with ${error.code}`)
    default:
      return exhausted(error)
  }
}

export function targetFailure(error: FileError, folder: string): TargetFailure {
  switch (error.code) {
    case 'diskFull':
      return failure('targetFull', { needed: error.needed, free: error.free })
    case 'tooLargeForMedium':
      return failure('fileTooLargeForTarget', { size: error.size })
    case 'readOnly':
      return failure('targetReadOnly', { folder: error.folder })
    case 'mismatch':
      return failure('targetMismatch', { name: error.name })
    case 'linked':
      return failure('targetLinked', { name: error.name })
    case 'nameTaken':
      return failure('targetNameTaken', { name: error.name })
    case 'vanished':
    case 'deviceError':
      return failure('targetVanished', { folder: error.folder })
    case 'fileMissing':
    case 'notReadable':
      return failure('targetVanished', { folder })
    // Names are this program's own (`plainName`, `bundleName`), whatever a person typed.
    case 'nameRefused':
    case 'fileTooLarge':
    case 'fileDamaged':
      throw new Defect(`writing a file was refused with ${error.code}`)
    default:
      return exhausted(error)
  }
}

/** The encrypted files inside the data folder. */
export function vaultFailure(error: FileError): Failure<'storeFailed'> {
  switch (error.code) {
    case 'diskFull':
    case 'tooLargeForMedium':
      return failure('storeFailed', { what: 'full' })
    case 'fileDamaged':
    case 'mismatch':
      return failure('storeFailed', { what: 'corrupt' })
    default:
      return failure('storeFailed', { what: 'io' })
  }
}
