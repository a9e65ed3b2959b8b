import { canonicalWords } from '../../shared/messages/ledger.ts'
import { describeScoringProblem } from '../../shared/messages/scoring.problems.ts'
import { describeScaleProblem } from '../../shared/messages/scoring.scale-problems.ts'
import type { Bilingual, Language } from '../../shared/messages/words.ts'
import type { ScoreProblem, ScoreRefusal } from './score-problem.ts'

/** What was refused and what to do, without the place. */
export function problemInWords({ refusal }: ScoreProblem, language: Language): string {
  if (refusal.code === 'scaleInvalid') return describeScaleProblem(refusal.problem, language)
  if (refusal.code === 'entryInvalid') return describeScoringProblem(refusal.problem, language)
  return sentence(refusal)[language]
}

const usageProblems: {
  readonly [Each in Extract<ScoreRefusal, { code: 'usage' }>['problem']]: Bilingual
} = {
  unknown: { vi: 'không có tùy chọn này', en: 'there is no such option' },
  missing: { vi: 'bắt buộc phải có', en: 'it must be given' },
  valueMissing: { vi: 'thiếu giá trị', en: 'its value is missing' },
  valueUnknown: { vi: 'giá trị không hợp lệ', en: 'its value is not known' },
  repeated: { vi: 'chỉ dùng một lần', en: 'it can be given only once' },
}

function sentence(refusal: Exclude<ScoreRefusal, { code: 'scaleInvalid' | 'entryInvalid' }>): Bilingual {
  switch (refusal.code) {
    case 'usage': {
      const problem = usageProblems[refusal.problem]
      return {
        vi: `${refusal.argument}: ${problem.vi}. Xem score --help.`,
        en: `${refusal.argument}: ${problem.en}. See score --help.`,
      }
    }
    case 'fileNotFound':
      return { vi: `Không tìm thấy tệp ${refusal.file}.`, en: `There is no file ${refusal.file}.` }
    case 'fileUnreadable':
      return { vi: `Không đọc được tệp ${refusal.file}.`, en: `The file ${refusal.file} cannot be read.` }
    case 'notUtf8':
      return {
        vi: `Tệp ${refusal.file} không phải UTF-8; lưu lại dạng “CSV UTF-8”.`,
        en: `The file ${refusal.file} is not UTF-8; save it as “CSV UTF-8”.`,
      }
    case 'fileEmpty':
      return { vi: `Tệp ${refusal.file} không có nội dung.`, en: `The file ${refusal.file} is empty.` }
    case 'fileTooLarge': {
      const mebibytes = Math.floor(refusal.limit / (1024 * 1024))
      return {
        vi: `Tệp ${refusal.file} lớn hơn ${mebibytes} MiB.`,
        en: `The file ${refusal.file} is larger than ${mebibytes} MiB.`,
      }
    }
    case 'notJson':
      return { vi: `Tệp ${refusal.file} không phải JSON.`, en: `The file ${refusal.file} is not JSON.` }
    case 'tooDeep':
    case 'tooManyValues':
    case 'tooManyKeys': {
      const words = canonicalWords[refusal.code]
      return {
        vi: `Tệp ${refusal.file} không được đọc: ${words.vi}. Hãy kiểm tra lại tệp.`,
        en: `The file ${refusal.file} was not read: ${words.en}. Check the file.`,
      }
    }
    case 'tooManyRows':
      return {
        vi: `Tệp ${refusal.file} có hơn ${refusal.limit} dòng; hãy xóa các dòng trống hoặc chia tệp theo đối tượng.`,
        en: `The file ${refusal.file} has more than ${refusal.limit} rows; delete empty rows or split it by subject.`,
      }
    case 'tooManyCells':
      return {
        vi: `Tệp ${refusal.file} có hơn ${refusal.limit} ô; hãy chia tệp theo đối tượng.`,
        en: `The file ${refusal.file} has more than ${refusal.limit} cells; split it by subject.`,
      }
    case 'tooManyCellsInRow':
      return {
        vi: `Dòng này của tệp ${refusal.file} có hơn ${refusal.limit} ô; mỗi dòng chỉ có subject,criterion,target,result,detail.`,
        en: `This row of the file ${refusal.file} has more than ${refusal.limit} cells; a row has only subject,criterion,target,result,detail.`,
      }
    case 'tooManyScores':
      return {
        vi: `${refusal.subjects} đối tượng × ${refusal.criteria} tiêu chí là quá nhiều cho một lần chấm (tối đa ${refusal.limits.subjects} đối tượng và ${refusal.limits.scores} ô điểm); hãy chia tệp theo cụm.`,
        en: `${refusal.subjects} subjects × ${refusal.criteria} criteria are too many for one go (at most ${refusal.limits.subjects} subjects and ${refusal.limits.scores} scores); split the file by cluster.`,
      }
    case 'moreProblems':
      return {
        vi: `Còn ${refusal.count} lỗi nữa không liệt kê; hãy sửa các lỗi trên rồi chạy lại.`,
        en: `There are ${refusal.count} more problems; mend those above and run it again.`,
      }
    case 'scaleShape':
      return {
        vi: `Thang điểm sai cấu trúc tại ${refusal.at}: ${refusal.problem}.`,
        en: `The scale has the wrong shape at ${refusal.at}: ${refusal.problem}.`,
      }
    case 'columnMissing':
      return {
        vi: `Dòng tiêu đề thiếu cột ${plain(refusal.column)}; cần subject,criterion,target,result,detail.`,
        en: `The header lacks the column ${plain(refusal.column)}; it must be subject,criterion,target,result,detail.`,
      }
    case 'columnRepeated':
      return {
        vi: `Cột ${plain(refusal.column)} xuất hiện hai lần.`,
        en: `The column ${plain(refusal.column)} stands twice.`,
      }
    case 'columnExtra':
      return {
        vi: `Thừa cột ${plain(refusal.column)}; số có dấu phẩy phải đặt trong ngoặc kép.`,
        en: `There is an extra column ${plain(refusal.column)}; a number with a comma needs quotes.`,
      }
    case 'quotesBroken':
      return {
        vi: 'Dấu ngoặc kép không khớp; các dòng sau có thể bị đọc sai.',
        en: 'The quotes do not match; what follows may be misread.',
      }
    case 'cellEmpty':
      return { vi: `Ô ${refusal.column} để trống.`, en: `The cell ${refusal.column} is empty.` }
    case 'cellTooLong':
      return {
        vi: `Ô ${plain(refusal.column)} quá dài nên không được đọc; hãy rút gọn ô này.`,
        en: `The cell ${plain(refusal.column)} is too long and was not read; shorten it.`,
      }
    case 'cellTooManyMarks':
      return {
        vi: `Ô ${plain(refusal.column)} có quá 30 dấu chồng lên một chữ nên không được đọc; hãy gõ lại ô này.`,
        en: `The cell ${plain(refusal.column)} has more than 30 marks on one letter and was not read; type it again.`,
      }
    case 'subjectInvalid':
      return {
        vi: 'Mã đối tượng quá dài hoặc có ký tự không hợp lệ.',
        en: 'The subject is too long or has characters that are not allowed.',
      }
    case 'subjectUnknown':
      return {
        vi: `--exclude: tệp kết quả không có đối tượng ${quoted(refusal.subject)}.`,
        en: `--exclude: the results have no subject ${quoted(refusal.subject)}.`,
      }
    case 'criterionUnknown':
      return {
        vi: `Thang điểm không có tiêu chí ${quoted(refusal.criterion)}.`,
        en: `The scale has no criterion ${quoted(refusal.criterion)}.`,
      }
    case 'rowRepeated':
      return {
        vi: `Đối tượng và tiêu chí này đã có ở dòng ${refusal.firstRow}; dòng này không được tính.`,
        en: `Row ${refusal.firstRow} already has this subject and criterion; this row does not count.`,
      }
    case 'notNumber':
      return {
        vi: `${quoted(refusal.text)} không phải là số.`,
        en: `${quoted(refusal.text)} is not a number.`,
      }
    case 'negative':
      return { vi: `${quoted(refusal.text)} là số âm.`, en: `${quoted(refusal.text)} is negative.` }
    case 'ambiguous':
      return {
        vi: `${quoted(refusal.text)} có thể hiểu hai cách; ghi rõ hàng nghìn (${ungrouped(refusal.text)}) hoặc phần thập phân (${withZero(refusal.text)}).`,
        en: `${quoted(refusal.text)} can be read in two ways; write the thousands as ${ungrouped(refusal.text)} or the decimals as ${withZero(refusal.text)}.`,
      }
    case 'tooFine':
      return {
        vi: `${quoted(refusal.text)} có quá ${refusal.decimals} chữ số thập phân.`,
        en: `${quoted(refusal.text)} has more than ${refusal.decimals} decimals.`,
      }
    case 'tooLarge':
      return { vi: `${quoted(refusal.text)} quá lớn.`, en: `${quoted(refusal.text)} is too large.` }
    case 'resultNotUsed':
      return {
        vi: `Tiêu chí này nhập ở cột detail, không dùng cột result (${quoted(refusal.text)}).`,
        en: `This criterion is entered in the column detail, not in result (${quoted(refusal.text)}).`,
      }
    case 'detailNotUsed':
      return {
        vi: `Tiêu chí này nhập ở cột result, không dùng cột detail (${quoted(refusal.text)}).`,
        en: `This criterion is entered in the column result, not in detail (${quoted(refusal.text)}).`,
      }
    case 'detailInvalid':
      return refusal.takes === 'items'
        ? {
            vi: `${quoted(refusal.text)} không đọc được; ghi dạng a=2;b=1, !a để miễn, hoặc - nếu không phát sinh.`,
            en: `${quoted(refusal.text)} cannot be read; write a=2;b=1, !a to waive, or - for nothing to count.`,
          }
        : {
            vi: `${quoted(refusal.text)} không đọc được; ghi dạng ranks=1/2.`,
            en: `${quoted(refusal.text)} cannot be read; write ranks=1/2.`,
          }
  }
}

function ungrouped(text: string): string {
  return text.replace(/[.,]/, '')
}

/** `1.234` meant as a decimal: one more digit makes it plain. */
function withZero(text: string): string {
  return `${text.replace('.', ',')}0`
}

/** Text from the file, as it may be printed on a terminal: cut short and without control characters. */
function plain(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 58)}…` : text
  return short.toWellFormed().replace(/\p{C}/gu, '\ufffd')
}

function quoted(text: string): string {
  return `“${plain(text)}”`
}
