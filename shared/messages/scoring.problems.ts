import { showPoints } from '../kernel/decimal.ts'
import type { ScoringProblem } from '../scoring/scoring-problem.ts'
import { shownFraction } from './scoring.numbers.ts'
import type { Bilingual, Language } from './words.ts'

/** Why an entry has no points, and what to do about it. */
export function describeScoringProblem(problem: ScoringProblem, language: Language): string {
  return sentence(problem)[language]
}

function sentence(problem: ScoringProblem): Bilingual {
  switch (problem.code) {
    case 'pointsAboveMax': {
      const [points, max] = [showPoints(problem.points), showPoints(problem.max)]
      return {
        vi: `Điểm nhập ${points} vượt điểm tối đa ${max}; sửa lại điểm.`,
        en: `The typed ${points} points are above the maximum of ${max}; correct them.`,
      }
    }
    case 'pointsInvalid':
      return {
        vi: 'Điểm nhập phải từ 0 trở lên, tối đa hai chữ số thập phân.',
        en: 'Typed points must be 0 or more with at most two decimals.',
      }
    case 'resultInvalid':
      return {
        vi: `Kết quả “${problem.result}” không phải số thập phân từ 0 trở lên; nhập lại.`,
        en: `The result “${problem.result}” is no decimal of 0 or more; enter it again.`,
      }
    case 'passFailResult':
      return {
        vi: `Kết quả “${problem.result}” không hợp lệ; nhập 1 (đạt) hoặc 0 (không đạt).`,
        en: `The result “${problem.result}” is not valid; enter 1 (passed) or 0 (failed).`,
      }
    case 'bandMissing': {
      const value = shownFraction(problem.value, 6)
      return {
        vi: `Thang điểm không có mức nào cho giá trị ${value}; báo đơn vị ban hành thang điểm.`,
        en: `The scale has no band for ${value}; tell whoever published the scale.`,
      }
    }
    case 'itemUnknown':
      return {
        vi: `Tiêu chí không có mục “${problem.item}”; kiểm tra lại mã mục.`,
        en: `The criterion has no item “${problem.item}”; check its code.`,
      }
    case 'itemRepeated':
      return {
        vi: `Mục “${problem.item}” được nhập hai lần; giữ lại một.`,
        en: `Item “${problem.item}” is entered twice; keep one.`,
      }
    case 'countInvalid':
      return {
        vi: `Số lần của mục “${problem.item}” phải là số nguyên từ 0 trở lên.`,
        en: `The count of item “${problem.item}” must be a whole number of 0 or more.`,
      }
    case 'countsTooLarge':
      return {
        vi: 'Số lần quá lớn; kiểm tra lại.',
        en: 'The counts are too large; check them.',
      }
    case 'rankInvalid':
      return {
        vi: `Thứ hạng ${problem.rank} không hợp lệ; thứ hạng là số nguyên từ 1.`,
        en: `Rank ${problem.rank} is not valid; ranks are whole numbers from 1.`,
      }
    case 'adjustmentOnSelf':
      return {
        vi: 'Phiếu tự chấm không được điều chỉnh điểm.',
        en: 'A self sheet cannot adjust points.',
      }
    case 'adjustmentInvalid':
      return {
        vi: 'Điểm điều chỉnh không hợp lệ; tối đa hai chữ số thập phân.',
        en: 'The adjustment is not valid; it has at most two decimals.',
      }
    case 'adjustmentWithoutReason':
      return {
        vi: 'Điều chỉnh điểm phải ghi lý do.',
        en: 'An adjustment needs a reason.',
      }
    case 'entryRepeated':
      return {
        vi: `Phiếu có hai mục nhập cho tiêu chí ${problem.criterion}; không mục nào được tính.`,
        en: `The sheet has two entries for criterion ${problem.criterion}; neither counts.`,
      }
    case 'cellUnreadable':
      return {
        vi: 'Ô dữ liệu không đọc được; xem danh sách lỗi.',
        en: 'A cell could not be read; see the list of problems.',
      }
  }
}
