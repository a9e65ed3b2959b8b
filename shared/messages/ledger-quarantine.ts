import type { Seat } from '../domain/ids.ts'
import { exhausted } from '../kernel/result.ts'
import type { QuarantineReason } from '../ledger/verdict.ts'
import { act } from './acts.ts'
import { type BilingualSentence, say } from './failure-sentences.ts'
import type { LedgerNames } from './ledger-names.ts'
import type { Bilingual } from './words.ts'

/** Why a record is kept but does not count: what happened, to what, and what to do. */
export function quarantineSentence(why: QuarantineReason, names: LedgerNames): BilingualSentence {
  switch (why.reason) {
    case 'notOwner':
      return notOwnerSentence(why.seats, names)
    case 'seatContested':
      return say(
        'Vai trò đang có nhiều máy nhận',
        `Từ hai máy trở lên đã tham gia với vai trò ${names.seat(why.seat)}, nên chưa máy nào được tính. Cơ quan lập năm thi đua vào ${act('repair', 'vi')}, ${act('chooseDevice', 'vi')} ở máy đúng.`,
        'Several machines claim the seat',
        `Two or more machines enrolled for ${names.seat(why.seat)}, so none of them counts. The founder goes to ${act('repair', 'en')} and chooses ${act('chooseDevice', 'en')} at the right one.`,
      )
    case 'beyondCut':
      return say(
        'Sau điểm ngắt',
        `Máy này chỉ được tính cho vai trò ${names.seat(why.seat)} đến bản ghi số ${why.seq}; bản ghi này nằm ngoài. Máy giữ vai trò hiện nay cần lập lại, hoặc cơ quan lập năm thi đua vào ${act('repair', 'vi')}, ${act('admit', 'vi')}.`,
        'Beyond the cut',
        `This machine counts for ${names.seat(why.seat)} up to its record number ${why.seq}; this one lies outside. The present holder has to enter it anew, or the founder goes to ${act('repair', 'en')} and chooses ${act('admit', 'en')}.`,
      )
    case 'invitationUnknown':
      return say(
        'Mã mời không có trong năm thi đua',
        `Máy tham gia bằng mã mời không có cho vai trò này, hoặc đã được thay bằng mã khác. Hãy ${act('join', 'vi')} lại trong một thư mục trống bằng phiếu mời đang có hiệu lực; không còn phiếu thì cơ quan lập năm thi đua cấp phiếu mới ở ${act('repair', 'vi')}.`,
        'The invitation is not in the season',
        `The machine enrolled on an invitation that does not exist for this seat, or that a newer one has replaced. ${act('join', 'en')} anew in an empty folder with the slip in force; where there is none left, the founder issues one in ${act('repair', 'en')}.`,
      )
    case 'invitationSignature':
      return say(
        'Chữ ký của mã mời sai',
        'Máy tham gia không chứng minh được là có mã mời. Hãy tham gia lại bằng phiếu mời của mình.',
        'The invitation did not sign this',
        'The machine has not proved that it had the invitation. Join again with the slip.',
      )
    case 'unsafeKey':
      return say(
        'Khóa không an toàn',
        'Bản ghi nêu một khóa không dùng được để ký. Phần mềm đúng không tạo khóa như vậy: hãy kiểm tra nguồn gốc của gói.',
        'An unsafe key',
        'The record names a key that cannot be trusted to sign. Proper software makes no such key: check where the bundle came from.',
      )
    case 'keyMismatch':
      return say(
        'Khóa không phải của máy đã ghi',
        'Bản ghi nêu khóa của một máy khác. Hãy kiểm tra nguồn gốc của gói.',
        "The key is not its author's",
        'The record names the key of another machine. Check where the bundle came from.',
      )
    case 'notParty':
      return say(
        'Không phải bên ký giao ước',
        `${names.seat(why.seat)} không có tên trong các bên của bản giao ước này. Nếu cần, người soạn chọn ${act('draftAgain', 'vi')} với đủ các bên.`,
        'Not a party to the agreement',
        `${names.seat(why.seat)} is not among the parties of this agreement. If it should be, its author chooses ${act('draftAgain', 'en')} with all parties.`,
      )
    case 'signoffSignature':
      return say(
        'Chữ ký giao ước sai',
        'Chữ ký không phải của người ký đã đăng ký. Hãy ký lại trên máy của người ký.',
        'The sign-off does not hold',
        "The signature is not the enrolled signatory's. Sign again on the signatory's machine.",
      )
    case 'notInPlan':
      return say(
        'Không có trong phân công kiểm tra chéo',
        'Phân công mà phiếu nêu không giao kiểm tra đối tượng này. Hãy lập phiếu theo phân công đang có hiệu lực.',
        'Not in the inspection plan',
        'The plan this sheet names sends nobody to this subject. Enter it under the plan in force.',
      )
    case 'ownUnit':
      return say(
        'Tổ kiểm tra chính đơn vị mình',
        `Phân công để ${names.seat(why.seat)} kiểm tra ${names.subject(why.subject)}, là chính đơn vị mình. Hãy phân công lại.`,
        'A team would inspect its own unit',
        `The plan sends ${names.seat(why.seat)} to ${names.subject(why.subject)}, which is its own. Plan again.`,
      )
    case 'alreadyClosed':
      return say(
        'Đợt đã chốt',
        `Đợt này đã được chốt (${names.record(why.closing)}). Muốn chốt lại: người chốt chọn ${act('reopen', 'vi')}, rồi chốt lần nữa.`,
        'The round is closed already',
        `The round was closed by ${names.record(why.closing)}. Whoever closes it chooses ${act('reopen', 'en')}, then closes it once more.`,
      )
    case 'basisWentBack':
      return say(
        'Căn cứ lùi về bản cũ',
        'Máy đã ghi theo một bản năm thi đua cũ hơn bản nó đã dùng trước đó; có thể máy được khôi phục từ bản sao. Hãy nhập gói mới nhất vào máy đó và lập lại.',
        'It rests on an older season than before',
        'The machine rested on an older revision than it had used before; it may have been restored from a copy. Import the newest bundle there and enter it again.',
      )
    case 'unknownPlace':
      return say(
        'Nêu điều không có trong năm thi đua',
        `Trường “${why.field}” nêu đợt, cụm, đơn vị hoặc bản ghi không có, hoặc không thuộc chỗ này. Hãy kiểm tra và lập lại.`,
        'It names something the season does not have',
        `Field “${why.field}” names a round, cluster, unit or record that does not exist or does not belong here. Check and enter it again.`,
      )
    case 'notSuccessor':
      return say(
        'Không nối tiếp bản năm thi đua đang có hiệu lực',
        'Bản điều chỉnh này không thay bản mới nhất, hoặc khóa khôi phục được dùng mà không ngắt máy cũ. Hãy lập bản điều chỉnh mới từ bản đang có hiệu lực.',
        'It does not follow the season in force',
        'This revision does not replace the newest one, or the recovery key was used without cutting the old machine. Revise again from the season in force.',
      )
    case 'tooMany':
      return tooManySentence(why)
    case 'recoveryWon':
      return say(
        'Đã bị thay bởi khôi phục',
        `Máy lập năm thi đua đã được thay bằng phiếu khôi phục (${names.record(why.by)}): các điều chỉnh khác từ chỗ đó, và những gì dựa trên chúng, không còn hiệu lực. Hãy nhập gói mới nhất rồi lập lại.`,
        'Overturned by the recovery',
        `The founder was replaced with the recovery slip (${names.record(why.by)}): other revisions from there on, and what rests on them, have no effect. Import the newest bundle and enter it again.`,
      )
    default:
      return exhausted(why)
  }
}

function notOwnerSentence(seats: readonly Seat[], names: LedgerNames): BilingualSentence {
  if (seats.length === 0) {
    return say(
      'Không ai được ghi điều này',
      'Không có vai trò nào được ghi nội dung này, hoặc máy ghi chưa tham gia năm thi đua. Hãy để người có thẩm quyền lập lại.',
      'Nobody may write this',
      'No seat may write this, or the machine has not joined the season. Somebody entitled has to enter it.',
    )
  }
  const list = seats.map((seat) => names.seat(seat)).join(', ')
  return say(
    'Không đúng thẩm quyền',
    `Chỉ ${list} được ghi nội dung này; máy ghi không giữ vai trò đó. Hãy để máy giữ vai trò lập lại.`,
    'Written by somebody who may not',
    `Only ${list} may write this, and the machine does not hold that seat. The right seat has to enter it.`,
  )
}

type TooMany = Extract<QuarantineReason, { readonly reason: 'tooMany' }>

function tooManySentence({ what, most }: TooMany): BilingualSentence {
  switch (what) {
    case 'branchesOfFeed':
      return say(
        'Máy này đã tách ra quá nhiều nhánh',
        `Khóa của máy này đã ghi nhiều bản ghi khác nhau dưới cùng một số; chỉ giữ ${most} nhánh làm bằng chứng, bản ghi này nằm ngoài và không tính. Có thể khóa đã bị sao chép: cơ quan lập năm thi đua vào ${act('repair', 'vi')}.`,
        'This machine went on in too many ways',
        `The key of this machine wrote many different records under one number; ${most} branches are kept as proof, and this record lies outside and does not count. The key may have been copied: the founder goes to ${act('repair', 'en')}.`,
      )
    case 'devicesOfInvitation':
      return say(
        'Quá nhiều máy dùng cùng một phiếu mời',
        `Một phiếu mời chỉ giữ lại ${most} máy; máy này nằm ngoài và không tính. Phiếu có thể đã bị lộ: cơ quan lập năm thi đua vào ${act('repair', 'vi')}, chọn đúng máy hoặc cấp phiếu mời mới.`,
        'Too many machines used one invitation',
        `Of the machines that used one invitation ${most} are kept; this one lies outside and does not count. The slip may have been seen by others: the founder goes to ${act('repair', 'en')} and chooses the right machine or issues a new invitation.`,
      )
    default:
      return say(
        'Vượt quá số lượng cho phép',
        `Một máy chỉ được ghi tối đa ${most} ${tooManyWords[what].vi}; phần vượt quá được giữ lại nhưng không tính. Hãy hỏi đơn vị giữ máy này vì sao có nhiều như vậy.`,
        'More than one machine may write',
        `One machine may write at most ${most} ${tooManyWords[what].en}; whatever is beyond is kept and does not count. Ask the unit that holds this machine why there are so many.`,
      )
  }
}

const tooManyWords: {
  readonly [What in Exclude<TooMany['what'], 'branchesOfFeed' | 'devicesOfInvitation'>]: Bilingual
} = {
  recordsOfAuthor: { vi: 'bản ghi trong một năm thi đua', en: 'records in one season' },
  sheetsOfRound: { vi: 'phiếu chấm trong một đợt', en: 'sheets in one round' },
  closingsOfRound: { vi: 'lần chốt trong một đợt', en: 'closings of one round' },
}
