import type { FailureByCode, TieFault } from '../contract/failures.ts'
import type { InputProblem } from '../contract/input-problem.ts'
import type { ScaleProblem } from '../scoring/validate-scale.ts'
import { act } from './acts.ts'
import { type SentencesFor, say } from './failure-sentences.ts'
import { describeInputProblem } from './inputs.ts'
import { bareLedgerNames } from './ledger-names.ts'
import { quarantineSentence } from './ledger-quarantine.ts'
import { describeScaleProblem } from './scoring.scale-problems.ts'
import { describeSheetDifference } from './sheet-difference.ts'
import type { Bilingual, Language } from './words.ts'

type Codes = Extract<
  keyof FailureByCode,
  | 'scaleInvalid'
  | 'presetInvalid'
  | 'inputRefused'
  | 'recordRefused'
  | 'tieInvalid'
  | 'notYourSeat'
  | 'readOnlyUntilOwnRecords'
  | 'roundUnknown'
  | 'roundClosed'
  | 'closingNotInForce'
  | 'repairImpossible'
  | 'subjectUnknown'
  | 'noScale'
  | 'noPlan'
  | 'sheetUnchanged'
  | 'draftScaleOld'
  | 'draftChanged'
  | 'signatoryUnknown'
  | 'notAParty'
  | 'alreadySigned'
  | 'agreementSuperseded'
  | 'planInvalid'
  | 'alreadyExcluded'
  | 'gapsOpen'
  | 'differencesOpen'
>

const planFaults = {
  ownUnit: {
    vi: 'Một tổ kiểm tra không được kiểm tra chính đơn vị mình',
    en: 'A team never inspects its own unit',
  },
  subjectTwice: { vi: 'Một đơn vị được phân cho hai tổ', en: 'A subject stands in two teams' },
  unknownSeat: {
    vi: 'Có tổ hoặc đơn vị không thuộc cụm này',
    en: 'A team or subject does not belong to this cluster',
  },
}

const tieFaults: { readonly [Each in TieFault]: Bilingual } = {
  notTied: {
    vi: 'không đồng hạng với nhau, nên không bốc thăm hay biểu quyết được. Hãy bỏ thứ tự này.',
    en: 'not tied with each other, so no lot or vote can part them. Remove this order.',
  },
  notWhole: {
    vi: 'cũng đồng hạng nhưng không có trong thứ tự. Hãy xếp đủ mọi đối tượng đồng hạng.',
    en: 'tied too, but left out of the order. Put all that are tied into it.',
  },
  repeated: {
    vi: 'được xếp thứ tự hai lần. Hãy để mỗi đối tượng một lần.',
    en: 'put into an order twice. Leave each of them once.',
  },
  foreign: {
    vi: 'không phải đối tượng chấm ở đây. Hãy bỏ khỏi thứ tự.',
    en: 'not a subject here. Remove it from the order.',
  },
}

function presetProblems(
  inputs: readonly InputProblem[],
  scale: readonly ScaleProblem[],
  language: Language,
): string {
  const all = [
    ...inputs.map((problem) => describeInputProblem(problem, language)),
    ...scale.map((problem) => describeScaleProblem(problem, language)),
  ]
  const rest = all.length - shownProblems
  const more = language === 'vi' ? `Và ${rest} chỗ khác.` : `And ${rest} more.`
  return [...all.slice(0, shownProblems), ...(rest > 0 ? [more] : [])].join(' ')
}
const shownProblems = 10

/** Refusals about what a season's records may say, and who may say it. */
export const seasonSentences: SentencesFor<Codes> = {
  scaleInvalid: ({ problems }) =>
    say(
      'Thang bảng điểm chưa đúng',
      `Chưa ban hành được. Cần sửa: ${problems.map((problem) => describeScaleProblem(problem, 'vi')).join(' ')}`,
      'The scale is not valid',
      `It cannot be published. To mend: ${problems.map((problem) => describeScaleProblem(problem, 'en')).join(' ')}`,
    ),
  presetInvalid: ({ preset, inputs, scale }) =>
    say(
      'Mẫu năm thi đua chưa đúng',
      `Chưa lập được từ mẫu “${preset}”; chưa có gì được tạo. ${presetProblems(inputs, scale, 'vi')}`,
      'The season preset is not valid',
      `No season was founded from the preset “${preset}”; nothing was created. ${presetProblems(inputs, scale, 'en')}`,
    ),
  inputRefused: (problem) =>
    say(
      'Có chỗ nhập chưa đúng',
      `${describeInputProblem(problem, 'vi')} Chưa có gì được ghi.`,
      'A value was refused',
      `${describeInputProblem(problem, 'en')} Nothing was written.`,
    ),
  recordRefused: ({ why }, names) => {
    const [vi, en] = [
      quarantineSentence(why, bareLedgerNames(names.vi)).vi,
      quarantineSentence(why, bareLedgerNames(names.en)).en,
    ]
    return say(
      'Chưa ghi được',
      `Bản ghi này sẽ không được máy nào tính, nên không được ghi. ${vi.title}: ${vi.body}`,
      'It was not written',
      `No machine would count this record, so it was not written. ${en.title}: ${en.body}`,
    )
  },
  tieInvalid: ({ why, subjects }, names) => {
    const list = (language: Language) =>
      subjects.map((subject) => `“${names[language].subject(subject)}”`).join(', ')
    const { vi, en } = tieFaults[why]
    return say(
      'Thứ tự khi bằng điểm chưa đúng',
      `${list('vi')}: ${vi}`,
      'A settled tie is not valid',
      `${list('en')}: ${en}`,
    )
  },
  notYourSeat: ({ seats }, names) =>
    say(
      'Không thuộc quyền của máy này',
      `Việc này thuộc về ${seats.length === 0 ? 'một vai trò khác' : seats.map((seat) => `“${names.vi.seat(seat)}”`).join(', ')}. Hãy làm trên máy của vai trò đó.`,
      'Not for this machine to do',
      `This belongs to ${seats.length === 0 ? 'another seat' : seats.map((seat) => `“${names.en.seat(seat)}”`).join(', ')}. Do it on the machine that holds it.`,
    ),
  readOnlyUntilOwnRecords: () =>
    say(
      'Máy này tạm thời chỉ đọc',
      `Có thể đây là bản cũ của dữ liệu, hoặc không phải bản duy nhất; lý do ghi ở màn hình Tổng quan. Hãy nhập các gói mới nhất từ những máy đã nhận dữ liệu của máy này; nếu sau đó vẫn vậy, xác nhận ở đó rằng không còn bản sao nào khác. Nếu bản kia vẫn được dùng, hãy dùng bản đó. Nếu cả hai không dùng được, xin cơ quan lập năm thi đua ngắt máy này và cấp phiếu mời mới ở ${act('repair', 'vi')}.`,
      'This machine is read-only for now',
      `Its data may be an older copy, or not the only one; the overview says why. Import the newest bundles of the machines that have received data of this one; if it stays so, declare there that there is no other copy. If the other copy is in use, go on with that one. If neither can be used, ask the founder to cut this machine and issue a new invitation in ${act('repair', 'en')}.`,
    ),
  roundUnknown: () =>
    say(
      'Không có đợt này',
      'Đợt hoặc cụm không có trong năm thi đua đang mở. Hãy chọn lại.',
      'Unknown round',
      'The round or cluster is not part of this season. Choose again.',
    ),
  roundClosed: ({ closing }) =>
    say(
      'Đợt đã chốt',
      `Kết quả đã được niêm phong (bản ghi ${closing.slice(0, 8)}); không nhận thêm thay đổi. Muốn sửa, người chốt chọn ${act('reopen', 'vi')}.`,
      'The round is closed',
      `Its results are sealed (record ${closing.slice(0, 8)}); nothing more is taken. To change it, whoever closes it chooses ${act('reopen', 'en')}.`,
    ),
  closingNotInForce: ({ closing }) =>
    say(
      'Lần chốt này không còn hiệu lực',
      `Lần chốt ${closing.slice(0, 8)} đã được mở lại, hoặc không phải lần chốt đang có hiệu lực. Hãy xem lại các lần chốt của đợt.`,
      'This closing is not in force',
      `Closing ${closing.slice(0, 8)} was reopened before, or is not the one in force. Look at the closings of the round again.`,
    ),
  repairImpossible: ({ why }) =>
    say(
      'Không sửa được bằng cách này',
      impossibleRepairs[why].vi,
      'This cannot be repaired in this way',
      impossibleRepairs[why].en,
    ),
  subjectUnknown: ({ subject }, names) =>
    say(
      'Không có đơn vị này trong đợt',
      `“${names.vi.subject(subject)}” không phải đối tượng chấm của đợt này. Hãy kiểm tra lại mã.`,
      'Not a subject of this round',
      `“${names.en.subject(subject)}” is not scored in this round. Check the code.`,
    ),
  noScale: () =>
    say(
      'Chưa có thang bảng điểm',
      'Năm thi đua chưa có thang bảng điểm cho cụm này. Hãy nhập gói mới nhất của cơ quan thường trực.',
      'There is no scale yet',
      "No scale is published for this cluster. Import the standing office's newest bundle.",
    ),
  noPlan: () =>
    say(
      'Chưa có phân công kiểm tra chéo',
      'Cụm trưởng chưa phân công tổ kiểm tra chéo cho đơn vị này. Hãy nhập gói mới của cụm trưởng rồi chấm.',
      'There is no inspection plan',
      "The lead has not named a team for this subject. Import the lead's newest bundle first.",
    ),
  sheetUnchanged: () =>
    say(
      'Phiếu không có gì thay đổi',
      'Nội dung giống hệt phiếu đã nộp, nên không nộp lại.',
      'Nothing has changed',
      'The sheet equals the one submitted before, so it is not submitted again.',
    ),
  draftScaleOld: () =>
    say(
      'Bản nháp theo thang điểm cũ',
      'Thang bảng điểm đã thay đổi từ khi viết nháp. Hãy mở lại phiếu: các tiêu chí giống nhau được giữ nguyên.',
      'The draft is on an old scale',
      'The scale has changed since. Open the sheet again: equal criteria are carried over.',
    ),
  draftChanged: () =>
    say(
      'Bản nháp đã được sửa ở cửa sổ khác',
      'Cả hai bản đều được giữ lại. Hãy xem chỗ khác nhau trên màn hình này và chọn nội dung đúng rồi làm tiếp.',
      'The draft was changed in another window',
      'Both texts are kept. Look at the differences on this screen, choose what is right, then go on.',
    ),
  signatoryUnknown: () =>
    say(
      'Không tìm thấy người ký',
      `Người ký này không đăng ký trên máy này. Hãy chọn người khác, hoặc ${act('enrolSignatory', 'vi')} trước khi ký.`,
      'Unknown signatory',
      `This signatory is not enrolled on this machine. Choose another, or ${act('enrolSignatory', 'en')} first.`,
    ),
  notAParty: ({ seat }, names) =>
    say(
      'Không phải bên ký giao ước',
      `“${names.vi.seat(seat)}” không có trong danh sách các bên ký giao ước này.`,
      'Not a party',
      `“${names.en.seat(seat)}” is not among the parties of this agreement.`,
    ),
  alreadySigned: ({ seat }, names) =>
    say(
      'Đã ký rồi',
      `“${names.vi.seat(seat)}” đã ký bản giao ước này. Chỉ ký lại khi có bản mới.`,
      'Signed already',
      `“${names.en.seat(seat)}” has signed this agreement. Sign again only when there is a new version.`,
    ),
  agreementSuperseded: () =>
    say(
      'Bản giao ước đã được thay',
      'Đã có bản mới của giao ước này. Hãy đọc và ký bản mới.',
      'This version was replaced',
      'There is a newer version of the agreement. Read and sign that one.',
    ),
  planInvalid: ({ why, subject }, names) =>
    say(
      'Phân công chưa hợp lệ',
      `${planFaults[why].vi}${subject === null ? '' : `: “${names.vi.subject(subject)}”`}. Hãy sửa lại các tổ.`,
      'The plan is not valid',
      `${planFaults[why].en}${subject === null ? '' : `: “${names.en.subject(subject)}”`}. Change the teams.`,
    ),
  alreadyExcluded: ({ subject }, names) =>
    say(
      'Đã ghi không xếp loại',
      `“${names.vi.subject(subject)}” đã được ghi không xếp loại trong đợt này.`,
      'Excluded already',
      `“${names.en.subject(subject)}” is excluded from this round already.`,
    ),
  gapsOpen: ({ gaps }, names) => {
    const first = gaps.slice(0, 5)
    const rest = gaps.length - first.length
    const list = (language: 'vi' | 'en', whole: string) =>
      first
        .map(
          (gap) =>
            `${names[language].subject(gap.subject)}: ${gap.criterion === null ? whole : names[language].criterion(gap.criterion)}`,
        )
        .join('; ')
    return say(
      'Còn thiếu điểm',
      `Chưa chốt được vì còn ${gaps.length} chỗ thiếu: ${list('vi', 'cả phiếu')}${rest > 0 ? `; và ${rest} chỗ khác` : ''}. Hãy bổ sung, hoặc chấp nhận từng chỗ kèm lý do.`,
      'Scores are missing',
      `The round cannot be closed: ${gaps.length} gaps: ${list('en', 'the whole sheet')}${rest > 0 ? `; and ${rest} more` : ''}. Fill them, or accept each with a reason.`,
    )
  },
  differencesOpen: ({ differences }, names) => {
    const list = (language: Language) =>
      differences
        .map((difference) => describeSheetDifference(difference, names[language], language))
        .join('. ')
    return say(
      'Thành viên tổ kiểm tra chấm khác nhau',
      `Chưa chốt được, phải chọn phiếu được tính. ${list('vi')}. Hãy chọn phiếu được tính kèm lý do, hoặc để các thành viên thống nhất rồi nộp lại.`,
      'Members of an inspecting team differ',
      `The round cannot be closed before a sheet is chosen. ${list('en')}. Choose the sheet that counts and say why, or let the members agree and submit again.`,
    )
  },
}

const impossibleRepairs: {
  readonly [Why in FailureByCode['repairImpossible']['why']]: Bilingual
} = {
  unknownRecord: {
    vi: 'Bản ghi này không có trên máy. Hãy mở lại danh sách.',
    en: 'This record is not held here. Open the list again.',
  },
  notEnrolled: {
    vi: 'Máy này chưa tham gia vai trò đó bằng phiếu mời hợp lệ. Hãy để máy đang giữ vai trò lập lại.',
    en: 'The machine never joined that seat on a valid invitation. Let the machine that holds it enter this anew.',
  },
  forkedDevice: {
    vi: `Máy đã bị ngắt hoặc trùng số không dùng tiếp được. Hãy chọn ${act('newInvitation', 'vi')} để đơn vị tham gia lại bằng khóa mới.`,
    en: `A machine that was cut or forked never goes on. Choose ${act('newInvitation', 'en')}, so that its unit joins anew with a new key.`,
  },
  founderSeat: {
    vi: `Vai trò của cơ quan lập năm thi đua chỉ chuyển được bằng phiếu khôi phục: trên máy mới, ${act('join', 'vi')} bằng phiếu đó.`,
    en: `The founder's seat is moved with the recovery slip only: on the new machine, ${act('join', 'en')} with it.`,
  },
  ownDevice: {
    vi: `Máy lập năm thi đua không tự ngắt mình được. Vai trò khác của nó: chọn ${act('giveUp', 'vi')} ở mục ${act('lostMachine', 'vi')}. Cả máy: trên máy mới, ${act('join', 'vi')} bằng phiếu khôi phục.`,
    en: `The founder's machine cannot cut itself. Another seat of it: choose ${act('giveUp', 'en')} under ${act('lostMachine', 'en')}. The whole machine: on a new one, ${act('join', 'en')} with the recovery slip.`,
  },
  seatHeld: {
    vi: `Vai trò này đang có máy giữ. Ở ${act('repair', 'vi')}, mục ${act('lostMachine', 'vi')}, chọn vai trò và ngắt máy đó trước, rồi ${act('newInvitation', 'vi')}.`,
    en: `A machine holds this seat. In ${act('repair', 'en')}, under ${act('lostMachine', 'en')}, choose the seat and cut that machine first; then ${act('newInvitation', 'en')}.`,
  },
  chooseFirst: {
    vi: 'Vai trò này đang có hơn một máy. Hãy chọn một máy trước.',
    en: 'More than one machine joined this seat. Choose one first.',
  },
  invitationOpen: {
    vi: 'Đang chờ máy mới tham gia bằng phiếu mời mới. Hãy nhập gói của máy đó trước, rồi làm lại.',
    en: 'A new machine is still to join on the new invitation. Import its bundle first, then try again.',
  },
  notCured: {
    vi: 'Không có cách chọn máy hay điểm ngắt nào làm bản ghi này hợp lệ. Hãy để người có thẩm quyền lập lại.',
    en: 'No choice of machines and cuts makes this record valid. Somebody entitled has to enter it again.',
  },
}
