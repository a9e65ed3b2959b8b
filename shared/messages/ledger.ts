import { type CanonicalProblem, canonicalLimits } from '../kernel/canonical-json.ts'
import { exhausted } from '../kernel/result.ts'
import type { InvitationError } from '../ledger/invitation.ts'
import type { RecordError } from '../ledger/read-record.ts'
import type { Verdict, WaitingFor } from '../ledger/verdict.ts'
import { act } from './acts.ts'
import { type BilingualSentence, type Sentence, say } from './failure-sentences.ts'
import type { LedgerNames } from './ledger-names.ts'
import { quarantineSentence } from './ledger-quarantine.ts'
import type { Bilingual, Language } from './words.ts'

/** How a record stands: what happened, to what, and what to do. */
export function describeVerdict(verdict: Verdict, names: LedgerNames, language: Language): Sentence {
  return verdictSentence(verdict, names)[language]
}

/** Why bytes are not a record. Such a file was damaged or made by another program; nothing of it is kept. */
export function describeRecordError(error: RecordError, language: Language): Sentence {
  return recordErrorSentence(error)[language]
}

/** Why what was typed from a slip is not an invitation of this season. */
export function describeInvitationError(error: InvitationError, language: Language): Sentence {
  return invitationErrorSentence(error)[language]
}

function verdictSentence(verdict: Verdict, names: LedgerNames): BilingualSentence {
  switch (verdict.status) {
    case 'valid':
      return say('Hợp lệ', 'Bản ghi được tính.', 'Valid', 'The record counts.')
    case 'waiting':
      return waitingSentence(verdict.for, names)
    case 'quarantined':
      return quarantineSentence(verdict.why, names)
    case 'fork': {
      const device = names.device(verdict.author)
      return say(
        'Hai bản ghi khác nhau cùng một số',
        `Máy ${device} đã ký hai nội dung khác nhau dưới số ${verdict.at}. Cả hai được giữ làm bằng chứng, không nội dung nào từ số đó trở đi được tính. Cơ quan lập năm thi đua vào ${act('repair', 'vi')}, ${act('setCut', 'vi')} ở nhánh đúng, rồi ${act('newInvitation', 'vi')}.`,
        'Two different records under one number',
        `Machine ${device} signed two different records as number ${verdict.at}. Both are kept as proof and nothing from that number on counts. The founder goes to ${act('repair', 'en')}, chooses ${act('setCut', 'en')} at the right branch, then ${act('newInvitation', 'en')}.`,
      )
    }
    case 'withheld':
      return say(
        'Nội dung không gửi cho vai trò này',
        'Bản ghi nằm đúng trong chuỗi, nhưng nội dung không được gửi cho máy này. Kết quả cần đến nội dung đó là tạm tính.',
        'Not shown to this seat',
        'The record stands in its chain, but its content was not given to this machine. Standings that need it are provisional.',
      )
    case 'unknownKind':
      return say(
        'Cần phiên bản mới',
        'Bản ghi do một phiên bản mới hơn của phần mềm lập. Nó được giữ nguyên; hãy cập nhật phần mềm để xem và tính.',
        'Needs a newer version',
        'The record was made by a newer version of the program. It is kept as it is; update the program to read and count it.',
      )
    default:
      return exhausted(verdict)
  }
}

function waitingSentence(reasons: readonly WaitingFor[], names: LedgerNames): BilingualSentence {
  const list = (language: Language): string =>
    reasons
      .slice(0, maxListed)
      .map((reason) => awaited(reason, names)[language])
      .join('; ')
  const more = Math.max(0, reasons.length - maxListed)
  return say(
    'Đang chờ dữ liệu còn thiếu',
    `Chưa tính được vì còn thiếu: ${list('vi')}${more === 0 ? '' : `; và ${more} mục nữa`}. Hãy nhập gói có các dữ liệu đó; bản ghi sẽ tự được xét lại.`,
    'Waiting for missing data',
    `It cannot count yet; missing: ${list('en')}${more === 0 ? '' : `; and ${more} more`}. Import a bundle that has them; the record is judged again by itself.`,
  )
}

const maxListed = 5

function awaited(reason: WaitingFor, names: LedgerNames): Bilingual {
  if (reason.what === 'feed') {
    const device = names.device(reason.author)
    return {
      vi: `bản ghi số ${reason.seq} của máy ${device}`,
      en: `record number ${reason.seq} of machine ${device}`,
    }
  }
  if (reason.what === 'introduction') {
    const device = names.device(reason.author)
    return {
      vi: `bản điều chỉnh năm thi đua có phiếu mời của máy ${device}, hoặc bản tham gia của máy đó`,
      en: `the season revision that invites machine ${device}, or that machine's own enrolment`,
    }
  }
  const role = roleWords[reason.role]
  const record = names.record(reason.id)
  return { vi: `${role.vi} (${record})`, en: `${role.en} (${record})` }
}

const roleWords: {
  readonly [Role in Extract<WaitingFor, { readonly what: 'record' }>['role']]: Bilingual
} = {
  prev: { vi: 'bản ghi liền trước của cùng máy', en: 'the record before it from the same machine' },
  basis: {
    vi: 'bản điều chỉnh năm thi đua làm căn cứ, còn hiệu lực',
    en: 'the season revision it rests on, in force',
  },
  season: { vi: 'bản ghi lập năm thi đua', en: "the season's founding record" },
  scale: { vi: 'thang bảng điểm hợp lệ', en: 'a valid scale' },
  assignments: { vi: 'bản giao chỉ tiêu hợp lệ', en: 'valid assignments' },
  plan: { vi: 'phân công kiểm tra chéo hợp lệ', en: 'a valid inspection plan' },
  replaces: { vi: 'bản hợp lệ mà nó thay thế', en: 'the valid version it replaces' },
  agreement: { vi: 'bản giao ước hợp lệ', en: 'a valid agreement' },
  signatory: { vi: 'người ký đã đăng ký hợp lệ', en: 'a validly enrolled signatory' },
  closed: {
    vi: 'phiếu hoặc quyết định mà lần chốt dựa vào',
    en: 'a sheet or exclusion the closing rests on',
  },
  closing: { vi: 'lần chốt mà nó mở lại, còn hiệu lực', en: 'the closing it reopens, in force' },
  reopening: { vi: 'quyết định mở lại mà lần chốt này nối theo', en: 'the reopening this closing follows' },
  cut: { vi: 'bản ghi mà tại đó máy bị ngắt', en: 'the record at which the machine was cut' },
}

function recordErrorSentence(error: RecordError): BilingualSentence {
  switch (error.code) {
    case 'recordNotCanonical': {
      const part = partWords[error.part]
      const problem = canonicalWords[error.problem]
      return say(
        'Bản ghi sai quy cách',
        `${part.vi} sai quy cách: ${problem.vi}. ${askAgain.vi}`,
        'The record is not in canonical form',
        `${part.en}: ${problem.en}. ${askAgain.en}`,
      )
    }
    case 'recordShape': {
      const part = partWords[error.part]
      const path = error.path === '' ? '–' : error.path
      return say(
        'Bản ghi có nội dung không đúng mẫu',
        `${part.vi}, trường “${path}” thiếu, thừa hoặc sai. ${askAgain.vi}`,
        'The record has not the right shape',
        `${part.en}: field “${path}” is missing, superfluous or wrong. ${askAgain.en}`,
      )
    }
    case 'bodyHash':
      return say(
        'Nội dung không khớp với chữ ký',
        `Nội dung bản ghi đã bị thay đổi sau khi ký. ${askAgain.vi}`,
        'The content does not fit what was signed',
        `The content of the record was changed after it was signed. ${askAgain.en}`,
      )
    case 'signatureLength':
      return say(
        'Chữ ký hỏng',
        `Chữ ký của bản ghi không đủ 64 byte. ${askAgain.vi}`,
        'The signature is damaged',
        `The record's signature does not have 64 bytes. ${askAgain.en}`,
      )
    default:
      return exhausted(error)
  }
}

const askAgain: Bilingual = {
  vi: 'Không có gì được nhập; hãy xin lại tệp từ nơi gửi.',
  en: 'Nothing was imported; ask the sender for the file again.',
}

const partWords: { readonly record: Bilingual; readonly body: Bilingual } = {
  record: { vi: 'Phần đầu bản ghi', en: 'The envelope' },
  body: { vi: 'Phần nội dung bản ghi', en: 'The body' },
}

export const canonicalWords: { readonly [Each in CanonicalProblem]: Bilingual } = {
  tooLarge: { vi: 'quá lớn', en: 'too large' },
  tooDeep: { vi: 'lồng nhau quá sâu', en: 'nested too deep' },
  tooManyValues: {
    vi: `quá ${canonicalLimits.values} giá trị hoặc ${canonicalLimits.containers} nhóm giá trị`,
    en: `more than ${canonicalLimits.values} values or ${canonicalLimits.containers} groups of values`,
  },
  tooManyKeys: {
    vi: `quá ${canonicalLimits.keys} trường trong một nhóm, hoặc quá nhiều nhóm khác nhau`,
    en: `more than ${canonicalLimits.keys} fields in one group, or too many unlike groups`,
  },
  illFormedUtf8: { vi: 'ký tự hỏng', en: 'ill-formed characters' },
  notJson: { vi: 'không đọc được', en: 'not readable' },
  notCanonical: { vi: 'không ở dạng chuẩn', en: 'not written in the one canonical way' },
  badNumber: { vi: 'có số không cho phép', en: 'a number that is not allowed' },
  badString: { vi: 'có chữ không cho phép', en: 'text that is not allowed' },
  badKey: { vi: 'có tên trường không cho phép', en: 'a field name that is not allowed' },
}

function invitationErrorSentence(error: InvitationError): BilingualSentence {
  switch (error.code) {
    case 'length':
      return say(
        'Mã mời chưa đủ hoặc thừa ký tự',
        `Đã gõ ${error.found} ký tự; phiếu mời có 36 ký tự (9 nhóm 4). Hãy so lại với phiếu.`,
        'The invitation code is too short or too long',
        `${error.found} characters were typed; a slip has 36 (9 groups of 4). Compare with the slip.`,
      )
    case 'alphabet':
      return say(
        'Mã mời có ký tự không dùng',
        `Ký tự “${error.character}” không có trong mã mời nào. Hãy tắt bộ gõ tiếng Việt và so lại với phiếu.`,
        'The invitation code has a character that no code has',
        `“${error.character}” stands in no invitation. Switch the Vietnamese input method off and compare with the slip.`,
      )
    case 'checkGroup':
      return say(
        'Mã sai, hoặc không thuộc năm thi đua này',
        'Mã mời không khớp với gói năm thi đua đã mở. Hãy so lại từng nhóm với phiếu, và kiểm tra đã mở đúng gói.',
        'A wrong code, or not of this season',
        'The invitation does not fit the season bundle that was opened. Compare group by group with the slip, and check that it is the right bundle.',
      )
    default:
      return exhausted(error)
  }
}
