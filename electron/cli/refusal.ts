import type { Failure } from '../../shared/contract/failures.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import { act } from '../../shared/messages/acts.ts'
import { describeBundleError } from '../../shared/messages/exchange.ts'
import { type BilingualSentence, say } from '../../shared/messages/failure-sentences.ts'
import { describeFailure } from '../../shared/messages/failures.ts'
import { describeVerificationProblem } from '../../shared/messages/verification.ts'
import type { Bilingual } from '../../shared/messages/words.ts'
import type { Output } from './output.ts'
import type { UnreadableWhy } from './text-file.ts'

/** Why a command did not do what was asked. */
export type Refusal =
  | { readonly code: 'usage'; readonly detail: Bilingual }
  | { readonly code: 'folderNotEmpty'; readonly folder: string }
  | { readonly code: 'folderMissing'; readonly folder: string }
  | { readonly code: 'fileUnreadable'; readonly file: string; readonly why: UnreadableWhy }
  | ({ readonly code: 'presetInvalid'; readonly file: string } & Omit<
      Failure<'presetInvalid'>,
      'preset' | 'code'
    >)
  | { readonly code: 'passphraseMissing'; readonly folder: string }
  | { readonly code: 'accountUnknown'; readonly account: string }
  | { readonly code: 'bundle'; readonly file: string; readonly error: BundleError }
  | { readonly code: 'bundlesDiffer'; readonly seasons: readonly string[] }
  | { readonly code: 'noFounding' }
  | { readonly code: 'slipInvalid'; readonly file: string }
  | { readonly code: 'verification'; readonly problem: VerificationProblem }
  | { readonly code: 'targetMissing'; readonly folder: string }
  | { readonly code: 'seatUnknown'; readonly seat: string; readonly seats: readonly string[] }
  | { readonly code: 'incident'; readonly incident: string }
  | { readonly code: 'failure'; readonly failure: Failure }

/** Exit status: 2 for a command that was not understood, 1 for everything that was refused. */
export function refuse(refusal: Refusal, json: boolean, io: Output): number {
  const { vi, en } = sentenceOf(refusal)
  if (json) {
    const error = { ...refusal, message: { vi: `${vi.title}. ${vi.body}`, en: `${en.title}. ${en.body}` } }
    io.out(`${JSON.stringify({ error }, null, 2)}\n`)
  } else {
    io.err(`${vi.title}. ${vi.body}\n${en.title}. ${en.body}\n`)
  }
  return refusal.code === 'usage' ? 2 : 1
}

function sentenceOf(refusal: Refusal): BilingualSentence {
  switch (refusal.code) {
    case 'usage':
      return say(
        'Lệnh chưa đúng',
        `${refusal.detail.vi}. Xem --help.`,
        'The command was not understood',
        `${refusal.detail.en}. See --help.`,
      )
    case 'folderNotEmpty':
      return say(
        'Thư mục không trống',
        `“${refusal.folder}” đã có dữ liệu; không ghi đè. Hãy chọn một thư mục trống.`,
        'The folder is not empty',
        `“${refusal.folder}” holds something already; nothing is overwritten. Choose an empty folder.`,
      )
    case 'folderMissing':
      return say(
        'Không có thư mục dữ liệu',
        `“${refusal.folder}” không phải thư mục dữ liệu của chương trình. Hãy kiểm tra đường dẫn.`,
        'No data folder',
        `“${refusal.folder}” is not a data folder of this program. Check the path.`,
      )
    case 'fileUnreadable':
      return say(
        'Không đọc được tệp',
        `“${refusal.file}”: ${unreadableWords[refusal.why].vi}.`,
        'The file cannot be read',
        `“${refusal.file}”: ${unreadableWords[refusal.why].en}.`,
      )
    case 'presetInvalid': {
      const { file: preset, inputs, scale } = refusal
      const invalid: Failure<'presetInvalid'> = { code: 'presetInvalid', preset, inputs, scale }
      return { vi: describeFailure(invalid, 'vi'), en: describeFailure(invalid, 'en') }
    }
    case 'passphraseMissing':
      return say(
        'Thiếu mật khẩu',
        `Cần mật khẩu của “${refusal.folder}”: đặt GIAOUOC_PASSPHRASE_FILE hoặc đưa qua đầu vào chuẩn.`,
        'The passphrase is missing',
        `“${refusal.folder}” needs a passphrase: set GIAOUOC_PASSPHRASE_FILE or give it on standard input.`,
      )
    case 'accountUnknown':
      return say(
        'Không có tài khoản này',
        `Thư mục dữ liệu không có tài khoản “${refusal.account}”. Hãy kiểm tra --account.`,
        'Unknown account',
        `The data folder has no account “${refusal.account}”. Check --account.`,
      )
    case 'bundle': {
      const [vi, en] = [describeBundleError(refusal.error, 'vi'), describeBundleError(refusal.error, 'en')]
      return say(vi.title, `“${refusal.file}”: ${vi.body}`, en.title, `“${refusal.file}”: ${en.body}`)
    }
    case 'bundlesDiffer':
      return say(
        'Các gói thuộc nhiều năm thi đua',
        `Mỗi lần chỉ xét được một năm thi đua: ${refusal.seasons.join(', ')}. Hãy chọn bằng --season.`,
        'The bundles are of several seasons',
        `One season is looked at at a time: ${refusal.seasons.join(', ')}. Choose with --season.`,
      )
    case 'noFounding':
      return say(
        'Thiếu bản ghi lập năm thi đua',
        'Các gói không chứa bản ghi lập năm thi đua. Hãy thêm gói có nội dung ' +
          `${act('exportSeason', 'vi')} hoặc ${act('exportFull', 'vi')}.`,
        'The founding record is missing',
        'None of the bundles holds the founding record. Add a bundle exported as ' +
          `${act('exportSeason', 'en')} or ${act('exportFull', 'en')}.`,
      )
    case 'slipInvalid':
      return say(
        'Không thấy mã trên phiếu mời',
        `“${refusal.file}” không có mã 28 ký tự kèm nhóm kiểm tra 8 ký tự, cũng không phải nội dung mã QR. Hãy chép lại từ phiếu.`,
        'No slip code was found',
        `“${refusal.file}” holds neither a code of 28 characters with its check group of 8 nor the text of a QR. Copy it from the slip again.`,
      )
    case 'verification': {
      const { problem } = refusal
      return {
        vi: describeVerificationProblem(problem, 'vi'),
        en: describeVerificationProblem(problem, 'en'),
      }
    }
    case 'targetMissing':
      return say(
        'Không có thư mục để ghi',
        `“${refusal.folder}” không phải là thư mục. Hãy cắm USB hoặc tạo thư mục rồi chạy lại.`,
        'There is no folder to write to',
        `“${refusal.folder}” is not a folder. Plug in the stick or make the folder, and run again.`,
      )
    case 'seatUnknown': {
      const list = refusal.seats.join(', ')
      return say(
        'Không có vai trò này',
        `Năm thi đua không có vai trò “${refusal.seat}”. Các vai trò: ${list}.`,
        'There is no such seat',
        `The season has no seat “${refusal.seat}”. The seats: ${list}.`,
      )
    }
    case 'incident':
      return say(
        'Chương trình gặp lỗi bên trong',
        `Dữ liệu đã lưu vẫn còn nguyên. Sự cố số ${refusal.incident}, ghi trong log/incidents.log của thư mục dữ liệu.`,
        'The program met a fault of its own',
        `Everything saved is still there. Incident ${refusal.incident}, written to log/incidents.log of the data folder.`,
      )
    case 'failure':
      return { vi: describeFailure(refusal.failure, 'vi'), en: describeFailure(refusal.failure, 'en') }
  }
}

/** What is wrong with a file or folder, and what to do. */
const unreadableWords: { readonly [Why in UnreadableWhy]: Bilingual } = {
  missing: {
    vi: 'không có tệp này. Hãy kiểm tra đường dẫn',
    en: 'there is no such file. Check the path',
  },
  notReadable: {
    vi: 'không phải một tệp thường, hoặc bạn không có quyền đọc. Hãy chọn tệp khác hoặc xin quyền đọc',
    en: 'it is not a plain file, or you may not read it. Choose another one or ask for permission',
  },
  tooLarge: {
    vi: 'lớn hơn mọi tệp loại này. Hãy kiểm tra xem có đúng tệp không',
    en: 'it is larger than any file of this kind. Check that it is the right one',
  },
  notText: {
    vi: 'không phải văn bản UTF-8 hay UTF-16. Hãy lưu lại bằng UTF-8',
    en: 'it is neither UTF-8 nor UTF-16 text. Save it as UTF-8',
  },
  notJson: {
    vi: 'không phải JSON đúng cách viết. Hãy sửa tệp rồi chạy lại',
    en: 'it is not well-formed JSON. Mend the file and run again',
  },
  gone: {
    vi: 'ổ đĩa không còn đó. Hãy cắm lại rồi chạy lại',
    en: 'its drive is gone. Plug it in and run again',
  },
  notWritable: {
    vi: 'không tạo hoặc không ghi được ở đó. Hãy chọn thư mục khác',
    en: 'nothing can be made or written there. Choose another folder',
  },
}
