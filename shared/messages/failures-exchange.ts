import type { FailureByCode } from '../contract/failures.ts'
import { act } from './acts.ts'
import { type BilingualSentence, type SentencesFor, say, sizeText } from './failure-sentences.ts'

type Codes = Extract<
  keyof FailureByCode,
  | 'nothingToExport'
  | 'nothingToImport'
  | 'previewGone'
  | 'cancelled'
  | 'importUnknown'
  | 'importSetAside'
  | 'importNotSetAside'
  | 'importNotNewest'
  | 'writtenSinceImport'
  | 'importHoldsProof'
  | 'importStays'
  | 'fileGone'
  | 'fileTooLarge'
  | 'targetFull'
  | 'targetReadOnly'
  | 'targetVanished'
  | 'targetMismatch'
  | 'targetLinked'
  | 'targetNameTaken'
  | 'fileTooLargeForTarget'
>

/** Refusals about bundles, files and the media they travel on. */
export const exchangeSentences: SentencesFor<Codes> = {
  nothingToExport: () =>
    say(
      'Không có gì mới để xuất',
      `Nơi nhận đã có tất cả dữ liệu của máy này. Nếu cần, hãy chọn nội dung ${act('exportFull', 'vi')}.`,
      'Nothing to export',
      `The recipients are known to hold everything already. Choose ${act('exportFull', 'en')} if you need it.`,
    ),
  nothingToImport: () =>
    say(
      'Không có gì để nhập',
      'Mọi nội dung trong gói đã có trên máy này hoặc không thuộc năm thi đua này. Không có gì thay đổi.',
      'Nothing to import',
      'Everything in the bundles is here already or belongs to another season. Nothing was changed.',
    ),
  previewGone: () =>
    say(
      'Bản xem trước không còn',
      'Bản xem trước mất khi khóa máy, khi mở gói khác hoặc khi dữ liệu đã thay đổi. Hãy mở lại gói và xem lại trước khi nhập.',
      'The preview is gone',
      'A preview ends with a lock, another preview, or a change of the data. Open the bundles again and look before importing.',
    ),
  cancelled: () =>
    say(
      'Đã dừng',
      'Việc đang làm đã được dừng; không có gì thay đổi. Có thể làm lại bất cứ lúc nào.',
      'Stopped',
      'What was under way was stopped; nothing was changed. It can be done again at any time.',
    ),
  importUnknown: () =>
    say(
      'Không có lần nhập này',
      `Máy này không có lần nhập với số đã nêu. Hãy xem ${act('history', 'vi')} ở mục ${act('bundles', 'vi')}.`,
      'There is no such import',
      `This machine has no import with that number. Look into ${act('history', 'en')} under ${act('bundles', 'en')}.`,
    ),
  importSetAside: () =>
    say(
      'Lần nhập này đang để riêng',
      `Có thể chọn ${act('takeBack', 'vi')} bất cứ lúc nào ở ${act('history', 'vi')} của mục ${act('bundles', 'vi')}.`,
      'The import is set aside already',
      `Choose ${act('takeBack', 'en')} in ${act('history', 'en')} under ${act('bundles', 'en')} at any time.`,
    ),
  importNotSetAside: () =>
    say(
      'Lần nhập này không để riêng',
      'Nội dung của nó đang được tính; không phải làm gì.',
      'The import is not set aside',
      'Its records count already; there is nothing to do.',
    ),
  importNotNewest: () =>
    say(
      'Chỉ để riêng được lần nhập mới nhất',
      `Sau lần nhập này còn có lần nhập khác. Hãy chọn ${act('setAside', 'vi')} ở lần mới nhất trước.`,
      'Only the newest import can be taken back',
      `There is a later import. Choose ${act('setAside', 'en')} at that one first.`,
    ),
  writtenSinceImport: () =>
    say(
      'Đã có việc dựa trên lần nhập này',
      'Sau lần nhập, máy này đã ghi hoặc xuất dữ liệu, nên không thể để riêng nữa. Hãy đề nghị tác giả gửi bản sửa.',
      'Something was written since',
      'This machine has written or exported since that import, so it cannot be set aside. Ask the author for a correction.',
    ),
  importHoldsProof: () =>
    say(
      'Lần nhập này không để riêng được',
      'Trong đó có bằng chứng trùng số hoặc thay máy, có bản ghi của chính máy này, hoặc không có bản ghi nào mới; những thứ đó luôn được giữ.',
      'This import cannot be set aside',
      'It holds proof of a fork or a replaced machine, records of this machine itself, or no new record at all; these always stay.',
    ),
  importStays: ({ why }) => importStays[why],
  fileGone: ({ name }) =>
    say(
      'Không còn tệp này',
      `Không đọc được “${name}”. USB có thể đã bị rút, hoặc chương trình vừa khởi động lại. Hãy chọn lại.`,
      'The file is gone',
      `“${name}” can no longer be read. The stick may have been removed, or the program restarted. Choose it again.`,
    ),
  fileTooLarge: ({ name, limit }) =>
    say(
      'Tệp quá lớn',
      `“${name}” lớn hơn giới hạn ${sizeText(limit, 'vi')}, nên không được mở.`,
      'The file is too large',
      `“${name}” is larger than the limit of ${sizeText(limit, 'en')} and was not opened.`,
    ),
  targetFull: ({ needed, free }) =>
    say(
      'Nơi lưu không đủ chỗ',
      `Cần ${sizeText(needed, 'vi')}${free === null ? '' : `, chỉ còn ${sizeText(free, 'vi')}`}. Không có tệp dở dang nào được để lại. Hãy giải phóng dung lượng hoặc chọn nơi khác.`,
      'Not enough space there',
      `${sizeText(needed, 'en')} are needed${free === null ? '' : `, ${sizeText(free, 'en')} are free`}. No half file was left behind. Free some space or choose another place.`,
    ),
  targetReadOnly: ({ folder }) =>
    say(
      'Nơi lưu chỉ cho đọc',
      `Không ghi được vào “${folder}”. Hãy mở khóa ghi của USB hoặc chọn nơi khác.`,
      'The target is read-only',
      `“${folder}” cannot be written. Unlock the stick or choose another place.`,
    ),
  targetVanished: ({ folder }) =>
    say(
      'Nơi lưu không còn',
      `Mất kết nối với “${folder}” khi đang ghi. Hãy cắm lại USB và xuất lại; không có tệp dở dang nào mang tên gói.`,
      'The target vanished',
      `“${folder}” went away during the export. Plug the stick in again and repeat; no half file carries the name of a bundle.`,
    ),
  targetMismatch: ({ name }) =>
    say(
      'Tệp đọc lại không khớp',
      `“${name}” vừa ghi xong nhưng đọc lại không giống bản gốc. USB có thể bị hỏng hoặc giả dung lượng. Hãy dùng USB khác.`,
      'The file does not read back',
      `“${name}” was written, but reading it again gives other bytes. The stick may be damaged or of fake capacity. Use another one.`,
    ),
  targetLinked: ({ name }) =>
    say(
      'Nơi lưu là một liên kết',
      `“${name}” chỉ là liên kết dẫn sang chỗ khác, nên chưa ghi gì để tệp không rơi vào nơi không mong muốn. Hãy mở chính thư mục cần lưu và chọn lại.`,
      'The target is a link',
      `“${name}” only leads somewhere else, so nothing was written there. Choose the folder itself.`,
    ),
  targetNameTaken: ({ name }) =>
    say(
      'Nơi lưu có quá nhiều tệp trùng tên',
      `Đã có tệp khác mang tên “${name}” và các tên kế tiếp; không tệp nào bị ghi đè. Hãy chọn thư mục khác.`,
      'The name is taken there',
      `Other files are called “${name}” and like its neighbours; none was replaced. Choose another folder.`,
    ),
  fileTooLargeForTarget: ({ size }) =>
    say(
      'Tệp quá lớn cho nơi lưu này',
      `Gói có ${sizeText(size, 'vi')}, định dạng của USB (FAT32) không nhận tệp lớn như vậy. Hãy dùng USB khác.`,
      'Too large for this medium',
      `The bundle has ${sizeText(size, 'en')}, more than the file system of the stick (FAT32) takes. Use another one.`,
    ),
}

const importStays: { readonly [Why in FailureByCode['importStays']['why']]: BilingualSentence } = {
  ownRecords: say(
    'Lần nhập này chứa bản ghi của chính máy này',
    'Bản ghi do máy này viết không được để riêng. Nếu nội dung sai, hãy ghi bản sửa.',
    'The import holds records of this machine',
    'What this machine wrote cannot be set aside. If something in it is wrong, write a correction.',
  ),
  nothingLeft: say(
    'Lần nhập này không còn gì',
    'Những gì nó mang đến là của máy chưa được mời và đã nhường chỗ cho bản mới hơn; không còn gì để để riêng.',
    'Nothing of this import is left',
    'What it brought was of machines nobody invited and has made room for newer records; there is nothing to set aside.',
  ),
  noRoom: say(
    'Phòng chờ không đủ chỗ',
    `Khi đó bản ghi của những máy chỉ được mời qua một lần nhập để riêng phải vào phòng chờ, và một phần sẽ mất. Không có gì thay đổi. Nếu đang chọn ${act('takeBack', 'vi')}, hãy làm ở lần nhập cũ hơn trước; nếu không, hãy đề nghị người sáng lập sửa năm thi đua.`,
    'There is not enough room to wait',
    `Records of machines that only an import set aside invites would have to wait, and some would be lost. Nothing was changed. With ${act('takeBack', 'en')}, begin at the earlier import; otherwise ask the founder to revise the season.`,
  ),
}
