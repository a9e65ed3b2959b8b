import { type Failure, failure } from '../contract/failures.ts'
import type {
  AppendRefusal,
  FileError,
  IoFailed,
  SetAsideRefusal,
  StoreError,
  TakeBackRefusal,
  WorkspaceError,
} from '../ledger/storage-errors.ts'
import { act } from './acts.ts'
import { type BilingualSentence, type Sentence, say } from './failure-sentences.ts'
import { describeFailure } from './failures.ts'
import { copyOrJoin } from './failures-workspace.ts'
import { describeVerdict } from './ledger.ts'
import { bareLedgerNames } from './ledger-names.ts'
import { type Language, namesOf } from './words.ts'

export type StorageError =
  | StoreError
  | AppendRefusal
  | SetAsideRefusal
  | TakeBackRefusal
  | WorkspaceError
  | FileError

/**
 * What a refusal of the store, the data folder or a drive means to a person: for the command line and logs, which
 * meet these errors before a use case has put them into the words of the contract. Where the contract has the same
 * refusal, its sentence is used.
 */
export function describeStorageError(error: StorageError, language: Language): Sentence {
  // The table has one function per code, each for exactly its error: the look-up by `code` cannot cross them.
  const describe = meanings[error.code] as (error: StorageError) => Meaning
  const meaning = describe(error)
  return 'code' in meaning ? describeFailure(meaning, language) : meaning[language]
}

/** The contract's refusal that says the same, or a sentence of its own. */
type Meaning = Failure | BilingualSentence

const meanings: {
  readonly [Code in StorageError['code']]: (error: Extract<StorageError, { readonly code: Code }>) => Meaning
} = {
  alreadyOpen: ({ file }) => failure('folderInUse', { folder: file }),
  newerVersion: ({ found, known }) => failure('databaseNewer', { found, known }),
  notWritable: ({ file }) => failure('folderNotWritable', { folder: file }),
  awaitingOwnRecords: () => failure('readOnlyUntilOwnRecords', {}),
  importUnknown: () => failure('importUnknown', {}),
  alreadySetAside: () => failure('importSetAside', {}),
  notSetAside: () => failure('importNotSetAside', {}),
  importNotNewest: () => failure('importNotNewest', {}),
  writtenSince: () => failure('writtenSinceImport', {}),
  holdsProof: () => failure('importHoldsProof', {}),
  holdsOwn: () => failure('importStays', { why: 'ownRecords' }),
  holdsNothing: () => failure('importStays', { why: 'nothingLeft' }),
  antechamberFull: () => failure('importStays', { why: 'noRoom' }),
  folderInUse: ({ folder }) => failure('folderInUse', { folder }),
  folderNotWritable: ({ folder }) => failure('folderNotWritable', { folder }),
  folderNotPrivate: ({ folder, path, why }) => failure('folderNotPrivate', { folder, path, why }),
  keyringDamaged: ({ folder }) => failure('folderDamaged', { folder, what: 'keyring' }),
  workspaceExists: () => failure('workspaceExists', {}),
  weakPassphrase: ({ why }) => failure('weakPassphrase', { why }),
  recoveryCodeWrong: () => failure('recoveryCodeWrong', {}),
  fileMissing: ({ name }) => failure('fileGone', { name }),
  notReadable: ({ name }) => failure('fileGone', { name }),
  fileTooLarge: ({ name, limit }) => failure('fileTooLarge', { name, limit }),
  diskFull: ({ needed, free }) => failure('targetFull', { needed, free }),
  tooLargeForMedium: ({ size }) => failure('fileTooLargeForTarget', { size }),
  readOnly: ({ folder }) => failure('targetReadOnly', { folder }),
  vanished: ({ folder }) => failure('targetVanished', { folder }),
  mismatch: ({ name }) => failure('targetMismatch', { name }),
  linked: ({ name }) => failure('targetLinked', { name }),
  nameTaken: ({ name }) => failure('targetNameTaken', { name }),
  ioFailed: (error) => ioMeaning(error),
  missing: ({ file }) =>
    say(
      'Không có cơ sở dữ liệu ở đây',
      `Không tìm thấy “${file}”. Hãy kiểm tra lại thư mục dữ liệu.`,
      'There is no database here',
      `“${file}” was not found. Check the data folder.`,
    ),
  wrongKeyOrDamaged: ({ file }) =>
    say(
      'Không mở được cơ sở dữ liệu',
      `“${file}” không mở được bằng khóa của thư mục này: tệp thuộc máy khác hoặc đã hỏng. Không có gì bị xóa hay thay đổi. ${copyOrJoin.vi}`,
      'The database cannot be opened',
      `“${file}” does not open with the key of this folder: it belongs to another machine, or it is damaged. Nothing was deleted or changed. ${copyOrJoin.en}`,
    ),
  otherSeason: ({ file }) =>
    say(
      'Cơ sở dữ liệu của năm thi đua khác',
      `“${file}” chứa một năm thi đua khác với năm đang mở. Hãy đặt tệp trở lại thư mục của nó.`,
      'The database belongs to another season',
      `“${file}” holds another season than the one being opened. Put the file back into its own folder.`,
    ),
  closed: () =>
    say(
      'Cơ sở dữ liệu đã đóng',
      'Dữ liệu đã được đóng lại, có thể do ổ đĩa báo lỗi. Hãy khởi động lại chương trình.',
      'The database is closed',
      'The data was closed, perhaps after a disk error. Start the program again.',
    ),
  noDevice: () =>
    say(
      'Máy này chưa tham gia năm thi đua',
      `Máy chưa có khóa để ghi. Hãy ${act('join', 'vi')} bằng mã mời, hoặc ${act('found', 'vi')}.`,
      'This machine has not joined the season',
      `It has no key to write with. ${act('join', 'en')} with an invitation, or ${act('found', 'en')}.`,
    ),
  notValid: ({ verdict }) => {
    const why = (language: Language) =>
      describeVerdict(verdict, bareLedgerNames(namesOf(null, null, language)), language).title
    return say(
      'Không ghi được',
      `Nội dung này sẽ không có hiệu lực (${why('vi')}), nên chưa có gì được ghi.`,
      'It was not written',
      `It would not be valid (${why('en')}), so nothing was written.`,
    )
  },
  folderFull: ({ folder }) =>
    say(
      'Ổ đĩa chứa dữ liệu đã đầy',
      `Không còn chỗ để ghi vào “${folder}”. Chưa có gì thay đổi. Hãy giải phóng dung lượng rồi làm lại.`,
      'The disk that holds the data is full',
      `There is no room left to write to “${folder}”. Nothing was changed. Free some space and try again.`,
    ),
  noWorkspace: ({ folder }) =>
    say(
      'Thư mục này chưa có dữ liệu',
      `“${folder}” chưa phải là thư mục của một máy. Hãy chọn đúng thư mục, hoặc tham gia hay lập năm thi đua ở đây.`,
      'There is no workspace in this folder',
      `“${folder}” is not the folder of a machine yet. Choose the right one, or join or found a season here.`,
    ),
  keyringNewer: ({ folder }) =>
    say(
      'Tệp khóa do phiên bản mới hơn tạo ra',
      `Thư mục “${folder}” cần phiên bản mới của chương trình. Hãy cài phiên bản mới; dữ liệu không bị thay đổi.`,
      'The keyring was written by a newer version',
      `The folder “${folder}” needs a newer version of the program. Install it; nothing was changed.`,
    ),
  accountUnknown: ({ account }) =>
    say(
      'Không có tài khoản này',
      `Máy không có tài khoản “${account}”. Hãy chọn một tài khoản trong danh sách.`,
      'There is no such account',
      `This machine has no account “${account}”. Choose one of the list.`,
    ),
  accountExists: ({ account }) =>
    say(
      'Tài khoản đã có',
      `Máy đã có tài khoản “${account}”. Hãy đặt tên khác.`,
      'The account exists already',
      `This machine has an account “${account}” already. Choose another name.`,
    ),
  wrongPassphrase: () =>
    say(
      'Sai mật khẩu',
      'Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.',
      'Wrong passphrase',
      'Check Caps Lock and the input method, then type it again.',
    ),
  recoveryCodeMistyped: ({ why }) =>
    why === 'length'
      ? say(
          'Mã khôi phục chưa đủ ký tự',
          'Mã có đúng 28 ký tự. Hãy nhập lại như trên giấy.',
          'The recovery code is incomplete',
          'It has exactly 28 characters. Type it again as printed.',
        )
      : say(
          'Mã khôi phục có ký tự lạ',
          'Mã chỉ gồm chữ số và các chữ B C F G H J K M N P Q R S T V X Z. Hãy tắt bộ gõ tiếng Việt và nhập lại.',
          'The recovery code has a strange character',
          'It has digits and the letters B C F G H J K M N P Q R S T V X Z only. Switch the Vietnamese input method off and type it again.',
        ),
  nameRefused: ({ name }) =>
    say(
      'Tên tệp không dùng được',
      `“${name}” có ký tự mà USB có thể không giữ được. Hãy dùng chữ không dấu, chữ số, dấu chấm và gạch nối.`,
      'The file name cannot be used',
      `“${name}” has characters that a stick may not keep. Use plain letters, digits, dots and hyphens.`,
    ),
  fileDamaged: ({ name }) =>
    say(
      'Tệp trong thư mục dữ liệu bị hỏng',
      `Tệp “${name}” không còn nguyên vẹn nên không được dùng. Hãy xin lại gói. ${copyOrJoin.vi}`,
      'A file of the data folder is damaged',
      `The file “${name}” is no longer whole and was not used. Ask for the bundle again. ${copyOrJoin.en}`,
    ),
  deviceError: ({ folder }) =>
    say(
      'Ổ đĩa báo lỗi',
      `“${folder}” báo lỗi khi đọc hoặc ghi. Không có tệp dở dang nào được để lại. Hãy dùng ổ khác và kiểm tra ổ này.`,
      'The drive reported an error',
      `“${folder}” failed while reading or writing. No half file was left behind. Use another drive, and check this one.`,
    ),
}

/** After a disk error the database was asked again: whether the act happened matters more than why. */
function ioMeaning({ what, outcome }: IoFailed): Meaning {
  switch (outcome) {
    case 'notStored':
      return failure('storeFailed', { what })
    case 'stored':
      return say(
        'Đã lưu, nhưng ổ đĩa báo lỗi',
        'Việc vừa làm đã được ghi đầy đủ. Hãy đóng chương trình, chép cả thư mục dữ liệu sang ổ khác và kiểm tra ổ đĩa trước khi làm tiếp.',
        'It was stored, but the disk reported an error',
        'What you just did is stored whole. Close the program, copy the whole data folder to another disk and check this one before going on.',
      )
    case 'unknown':
      return say(
        'Chưa biết đã lưu hay chưa',
        'Ổ đĩa báo lỗi và chưa mở lại được dữ liệu. Hãy khởi động lại chương trình và kiểm tra việc vừa làm trước khi làm lại.',
        'It is not known whether it was stored',
        'The disk reported an error and the data could not be opened again. Restart the program and look whether the act is there before repeating it.',
      )
  }
}
