import type { CheckCodeProblem } from '../documents/check-code.ts'
import type { Bilingual, Language } from './words.ts'

/** Words around a printed document on screen. The documents themselves are official and Vietnamese only. */
const previewTexts = {
  back: { vi: 'Về màn hình trước', en: 'Back' },
  print: { vi: 'In', en: 'Print' },
  savePdf: { vi: 'Lưu PDF', en: 'Save as PDF' },
  savePdfHint: {
    vi: 'Trong hộp thoại in, chọn máy in “Lưu thành PDF”.',
    en: 'In the print dialog choose the printer “Save as PDF”.',
  },
  saved: { vi: 'Đã lưu tệp', en: 'Saved as' },
  nameTaken: { vi: 'vẫn giữ nguyên tệp khác mang tên', en: 'another file was left alone:' },
  onePerPage: { vi: 'Mỗi trang một phiếu', en: 'One slip per page' },
  twoPerPage: { vi: 'Mỗi trang hai phiếu', en: 'Two slips per page' },
  loading: { vi: 'Đang lập văn bản…', en: 'Preparing the document…' },
  unknownTitle: { vi: 'Không có văn bản này', en: 'There is no such document' },
  unknownBody: {
    vi: 'Địa chỉ có thể đã cũ. Hãy quay lại và chọn văn bản từ màn hình của nó.',
    en: 'The address may be old. Go back and choose the document from its own screen.',
  },
  noSlipsTitle: { vi: 'Không có phiếu mời để in', en: 'No invitation slips to print' },
  noSlipsBody: {
    vi: 'Phiếu mời chỉ có trên máy đã lập năm thi đua, cho những vai trò chưa có máy nhận.',
    en: 'Invitation slips exist only on the machine that founded the season, for seats nobody has taken yet.',
  },
  paper: { vi: 'Bản in', en: 'Printed page' },
  internal: { vi: 'Đóng khung “Lưu hành nội bộ”', en: 'Box “Internal circulation”' },
  compare: { vi: 'So với bản giấy', en: 'Compare with paper' },
  compareLabel: { vi: 'Mã kiểm tra trên bản giấy', en: 'Check code on the paper' },
  compareHint: {
    vi: 'Nhập 8 nhóm ở cuối trang, hoặc quét mã QR.',
    en: 'Type the 8 groups at the foot of the page, or scan the QR code.',
  },
  paperSame: {
    vi: 'Bản giấy đúng với dữ liệu hiện có trên máy này.',
    en: 'The paper says what the data on this machine says.',
  },
  paperChanged: {
    vi: 'Đúng văn bản này, nhưng dữ liệu đã thay đổi sau khi in: hãy in lại.',
    en: 'This document, but the data has changed since it was printed: print it again.',
  },
  paperOther: {
    vi: 'Mã này của một văn bản khác, không phải văn bản đang mở.',
    en: 'This code belongs to another document, not to the one on screen.',
  },
} as const satisfies { readonly [Key: string]: Bilingual }

export type PreviewText = keyof typeof previewTexts

export function previewText(text: PreviewText, language: Language): string {
  return previewTexts[text][language]
}

const checkCodeProblemTexts: { readonly [Each in CheckCodeProblem]: Bilingual } = {
  length: {
    vi: 'Mã kiểm tra có 8 nhóm, mỗi nhóm 4 ký tự; hãy nhập đủ.',
    en: 'A check code has 8 groups of 4 characters; enter all of them.',
  },
  alphabet: {
    vi: 'Mã kiểm tra không có nguyên âm và các chữ W, D, L; hãy xem lại ký tự vừa nhập.',
    en: 'A check code has no vowels and no W, D or L; look at the characters again.',
  },
  mistyped: {
    vi: 'Có ký tự bị nhập sai; hãy so lại từng nhóm với bản giấy.',
    en: 'A character is wrong; compare each group with the paper.',
  },
}

/** What to do about a check code that cannot be read. */
export function checkCodeProblemText(problem: CheckCodeProblem, language: Language): string {
  return checkCodeProblemTexts[problem][language]
}
