import { showPoints } from '../kernel/decimal.ts'
import type { ScaleProblem } from '../scoring/validate-scale.ts'
import { shownDecimal } from './scoring.numbers.ts'
import type { Bilingual, Language } from './words.ts'

/** What stands against publishing a scale, as one sentence that names the place. */
export function describeScaleProblem(problem: ScaleProblem, language: Language): string {
  return sentence(problem)[language]
}

function sentence(problem: ScaleProblem): Bilingual {
  switch (problem.code) {
    case 'criterionRepeated':
      return {
        vi: `Mã tiêu chí ${problem.criterion} xuất hiện hai lần; mỗi tiêu chí cần một mã riêng.`,
        en: `Criterion code ${problem.criterion} stands twice; each criterion needs its own.`,
      }
    case 'totalDiffers': {
      const [declared, filled] = [showPoints(problem.declared), showPoints(problem.filled)]
      return {
        vi: `Tổng điểm khai báo ${declared} nhưng các tiêu chí cộng lại là ${filled}.`,
        en: `The declared total is ${declared}, but the criteria add up to ${filled}.`,
      }
    }
    case 'groupDiffers': {
      const [declared, filled] = [showPoints(problem.declared), showPoints(problem.filled)]
      const path = problem.path.join(' › ')
      return {
        vi: `Nhóm ${path} khai báo ${declared} điểm nhưng các tiêu chí bên trong cộng lại là ${filled}.`,
        en: `Group ${path} declares ${declared} points, but its criteria add up to ${filled}.`,
      }
    }
    case 'shareOutside':
      return {
        vi: `Tỷ lệ điểm khi đạt chỉ tiêu (metShare) “${problem.value}” phải nằm trong khoảng 0–1.`,
        en: `The share for meeting the target (metShare) “${problem.value}” must lie between 0 and 1.`,
      }
    case 'floorRatioOutside':
      return {
        vi: `Tiêu chí ${problem.criterion}: tỷ lệ sàn “${problem.value}” phải nằm trong khoảng 0–1.`,
        en: `Criterion ${problem.criterion}: the floor ratio “${problem.value}” must lie between 0 and 1.`,
      }
    case 'pledgeOutside':
      return {
        vi: `Tiêu chí ${problem.criterion}: mức giao ước “${problem.value}” không hợp lệ.`,
        en: `Criterion ${problem.criterion}: the pledge “${problem.value}” is not valid.`,
      }
    case 'bandsUncovered': {
      const from = shownDecimal(problem.from)
      const to = problem.to === null ? '∞' : shownDecimal(problem.to)
      return {
        vi: `Tiêu chí ${problem.criterion}: không có mức điểm cho khoảng từ ${from} đến dưới ${to}.`,
        en: `Criterion ${problem.criterion}: no band covers the values from ${from} to below ${to}.`,
      }
    }
    case 'bandEmpty': {
      const [from, to] = [shownDecimal(problem.from), shownDecimal(problem.to)]
      return {
        vi: `Tiêu chí ${problem.criterion}: mức từ ${from} đến ${to} không chứa giá trị nào.`,
        en: `Criterion ${problem.criterion}: the band from ${from} to ${to} holds no value.`,
      }
    }
    case 'pointsAboveMax': {
      const [points, max] = [showPoints(problem.points), showPoints(problem.max)]
      const of = {
        base: { vi: 'điểm chuẩn', en: 'the base' },
        band: { vi: 'một mức điểm', en: 'a band' },
        rank: { vi: 'điểm theo hạng', en: 'a rank' },
      }[problem.of]
      return {
        vi: `Tiêu chí ${problem.criterion}: ${of.vi} ${points} vượt điểm tối đa ${max}.`,
        en: `Criterion ${problem.criterion}: ${of.en} gives ${points}, above the maximum of ${max}.`,
      }
    }
    case 'minAboveMax':
      return {
        vi: `Tiêu chí ${problem.criterion}: điểm tối thiểu ${showPoints(problem.min)} vượt điểm tối đa ${showPoints(problem.max)}.`,
        en: `Criterion ${problem.criterion}: the minimum of ${showPoints(problem.min)} is above the maximum of ${showPoints(problem.max)}.`,
      }
    case 'itemRepeated':
      return {
        vi: `Tiêu chí ${problem.criterion}: mã mục “${problem.item}” xuất hiện hai lần.`,
        en: `Criterion ${problem.criterion}: item code “${problem.item}” stands twice.`,
      }
    case 'rankRepeated':
      return {
        vi: `Tiêu chí ${problem.criterion}: hạng ${problem.rank} xuất hiện hai lần.`,
        en: `Criterion ${problem.criterion}: rank ${problem.rank} stands twice.`,
      }
    case 'rankMissing':
      return {
        vi: `Tiêu chí ${problem.criterion}: bảng điểm thiếu hạng ${problem.rank}.`,
        en: `Criterion ${problem.criterion}: the table has no row for rank ${problem.rank}.`,
      }
  }
}
