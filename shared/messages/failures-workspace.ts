import type { FailureByCode } from '../contract/failures.ts'
import { act, dataOption } from './acts.ts'
import { type SentencesFor, say } from './failure-sentences.ts'
import type { Bilingual } from './words.ts'

type Codes = Extract<
  keyof FailureByCode,
  | 'locked'
  | 'workspaceExists'
  | 'wrongPassphrase'
  | 'passphrasePause'
  | 'weakPassphrase'
  | 'recoveryCodeWrong'
  | 'folderInUse'
  | 'folderNotWritable'
  | 'folderNotPrivate'
  | 'folderDamaged'
  | 'databaseNewer'
  | 'storeFailed'
  | 'noSeason'
  | 'presetUnknown'
  | 'foundingNotPrepared'
  | 'invitationMistyped'
  | 'invitationForeign'
  | 'invitationUnknown'
  | 'invitationUsed'
  | 'recoveryNeedsNewMachine'
  | 'practiceMixed'
  | 'notAvailableHere'
>

const mistyped = {
  length: {
    vi: 'Mã phải có đúng 28 ký tự và nhóm kiểm tra 8 ký tự.',
    en: 'The code has exactly 28 characters and a check group of 8.',
  },
  alphabet: {
    vi: 'Mã chỉ gồm chữ số và các chữ B C F G H J K M N P Q R S T V X Z; hãy tắt bộ gõ tiếng Việt.',
    en: 'The code has digits and the letters B C F G H J K M N P Q R S T V X Z only; switch the Vietnamese input method off.',
  },
  range: {
    vi: 'Mã này không thể là một mã mời.',
    en: 'This cannot be an invitation code.',
  },
}

const weak = {
  tooShort: {
    vi: `Cần ít nhất 13 ký tự; có thể chọn ${act('suggestPassphrase', 'vi')}.`,
    en: `At least 13 characters are needed; ${act('suggestPassphrase', 'en')} helps.`,
  },
  tooLong: {
    vi: 'Mật khẩu quá dài; 200 ký tự là nhiều nhất.',
    en: 'The passphrase is too long; 200 characters are the most.',
  },
  notAscii: {
    vi: 'Chỉ dùng chữ không dấu, chữ số và dấu câu; hãy tắt bộ gõ tiếng Việt.',
    en: 'Use plain letters, digits and punctuation only; switch the Vietnamese input method off.',
  },
  predictable: {
    vi: 'Mật khẩu chỉ là một ký tự, một dãy liền nhau, một hàng phím hoặc một mẫu ngắn lặp lại. Hãy dùng một câu nhiều từ, hoặc cụm 5 từ do chương trình gợi ý.',
    en: 'It is only one character, a run, a row of keys or a short pattern over and over. Use a phrase of several words, or the suggested one of 5.',
  },
  practicePassphrase: {
    vi: 'Đây là mật khẩu in sẵn của năm thi đua thực hành, không dùng cho dữ liệu thật.',
    en: 'This is the printed passphrase of the practice season; it is refused for real data.',
  },
}

/** The program makes no copies of its own; what a person copied of the folder may take its place. */
export const copyOrJoin: Bilingual = {
  vi: `Hãy đóng chương trình và thay bằng bản chép của thư mục dữ liệu, nếu có; nếu không, xin cơ quan lập năm thi đua ngắt máy này và cấp phiếu mời mới ở ${act('repair', 'vi')}, mở chương trình với ${dataOption} và một thư mục trống, rồi ${act('join', 'vi')} bằng phiếu đó. Máy lập năm thi đua thì tham gia lại bằng phiếu khôi phục.`,
  en: `Close the program and put a copy of the data folder in its place, if there is one; otherwise ask the founder to cut this machine and issue a new invitation in ${act('repair', 'en')}, start with ${dataOption} and an empty folder, and ${act('join', 'en')} with that slip. The founder's machine joins anew with the recovery slip.`,
}

const diskReasons = {
  full: { vi: 'Ổ đĩa chứa dữ liệu đã đầy.', en: 'The disk that holds the data is full.' },
  io: { vi: 'Ổ đĩa báo lỗi khi đọc hoặc ghi.', en: 'The disk reported an error.' },
  corrupt: { vi: 'Cơ sở dữ liệu báo có chỗ hỏng.', en: 'The database reports damage.' },
}
const actOutcomes = {
  stored: { vi: 'Việc vừa làm đã được ghi.', en: 'What you just did was stored.' },
  notStored: { vi: 'Việc vừa làm chưa được ghi.', en: 'What you just did was not stored.' },
  unknown: {
    vi: 'Chưa biết chắc việc vừa làm đã được ghi hay chưa; hãy mở lại chương trình và xem.',
    en: 'Whether what you just did was stored is not known; open the program again and look.',
  },
}
const diskAdvice = {
  full: { vi: 'Hãy giải phóng dung lượng rồi làm lại.', en: 'Free some space and try again.' },
  io: {
    vi: 'Nếu lặp lại, hãy đóng chương trình, chép cả thư mục dữ liệu sang ổ khác và kiểm tra ổ đĩa.',
    en: 'If it happens again, close the program, copy the whole data folder to another disk and check this one.',
  },
  corrupt: {
    vi: copyOrJoin.vi,
    en: copyOrJoin.en,
  },
}

const notPrivate = {
  foreignOwner: {
    vi: 'thuộc về một người dùng khác của máy tính. Hãy mở bằng đúng người dùng đó, hoặc chọn một thư mục khác.',
    en: 'belongs to another user of the computer. Open it as that user, or choose another folder.',
  },
  noPermissions: {
    vi: 'nằm trên ổ không giữ được quyền đọc, nên không đóng lại được. Hãy đặt dữ liệu trên ổ của máy.',
    en: 'lies on a drive that keeps no permissions, so it cannot be closed to them. Keep the data on a disk of this computer.',
  },
}

const unreadable: Bilingual = {
  vi: 'Trong “{{folder}}” có tệp không còn đọc được.',
  en: 'A file in “{{folder}}” can no longer be read.',
}
const damage = {
  keyring: { title: { vi: 'Tệp khóa của máy bị hỏng', en: 'The keyring is damaged' }, found: unreadable },
  database: { title: { vi: 'Cơ sở dữ liệu bị hỏng', en: 'The database is damaged' }, found: unreadable },
  noDatabase: {
    title: { vi: 'Mất cơ sở dữ liệu', en: 'The database is gone' },
    found: {
      vi: 'Trong “{{folder}}” có tệp khóa của máy nhưng không có tệp season.db nào dưới thư mục seasons.',
      en: 'The keyring is in “{{folder}}”, but there is no season.db below its folder seasons.',
    },
  },
  twoSeasons: {
    title: { vi: 'Thư mục chứa hai năm thi đua', en: 'The folder holds two seasons' },
    found: {
      vi: 'Mỗi thư mục là một máy của một năm thi đua, nhưng dưới thư mục seasons của “{{folder}}” có nhiều hơn một. Hãy chuyển thư mục đã chép nhầm vào đó ra ngoài.',
      en: 'One folder is one machine of one season, but below the folder seasons of “{{folder}}” there are several. Move the one out that was copied there by mistake.',
    },
  },
}

/** Refusals about the data folder, its accounts, and how a season comes to a machine. */
export const workspaceSentences: SentencesFor<Codes> = {
  locked: () =>
    say(
      'Máy đang khóa',
      'Hãy mở khóa bằng mật khẩu của tài khoản rồi làm lại.',
      'The workspace is locked',
      'Unlock it with the passphrase of an account and try again.',
    ),
  workspaceExists: () =>
    say(
      'Thư mục này đã có dữ liệu',
      `Mỗi thư mục là một máy. Hãy ${act('unlock', 'vi')} dữ liệu đang có, hoặc mở chương trình với ${dataOption} và một thư mục trống.`,
      'This folder already holds a workspace',
      `One folder is one machine. ${act('unlock', 'en')} what is there, or start with ${dataOption} and an empty folder.`,
    ),
  wrongPassphrase: ({ waitSeconds }) =>
    say(
      'Sai mật khẩu',
      `Kiểm tra phím Caps Lock và bộ gõ tiếng Việt. Có thể thử lại sau ${waitSeconds} giây.`,
      'Wrong passphrase',
      `Check Caps Lock and the input method. Try again after ${waitSeconds} seconds.`,
    ),
  passphrasePause: ({ waitSeconds }) =>
    say(
      'Chưa thử được mật khẩu',
      `Sau một lần nhập sai phải chờ một lát; mật khẩu vừa nhập chưa được kiểm tra. Hãy thử lại sau ${waitSeconds} giây.`,
      'Not tried yet',
      `After a wrong one there is a short pause; what you typed was not checked. Try again after ${waitSeconds} seconds.`,
    ),
  weakPassphrase: ({ why }) =>
    say('Mật khẩu chưa đủ mạnh', weak[why].vi, 'The passphrase is too weak', weak[why].en),
  recoveryCodeWrong: () =>
    say(
      'Sai mã khôi phục của máy',
      'Hãy nhập lại đúng như trên giấy; không phân biệt chữ hoa, chữ thường và dấu cách.',
      'The recovery code is wrong',
      'Type it again as printed; capitals and separators do not matter.',
    ),
  folderInUse: ({ folder }) =>
    say(
      'Dữ liệu đang mở ở một cửa sổ khác',
      `Thư mục “${folder}” đang được một chương trình khác sử dụng. Hãy đóng cửa sổ đó rồi thử lại.`,
      'The data is open elsewhere',
      `The folder “${folder}” is in use by another running copy. Close it and try again.`,
    ),
  folderNotWritable: ({ folder }) =>
    say(
      'Không ghi được vào thư mục dữ liệu',
      `Không có quyền ghi vào “${folder}”. Hãy mở chương trình với ${dataOption} và một thư mục khác, hoặc nhờ người quản trị máy cấp quyền.`,
      'The data folder cannot be written',
      `There is no permission to write to “${folder}”. Start with ${dataOption} and another folder, or ask for access.`,
    ),
  folderNotPrivate: ({ folder, path, why }) => {
    if (why === 'otherContent') {
      return say(
        'Thư mục này chứa những thứ khác',
        `“${folder}” không phải là thư mục của một máy mà đã có “${path}”. Không có gì bị xóa hay thay đổi. Hãy mở chương trình với ${dataOption} và một thư mục trống.`,
        'This folder holds other things',
        `“${folder}” is not the folder of a machine, and “${path}” is in it. Nothing was deleted or changed. Start with ${dataOption} and an empty folder.`,
      )
    }
    const reason = notPrivate[why]
    return say(
      'Người khác trên máy đọc được thư mục dữ liệu',
      `“${path}” ${reason.vi} Chưa có gì được mở hay thay đổi.`,
      'Others on this computer can read the data folder',
      `“${path}” ${reason.en} Nothing was opened or changed.`,
    )
  },
  folderDamaged: ({ folder, what }) => {
    const { title, found } = damage[what]
    return say(
      title.vi,
      `${found.vi.replace('{{folder}}', folder)} Không có gì bị xóa. ${copyOrJoin.vi}`,
      title.en,
      `${found.en.replace('{{folder}}', folder)} Nothing was deleted. ${copyOrJoin.en}`,
    )
  },
  databaseNewer: ({ found, known }) =>
    say(
      'Dữ liệu do phiên bản mới hơn tạo ra',
      `Cơ sở dữ liệu ở phiên bản ${found}, chương trình này chỉ đọc được đến ${known}. Hãy cài phiên bản mới của chương trình; dữ liệu không bị thay đổi.`,
      'The data was written by a newer version',
      `The database has version ${found}, this program knows up to ${known}. Install the newer program; nothing was changed.`,
    ),
  storeFailed: ({ what, outcome = 'notStored', leftInArchive: left = 0 }) => {
    const [reason, act, after] = [diskReasons[what], actOutcomes[outcome], diskAdvice[what]]
    const leftover = {
      vi:
        left === 0
          ? ''
          : ` ${left} bản sao gói còn nằm trong kho lưu; lần nhập lại chính gói ấy sẽ dùng tiếp.`,
      en:
        left === 0 ? '' : ` Copies of bundles left in the archive: ${left}; importing them again uses them.`,
    }
    return say(
      outcome === 'stored' ? 'Đã lưu, nhưng ổ đĩa báo lỗi' : 'Chưa lưu được',
      `${reason.vi} ${act.vi} Dữ liệu đã lưu trước đó vẫn còn nguyên. ${after.vi}${leftover.vi}`,
      outcome === 'stored' ? 'Saved, but the disk reported an error' : 'It could not be saved',
      `${reason.en} ${act.en} Everything saved before is safe. ${after.en}${leftover.en}`,
    )
  },
  noSeason: () =>
    say(
      'Máy này chưa có năm thi đua',
      `Trên màn hình đầu, chọn ${act('join', 'vi')} bằng gói năm thi đua và mã mời, hoặc ${act('found', 'vi')}.`,
      'There is no season on this machine',
      `On the first screen choose ${act('join', 'en')} with a season bundle and a code, or ${act('found', 'en')}.`,
    ),
  presetUnknown: ({ preset }) =>
    say(
      'Không có mẫu này',
      `Không tìm thấy mẫu năm thi đua “${preset}”. Hãy chọn một mẫu trong danh sách.`,
      'Unknown preset',
      `There is no season preset “${preset}”. Choose one of the list.`,
    ),
  foundingNotPrepared: () =>
    say(
      'Chưa chuẩn bị lập năm thi đua',
      'Phiếu khôi phục phải được in hoặc lưu trước. Hãy bắt đầu lại bước lập năm thi đua.',
      'The founding was not prepared',
      'The recovery slip must be printed or saved first. Start the founding again.',
    ),
  invitationMistyped: ({ why }) =>
    say('Mã mời chưa đúng', mistyped[why].vi, 'The invitation code is mistyped', mistyped[why].en),
  invitationForeign: () =>
    say(
      'Mã sai, hoặc không thuộc năm thi đua này',
      'Nhóm kiểm tra trên phiếu không khớp với gói năm thi đua. Hãy nhập lại mã; nếu vẫn vậy, kiểm tra xem gói và phiếu có cùng một năm thi đua không.',
      'The code is wrong, or not of this season',
      'The check group on the slip does not fit the season bundle. Type it again; if it stays so, check that slip and bundle belong together.',
    ),
  invitationUnknown: () =>
    say(
      'Mã mời không có trong năm thi đua này',
      'Gói năm thi đua không có lời mời nào ứng với mã này. Hãy xin cơ quan thường trực gói mới nhất hoặc phiếu mời mới.',
      'This invitation is not in the season',
      'The season bundle has no invitation for this code. Ask the standing office for the newest bundle or a new slip.',
    ),
  invitationUsed: ({ seat }, names) =>
    say(
      'Mã mời đã được dùng',
      `Đã có một máy tham gia cho “${names.vi.seat(seat)}”. Nếu máy đó đã hỏng, bị mất hoặc không phải của đơn vị, hãy báo ngay cơ quan lập năm thi đua: ở ${act('repair', 'vi')}, họ ngắt máy đó rồi ${act('newInvitation', 'vi')}.`,
      'The invitation was used already',
      `A machine has joined for “${names.en.seat(seat)}”. If it is broken, gone or not yours, tell the founder at once: in ${act('repair', 'en')} they cut it, then choose ${act('newInvitation', 'en')}.`,
    ),
  recoveryNeedsNewMachine: () =>
    say(
      'Đây là phiếu khôi phục',
      `Phiếu khôi phục đưa một máy mới vào thay máy lập năm thi đua. Hãy mở chương trình với ${dataOption} và một thư mục trống, rồi ${act('join', 'vi')} bằng phiếu này.`,
      'This is the recovery slip',
      `The recovery slip puts a new machine in the place of the founder's. Start with ${dataOption} and an empty folder, and ${act('join', 'en')} with this slip.`,
    ),
  practiceMixed: () =>
    say(
      'Dữ liệu thực hành không trộn với dữ liệu thật',
      'Máy này và gói dữ liệu không cùng loại: một bên là năm thi đua thực hành. Hãy dùng một thư mục riêng để thực hành.',
      'Practice data never mixes with real data',
      'One side is a practice season. Use a separate folder for practice.',
    ),
  notAvailableHere: () =>
    say(
      'Không làm được ở đây',
      'Chức năng này chỉ có trong cửa sổ chương trình trên máy tính, không có khi mở bằng trình duyệt.',
      'Not available here',
      'This works only in the desktop window, not when the program is opened in a browser.',
    ),
}
