import type { Diagnosis, LeftOutRecord } from '../contract/exchange.ts'
import { kindName, type Language, type Names } from './words.ts'

/** A record that could not be sent: which one, why, and what it keeps back. */
export function leftOutText(leftOut: LeftOutRecord, language: Language, names: Pick<Names, 'seat'>): string {
  const { author, seats, seq, kind, why, following } = leftOut
  const who = seats.length === 0 ? author.slice(0, 8) : seats.map(names.seat).join(', ')
  const what = kind === null ? '' : ` (${kindName(kind, language)})`
  if (language === 'vi') {
    const rest = following === 0 ? '' : ` ${following} bản ghi sau nó của cùng máy cũng chưa gửi được.`
    return `Bản ghi số ${seq} của ${who}${what}: ${reasons[why].vi}.${rest}`
  }
  const rest = following === 0 ? '' : ` Kept back with it from the same machine: ${following}.`
  return `Record ${seq} of ${who}${what}: ${reasons[why].en}.${rest}`
}

/** The whole finding as plain text, to be shown and to be saved as a file for whoever helps. */
export function diagnosisText(diagnosis: Diagnosis, language: Language, names: Pick<Names, 'seat'>): string {
  const { at, appVersion, season, device, fingerprint, records, unsound, problems } = diagnosis
  const vi = language === 'vi'
  const head = vi
    ? ['Chẩn đoán dữ liệu Giao Ước', `Lúc: ${at}`, `Phiên bản: ${appVersion}`, `Năm thi đua: ${season}`]
    : ['Giao Ước diagnosis', `At: ${at}`, `Version: ${appVersion}`, `Season: ${season}`]
  const state = vi
    ? [`Máy: ${device}`, `Dấu trạng thái: ${fingerprint}`, `Bản ghi nguyên vẹn: ${records}`]
    : [`Machine: ${device}`, `State fingerprint: ${fingerprint}`, `Sound records: ${records}`]
  const none = vi ? 'Không thấy gì sai.' : 'Nothing is wrong.'
  const found = [
    ...unsound.map((each) => {
      const id = each.record === null ? '' : ` [${each.record}]`
      return `- ${leftOutText(each, language, names)} [${each.author}]${id}`
    }),
    ...problems.map(({ problem, record, message }) => {
      const about = [record, message].filter((each) => each !== null).join(' ')
      return `- ${databaseProblems[problem][language]}${about === '' ? '' : `: ${about}`}`
    }),
  ]
  const more = found.length - shownFindings
  const rest = more > 0 ? [vi ? `… và ${more} điều nữa` : `… and ${more} more`] : []
  const shown = found.length === 0 ? [none] : [...found.slice(0, shownFindings), ...rest]
  return [...head, ...state, '', ...shown, ''].join('\n')
}

/** A ruined disk has thousands of findings, and the first ones tell enough. */
const shownFindings = 60

const reasons: { readonly [Why in LeftOutRecord['why']]: { readonly [Each in Language]: string } } = {
  unreadable: { vi: 'ổ đĩa không đọc ra được', en: 'the disk does not give it' },
  changed: { vi: 'nội dung lưu trên máy này đã bị biến đổi', en: 'what is stored here has changed' },
  chain: { vi: 'không nối tiếp bản ghi trước nó', en: 'it does not follow the one before' },
  keyUnknown: {
    vi: 'không có bản tham gia hợp lệ nào cho biết khóa của máy ghi',
    en: 'no valid enrolment gives the key of its author',
  },
  noRoom: {
    vi: 'không còn chỗ trong một gói; phần này đi cùng gói sau, hoặc nhờ chính máy đó xuất',
    en: 'one bundle has no room for it; it goes with the next one, or that machine exports it itself',
  },
  signature: { vi: 'chữ ký không phải của máy ghi', en: 'its signature is not its author’s' },
}

const databaseProblems: {
  readonly [Problem in Diagnosis['problems'][number]['problem']]: { readonly [Each in Language]: string }
} = {
  database: { vi: 'Cơ sở dữ liệu', en: 'Database' },
  recordUnreadable: { vi: 'Bản ghi không đọc được', en: 'Unreadable record' },
  wrongId: { vi: 'Bản ghi khác với mã của nó', en: 'A record that is not the one of its id' },
  wrongColumns: { vi: 'Cột khác với nội dung bản ghi', en: 'Columns that differ from the record' },
  brokenChain: { vi: 'Đứt chuỗi tại bản ghi', en: 'A broken chain at the record' },
}
