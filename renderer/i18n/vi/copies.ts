import { act } from '../../../shared/messages/acts.ts'

export const copies = {
  title: 'Máy này tạm thời chỉ đọc: có thể đây là bản cũ, hoặc không phải bản duy nhất',
  how: 'Xem lý do và cách xử lý',
  next: 'Vẫn xem, nhập và xuất gói được; chưa nộp, ký hay chốt được, vì hai bản ghi trùng số không thể gỡ. Trước hết hãy nhập các gói mới nhất từ những máy đã nhận dữ liệu của máy này, để bản ghi của máy này trở về. Nếu sau đó thông báo này vẫn còn, hãy xác nhận không còn bản sao nào khác.',
  gapNext: `Vẫn xem, nhập và xuất gói được. Hãy nhập gói ${act('exportFull', 'vi')} từ một máy đã nhận dữ liệu của máy này.`,
  renamedNext:
    'Nếu vẫn là máy tính này và không có bản sao nào khác của thư mục dữ liệu, hãy xác nhận một lần.',
  sameMachine: 'Vẫn là máy này',
  import: 'Nhập gói từ máy khác',
  declare: 'Không còn bản sao nào khác…',
  declareTitle: 'Xác nhận không còn bản sao nào khác',
  consequence:
    'Nếu xác nhận sai, máy sẽ ghi trùng số với những bản ghi đã gửi đi: cả hai bị giữ làm bằng chứng, máy này mất quyền ghi ở mọi nơi và phải tham gia lại bằng mã mời mới. Những bản ghi chỉ có ở bản kia sẽ mất.',
  declareAsk:
    'Không còn thư mục, ổ đĩa hay máy tính nào khác đang dùng hoặc sẽ dùng dữ liệu của máy này. Tên tài khoản và thời điểm xác nhận được lưu trên máy này.',
  declareConfirm: 'Tôi xác nhận',
} as const
