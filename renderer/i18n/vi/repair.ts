import { acts } from '../../../shared/messages/acts.ts'

export const repair = {
  title: acts.repair.vi,
  about: 'Máy trùng số, vai trò có nhiều máy nhận, bản ghi bị ngắt hoặc cách ly',
  nothing: 'Không có gì cần sửa',
  nothingNext:
    'Khi một gói mang đến máy trùng số, hai máy nhận một vai trò, hoặc bản ghi không được tính, chuyện đó hiện ở đây.',
  onlyFounder:
    'Máy này chỉ xem: chỉ máy lập năm thi đua quyết định được. Hãy gửi gói dữ liệu cho cơ quan lập năm thi đua.',
  same: 'Mọi máy có cùng dữ liệu thấy cùng danh sách này. Mỗi quyết định là một bản điều chỉnh năm thi đua, đi cùng gói dữ liệu đến các máy khác.',
  device:
    'Máy {{device}} · {{seats}} · người dùng: {{actors}} · từ {{since}} đến {{newest}} · {{records}} bản ghi, {{sheets}} phiếu',
  own: 'máy này',
  noCure: 'điều chỉnh không cứu được',
  more: 'và {{count}} bản ghi nữa',
  fork: {
    title: 'Trùng số {{at}}: {{device}}',
    open: 'chưa xử lý',
    settled: 'đã xử lý',
    story:
      'Máy này đã ghi hai bản ghi khác nhau cùng số {{at}}: thường do khôi phục từ bản cũ hoặc dùng hai bản chép của một máy. Từ số đó không bản ghi nào của máy được tính. Hãy hỏi đơn vị nhánh nào là thật rồi giữ nhánh đó; máy cũ dừng tại đấy, và đơn vị tham gia lại bằng phiếu mời mới.',
    storySettled:
      'Máy này đã ghi hai bản ghi khác nhau cùng số {{at}}. Cơ quan lập năm thi đua đã đặt điểm ngắt; hai bản ghi được giữ làm bằng chứng.',
    branch: 'Nhánh {{letter}}',
    kept: 'đang được giữ',
    knownBy: 'Đã có ở: {{seats}}',
    knownByNobody: 'Chưa biết máy nào khác có nhánh này.',
    keepNeither: 'Không giữ nhánh nào, ngắt sau số {{before}}',
  },
  contested: {
    title: 'Hơn một máy nhận vai trò {{seat}}',
    story:
      'Phiếu mời của vai trò này đã được dùng trên nhiều máy, nên chưa máy nào được tính. Hãy hỏi đơn vị máy nào là thật rồi chọn máy đó; bản ghi của máy kia được giữ lại và có thể nhận từng bản. Nếu không máy nào đúng, cấp phiếu mời mới.',
  },
  vacant: {
    title: 'Chưa có máy giữ vai trò {{seat}}',
    story:
      'Máy giữ vai trò này đã bị ngắt và không dùng tiếp được. Cấp phiếu mời mới để đơn vị tham gia lại bằng khóa mới; phiếu nộp từ máy mới được tính ngay.',
  },
  lost: {
    title: acts.lostMachine.vi,
    story:
      'Ổ đĩa hỏng, máy bị mất, phiếu mời bị lộ hay máy được thay không để lại dấu vết trong dữ liệu. Hãy chọn vai trò: ngắt máy đang giữ ở đây, rồi cấp phiếu mời mới cho máy thay thế.',
    seat: 'Vai trò',
    choose: 'Chọn vai trò',
    open: 'Chưa có máy nào tham gia vai trò này bằng phiếu mời đang có hiệu lực. Nếu phiếu bị mất, bị lộ hoặc không in lại được, hãy cấp phiếu mời mới.',
    own: 'Chính máy này đang giữ vai trò đó. Muốn giao cho máy khác thì máy này thôi giữ trước, rồi cấp phiếu mời mới.',
    held: 'Bản ghi mới nhất máy này có của máy ấy ở trên cùng: thường ngắt ở đó. Chọn bản ghi cũ hơn nếu những bản sau không phải của đơn vị. Bản ghi đến sau điểm ngắt được giữ lại và có thể nhận từng bản.',
  },
  cut: {
    title: 'Sau điểm ngắt: {{device}}',
    story:
      'Các bản ghi này nằm sau điểm ngắt của máy: được giữ, không được tính. Nhận một bản ghi là dời điểm ngắt đến đúng bản ghi đó, cùng mọi bản ghi trước nó.',
  },
  quarantined: {
    title: 'Cách ly: {{device}}',
    story:
      'Các bản ghi này được giữ nhưng không được tính, mỗi bản vì lý do ghi bên cạnh. Chỉ lý do do việc giữ vai trò mới chữa được bằng điều chỉnh.',
  },
  act: {
    chooseDevice: acts.chooseDevice.vi,
    setCut: acts.setCut.vi,
    giveUp: acts.giveUp.vi,
    newInvitation: acts.newInvitation.vi,
    admit: acts.admit.vi,
  },
  consequence: {
    chooseDevice:
      'Máy được chọn giữ vai trò này; các máy khác bị ngắt tại lúc tham gia, bản ghi của chúng không được tính. Quyết định có hiệu lực ở mọi máy nhận được gói.',
    setCut:
      'Máy này chỉ được tính đến hết bản ghi đã chọn và không bao giờ ghi tiếp được; đơn vị phải tham gia lại bằng phiếu mời mới. Quyết định có hiệu lực ở mọi máy nhận được gói.',
    giveUp:
      'Máy này thôi giữ vai trò này: những gì đã ghi cho vai trò đến nay vẫn được tính; các vai trò khác của máy không đổi. Sau đó cấp phiếu mời mới cho máy sẽ giữ vai trò. Quyết định có hiệu lực ở mọi máy nhận được gói.',
    newInvitation:
      'Mọi phiếu mời cũ của vai trò này hết hiệu lực. Máy tham gia bằng phiếu mới giữ vai trò ngay, không cần gửi đi gửi lại.',
    admit:
      'Bản ghi này và mọi bản ghi trước nó của máy ấy được tính. Bản ghi của máy đang giữ vai trò vẫn được ưu tiên.',
  },
  becomeValid: 'Bản ghi trở thành hợp lệ: {{count}}',
  becomeInvalid: 'Bản ghi không còn hợp lệ: {{count}}',
  nobodyMoves: 'Bảng xếp hạng không đổi.',
  moves: 'Bảng xếp hạng đổi ở: {{names}}',
  reason: 'Lý do (ghi vào bản điều chỉnh)',
  done: 'Đã ghi bản điều chỉnh',
  doneNext: 'Hãy xuất gói để các máy khác cùng biết.',
  slip: {
    title: 'Phiếu mời mới',
    about: 'In phiếu, trao tận tay, để riêng với USB. Phiếu cũng in lại được ở mục Năm thi đua.',
  },
} as const
