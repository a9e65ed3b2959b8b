import type { BundleError, BundlePlace, FrameProblem, SliceProblem } from '../exchange/bundle-error.ts'
import { exhausted } from '../kernel/result.ts'
import { act } from './acts.ts'
import { type BilingualSentence, type Sentence, say, sizeText } from './failure-sentences.ts'
import { canonicalWords, describeRecordError } from './ledger.ts'
import type { Bilingual, Language } from './words.ts'

type StrangerTooLarge = Extract<BundleError, { readonly code: 'strangerTooLarge' }>

/** What is too much, and what is allowed for all bundles of such machines together. */
function strangerWords({ limits, records, size, values }: StrangerTooLarge): Bilingual {
  return values === 0
    ? {
        vi: `${records} bản ghi, ${sizeText(size, 'vi')} (mức chung cho các gói như vậy: ${limits.records} bản ghi, ${sizeText(limits.bytes, 'vi')})`,
        en: `${records} records, ${sizeText(size, 'en')} (all such bundles together may have ${limits.records} records, ${sizeText(limits.bytes, 'en')})`,
      }
    : {
        vi: `${values} giá trị (mức chung cho các gói như vậy: ${limits.values})`,
        en: `${values} values (all such bundles together may have ${limits.values})`,
      }
}

/** Why a bundle was refused as a whole: what is wrong with it, where, and what to do. */
export function describeBundleError(error: BundleError, language: Language): Sentence {
  return sentenceOf(error)[language]
}

function sentenceOf(error: BundleError): BilingualSentence {
  switch (error.code) {
    case 'notABundle':
      return say(
        'Không phải gói dữ liệu',
        'Tệp này không do phần mềm Giao Ước lập. Hãy chọn tệp có đuôi .giaouoc.',
        'Not a bundle',
        'This file was not made by Giao Ước. Choose a file that ends in .giaouoc.',
      )
    case 'formatNewer':
      return say(
        'Gói của phiên bản mới hơn',
        'Gói do một phiên bản mới hơn của phần mềm lập. Hãy cập nhật phần mềm rồi mở lại.',
        'A bundle of a newer version',
        'The bundle was made by a newer version of the program. Update the program and open it again.',
      )
    case 'fileTooLarge':
      return say(
        'Gói quá lớn',
        `Tệp có ${sizeText(error.size, 'vi')}, giới hạn là ${sizeText(error.limit, 'vi')}. Hãy xin nơi gửi xuất lại với nội dung ${act('exportDelta', 'vi')}.`,
        'The bundle is too large',
        `The file has ${sizeText(error.size, 'en')}, the limit is ${sizeText(error.limit, 'en')}. Ask the sender to export ${act('exportDelta', 'en')} instead.`,
      )
    case 'wrongLength': {
      const expected = error.declared === null ? noEndMark : lengthWords(error.declared)
      return say(
        'Gói bị cắt cụt hoặc bị nối thêm',
        `Tệp có ${error.size} byte, ${expected.vi}. ${copyAgain.vi}`,
        'The bundle was cut short or lengthened',
        `The file has ${error.size} bytes, ${expected.en}. ${copyAgain.en}`,
      )
    }
    case 'headerTooLarge':
      return damaged(
        `phần đầu tự ghi dài ${error.length} byte, chỗ cho nó là ${error.limit} byte`,
        `the header claims ${error.length} bytes where there is room for ${error.limit}`,
      )
    case 'headerNotCanonical':
      return damaged(
        `phần đầu sai quy cách: ${canonicalWords[error.problem].vi}`,
        `the header is not canonical: ${canonicalWords[error.problem].en}`,
      )
    case 'headerShape': {
      const field = error.field === '' ? '–' : error.field
      return damaged(
        `phần đầu có trường “${field}” thiếu, thừa hoặc sai`,
        `field “${field}” of the header is missing, superfluous or wrong`,
      )
    }
    case 'headerInconsistent': {
      const what = inconsistencyWords[error.what]
      return damaged(`${what.vi} (mục ${error.index + 1})`, `${what.en} (item ${error.index + 1})`)
    }
    case 'frame':
      return damagedAt(error.place, frameWords[error.problem])
    case 'record': {
      const inner = { vi: describeRecordError(error.error, 'vi'), en: describeRecordError(error.error, 'en') }
      return damagedAt(error.place, {
        vi: inner.vi.title.toLocaleLowerCase('vi'),
        en: inner.en.title.toLocaleLowerCase('en'),
      })
    }
    case 'slice':
      return damagedAt(error.place, sliceWords[error.problem])
    case 'attachment':
      return damagedAt(error.place, attachmentWords[error.problem])
    case 'framesChanged':
      return damaged('nội dung không khớp với phần đầu', 'its content does not fit its header')
    case 'unknownExporter':
      return say(
        'Không biết máy đã lập gói',
        `Gói do máy ${error.device.slice(0, 8)} lập, máy này chưa có thông tin tham gia của máy đó nên không kiểm được chữ ký. Hãy nhập cùng lúc gói tham gia của máy đó, hoặc xin gói đầy đủ.`,
        'The machine that made the bundle is unknown',
        `The bundle was made by machine ${error.device.slice(0, 8)}, whose enrolment is not held here, so its signature cannot be checked. Import the bundle with that enrolment together with this one, or ask for a full bundle.`,
      )
    case 'strangerTooLarge':
      return say(
        'Gói quá lớn từ một máy chưa được mời',
        `Gói có ${strangerWords(error).vi}, do máy ${error.device.slice(0, 8)} lập; dữ liệu ở đây chưa cho biết máy đó được mời. Hãy nhập gói năm thi đua mới nhất của nơi lập năm thi đua trước, rồi mở lại gói này.`,
        'A large bundle of a machine nobody invited',
        `The bundle has ${strangerWords(error).en}, and was made by machine ${error.device.slice(0, 8)}, of which nothing held here says that it was invited. Import the founder's newest season bundle first, then open this one again.`,
      )
    case 'unknownAuthor': {
      const at = placeWords(error.place)
      return say(
        'Không biết người lập một bản ghi trong gói',
        `${at.vi}: chưa có thông tin tham gia của máy đã ký. Hãy nhập cùng lúc gói có thông tin đó, hoặc xin gói đầy đủ.`,
        'The author of a record in the bundle is unknown',
        `${at.en}: the enrolment of the machine that signed it is not held. Import the bundle that has it together with this one, or ask for a full bundle.`,
      )
    }
    case 'bundleSignature':
      return say(
        'Chữ ký của gói sai',
        `Gói không phải do máy ${error.device.slice(0, 8)} lập, hoặc đã bị sửa sau khi lập. ${askAgain.vi}`,
        "The bundle's signature is wrong",
        `It was not made by machine ${error.device.slice(0, 8)}, or was changed afterwards. ${askAgain.en}`,
      )
    case 'recordSignature': {
      const at = placeWords(error.place)
      return say(
        'Chữ ký của một bản ghi sai',
        `${at.vi}: bản ghi không phải do máy đó lập, hoặc đã bị sửa. ${askAgain.vi}`,
        'The signature of a record is wrong',
        `${at.en}: it was not made by that machine, or was changed. ${askAgain.en}`,
      )
    }
    case 'otherSeason':
      return say(
        'Gói của năm thi đua khác',
        `Gói thuộc năm thi đua ${error.season.slice(0, 8)}, không phải năm đang mở. Hãy nhập gói trên máy của năm thi đua đó, hoặc kiểm tra lại tệp.`,
        'A bundle of another season',
        `The bundle belongs to season ${error.season.slice(0, 8)}, not to the one that is open. Import it on a machine of that season, or check the file.`,
      )
    default:
      return exhausted(error)
  }
}

const copyAgain: Bilingual = {
  vi: 'Không có gì được nhập; hãy chép lại tệp từ máy gửi, rút USB đúng cách.',
  en: 'Nothing was imported; copy the file again from the machine that made it, and eject the stick properly.',
}
const askAgain: Bilingual = {
  vi: 'Không có gì được nhập; hãy báo nơi gửi và xin lại gói.',
  en: 'Nothing was imported; tell the sender and ask for the bundle again.',
}
const noEndMark: Bilingual = { vi: 'thiếu dấu kết thúc', en: 'and the end mark is missing' }

function lengthWords(declared: number): Bilingual {
  return { vi: `trong khi gói ghi ${declared} byte`, en: `while the bundle says ${declared}` }
}

function damaged(vi: string, en: string): BilingualSentence {
  return say(
    'Gói bị hỏng',
    `Gói bị hỏng hoặc bị sửa: ${vi}. ${askAgain.vi}`,
    'The bundle is damaged',
    `The bundle is damaged or was changed: ${en}. ${askAgain.en}`,
  )
}

function damagedAt(place: BundlePlace, what: Bilingual): BilingualSentence {
  const at = placeWords(place)
  return damaged(`${at.vi}: ${what.vi}`, `${at.en}: ${what.en}`)
}

function placeWords({ frame, offset, record }: BundlePlace): Bilingual {
  const viRecord = record === null ? '' : `, bản ghi số ${record.seq} của máy ${record.author.slice(0, 8)}`
  const enRecord = record === null ? '' : `, record ${record.seq} of machine ${record.author.slice(0, 8)}`
  return {
    vi: `phần ${frame} (từ byte ${offset}${viRecord})`,
    en: `part ${frame} (from byte ${offset}${enRecord})`,
  }
}

const inconsistencyWords: {
  readonly [Each in Extract<BundleError, { code: 'headerInconsistent' }>['what']]: Bilingual
} = {
  slicesOrder: { vi: 'mục lục bản ghi không theo thứ tự', en: 'the list of records is out of order' },
  sliceRange: { vi: 'mục lục bản ghi có khoảng ngược', en: 'the list of records has a reversed range' },
  attachmentTwice: { vi: 'một tệp kèm được ghi hai lần', en: 'an attachment is listed twice' },
  attachmentTooLarge: { vi: 'một tệp kèm quá lớn', en: 'an attachment is too large' },
  tooManyRecords: { vi: 'quá nhiều bản ghi', en: 'there are too many records' },
}

const frameWords: { readonly [Each in FrameProblem]: Bilingual } = {
  missing: { vi: 'thiếu phần mà phần đầu đã ghi', en: 'something the header lists is missing' },
  kind: { vi: 'không phải loại mà phần đầu đã ghi', en: 'it is not of the kind the header lists' },
  length: { vi: 'độ dài sai', en: 'its length is wrong' },
  recordLength: { vi: 'độ dài bản ghi sai', en: 'the length of the record is wrong' },
  extra: { vi: 'thừa nội dung mà phần đầu không ghi', en: 'there is more than the header lists' },
}

const sliceWords: { readonly [Each in SliceProblem]: Bilingual } = {
  author: { vi: 'bản ghi của máy khác', en: 'the record is another machine’s' },
  seq: { vi: 'bản ghi mang số khác', en: 'the record has another number' },
  season: { vi: 'bản ghi của năm thi đua khác', en: 'the record belongs to another season' },
  prev: { vi: 'bản ghi không nối tiếp bản ghi trước', en: 'the record does not continue the one before it' },
  head: { vi: 'bản ghi cuối không phải bản đã ghi ở phần đầu', en: 'the last record is not the one listed' },
  twice: { vi: 'bản ghi có hai lần', en: 'the record comes twice' },
}

const attachmentWords: { readonly [Each in 'size' | 'hash' | 'mediaType']: Bilingual } = {
  size: { vi: 'tệp kèm có kích thước khác', en: 'the attachment has another size' },
  hash: { vi: 'tệp kèm đã bị thay đổi', en: 'the attachment was changed' },
  mediaType: {
    vi: 'tệp kèm không phải PDF, PNG hay JPEG như đã ghi',
    en: 'the attachment is not the PDF, PNG or JPEG it claims to be',
  },
}
