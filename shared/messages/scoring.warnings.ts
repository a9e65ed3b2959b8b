import { showPoints } from '../kernel/decimal.ts'
import type { CriterionWarning, LayerGapWarning, SubjectWarning } from '../scoring/warnings.ts'
import { shownDecimal, shownPercent } from './scoring.numbers.ts'
import type { Bilingual, Language } from './words.ts'

/** What deserves a second look, as one sentence. */
export function describeWarning(
  warning: CriterionWarning | SubjectWarning | LayerGapWarning,
  language: Language,
): string {
  return sentence(warning)[language]
}

function sentence(warning: CriterionWarning | SubjectWarning | LayerGapWarning): Bilingual {
  switch (warning.code) {
    case 'excessAbove300': {
      const excess = shownPercent(warning.excess)
      return {
        vi: `Kết quả vượt chỉ tiêu ${excess} (trên 300 %): kiểm tra lại chỉ tiêu và kết quả.`,
        en: `The result is ${excess} beyond the target (above 300 %): check target and result.`,
      }
    }
    case 'targetFarFromMedian': {
      const [target, median] = [shownDecimal(warning.target), shownDecimal(warning.median)]
      return {
        vi: `Chỉ tiêu ${target} lệch hơn 10 lần so với trung vị ${median} của cụm: có thể nhập sai đơn vị tính.`,
        en: `Target ${target} is more than 10 times off the cluster's median of ${median}: maybe another unit was meant.`,
      }
    }
    case 'noTarget':
      return {
        vi: 'Không có chỉ tiêu: tiêu chí không được chấm và không tính vào mẫu số.',
        en: 'No target: the criterion is not scored and leaves the denominator.',
      }
    case 'fullMarksWithoutTarget':
      return {
        vi: 'Đạt điểm tối đa khi không có chỉ tiêu.',
        en: 'Full marks without a target.',
      }
    case 'bonusAtCap': {
      const cap = showPoints(warning.cap)
      return { vi: `Điểm cộng đã chạm mức trần ${cap}.`, en: `The bonus is at its cap of ${cap}.` }
    }
    case 'evidenceMissing':
      return {
        vi: 'Tiêu chí yêu cầu minh chứng nhưng chưa có.',
        en: 'The criterion asks for evidence and there is none.',
      }
    case 'countNotWhole': {
      const count = shownDecimal(warning.count)
      return {
        vi: `Số lượng ${count} không phải số nguyên.`,
        en: `The count ${count} is not a whole number.`,
      }
    }
    case 'percentOutside': {
      const percent = shownDecimal(warning.percent)
      return {
        vi: `Tỷ lệ ${percent} % nằm ngoài khoảng 0–100 %.`,
        en: `The percentage of ${percent} % is outside 0–100 %.`,
      }
    }
    case 'oldScale':
      return {
        vi: 'Phiếu theo thang điểm cũ: chưa được tính cho đến khi nộp lại.',
        en: 'The sheet was made on an old scale: it does not count until it is submitted again.',
      }
    case 'criterionNotOnScale':
      return {
        vi: `Phiếu có tiêu chí ${warning.criterion} mà thang điểm không có; mục này không được tính.`,
        en: `The sheet has criterion ${warning.criterion}, which the scale has not; it does not count.`,
      }
    case 'layerGap': {
      const [self, appraisal] = [showPoints(warning.self), showPoints(warning.appraisal)]
      const limit = warning.level === 'red' ? '10 %' : '5 %'
      return {
        vi: `Tự chấm ${self}, thẩm định ${appraisal}: chênh lệch trên ${limit} điểm tối đa.`,
        en: `Self ${self}, appraisal ${appraisal}: the gap is above ${limit} of the maximum.`,
      }
    }
  }
}
