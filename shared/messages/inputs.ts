import type { InputFault, InputProblem } from '../contract/input-problem.ts'
import type { Bilingual, Language } from './words.ts'

/** One value that cannot stand where it was given: which field, which value, what is wrong, what to do. */
export function describeInputProblem(problem: InputProblem, language: Language): string {
  const field = fieldName(problem.field, language)
  const value =
    problem.value === '' ? '' : language === 'vi' ? ` là “${problem.value}”` : ` is “${problem.value}”`
  const subject = language === 'vi' ? `Trường ${field}${value}` : `${field}${value}`
  return `${subject}: ${faults[problem.why](problem.limit)[language]}`
}

type FaultWords = (limit: number | null) => Bilingual

const faults: { readonly [Each in InputFault]: FaultWords } = {
  empty: () => ({
    vi: 'không còn chữ nào đọc được. Hãy gõ nội dung.',
    en: 'nothing readable is left of the text. Type something.',
  }),
  missing: () => ({
    vi: 'còn thiếu. Hãy bổ sung.',
    en: 'missing. Add it.',
  }),
  tooLong: (limit) => ({
    vi: `quá dài${most(limit, 'vi', 'ký tự')}. Hãy rút gọn.`,
    en: `too long${most(limit, 'en', 'characters')}. Shorten it.`,
  }),
  tooManyMarks: () => ({
    vi: 'có quá 30 dấu chồng lên một chữ. Hãy gõ lại.',
    en: 'more than 30 marks stand on one letter. Type it again.',
  }),
  tooFew: (limit) => ({
    vi: `quá ít mục${least(limit, 'vi', 'mục')}. Hãy bổ sung.`,
    en: `too few items${least(limit, 'en', 'items')}. Add some.`,
  }),
  tooMany: (limit) => ({
    vi: `quá nhiều mục${most(limit, 'vi', 'mục')}. Hãy bớt đi.`,
    en: `too many items${most(limit, 'en', 'items')}. Remove some.`,
  }),
  tooSmall: (limit) => ({
    vi: `quá nhỏ${least(limit, 'vi', '')}. Hãy sửa lại số.`,
    en: `too small${least(limit, 'en', '')}. Correct the number.`,
  }),
  tooLarge: (limit) => ({
    vi: `quá lớn${most(limit, 'vi', '')}. Hãy sửa lại số.`,
    en: `too large${most(limit, 'en', '')}. Correct the number.`,
  }),
  tooDeep: () => ({
    vi: 'có quá nhiều cấp lồng nhau, không ghi được. Hãy gộp bớt cấp.',
    en: 'nested too deeply to be recorded. Merge some levels.',
  }),
  recordTooLarge: () => ({
    vi: 'nội dung lớn hơn 4 MB, không ghi được. Hãy rút gọn hoặc chia nhỏ.',
    en: 'the content is larger than 4 MB and cannot be recorded. Shorten or split it.',
  }),
  form: () => ({
    vi: 'viết chưa đúng mẫu. Hãy kiểm tra và viết lại.',
    en: 'not written as such a value is. Check it and write it again.',
  }),
  repeated: () => ({
    vi: 'xuất hiện hai lần. Hãy bỏ một lần.',
    en: 'stands twice. Remove one of them.',
  }),
  sameButForCase: () => ({
    vi: 'chỉ khác một mã khác ở chữ hoa, chữ thường; trên Windows hai tệp sẽ trùng tên. Hãy đổi mã.',
    en: 'differs from another code in capitals only; their files would have one name on Windows. Change the code.',
  }),
  unknown: () => ({
    vi: 'không có trong năm thi đua này. Hãy kiểm tra mã và chọn lại.',
    en: 'does not exist in this season. Check the code and choose again.',
  }),
  noSuchGroup: () => ({
    vi: 'thang bảng điểm không có nhóm này. Hãy sửa mã nhóm hoặc bỏ.',
    en: 'the scale has no such group. Correct the code of the group or remove it.',
  }),
  notMember: () => ({
    vi: 'không phải đơn vị của cụm này. Hãy chọn một đơn vị của cụm.',
    en: 'is not a unit of this cluster. Choose one of its units.',
  }),
  leadItself: () => ({
    vi: 'cụm phó trùng với cụm trưởng. Hãy chọn đơn vị khác, hoặc để trống.',
    en: 'the deputy is the lead itself. Choose another unit, or none.',
  }),
  adjustedBySelf: () => ({
    vi: 'không ai tự điều chỉnh điểm của mình. Hãy bỏ điều chỉnh ở lớp tự chấm.',
    en: 'nobody adjusts their own points. Remove the adjustment on the self layer.',
  }),
  reasonMissing: () => ({
    vi: 'điều chỉnh điểm phải có lý do. Hãy ghi lý do.',
    en: 'an adjustment needs a reason. Give one.',
  }),
  endsBeforeItBegins: () => ({
    vi: 'trước ngày bắt đầu. Hãy sửa một trong hai ngày.',
    en: 'before the first day. Correct one of the two.',
  }),
}

function most(limit: number | null, language: Language, of: string): string {
  return limit === null ? '' : ` (${language === 'vi' ? 'nhiều nhất' : 'at most'} ${`${limit} ${of}`.trim()})`
}

function least(limit: number | null, language: Language, of: string): string {
  return limit === null ? '' : ` (${language === 'vi' ? 'ít nhất' : 'at least'} ${`${limit} ${of}`.trim()})`
}

/** `articles.0.title` → “tiêu đề” (nội dung 1; articles.0.title): the last name, and where in which lists it stands. */
function fieldName(path: string, language: Language): string {
  if (path === '') return language === 'vi' ? 'nội dung' : 'The content'
  const named: string[] = []
  for (const step of path.split('.')) {
    if (!isIndex(step)) named.push(fieldWord(step, language))
    else if (!/ \d+$/.test(named.at(-1) ?? '')) named.push(`${named.pop()} ${Number(step) + 1}`)
  }
  const name = `“${named.pop()}”`
  return path.includes('.') ? `${name} (${[...named, path].join(', ')})` : name
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step)
}

function fieldWord(key: string, language: Language): string {
  return Object.hasOwn(fieldWords, key) ? (fieldWords[key]?.[language] ?? key) : key
}

/** Fields as the screens call them; one that is not here is named by its key. */
const fieldWords: { readonly [key: string]: Bilingual } = {
  account: { vi: 'tài khoản', en: 'Account' },
  adjustment: { vi: 'điều chỉnh', en: 'Adjustment' },
  articles: { vi: 'nội dung', en: 'Article' },
  authority: { vi: 'cơ quan thường trực', en: 'Standing office' },
  clusters: { vi: 'cụm', en: 'Cluster' },
  cluster: { vi: 'cụm', en: 'Cluster' },
  code: { vi: 'mã', en: 'Code' },
  counts: { vi: 'số lần', en: 'Counts' },
  criteria: { vi: 'tiêu chí', en: 'Criterion' },
  criterion: { vi: 'tiêu chí', en: 'Criterion' },
  deputy: { vi: 'cụm phó', en: 'Deputy' },
  entries: { vi: 'mục chấm', en: 'Entry' },
  evidence: { vi: 'minh chứng', en: 'Evidence' },
  field: { vi: 'lĩnh vực', en: 'Field' },
  from: { vi: 'từ', en: 'From' },
  gaps: { vi: 'chỗ thiếu', en: 'Gap' },
  items: { vi: 'chỉ tiêu', en: 'Assignment' },
  lead: { vi: 'cụm trưởng', en: 'Lead' },
  motto: { vi: 'khẩu hiệu', en: 'Motto' },
  name: { vi: 'tên', en: 'Name' },
  no: { vi: 'số thứ tự', en: 'Number' },
  note: { vi: 'ghi chú', en: 'Note' },
  parties: { vi: 'bên ký', en: 'Party' },
  policies: { vi: 'quy định', en: 'Policies' },
  position: { vi: 'chức vụ', en: 'Position' },
  preset: { vi: 'mẫu', en: 'Preset' },
  rank: { vi: 'cấp bậc', en: 'Rank' },
  reason: { vi: 'lý do', en: 'Reason' },
  recipients: { vi: 'nơi nhận', en: 'Recipient' },
  result: { vi: 'kết quả', en: 'Result' },
  round: { vi: 'đợt', en: 'Round' },
  rounds: { vi: 'đợt', en: 'Round' },
  scale: { vi: 'thang bảng điểm', en: 'Scale' },
  scope: { vi: 'phạm vi', en: 'Scope' },
  seat: { vi: 'vai trò', en: 'Seat' },
  seats: { vi: 'vai trò', en: 'Seat' },
  subject: { vi: 'đối tượng chấm', en: 'Subject' },
  subjects: { vi: 'đối tượng chấm', en: 'Subject' },
  targets: { vi: 'chỉ tiêu', en: 'Target' },
  target: { vi: 'chỉ tiêu', en: 'Target' },
  teams: { vi: 'tổ', en: 'Team' },
  text: { vi: 'văn bản', en: 'Text' },
  ties: { vi: 'thứ tự khi bằng điểm', en: 'Tie' },
  title: { vi: 'tiêu đề', en: 'Title' },
  titles: { vi: 'danh hiệu', en: 'Title' },
  unit: { vi: 'đơn vị tính', en: 'Unit of measure' },
  units: { vi: 'đơn vị', en: 'Unit' },
  until: { vi: 'đến', en: 'Until' },
  value: { vi: 'giá trị', en: 'Value' },
  year: { vi: 'năm', en: 'Year' },
}
