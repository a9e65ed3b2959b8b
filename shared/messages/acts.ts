import type { Bilingual, Language } from './words.ts'

/**
 * The labels of buttons, tabs and menu entries that sentences send people to. The screens take these labels from here
 * and sentences name an act by its key, so a sentence cannot name an act that no screen offers; a test checks that
 * every label here stands on a screen.
 */
export const acts = {
  bundles: { vi: 'Gói dữ liệu', en: 'Bundles' },
  import: { vi: 'Nhập gói', en: 'Import' },
  export: { vi: 'Xuất gói', en: 'Export' },
  exportDelta: { vi: 'Phần mới', en: 'What is new' },
  exportFull: { vi: 'Đầy đủ', en: 'Everything' },
  exportSeason: { vi: 'Để tham gia', en: 'For joining' },
  history: { vi: 'Lịch sử', en: 'History' },
  setAside: { vi: 'Để riêng', en: 'Set aside' },
  takeBack: { vi: 'Lấy lại', en: 'Take back' },
  reopen: { vi: 'Mở lại đợt', en: 'Reopen the round' },
  repair: { vi: 'Sửa chữa', en: 'Repair' },
  chooseDevice: { vi: 'Chọn máy này', en: 'Choose this machine' },
  setCut: { vi: 'Giữ đến đây và ngắt', en: 'Keep up to here and cut' },
  lostMachine: { vi: 'Máy bị mất, hỏng hoặc thay máy', en: 'Machine lost, broken or replaced' },
  giveUp: { vi: 'Thôi giữ vai trò', en: 'Give up the seat' },
  newInvitation: { vi: 'Cấp phiếu mời mới', en: 'Issue a new invitation' },
  admit: { vi: 'Nhận bản ghi', en: 'Admit the record' },
  submitAgain: { vi: 'Nộp lại', en: 'Submit again' },
  draftAgain: { vi: 'Soạn bản mới', en: 'Draft a new version' },
  enrolSignatory: { vi: 'Đăng ký người ký', en: 'Enrol a signatory' },
  inspection: { vi: 'Kiểm tra chéo', en: 'Cross-inspection' },
  suggestTeams: { vi: 'Gợi ý xoay vòng', en: 'Suggest a rotation' },
  join: { vi: 'Tham gia một năm thi đua', en: 'Join a season' },
  found: { vi: 'Lập năm thi đua mới', en: 'Found a new season' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  suggestPassphrase: { vi: 'Gợi ý cho tôi một mật khẩu dễ nhớ', en: 'Suggest one that is easy to remember' },
} as const satisfies { readonly [act: string]: Bilingual }

export type Act = keyof typeof acts

/** An act as a sentence names it: its label in quotation marks. */
export function act(name: Act, language: Language): string {
  return `“${acts[name][language]}”`
}

/** How another data folder is opened; one folder is one machine. */
export const dataOption = '--data'
