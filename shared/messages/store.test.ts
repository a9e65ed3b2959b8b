import { expect, test } from 'vitest'
import type { DeviceId } from '../domain/ids.ts'
import { describeStorageError, type StorageError } from './store.ts'

const folder = '/du-lieu'
const file = '/du-lieu/season.db'
const name = 'goi.giaouoc'

/** One of each code; the type makes a forgotten one fail to compile. */
const samples: { readonly [Code in StorageError['code']]: Extract<StorageError, { readonly code: Code }> } = {
  alreadyOpen: { code: 'alreadyOpen', file },
  missing: { code: 'missing', file },
  wrongKeyOrDamaged: { code: 'wrongKeyOrDamaged', file },
  newerVersion: { code: 'newerVersion', found: 9, known: 1 },
  notWritable: { code: 'notWritable', file },
  otherSeason: { code: 'otherSeason', file },
  ioFailed: { code: 'ioFailed', what: 'full', outcome: 'notStored' },
  closed: { code: 'closed' },
  noDevice: { code: 'noDevice' },
  awaitingOwnRecords: { code: 'awaitingOwnRecords', doubts: [{ doubt: 'moved' }] },
  notValid: { code: 'notValid', verdict: { status: 'fork', author: '00'.repeat(16) as DeviceId, at: 4 } },
  importUnknown: { code: 'importUnknown' },
  importNotNewest: { code: 'importNotNewest' },
  alreadySetAside: { code: 'alreadySetAside' },
  notSetAside: { code: 'notSetAside' },
  writtenSince: { code: 'writtenSince' },
  holdsProof: { code: 'holdsProof' },
  holdsOwn: { code: 'holdsOwn' },
  holdsNothing: { code: 'holdsNothing' },
  antechamberFull: { code: 'antechamberFull' },
  folderInUse: { code: 'folderInUse', folder },
  folderNotWritable: { code: 'folderNotWritable', folder },
  folderNotPrivate: { code: 'folderNotPrivate', folder, path: folder, why: 'foreignOwner' },
  folderFull: { code: 'folderFull', folder },
  workspaceExists: { code: 'workspaceExists', folder },
  noWorkspace: { code: 'noWorkspace', folder },
  keyringDamaged: { code: 'keyringDamaged', folder },
  keyringNewer: { code: 'keyringNewer', folder },
  accountUnknown: { code: 'accountUnknown', account: 'Cán bộ' },
  accountExists: { code: 'accountExists', account: 'Cán bộ' },
  wrongPassphrase: { code: 'wrongPassphrase' },
  recoveryCodeMistyped: { code: 'recoveryCodeMistyped', why: 'length' },
  recoveryCodeWrong: { code: 'recoveryCodeWrong' },
  weakPassphrase: { code: 'weakPassphrase', why: 'tooShort' },
  fileMissing: { code: 'fileMissing', name },
  fileTooLarge: { code: 'fileTooLarge', name, size: 10, limit: 5 },
  notReadable: { code: 'notReadable', name },
  nameRefused: { code: 'nameRefused', name },
  diskFull: { code: 'diskFull', needed: 10, free: 5 },
  tooLargeForMedium: { code: 'tooLargeForMedium', size: 10, limit: 5 },
  readOnly: { code: 'readOnly', folder },
  vanished: { code: 'vanished', folder },
  mismatch: { code: 'mismatch', name },
  linked: { code: 'linked', name },
  nameTaken: { code: 'nameTaken', name },
  fileDamaged: { code: 'fileDamaged', name },
  deviceError: { code: 'deviceError', folder },
}

test.each(
  Object.values(samples),
)('$code has a sentence in both languages, about the thing it is about', (error) => {
  const sentences = [describeStorageError(error, 'vi'), describeStorageError(error, 'en')]
  for (const { title, body } of sentences) {
    expect(title).not.toBe('')
    expect(body).toMatch(/[.!?]$/)
    expect(title + body).not.toMatch(/undefined|null|\[object|NaN/)
  }
  expect(sentences[0]).not.toEqual(sentences[1])
})

test.each([
  'stored',
  'notStored',
  'unknown',
] as const)('a disk error says whether the act was stored: %s', (outcome) => {
  const others = (['stored', 'notStored', 'unknown'] as const).filter((each) => each !== outcome)
  const sentence = describeStorageError({ code: 'ioFailed', what: 'io', outcome }, 'vi')
  for (const other of others) {
    expect(describeStorageError({ code: 'ioFailed', what: 'io', outcome: other }, 'vi')).not.toEqual(sentence)
  }
})
